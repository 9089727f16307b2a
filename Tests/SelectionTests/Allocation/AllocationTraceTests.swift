import CallModel
import Testing

@testable import Selection

@Suite struct AllocationTraceTests {
    @Test(arguments: RandomCase.batches)
    func `the steps follow one another and add up to the awards`(batch: Int) throws {
        for random in try RandomCase.batch(batch) {
            let (result, trace) = (random.result, random.trace)
            #expect(try random.problem.allocate(by: random.rules) == result, "\(random.name)")
            var left: [String: AllocationTrace.Remaining] = [:]
            var paid: [String: [Cents]] = [:]
            for step in trace.passes.flatMap(\.steps) {
                if let left = left[step.line] { #expect(step.before == left, "\(random.name)") }
                let given = step.before.total - step.after.total
                switch step.verdict {
                case .awarded(let cents), .awardedInPart(let cents):
                    #expect(given == cents, "\(random.name)")
                    paid[step.application, default: []].append(cents)
                case .refused: #expect(step.before == step.after, "\(random.name)")
                }
                left[step.line] = step.after
            }
            let expected = Dictionary(result.awards.map { ($0.application, [$0.cents]) }) { $0 + $1 }
            #expect(paid == expected, "\(random.name)")
        }
    }

    @Test func `a partial award leaves the refusal of the whole request and then the award`() throws {
        let problem = AllocationProblem.oneLine(total: 3, [.file("F1", 5, score: 1, useful: 1)])
        let trace = try problem.allocateTracing(by: AllocationRules(partial: true)).trace
        let steps = try #require(trace.passes.first).steps
        #expect(steps.map(\.verdict) == [.refused(.skippedShort(by: Cents(2))), .awardedInPart(Cents(3))])
    }

    @Test func `only passes in which a line takes part are run`() throws {
        let problem = AllocationProblem(
            lines: [
                AllocationProblem.Line(
                    id: "A", totalCents: Cents(9),
                    reserve: AllocationProblem.Reserve(cents: Cents(9), mode: .reserveFirst)),
                AllocationProblem.Line(id: "B", totalCents: Cents(9))
            ], applications: [.file("F1", 9, score: 1, reserved: true, "A")])
        let trace = try problem.allocateTracing(by: AllocationRules(unspent: .spillBack)).trace
        #expect(trace.passes.map(\.kind) == [.reserveFirst, .open])
    }
}

extension AllocationTrace.Remaining {
    fileprivate var total: Cents { openCents + reserveCents }
}
