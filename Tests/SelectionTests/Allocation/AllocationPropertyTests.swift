import CallModel
import TestSupport
import Testing

@testable import Selection

/// What holds for every problem, on 24,000 random ones. A failure names its seed.
@Suite struct AllocationPropertyTests {
    @Test(arguments: RandomCase.batches)
    func `the slow second implementation gives the same awards, remainders and reasons`(batch: Int) throws {
        for random in try RandomCase.batch(batch) {
            let fast = random.result
            let slow = SlowAllocation(random.problem, random.rules)
            let paid = slow.payments.sorted { $0.rank < $1.rank }
            #expect(fast.awards.map(\.application) == paid.map(\.file), "\(random.name)")
            #expect(fast.awards.map(\.line) == paid.map(\.line), "\(random.name)")
            #expect(fast.awards.map(\.cents.value) == paid.map(\.cents), "\(random.name)")
            #expect(fast.awards.map(\.pass) == paid.map(\.pass), "\(random.name)")
            #expect(
                fast.lines.map(\.unspentReserveCents.value)
                    == random.problem.lines.map { slow.reserveLeft($0, slow.payments) }, "\(random.name)")
            let reasons = Dictionary(fast.unfunded.map { ($0.application, $0.reason) }) { $1 }
            #expect(reasons == slow.reasons, "\(random.name)")
        }
    }

    @Test(arguments: RandomCase.batches)
    func `every file has one outcome, and every cent is awarded or left`(batch: Int) throws {
        for random in try RandomCase.batch(batch) {
            let result = random.result
            let named = result.funded + result.unfunded.map(\.application)
            #expect(named.sorted() == random.problem.applications.map(\.id).sorted(), "\(random.name)")
            for (line, total) in zip(random.problem.lines, result.lines) {
                let awards = result.awards.filter { $0.line == line.id }
                #expect(total.awardedCents == awards.map(\.cents).reduce(.zero, +), "\(random.name)")
                #expect(total.awardedCents + total.unspentCents == line.totalCents, "\(random.name)")
                #expect(total.unspentCents >= total.unspentReserveCents, "\(random.name)")
                #expect(total.unspentReserveCents >= .zero, "\(random.name)")
                #expect(awards.count <= line.maxAwards ?? .max, "\(random.name)")
            }
        }
    }

    @Test(arguments: RandomCase.batches)
    func `an award is the whole request, or a partial one that the rules allow`(batch: Int) throws {
        for random in try RandomCase.batch(batch) {
            let files = Dictionary(random.problem.applications.map { ($0.id, $0) }) { $1 }
            for award in random.result.awards {
                let file = try #require(files[award.application])
                #expect(file.lines.contains(award.line), "\(random.name)")
                if award.cents == file.requestedCents { continue }
                #expect(random.rules.partial && award.cents < file.requestedCents, "\(random.name)")
                #expect(award.cents > .zero && award.cents >= file.minimumUsefulCents, "\(random.name)")
                #expect(award.cents.value.isMultiple(of: random.rules.roundingUnit.value), "\(random.name)")
            }
        }
    }

    @Test(arguments: RandomCase.batches)
    func `before the spill the other files never reach into a reserve`(batch: Int) throws {
        for random in try RandomCase.batch(batch) {
            let (result, trace) = (random.result, random.trace)
            let reserved = Set(random.problem.applications.filter(\.reserved).map(\.id))
            for line in random.problem.lines {
                guard let reserve = line.reserve, reserve.mode != .none else { continue }
                let others = result.awards.filter {
                    $0.line == line.id && trace.passes[$0.pass - 1].kind != .spill && !reserved.contains($0.application)
                }
                #expect(others.map(\.cents).reduce(.zero, +) <= line.totalCents - reserve.cents, "\(random.name)")
            }
        }
    }

    @Test(arguments: RandomCase.batches)
    func `the order in which files and their lines are given changes nothing`(batch: Int) throws {
        for random in try RandomCase.batch(batch) {
            var generator = SplitMix64(seed: random.seed)
            var shuffled = random.problem
            shuffled.applications.shuffle(using: &generator)
            for index in shuffled.applications.indices { shuffled.applications[index].lines.shuffle(using: &generator) }
            let result = random.result
            #expect(try shuffled.allocate(by: random.rules) == result, "\(random.name)")
        }
    }

    @Test(arguments: RandomCase.batches)
    func `a file refused for money is funded once it asks for that much less`(batch: Int) throws {
        for random in try RandomCase.batch(batch) where random.rules.rule == .rankOrder && !random.rules.partial {
            for refused in random.result.unfunded {
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
                #expect(try modest.allocate(by: random.rules).funded.contains(refused.application), "\(random.name)")
            }
        }
    }
}
