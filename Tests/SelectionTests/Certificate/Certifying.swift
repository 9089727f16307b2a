import CallModel
import Foundation
import TestSupport

import struct Crypto.SHA256

@testable import Selection

enum Certifying {
    static func sha256(_ bytes: [UInt8]) -> CallModel.Digest {
        // A SHA-256 is 32 bytes by definition.
        CallModel.Digest(bytes: SHA256.hash(data: bytes)).unsafelyUnwrapped
    }

    static let checker = CertificateChecker(sha256: sha256)

    /// A hash that is quick to make, where a test looks at a hundred thousand problems and at no hash.
    static func quickHash(_ bytes: [UInt8]) -> CallModel.Digest {
        var (one, two) = (UInt64(14_695_981_039_346_656_037), UInt64(bytes.count))
        for byte in bytes {
            one = (one ^ UInt64(byte)) &* 1_099_511_628_211
            two = two &* 31 &+ one
        }
        let words = [one, two, one ^ two, one &+ two]
        let all = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) } }
        return CallModel.Digest(bytes: all).unsafelyUnwrapped
    }

    static func certificate(_ random: RandomProblem) throws -> AllocationCertificate {
        try random.problem.certified(by: random.rules, sha256: sha256).certificate
    }
}

extension RandomProblem {
    /// Of every rule, with least numbers of awards and floors where the rule knows them.
    static func certifiable(seed: UInt64) -> RandomProblem {
        var random = RandomProblem(seed: seed)
        switch seed % 8 {
        case 0: random.becomeProportional()
        case 1, 2: random.becomeOptimum(seed: seed)
        case 3: for index in random.problem.lines.indices { random.problem.lines[index].minAwards = Int(seed / 8 % 4) }
        default: break
        }
        return random
    }

    mutating func becomeProportional() {
        (rules.rule, rules.partial) = (.proportional, false)
        problem.maxAwardsPerApplicant = nil
        problem.lines = problem.lines.map {
            AllocationProblem.Line(id: $0.id, totalCents: $0.totalCents, maxAwardCents: $0.maxAwardCents)
        }
    }

    /// At most six files, so that all choices can be looked at.
    mutating func becomeOptimum(seed: UInt64) {
        var random = SplitMix64(seed: ~seed)
        (rules.rule, rules.partial) = (.optimum, false)
        problem.applications = Array(problem.applications.prefix(6))
        for index in problem.lines.indices {
            if random.chance(1, of: 4) { problem.lines[index].reserve?.mode = .floor }
            if problem.lines[index].reserve?.mode == .floor { problem.lines[index].reserve?.cents = Cents(Int64(random.number(0...6))) }
            problem.lines[index].totalCents = max(problem.lines[index].totalCents, problem.lines[index].reserve?.cents ?? .zero)
            if random.chance(1, of: 4) { problem.lines[index].minAwards = random.number(0...3) }
        }
    }
}
