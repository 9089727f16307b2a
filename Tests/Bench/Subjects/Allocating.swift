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

    func run() throws -> Subject {
        var subject = Subject(
            "Allocating",
            method: """
                The pure allocation on one core, medians of \(Rounds.count) runs. A certificate is made and written out as JSON. \
                The optimum is proven in whole numbers and checked by the checker; HiGHS solves the same program with its gap set \
                to nothing, on one thread and for a minute at most; where both prove their sum, both have to be equal. Targets: \
                50 ms, 5 s and 10 s.
                """,
            columns: ["", "files", "lines", "median", "ratio"])
        try addCertified(&subject)
        try addMany(&subject)
        for mode in [AllocationProblem.Reserve.Mode.none, .fence, .floor] { try addOptimum(mode, &subject) }
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

    private func addOptimum(_ mode: AllocationProblem.Reserve.Mode, _ subject: inout Subject) throws {
        let problem = AllocationProblem.bench(Self.optimum.files, Self.optimum.lines, mode)
        let rules = AllocationRules(rule: .optimum)
        var (samples, total, isProven) = (Samples(), Int64(0), true)
        for _ in 0..<Rounds.count {
            samples.add(
                try Self.seconds {
                    let certified = try problem.certified(by: rules, sha256: Self.sha256)
                    isProven = certified.allocation.optimality?.proven == true
                    total = certified.allocation.totalScore
                })
        }
        let certificate = try problem.certified(by: rules, sha256: Self.sha256).certificate
        _ = try CertificateChecker(sha256: Self.sha256).check(certificate)
        add("optimum, \(mode.rawValue)", Self.optimum, samples, &subject)
        guard let highs = try highs(problem) else {
            return subject.fellShort("HiGHS could not be had from PyPI when this was measured: no comparison for \(mode.rawValue).")
        }
        if !isProven { subject.fellShort("With \(mode.rawValue) the sum \(total) was not proven within the limit of work.") }
        if !highs.proven { subject.fellShort("With \(mode.rawValue) HiGHS proved nothing in a minute: \(highs.sum) to \(highs.bound).") }
        guard isProven && highs.proven ? highs.sum == total : total <= highs.bound && (!isProven || highs.sum <= total) else {
            throw BenchFailure("the optimum is \(total) here and \(highs.sum) by HiGHS (\(mode.rawValue))")
        }
        subject.add(
            "HiGHS, \(mode.rawValue)", Figures.whole(Double(Self.optimum.files)), Figures.whole(Double(Self.optimum.lines)),
            Figures.milliseconds(highs.seconds), Figures.ratio(highs.seconds / samples.median))
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
        let printed = try Program.run([python, "\(checkout)/scripts/highs.py", file])
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
    static func bench(_ files: Int, _ lines: Int, _ mode: Reserve.Mode) -> AllocationProblem {
        var state: UInt64 = 20_270_101
        func next(_ range: ClosedRange<Int>) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int((state >> 33) % UInt64(range.count))
        }
        let names = (1...lines).map { "L\($0)" }
        let applications = (1...files).map { number in
            Application(
                id: "F\(number)", applicant: "O\(next(1...files))", requestedCents: Cents(Int64(next(10...80)) * 10_000),
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
