import CallModel
import Testing

@testable import Selection

/// The City of Brussels' call: 150,000 euros, at most 8,000 for cooperation and 4,000 for awareness, and a reserve of 30,000
/// for feminist cooperation.
@Suite struct PublishedFigureTests {
    static let envelope: Int64 = 15_000_000
    static let reserve: Int64 = 3_000_000

    /// 22 cooperation files, then 6 awareness files: 200,000 asked.
    static var baseline: AllocationProblem {
        var problem = AllocationProblem.oneLine(
            total: envelope, maxAward: 800_000,
            AllocationProblem.ranked(Array(repeating: 800_000, count: 22) + Array(repeating: 400_000, count: 6)))
        for index in problem.applications.indices { problem.applications[index].minimumUsefulCents = Cents(200_001) }
        return problem
    }

    @Test func `the envelope is cut by rank, and a smaller file fits in what is left`() throws {
        let result = try Self.baseline.allocate(by: AllocationRules())
        #expect(result.funded == (1...18).map { "F\($0)" } + ["F23"])
        #expect(result.lines.map(\.unspentCents) == [Cents(200_000)])
        #expect(result.reason(of: "F19") == .skippedShort(line: "L", by: Cents(200_000)))
        #expect(result.reason(of: "F22") == .skippedShort(line: "L", by: Cents(200_000)))
        #expect(result.reason(of: "F24") == .skippedShort(line: "L", by: Cents(200_000)))
    }

    @Test func `with partial awards the nineteenth takes the rest`() throws {
        let result = try Self.baseline.allocate(by: AllocationRules(partial: true))
        #expect(result.cents(of: "F19") == 600_000)
        #expect(result.lines.map(\.unspentCents) == [.zero])
        #expect(result.reason(of: "F23") == .lineExhausted(line: "L", rank: 19))
    }

    @Test func `the strict rule leaves 6,000 unspent`() throws {
        let result = try Self.baseline.allocate(by: AllocationRules(rule: .rankOrderStrict))
        #expect(result.awards.count == 18)
        #expect(result.lines.map(\.unspentCents) == [Cents(600_000)])
    }

    @Test func `a request of 8,000 and one cent is not eligible`() throws {
        var problem = Self.baseline
        problem.applications[0].requestedCents = Cents(800_001)
        let reason = try problem.allocate(by: AllocationRules()).reason(of: "F1")
        #expect(reason == .notEligible(highestCeiling: Cents(800_000)))
    }

    /// Reserved files of these amounts rank below 25 others that ask 8,000 each.
    static func feminist(
        _ amounts: [Int64], mode: AllocationProblem.Reserve.Mode, reservedFirst: Bool = false
    ) -> AllocationProblem {
        let others = (1...25).map {
            AllocationProblem.Application.file("F\($0)", 800_000, score: Int64(100 - $0), useful: 100_000)
        }
        let marked = amounts.enumerated().map { index, cents in
            AllocationProblem.Application.file(
                "G\(index + 101)", cents, score: Int64((reservedFirst ? 1000 : 50) - index), reserved: true)
        }
        return .oneLine(total: envelope, reserve: reserve, mode: mode, others + marked)
    }

    @Test(arguments: [AllocationProblem.Reserve.Mode.fence, .reserveFirst, .openFirst])
    func `20,000 of reserved requests spill 10,000, so that the others share 130,000`(
        mode: AllocationProblem.Reserve.Mode
    ) throws {
        let problem = Self.feminist([800_000, 800_000, 400_000], mode: mode)
        let result = try problem.allocate(by: AllocationRules(partial: true, unspent: .spillBack))
        let line = try #require(result.lines.first)
        #expect(line.reservedAwardedCents == Cents(2_000_000))
        #expect(line.awardedCents - line.reservedAwardedCents == Cents(13_000_000))
        #expect(result.cents(of: "F16") == 800_000)
        #expect(result.cents(of: "F17") == 200_000)
    }

    /// The others are refused before lower-ranked reserved files take from the reserve, or after: the reason tells which.
    @Test(
        arguments: [
            (.fence, 3_000_000), (.reserveFirst, 1_000_000), (.openFirst, 3_000_000)
        ] as [(AllocationProblem.Reserve.Mode, Int64)])
    func `kept, the 10,000 stay for the next edition`(mode: AllocationProblem.Reserve.Mode, held: Int64) throws {
        let problem = Self.feminist([800_000, 800_000, 400_000], mode: mode)
        let result = try problem.allocate(by: AllocationRules())
        let line = try #require(result.lines.first)
        #expect(line.unspentReserveCents == Cents(1_000_000))
        #expect(line.unspentCents == Cents(1_000_000))
        #expect(result.reason(of: "F16") == .fence(line: "L", by: Cents(800_000), reserve: Cents(held)))
    }

    @Test func `by fence the fourth of five takes 6,000 reserved and 2,000 open`() throws {
        let problem = Self.feminist(Array(repeating: 800_000, count: 5), mode: .fence, reservedFirst: true)
        let (result, trace) = try problem.allocateTracing(by: AllocationRules())
        let fourth = try #require(trace.passes.first?.steps.first { $0.application == "G104" })
        #expect(fourth.before == AllocationTrace.Remaining(openCents: Cents(12_000_000), reserveCents: Cents(600_000)))
        #expect(fourth.after == AllocationTrace.Remaining(openCents: Cents(11_800_000), reserveCents: .zero))
        #expect(result.funded.prefix(5) == ["G101", "G102", "G103", "G104", "G105"])
        #expect(result.awards.count == 18)
    }

    @Test func `by fence the fourth of five gets nothing once the open money is gone`() throws {
        let problem = Self.feminist(Array(repeating: 800_000, count: 5), mode: .fence)
        let result = try problem.allocate(by: AllocationRules())
        #expect(result.funded.suffix(3) == ["G101", "G102", "G103"])
        #expect(result.reason(of: "G104") == .skippedShort(line: "L", by: Cents(200_000)))
        #expect(result.lines.map(\.unspentReserveCents) == [Cents(600_000)])
    }

    @Test func `with reserveFirst the fourth of five competes for open money entirely`() throws {
        let problem = Self.feminist(Array(repeating: 800_000, count: 5), mode: .reserveFirst, reservedFirst: true)
        let (result, trace) = try problem.allocateTracing(by: AllocationRules())
        let steps = trace.passes.map { pass in pass.steps.filter { $0.application == "G104" }.map(\.verdict) }
        #expect(steps == [[.refused(.skippedShort(by: Cents(200_000)))], [.awarded(Cents(800_000))]])
        #expect(result.lines.map(\.unspentReserveCents) == [Cents(600_000)])
        #expect(result.awards.count == 18)
    }

    @Test func `a file downgraded from marker 2 leaves the reserve`() throws {
        var problem = Self.feminist([800_000, 800_000, 400_000], mode: .fence)
        #expect(try problem.allocate(by: AllocationRules()).funded.contains("G101"))
        let index = try #require(problem.applications.firstIndex { $0.id == "G101" })
        problem.applications[index].reserved = false
        let reason = try problem.allocate(by: AllocationRules()).reason(of: "G101")
        #expect(reason == .fence(line: "L", by: Cents(800_000), reserve: Cents(3_000_000)))
    }
}
