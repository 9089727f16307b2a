import CallModel
import TestSupport
import Testing

@testable import Selection

/// Whether a file can lose by a better score of its own, or by asking for less.
///
/// Under `rankOrder` it cannot, in any mode, with or without spill or partial awards: a refusal there changes nothing for
/// anyone, so at a better rank each pass offers the file at least what it was offered. A strict refusal closes a line, which
/// can change what later passes find; the counterexamples below show it. With a single pass the strict rule is safe too.
@Suite struct OwnMonotoneTests {
    @Test(arguments: RandomCase.batches)
    func `a better score of its own never costs a file its award`(batch: Int) throws {
        for random in try RandomCase.batch(batch) where random.isSafe {
            var generator = SplitMix64(seed: ~random.seed)
            guard let award = random.result.awards.randomElement(using: &generator) else { continue }
            let better = random.problem.changing(award.application) { $0.score += Int64(generator.number(1...8)) }
            let now = try better.allocate(by: random.rules).cents(of: award.application)
            #expect(now != nil, "\(random.name), \(award.application)")
            if random.problem.lines.count == 1 { #expect(now ?? 0 >= award.cents.value, "\(random.name)") }
        }
    }

    @Test(arguments: RandomCase.batches)
    func `asking for less never costs a file its award`(batch: Int) throws {
        for random in try RandomCase.batch(batch) where random.isSafe {
            var generator = SplitMix64(seed: ~random.seed)
            guard let award = random.result.awards.randomElement(using: &generator) else { continue }
            let modest = random.problem.changing(award.application) {
                $0.requestedCents = Cents(Int64(generator.number(1...Int($0.requestedCents.value))))
                $0.minimumUsefulCents = min($0.minimumUsefulCents, $0.requestedCents)
            }
            let now = try modest.allocate(by: random.rules).cents(of: award.application)
            #expect(now != nil, "\(random.name), \(award.application)")
        }
    }

    @Test func `strict with fence and spill, a better score can cost the award`() throws {
        // Third, F3 gets spilled money. First, its refusal closes the open money to F1, which leaves enough for F2.
        let problem = AllocationProblem.oneLine(
            total: 13, reserve: 10, mode: .fence,
            [.file("F1", 3, score: 8), .file("F2", 11, score: 4, reserved: true), .file("F3", 7, score: 3)])
        let rules = AllocationRules(rule: .rankOrderStrict, unspent: .spillBack)
        #expect(try problem.allocate(by: rules).funded == ["F1", "F3"])
        #expect(try problem.changing("F3") { $0.score = 9 }.allocate(by: rules).funded == ["F2"])
    }

    @Test func `strict with openFirst and an applicant cap, a better score can cost the award`() throws {
        // First, F3's refusal closes the open money to F1; that money then goes to F2, of the same applicant as F3.
        var problem = AllocationProblem.oneLine(
            total: 15, reserve: 12, mode: .openFirst,
            [
                .file("F1", 2, score: 8, reserved: true), .file("F2", 3, score: 7),
                .file("F3", 6, score: 2, reserved: true)
            ])
        problem.applications[1].applicant = "F3"
        problem.maxAwardsPerApplicant = 1
        let rules = AllocationRules(rule: .rankOrderStrict)
        #expect(try problem.allocate(by: rules).funded == ["F1", "F3"])
        #expect(try problem.changing("F3") { $0.score = 9 }.allocate(by: rules).funded == ["F1", "F2"])
    }

    @Test func `with partial awards on several lines, a better score can lower the amount`() throws {
        // Second, F2 finds too little on A and takes 5 on B. First, it finds 3 on A, of use, and takes that.
        let problem = AllocationProblem(
            lines: [
                AllocationProblem.Line(id: "A", totalCents: Cents(3)),
                AllocationProblem.Line(id: "B", totalCents: Cents(5))
            ],
            applications: [.file("F1", 2, score: 9, "A"), .file("F2", 8, score: 5, useful: 2, "A", "B")])
        let rules = AllocationRules(partial: true)
        #expect(try problem.allocate(by: rules).cents(of: "F2") == 5)
        #expect(try problem.changing("F2") { $0.score = 10 }.allocate(by: rules).cents(of: "F2") == 3)
    }
}

extension RandomCase {
    /// `rankOrder`, or one pass only.
    fileprivate var isSafe: Bool {
        if rules.rule == .rankOrder { return true }
        return problem.lines.allSatisfy { line in
            switch line.reserve?.mode ?? .none {
            case .none, .floor: true
            case .fence: rules.unspent == .keep
            case .reserveFirst, .openFirst: false
            }
        }
    }
}

extension AllocationProblem {
    fileprivate func changing(_ id: String, _ change: (inout Application) -> Void) -> AllocationProblem {
        var copy = self
        for index in copy.applications.indices where copy.applications[index].id == id {
            change(&copy.applications[index])
        }
        return copy
    }
}
