import CallModel
import Testing

@testable import Selection

/// Bands in a problem: the amounts follow from the scores in the file, for the allocation and for the checker.
@Suite struct BandedProblemTests {
    private static let leuven = AllocationProblem.Bands(
        fullScore: 10_000, nothingUpTo: 40, wholeFrom: 60, minimumCents: Cents(50_000))

    private static func festivities(total: Int64) -> AllocationProblem {
        let asked: [(score: Int64, cents: Int64)] = [
            (6000, 400_000), (5999, 400_000), (4200, 400_000), (4100, 100_000), (4000, 400_000)
        ]
        let files = asked.enumerated().map { place, file in
            AllocationProblem.Application(
                id: "S\(place + 1)", applicant: "O\(place + 1)", requestedCents: Cents(file.cents), score: file.score,
                submittedRank: place + 1, lines: ["L"])
        }
        return AllocationProblem(
            lines: [AllocationProblem.Line(id: "L", totalCents: Cents(total))], applications: files, bands: leuven)
    }

    @Test(arguments: [AllocationRules.Rule.proportional, .rankOrder, .optimum])
    func `each file gets what its score earns, to the cent, and who earns nothing is told so`(rule: AllocationRules.Rule) throws {
        let rules = AllocationRules(rule: rule)
        let problem = Self.festivities(total: 1_000_000)
        let result = try problem.allocate(by: rules)
        #expect(result.awards.map(\.cents.value) == [400_000, 239_960, 168_000, 50_000])
        #expect(result.reason(of: "S5") == .earnsNothing(score: 4000))
        let certificate = try problem.certified(by: rules, sha256: Certifying.sha256).certificate
        #expect(try Certifying.checker.check(certificate).unfunded == 1)
    }

    @Test func `a pool that is too small is shared out to the last cent`() throws {
        let result = try Self.festivities(total: 500_000).allocate(by: AllocationRules(rule: .proportional))
        // Of 8,579.60: 58.2778… percent of each, 2,331.1110, 1,398.4335, 979.0666 and 291.3889.
        #expect(result.awards.map(\.cents.value) == [233_111, 139_843, 97_907, 29_139])
        #expect(result.lines[0].unspentCents == .zero)
    }

    @Test func `the checker refuses the amounts of other bands, scores and shares`() throws {
        let rules = AllocationRules(rule: .proportional)
        let truth = try Self.festivities(total: 500_000).certified(by: rules, sha256: Certifying.sha256).certificate
        func expectRejected(_ change: (inout AllocationCertificate) -> Void) {
            var lie = truth
            change(&lie)
            lie.problemSHA256 = lie.problem.map { Certifying.sha256($0.canonicalText).hex } ?? ""
            #expect(throws: CertificateFault.self) { try Certifying.checker.check(lie) }
        }
        expectRejected { $0.problem?.bands = nil }
        expectRejected { $0.problem?.bands?.nothingUpTo = 39 }
        expectRejected { $0.problem?.bands?.minimumCents = nil }
        expectRejected { $0.problem?.applications[1].score = 5998 }
        expectRejected { ($0.awards[0].cents, $0.awards[1].cents) = (Cents(233_110), Cents(139_844)) }
        expectRejected { $0.unfunded[0].reason.reason = "notEligible" }
        expectRejected { $0.problem?.bands?.fullScore = 0 }
    }

    @Test func `with bands every rule gives what it gives for the amounts that are earned`() throws {
        for seed in UInt64(0)..<600 {
            var random = RandomProblem.certifiable(seed: seed)
            random.problem.bands = AllocationProblem.Bands(
                fullScore: Int64(seed % 7 + 4), nothingUpTo: Int(seed % 40), wholeFrom: Int(seed % 60 + 40), minimumCents: Cents(3))
            guard let certificate = try? Certifying.certificate(random) else { continue }
            let claims = random.problem.claims(unit: random.rules.roundingUnit)
            let plain = try claims.problem.allocate(by: random.rules)
            #expect(certificate.awards.map(\.cents) == plain.awards.map(\.cents), "seed \(seed)")
            #expect(throws: Never.self, "seed \(seed)") { try Certifying.checker.check(certificate) }
            let told = Set(certificate.unfunded.filter { $0.reason.reason == "earnsNothing" }.map(\.application))
            #expect(told.isSubset(of: claims.empty), "seed \(seed)")
        }
    }

    @Test(arguments: [("fullScore", 0), ("wholeFrom", 101), ("nothingUpTo", 61), ("minimumCents", -1)])
    func `bands that cannot be are a fault`(key: String, figure: Int) {
        var problem = Self.festivities(total: 1)
        switch key {
        case "fullScore": problem.bands?.fullScore = Int64(figure)
        case "wholeFrom": problem.bands?.wholeFrom = figure
        case "nothingUpTo": problem.bands?.nothingUpTo = figure
        default: problem.bands?.minimumCents = Cents(Int64(figure))
        }
        let expected = key == "nothingUpTo" ? "wholeFrom" : key
        #expect(problem.faults(under: AllocationRules()) == [.bandsOutOfRange(key: expected)])
    }
}
