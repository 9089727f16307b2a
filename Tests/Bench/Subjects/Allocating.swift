import CallModel
import Crypto
import Foundation
import Selection

/// Allocation with its certificate, allocation of very many files, and the proven optimum beside HiGHS.
struct Allocating {
    let checkout: String
    let workFolder: String

    private static let certified = (files: 2_000, lines: 12, target: 0.05)
    private static let many = (files: 1_000_000, lines: 12, target: 5.0)
    private static let optimum = (files: 500, lines: 5, target: 10.0)
    /// Problems of each kind, and how long HiGHS may take for the first of them.
    private static let seeds: ClosedRange<UInt64> = 1...5
    private static let patience = 20

    func run() throws -> Subject {
        var subject = Subject(
            "Allocating",
            method: """
                The pure allocation on one core, medians of \(Rounds.count) runs. A certificate is made and written out as JSON. \
                The optimum is proven in whole numbers and checked by the checker: of \(Self.seeds.count) problems of each kind, the \
                median. HiGHS solves the first of them with its gap set to nothing, on one thread and for \(Self.patience) seconds at \
                most; where both prove their sum, both have to be equal. Targets: 50 ms, 5 s and 10 s.
                """,
            columns: ["", "files", "lines", "median", "ratio"])
        try addCertified(&subject)
        try addMany(&subject)
        for kind in OptimumKind.allCases { try addOptimum(kind, &subject) }
        return subject
    }

    private func addCertified(_ subject: inout Subject) throws {
        let problem = AllocationProblem.bench(Self.certified.files, Self.certified.lines, .fence)
        let rules = AllocationRules(partial: true, unspent: .spillBack)
        var samples = Samples()
        for _ in 0..<Rounds.count {
            samples.add(try Self.seconds { _ = try problem.certified(by: rules, sha256: Self.sha256).text })
        }
        add("certificate", Self.certified, samples, &subject)
    }

    private func addMany(_ subject: inout Subject) throws {
        let problem = AllocationProblem.bench(Self.many.files, Self.many.lines, .fence)
        var samples = Samples()
        for _ in 0..<Rounds.count { samples.add(try Self.seconds { _ = try problem.allocate(by: AllocationRules()) }) }
        add("rank order", Self.many, samples, &subject)
    }

    private enum OptimumKind: String, CaseIterable {
        case none, fence, floor, reserveFirst
        case caps
        case perApplicant = "per applicant"

        func problem(_ files: Int, _ lines: Int, _ seed: UInt64) -> AllocationProblem {
            switch self {
            case .none: return .bench(files, lines, .none, seed)
            case .fence: return .bench(files, lines, .fence, seed)
            case .floor: return .bench(files, lines, .floor, seed)
            case .reserveFirst: return .bench(files, lines, .reserveFirst, seed)
            case .caps:
                var problem = AllocationProblem.bench(files, lines, .none, seed)
                for place in problem.lines.indices {
                    problem.lines[place].maxAwards = Int(problem.lines[place].totalCents.value / 450_000)
                    if place % 2 == 1 { problem.lines[place].maxAwardCents = Cents(600_000) }
                }
                return problem
            case .perApplicant:
                var problem = AllocationProblem.bench(files, lines, .fence, seed)
                problem.maxAwardsPerApplicant = 2
                return problem
            }
        }
    }

    private func addOptimum(_ kind: OptimumKind, _ subject: inout Subject) throws {
        let rules = AllocationRules(rule: .optimum)
        var (samples, proven, first) = (Samples(), 0, (total: Int64(0), isProven: false))
        for seed in Self.seeds {
            let problem = kind.problem(Self.optimum.files, Self.optimum.lines, seed)
            var made: CertifiedAllocation?
            samples.add(try Self.seconds { made = try problem.certified(by: rules, sha256: Self.sha256) })
            guard let made else { continue }
            _ = try CertificateChecker(sha256: Self.sha256).check(made.certificate)
            let isProven = made.allocation.optimality?.proven == true
            proven += isProven ? 1 : 0
            if seed == Self.seeds.lowerBound { first = (made.allocation.totalScore, isProven) }
        }
        add("optimum, \(kind.rawValue): \(proven) of \(Self.seeds.count) proven", Self.optimum, samples, &subject)
        if proven < Self.seeds.count {
            subject.fellShort("With \(kind.rawValue) \(proven) of \(Self.seeds.count) sums were proven within the limit of work.")
        }
        guard let highs = try highs(kind.problem(Self.optimum.files, Self.optimum.lines, Self.seeds.lowerBound)) else {
            return subject.fellShort("HiGHS could not be had from PyPI when this was measured: no comparison for \(kind.rawValue).")
        }
        guard
            first.isProven && highs.proven
                ? highs.sum == first.total : first.total <= highs.bound && (!first.isProven || highs.sum <= first.total)
        else { throw BenchFailure("the optimum is \(first.total) here and \(highs.sum) by HiGHS (\(kind.rawValue))") }
        let outcome = highs.proven ? "proven" : "not proven, \(highs.sum) to \(highs.bound)"
        subject.add(
            "HiGHS, \(kind.rawValue): \(outcome)", Figures.whole(Double(Self.optimum.files)),
            Figures.whole(Double(Self.optimum.lines)), Figures.milliseconds(highs.seconds),
            Figures.ratio(highs.seconds / samples.median))
    }

    private func add(
        _ name: String, _ size: (files: Int, lines: Int, target: Double), _ samples: Samples, _ subject: inout Subject
    ) {
        subject.add(
            name, Figures.whole(Double(size.files)), Figures.whole(Double(size.lines)), Figures.milliseconds(samples.median), "1.00")
        if samples.median > size.target {
            subject.fellShort("\(name) takes \(Figures.milliseconds(samples.median)), more than \(Figures.milliseconds(size.target)).")
        }
    }

    // MARK: HiGHS

    private struct Answer: Decodable {
        let sum: Int64
        let bound: Int64
        let proven: Bool
        let seconds: Double
    }

    /// - Returns: nil where it could not be installed.
    private func highs(_ problem: AllocationProblem) throws -> Answer? {
        let python = "\(checkout)/.build/bench-python/bin/python"
        guard FileManager.default.isExecutableFile(atPath: python),
            (try? Program.run([python, "-c", "import highspy"])) != nil
        else { return nil }
        let file = "\(workFolder)/problem.json"
        try JSONEncoder().encode(problem).write(to: URL(fileURLWithPath: file))
        let printed = try Program.run([python, "\(checkout)/scripts/highs.py", file, "\(Self.patience)"])
        return try JSONDecoder().decode(Answer.self, from: Data(printed.utf8))
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start).seconds
    }

    private static func sha256(_ bytes: [UInt8]) -> CallModel.Digest {
        // A SHA-256 is 32 bytes by definition.
        CallModel.Digest(bytes: SHA256.hash(data: bytes)).unsafelyUnwrapped
    }
}

extension AllocationProblem {
    /// Requests by the hundred euros, scores with two decimals, each file on one to three of the lines, half of the money asked.
    static func bench(_ files: Int, _ lines: Int, _ mode: Reserve.Mode, _ seed: UInt64 = 1) -> AllocationProblem {
        var state: UInt64 = 20_270_100 + seed
        func next(_ range: ClosedRange<Int>) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int((state >> 33) % UInt64(range.count))
        }
        let names = (1...lines).map { "L\($0)" }
        let applications = (1...files).map { number in
            Application(
                id: "F\(number)", applicant: "O\(next(1...max(1, files / 3)))", requestedCents: Cents(Int64(next(10...80)) * 10_000),
                minimumUsefulCents: Cents(100_000), score: Int64(next(3000...9900)), submittedRank: number,
                reserved: next(1...4) == 1, lines: Array(Set((0..<next(1...3)).map { _ in names[next(0...lines - 1)] })).sorted())
        }
        let asked = applications.reduce(Int64(0)) { $0 + $1.requestedCents.value }
        return AllocationProblem(
            lines: names.map { name in
                let total = asked * Int64(next(35...65)) / Int64(100 * lines) / 10_000 * 10_000
                return Line(id: name, totalCents: Cents(total), reserve: Reserve(cents: Cents(total / 4), mode: mode))
            }, applications: applications)
    }
}
