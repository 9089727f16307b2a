import CallModel
import TestSupport
import Testing

@testable import Selection

/// The exact counterfactual against looking at every score and every request there is.
@Suite struct CounterfactualTests {
    @Test(arguments: 0..<8)
    func `it is what trying every score and every request finds, by every rule`(batch: Int) throws {
        var (scores, requests, hopeless) = (0, 0, 0)
        for seed in UInt64(batch) * 250..<UInt64(batch + 1) * 250 {
            var random = RandomProblem(seed: seed)
            var generator = SplitMix64(seed: ~seed)
            for index in random.problem.lines.indices where generator.chance(1, of: 6) {
                random.problem.lines[index].minAwards = generator.number(1...3)
            }
            let (problem, rules) = (random.problem, random.rules)
            for file in try problem.allocate(by: rules).unfunded.map(\.application) {
                let found = try #require(try problem.counterfactual(of: file, by: rules))
                let tried = try Tried(problem, file, rules)
                #expect(found.score == tried.score, "seed \(seed), \(file)")
                #expect(found.request == tried.request, "seed \(seed), \(file): \(problem) \(rules)")
                scores += found.score == nil ? 0 : 1
                requests += found.request == nil ? 0 : 1
                hopeless += found.score == nil && found.request == nil ? 1 : 0
            }
        }
        // The search is worth nothing where nothing is ever found, or always.
        #expect(scores > 100 && requests > 100 && hopeless > 20)
    }

    /// The same by looking at all of them, one after another.
    private struct Tried {
        var score: Int64?
        var request: Cents?

        init(_ problem: AllocationProblem, _ id: String, _ rules: AllocationRules, highestScore: Int64 = 10) throws {
            let index = try #require(problem.applications.firstIndex { $0.id == id })
            let own = problem.applications[index]
            func isFunded(_ change: (inout AllocationProblem.Application) -> Void) throws -> Bool {
                var copy = problem
                change(&copy.applications[index])
                // Where a floor is out of reach nobody is funded.
                guard let awards = try? copy.allocate(by: rules).awards else { return false }
                return awards.contains { $0.application == id }
            }
            // Above 9 stands nobody: the scores of the others end at 8.
            score = try (own.score + 1...highestScore).first { score in try isFunded { $0.score = score } }
            request = try (1..<max(2, own.requestedCents.value)).reversed().map { Cents($0) }.first { cents in
                guard cents < own.requestedCents else { return false }
                return try isFunded {
                    $0.requestedCents = cents
                    $0.minimumUsefulCents = min($0.minimumUsefulCents, cents)
                }
            }
        }
    }

    /// Two files, each on a line that gives nothing to fewer than two: looked for score by score this took a trillion steps.
    @Test func `for the optimum a line that needs several awards costs no more work`() throws {
        let lines = ["one", "two"].map { AllocationProblem.Line(id: $0, totalCents: Cents(10), minAwards: 2) }
        let files = [1, 2].map { number in
            AllocationProblem.Application(
                id: "F\(number)", applicant: "O\(number)", requestedCents: Cents(8), score: Int64(10 - number), submittedRank: number,
                lines: ["one", "two"])
        }
        let problem = AllocationProblem(lines: lines, applications: files)
        let rules = AllocationRules(rule: .optimum)
        #expect(try problem.counterfactual(of: "F1", by: rules) == Counterfactual(score: nil, request: Cents(2)))
    }

    @Test func `for the optimum it is what trying every score and every request finds`() throws {
        var (scores, requests, hopeless) = (0, 0, 0)
        for seed in UInt64(0)..<400 {
            var random = RandomProblem(seed: seed)
            random.becomeOptimum(seed: seed)
            guard let result = try? random.problem.allocate(by: random.rules) else { continue }
            for file in result.unfunded.map(\.application) {
                let found = try #require(try random.problem.counterfactual(of: file, by: random.rules))
                let tried = try Tried(random.problem, file, random.rules, highestScore: 60)
                #expect(found.isScoreKnown)
                #expect(found.score == tried.score, "seed \(seed), \(file): \(random.problem) \(random.rules)")
                if found.isRequestKnown { #expect(found.request == tried.request, "seed \(seed), \(file)") }
                scores += found.score == nil ? 0 : 1
                requests += found.request == nil ? 0 : 1
                hopeless += found.score == nil && found.request == nil ? 1 : 0
            }
        }
        #expect(scores > 50 && requests > 50 && hopeless > 10, "\(scores) \(requests) \(hopeless)")
    }

    @Test func `where every score counts and there are too many, it says that it does not know`() throws {
        // The bands of a scale with a trillion steps; no score helps, as the line may not pay it.
        var problem = AllocationProblem.oneLine(total: 5, [.file("F1", 5, score: 9), .file("F2", 5, score: 8)])
        problem.bands = AllocationProblem.Bands(fullScore: AllocationProblem.largestScore, nothingUpTo: 90, wholeFrom: 95)
        let found = try #require(try problem.counterfactual(of: "F2", by: AllocationRules()))
        #expect(found.score == nil && !found.isScoreKnown)
        let told = try #require(try problem.explanation(of: "F2", by: AllocationRules()))
        #expect(told.contains { $0.code == "scoreUnsettled" } && !told.contains { $0.code == "noScoreWouldDo" })
    }

    @Test func `a file that was skipped needs the place before the one that took its money, or to fit`() throws {
        // 10 funds 8 and 2: for the one of 5 either the first place or what the third left.
        let problem = AllocationProblem.oneLine(total: 10, AllocationProblem.ranked([8, 5, 2]))
        let found = try problem.counterfactual(of: "F2", by: AllocationRules())
        #expect(found == Counterfactual(score: 1001, request: Cents(2)))
    }

    @Test func `more money for all can take it away, and so can another file's withdrawal`() throws {
        // Not what a counterfactual of one's own figures speaks of: shown, so that nobody expects otherwise.
        let thirteen = AllocationProblem.oneLine(total: 13, AllocationProblem.ranked([8, 5, 2]))
        #expect(try thirteen.counterfactual(of: "F3", by: AllocationRules()) == Counterfactual(score: 1000, request: nil))
        var seven = AllocationProblem.oneLine(total: 7, AllocationProblem.ranked([3, 5, 4]))
        #expect(try seven.counterfactual(of: "F2", by: AllocationRules()) == Counterfactual(score: 1001, request: Cents(4)))
        seven.applications.removeFirst()
        #expect(try seven.counterfactual(of: "F3", by: AllocationRules()) == Counterfactual(score: 1000, request: Cents(2)))
    }

    @Test func `with the same score the earlier file goes first`() throws {
        let problem = AllocationProblem.oneLine(
            total: 5, [.file("F2", 5, score: 9), .file("F1", 5, score: 7), .file("F3", 5, score: 7)])
        #expect(try problem.counterfactual(of: "F1", by: AllocationRules())?.score == 9)
        #expect(try problem.counterfactual(of: "F3", by: AllocationRules())?.score == 10)
    }

    @Test func `a file below the threshold may reach it and still find no money`() throws {
        var problem = AllocationProblem.oneLine(total: 5, [.file("F1", 5, score: 9), .file("F2", 3, score: 4)])
        problem.threshold = 6
        #expect(try problem.counterfactual(of: "F2", by: AllocationRules())?.score == 10)
        problem.lines[0].totalCents = Cents(8)
        #expect(try problem.counterfactual(of: "F2", by: AllocationRules()) == Counterfactual(score: 6, request: nil))
    }

    @Test func `where no line may pay, no score helps, and a ceiling tells the request that would`() throws {
        var problem = AllocationProblem.oneLine(total: 50, maxAward: 10, [.file("F1", 12, score: 9)])
        #expect(try problem.counterfactual(of: "F1", by: AllocationRules()) == Counterfactual(score: nil, request: Cents(10)))
        problem.maxAwardsPerApplicant = 0
        #expect(try problem.counterfactual(of: "F1", by: AllocationRules()) == Counterfactual(score: nil, request: nil))
    }

    @Test func `a file that is funded has none`() throws {
        let problem = AllocationProblem.oneLine(total: 5, [.file("F1", 5, score: 9)])
        #expect(try problem.counterfactual(of: "F1", by: AllocationRules()) == nil)
        #expect(try problem.counterfactual(of: "nobody", by: AllocationRules()) == nil)
    }

    @Test(
        arguments: [
            (.reserveFirst, "E", .refusedEitherWay), (.openFirst, "E", .fundedThanksToIt), (.openFirst, "D", .refusedBecauseOfIt),
            (.fence, "A", .fundedEitherWay)
        ] as [(AllocationProblem.Reserve.Mode, String, ReserveEffect.Verdict)])
    func `the reserve is compared with the same money open to all`(
        mode: AllocationProblem.Reserve.Mode, file: String, verdict: ReserveEffect.Verdict
    ) throws {
        let problem = AllocationProblem.oneLine(total: 120, reserve: 30, mode: mode, AllocationExampleTests.five)
        #expect(try problem.reserveEffect(on: file, by: AllocationRules())?.verdict == verdict)
        #expect(try problem.withoutReserve.reserveEffect(on: file, by: AllocationRules()) == nil)
    }
}
