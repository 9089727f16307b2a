import CallModel
import TestSupport

@testable import Selection

/// The kinds of limits under which an optimum is looked for, each of which binds the problems made of it.
enum OptimumKind: String, CaseIterable, Sendable {
    case none, fence, floor, reserveFirst, openFirst, caps, fewest, onePerApplicant, twoPerApplicant
    case fenceAndOne, fenceAndTwo, fenceThatSpills, poolsThatSpill, cappedFence, everyFileOnOneLine

    var rules: AllocationRules {
        AllocationRules(rule: .optimum, unspent: self == .fenceThatSpills || self == .poolsThatSpill ? .spillBack : .keep)
    }

    private var mode: AllocationProblem.Reserve.Mode {
        switch self {
        case .none, .caps, .fewest, .onePerApplicant, .twoPerApplicant: .none
        case .fence, .fenceAndOne, .fenceAndTwo, .fenceThatSpills, .cappedFence, .everyFileOnOneLine: .fence
        case .floor: .floor
        case .reserveFirst, .poolsThatSpill: .reserveFirst
        case .openFirst: .openFirst
        }
    }

    private var perApplicant: Int? {
        switch self {
        case .onePerApplicant, .fenceAndOne: 1
        case .twoPerApplicant, .fenceAndTwo: 2
        default: nil
        }
    }

    /// Requests by the hundred euros, scores with two decimals, each file on one to three of the lines, about half of the money asked.
    func problem(files: Int, lines: Int, seed: UInt64) -> AllocationProblem {
        var random = SplitMix64(seed: seed &* 1009 &+ UInt64(rawValue.utf8.reduce(0) { $0 + Int($1) }))
        let names = (1...lines).map { "L\($0)" }
        let applicants = max(1, files / ((perApplicant ?? 0) + 1))
        let applications = (1...files).map { number in
            let choices = self == .everyFileOnOneLine ? 1 : random.number(1...3)
            return AllocationProblem.Application(
                id: "F\(number)", applicant: "O\(random.number(1...applicants))",
                requestedCents: Cents(Int64(random.number(10...80)) * 10_000), score: Int64(random.number(3000...9900)),
                submittedRank: number, reserved: random.chance(1, of: 4),
                lines: Set((0..<choices).map { _ in names[random.number(0...lines - 1)] }).sorted())
        }
        let asked = applications.reduce(Int64(0)) { $0 + $1.requestedCents.value }
        return AllocationProblem(
            lines: names.map { name in
                let total = asked * Int64(random.number(35...65)) / Int64(100 * lines) / 10_000 * 10_000
                let typical = max(1, Int(total / 450_000))
                var line = AllocationProblem.Line(id: name, totalCents: Cents(total))
                if mode != .none { line.reserve = AllocationProblem.Reserve(cents: Cents(total / 40_000 * 10_000), mode: mode) }
                if self == .caps || self == .cappedFence { line.maxAwards = max(1, typical * random.number(90...130) / 100) }
                if self == .caps, random.chance(1, of: 2) { line.maxAwardCents = Cents(600_000) }
                if self == .fewest { line.minAwards = typical * random.number(100...140) / 100 }
                return line
            }, applications: applications, maxAwardsPerApplicant: perApplicant)
    }
}
