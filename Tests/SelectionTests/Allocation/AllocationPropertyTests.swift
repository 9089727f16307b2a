import CallModel
import Testing

@testable import Selection

/// What holds for every problem, on 24,000 random ones. A failure names its seed.
@Suite struct AllocationPropertyTests {
    static let batches = Array(UInt64(0)..<24)

    static func cases(_ batch: UInt64) -> [(seed: UInt64, RandomProblem)] {
        (batch * 1000..<(batch + 1) * 1000).map { ($0, RandomProblem(seed: $0)) }
    }

    @Test(arguments: batches)
    func `the slow second implementation gives the same awards, remainders and reasons`(batch: UInt64) throws {
        for (seed, random) in Self.cases(batch) {
            let fast = try random.problem.allocate(by: random.rules)
            let slow = SlowAllocation(random.problem, random.rules)
            let paid = slow.payments.sorted { $0.rank < $1.rank }
            #expect(fast.awards.map(\.application) == paid.map(\.file), "seed \(seed)")
            #expect(fast.awards.map(\.line) == paid.map(\.line), "seed \(seed)")
            #expect(fast.awards.map(\.cents.value) == paid.map(\.cents), "seed \(seed)")
            #expect(fast.awards.map(\.pass) == paid.map(\.pass), "seed \(seed)")
            #expect(
                fast.lines.map(\.unspentReserveCents.value)
                    == random.problem.lines.map { slow.reserveLeft($0, slow.payments) }, "seed \(seed)")
            #expect(Dictionary(fast.unfunded.map { ($0.application, $0.reason) }) { $1 } == slow.reasons, "seed \(seed)")
        }
    }

    @Test(arguments: batches)
    func `every file has one outcome, and every cent is awarded or left`(batch: UInt64) throws {
        for (seed, random) in Self.cases(batch) {
            let result = try random.problem.allocate(by: random.rules)
            let named = result.funded + result.unfunded.map(\.application)
            #expect(named.sorted() == random.problem.applications.map(\.id).sorted(), "seed \(seed)")
            for (line, total) in zip(random.problem.lines, result.lines) {
                let awards = result.awards.filter { $0.line == line.id }
                #expect(total.awardedCents == awards.map(\.cents).reduce(.zero, +), "seed \(seed)")
                #expect(total.awardedCents + total.unspentCents == line.totalCents, "seed \(seed)")
                #expect(total.unspentCents >= total.unspentReserveCents, "seed \(seed)")
                #expect(total.unspentReserveCents >= .zero, "seed \(seed)")
                #expect(awards.count <= line.maxAwards ?? .max, "seed \(seed)")
            }
        }
    }

    @Test(arguments: batches)
    func `an award is the whole request, or a partial one that the rules allow`(batch: UInt64) throws {
        for (seed, random) in Self.cases(batch) {
            let files = Dictionary(random.problem.applications.map { ($0.id, $0) }) { $1 }
            for award in try random.problem.allocate(by: random.rules).awards {
                let file = try #require(files[award.application])
                #expect(file.lines.contains(award.line), "seed \(seed)")
                if award.cents == file.requestedCents { continue }
                #expect(random.rules.partial && award.cents < file.requestedCents, "seed \(seed)")
                #expect(award.cents > .zero && award.cents >= file.minimumUsefulCents, "seed \(seed)")
                #expect(award.cents.value.isMultiple(of: random.rules.roundingUnit.value), "seed \(seed)")
            }
        }
    }

    @Test(arguments: batches)
    func `before the spill the other files never reach into a reserve`(batch: UInt64) throws {
        for (seed, random) in Self.cases(batch) {
            let (result, trace) = try random.problem.allocateTracing(by: random.rules)
            let reserved = Set(random.problem.applications.filter(\.reserved).map(\.id))
            for line in random.problem.lines {
                guard let reserve = line.reserve, reserve.mode != .none else { continue }
                let others = result.awards.filter {
                    $0.line == line.id && trace.passes[$0.pass - 1].kind != .spill && !reserved.contains($0.application)
                }
                #expect(others.map(\.cents).reduce(.zero, +) <= line.totalCents - reserve.cents, "seed \(seed)")
            }
        }
    }

    @Test(arguments: batches)
    func `the order in which files and their lines are given changes nothing`(batch: UInt64) throws {
        for (seed, random) in Self.cases(batch) {
            var generator = SplitMix64(seed: seed)
            var shuffled = random.problem
            shuffled.applications.shuffle(using: &generator)
            for index in shuffled.applications.indices { shuffled.applications[index].lines.shuffle(using: &generator) }
            let result = try random.problem.allocate(by: random.rules)
            #expect(try shuffled.allocate(by: random.rules) == result, "seed \(seed)")
        }
    }

    @Test(arguments: batches)
    func `a file refused for money is funded once it asks for that much less`(batch: UInt64) throws {
        for (seed, random) in Self.cases(batch) where random.rules.rule == .rankOrder && !random.rules.partial {
            for refused in try random.problem.allocate(by: random.rules).unfunded {
                let short: Cents
                switch refused.reason {
                case .skippedShort(_, let by): short = by
                case .fence(_, let by, _): short = by
                default: continue
                }
                var modest = random.problem
                let index = try #require(modest.applications.firstIndex { $0.id == refused.application })
                modest.applications[index].requestedCents.value -= short.value
                modest.applications[index].minimumUsefulCents = .zero
                if modest.applications[index].requestedCents == .zero { continue }
                #expect(try modest.allocate(by: random.rules).funded.contains(refused.application), "seed \(seed)")
            }
        }
    }
}
