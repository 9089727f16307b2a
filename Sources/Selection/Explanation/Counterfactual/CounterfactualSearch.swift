package import CallModel

/// Looks for the counterfactual of one file: exactly, by allocating again with another score or request of its own.
package struct CounterfactualSearch {
    private let application: String
    private let own: OwnFigures
    private let rules: AllocationRules
    /// The problem as it would be with these figures of the file's own.
    private let problem: (OwnFigures) throws -> AllocationProblem
    /// The scores of the other files and the thresholds, on the same scale.
    package var scoreMarks: [Int64] = []
    /// Own scores are whole multiples of this.
    package var scoreStep: Int64 = 1
    package var highestScore = AllocationProblem.largestScore
    package var scoreCourse = ScoreCourse.marks
    /// Own requests at which the file's place among files of the same score changes.
    package var requestMarks: [Cents] = []
    /// What a request is worth in the problem: less than itself where the score decides how much of it is paid. Never falls
    /// as the request rises.
    package var worth: (Cents) -> Cents = { $0 }

    package init(
        of application: String, own: OwnFigures, rules: AllocationRules, problem: @escaping (OwnFigures) throws -> AllocationProblem
    ) {
        (self.application, self.own, self.rules, self.problem) = (application, own, rules, problem)
    }

    package func counterfactual() throws -> Counterfactual {
        let score = try known(leastScore)
        let request = try known(largestRequest)
        return Counterfactual(
            score: score.answer, request: request.answer, isScoreKnown: score.isKnown, isRequestKnown: request.isKnown)
    }

    /// There is no exact answer within the bound of work.
    private struct BrokenOff: Error {}

    private func known<Answer>(_ look: () throws -> Answer?) throws -> (answer: Answer?, isKnown: Bool) {
        do { return (try look(), true) } catch is BrokenOff { return (nil, false) }
    }

    /// How many allocations are made for one answer: some seconds of them, whatever their size.
    private func mostTries() throws -> Int {
        rules.rule == .optimum ? 200 : min(20_000, max(1000, 20_000_000 / max(1, try problem(own).applications.count)))
    }

    private func isFunded(_ figures: OwnFigures) throws -> Bool { try outcome(figures).isFunded }

    private func outcome(_ figures: OwnFigures) throws -> (isFunded: Bool, sum: Int64) {
        let allocation = try problem(figures).allocate(by: rules)
        // Of a list that may not be the best nothing follows.
        guard allocation.optimality?.proven ?? true else { throw BrokenOff() }
        return (allocation.awards.contains { $0.application == application }, allocation.totalScore)
    }
}

// The score

extension CounterfactualSearch {
    /// `rankOrder` never takes an award away for a better score. A strict refusal closes a line, and a line that needs a number of
    /// awards may lose them, so that more may be worse there.
    private func neverLosesByMore() throws -> Bool {
        guard rules.rule != .rankOrderStrict, scoreCourse == .marks else { return false }
        return try problem(own).lines.allSatisfy { $0.minAwards == nil }
    }

    /// Whether the rule knows scores only by their order.
    private var isOrderBased: Bool {
        [.rankOrder, .rankOrderStrict, .proportional].contains(rules.rule)
    }

    private func leastScore() throws -> Int64? {
        let first = own.score / scoreStep + 1
        let last = highestScore / scoreStep
        guard first <= last else { return nil }
        if rules.rule == .optimum, scoreCourse == .marks { return try leastOfOptimum(first...last) }
        func isEnough(_ multiple: Int64) throws -> Bool {
            try isFunded(OwnFigures(score: multiple * scoreStep, request: own.request))
        }
        let found =
            scoreCourse == .marks && isOrderBased
            ? try least(of: multiples(in: first...last), where: isEnough) : try least(of: first...last, where: isEnough)
        return found.map { $0 * scoreStep }
    }

    /// The greatest sum with the file is its score and what does not depend on it; the greatest without does not depend on it
    /// either. So the score from which the one exceeds the other follows from both, and only a tie has to be looked at.
    private func leastOfOptimum(_ range: ClosedRange<Int64>) throws -> Int64? {
        func figures(_ multiple: Int64) -> OwnFigures { OwnFigures(score: multiple * scoreStep, request: own.request) }
        func isFundable(_ multiple: Int64) throws -> Bool {
            let problem = try problem(figures(multiple))
            return problem.applications.contains { $0.id == application && $0.score >= problem.threshold ?? $0.score }
        }
        var (first, end) = (range.lowerBound, range.upperBound + 1)
        while first < end {
            let middle = first + (end - first) / 2
            if try isFundable(middle) { end = middle } else { first = middle + 1 }
        }
        guard first <= range.upperBound else { return nil }
        let lowest = try outcome(figures(first))
        if lowest.isFunded { return first * scoreStep }
        // More than twice all others together: with it the file is served wherever that is possible.
        let all = try problem(own).applications.reduce(Int64(0)) { $0 + Int64(clamping: $1.score.magnitude) }
        let most = max(first, min(range.upperBound, first + 2 * (all / scoreStep + 1)))
        let highest = try outcome(figures(most))
        guard highest.isFunded else { return nil }
        let even = lowest.sum - (highest.sum - most * scoreStep)
        let least = max(first + 1, even / scoreStep + (even % scoreStep > 0 ? 1 : 0))
        for candidate in [least, least + 1] where range.contains(candidate) {
            if try isFunded(figures(candidate)) { return candidate * scoreStep }
        }
        throw BrokenOff()
    }

    /// The least own score of each stretch in which the order of the files is the same, in multiples of the step.
    private func multiples(in range: ClosedRange<Int64>) -> [Int64] {
        var found: Set<Int64> = []
        for mark in scoreMarks where mark >= own.score {
            let below = mark / scoreStep
            found.formUnion([mark.isMultiple(of: scoreStep) ? below : below + 1, below + 1])
        }
        return found.filter(range.contains).sorted()
    }

    private func least<Candidates: RandomAccessCollection<Int64>>(
        of candidates: Candidates, where isEnough: (Int64) throws -> Bool
    ) throws -> Int64? {
        guard try neverLosesByMore() else {
            let most = try mostTries()
            if let found = try candidates.prefix(most).first(where: isEnough) { return found }
            guard candidates.count <= most else { throw BrokenOff() }
            return nil
        }
        var (low, high) = (candidates.startIndex, candidates.endIndex)
        while low < high {
            let middle = candidates.index(low, offsetBy: candidates.distance(from: low, to: high) / 2)
            if try isEnough(candidates[middle]) { high = middle } else { low = candidates.index(after: middle) }
        }
        return low == candidates.endIndex ? nil : candidates[low]
    }
}

// The request

extension CounterfactualSearch {
    /// Goes down through the requests at which anything could change: what was left each time a line refused the file, the
    /// ceilings of its lines, and the marks. Between two of them every comparison of the allocation comes out the same, so that
    /// nothing is passed over, by whatever rule.
    private func largestRequest() throws -> Cents? {
        guard isOrderBased else { return try largestByHalves() }
        if rules.rule == .proportional, try isCutToNothing() { throw BrokenOff() }
        var (figures, tries) = (own, 0)
        let most = try mostTries()
        while let next = try nextRequest(below: figures) {
            tries += 1
            guard tries <= most else { throw BrokenOff() }
            figures.request = next
            if try isFunded(figures) { return next }
        }
        return nil
    }

    /// Whether a share came to less than a unit. To whom the last units go depends on every remainder, and so on every cent asked.
    private func isCutToNothing() throws -> Bool {
        try problem(own).allocate(by: rules).unfunded.contains {
            guard $0.application == application, case .skippedShort = $0.reason else { return false }
            return true
        }
    }

    private func nextRequest(below figures: OwnFigures) throws -> Cents? {
        let problem = try problem(figures)
        let present = worth(figures.request)
        let amounts = try problem.amountsThatMatter(to: application, by: rules).filter { $0 < present }
        let requests = amounts.max().flatMap { largestRequest(worth: $0, below: figures.request) }
        let mark = requestMarks.filter { $0 < figures.request && $0 > .zero }.max()
        return [requests, mark].compactMap { $0 }.max()
    }

    /// The largest request under another one that is worth at most this; nil where only a request for nothing is.
    private func largestRequest(worth most: Cents, below limit: Cents) -> Cents? {
        var (low, high) = (Int64(0), limit.value)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if worth(Cents(middle)) <= most { low = middle } else { high = middle }
        }
        return low == 0 || worth(Cents(low)) == .zero ? nil : Cents(low)
    }

    /// Where fewer cents never lose the award, the requests that win it are those up to one amount. A file on which a floor rests
    /// may lose it by them.
    private func largestByHalves() throws -> Cents? {
        let problem = try problem(own)
        let file = problem.applications.first { $0.id == application }
        let carriesFloor = problem.lines.contains { $0.reserve?.mode == .floor && file?.lines.contains($0.id) == true }
        guard file?.reserved != true || !carriesFloor else { throw BrokenOff() }
        var (low, high) = (Int64(0), own.request.value)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if try isFunded(OwnFigures(score: own.score, request: Cents(middle))) { low = middle } else { high = middle }
        }
        return low == 0 ? nil : Cents(low)
    }
}

extension AllocationProblem {
    /// Amounts below the request of one file such that any two requests without one of them in between have the same outcome.
    fileprivate func amountsThatMatter(to application: String, by rules: AllocationRules) throws(AllocationFaults) -> Set<Cents> {
        guard bands == nil else { return try claims(unit: rules.roundingUnit).problem.amountsThatMatter(to: application, by: rules) }
        guard let file = applications.first(where: { $0.id == application }) else { return [] }
        var amounts = Set(lines.filter { file.lines.contains($0.id) }.compactMap(\.maxAwardCents))
        let minimums = lines.compactMap { line in line.minAwards.map { (line: line.id, minimum: $0) } }
        var problem = self
        for index in problem.lines.indices { problem.lines[index].minAwards = nil }
        // Where a line has to make a number of awards, the runs are gone through that end with it closed.
        while true {
            let (allocation, trace) = try problem.allocateTracing(by: rules)
            amounts.formUnion(problem.amountsThatMatter(to: file, trace, by: rules))
            let sparse = minimums.first { line, minimum in
                let awards = allocation.awards.count { $0.line == line }
                return awards > 0 && awards < minimum
            }
            guard let sparse else { return amounts }
            for index in problem.applications.indices { problem.applications[index].lines.removeAll { $0 == sparse.line } }
        }
    }

    /// In one run: what was left each time a line was asked. And where the file was served by a line that was closed later for
    /// want of awards, the requests at which somebody behind it would find another amount: that much less than its own as was
    /// short, or as is missing to the next unit of a partial award.
    private func amountsThatMatter(
        to file: Application, _ trace: AllocationTrace, by rules: AllocationRules
    ) -> Set<Cents> {
        let files = Dictionary(applications.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var amounts: Set<Cents> = []
        var served: String?
        for pass in trace.passes {
            for step in pass.steps {
                guard let other = files[step.application] else { continue }
                let left = step.available(in: pass.kind, reserved: other.reserved, of: lines)
                if other.id == file.id {
                    amounts.insert(left)
                    guard case .awarded = step.verdict else { continue }
                    served = step.line
                    // A cent that it leaves in the reserve may be given out in a pass that there was not.
                    amounts.insert(step.before.reserveCents - Cents(1))
                    amounts.insert(step.before.openCents + step.before.reserveCents - Cents(1))
                } else if served == step.line {
                    if left < other.requestedCents { amounts.insert(file.requestedCents - (other.requestedCents - left)) }
                    let unit = rules.roundingUnit.value
                    if rules.partial { amounts.insert(file.requestedCents - Cents(unit - left.value % unit)) }
                }
            }
        }
        return amounts.filter { $0 > .zero }
    }
}

extension AllocationTrace.Step {
    /// What the line had for the file when it was asked.
    fileprivate func available(
        in pass: AllocationPass, reserved: Bool, of lines: [AllocationProblem.Line]
    ) -> Cents {
        guard let line = lines.first(where: { $0.id == line }) else { return .zero }
        return switch LineState(line).access(in: pass, reserved: reserved) {
        case .open: before.openCents
        case .reserve: before.reserveCents
        case .both: before.openCents + before.reserveCents
        }
    }
}

extension AllocationProblem {
    /// The counterfactual of a file of this problem; nil for a file that it does not have, or that is funded as it is.
    package func counterfactual(of application: String, by rules: AllocationRules) throws -> Counterfactual? {
        guard let index = applications.firstIndex(where: { $0.id == application }),
            try !allocate(by: rules).awards.contains(where: { $0.application == application })
        else { return nil }
        let file = applications[index]
        var search = CounterfactualSearch(
            of: application, own: OwnFigures(score: file.score, request: file.requestedCents), rules: rules
        ) { own in
            var problem = self
            problem.applications[index].score = own.score
            problem.applications[index].requestedCents = own.request
            problem.applications[index].minimumUsefulCents = min(file.minimumUsefulCents, own.request)
            return problem
        }
        search.scoreMarks = applications.indices.filter { $0 != index }.map { applications[$0].score }
        if let threshold { search.scoreMarks.append(threshold) }
        if let bands {
            search.scoreCourse = .everyScore
            search.worth = { bands.earned(of: $0, score: file.score, unit: rules.roundingUnit) }
        }
        return try search.counterfactual()
    }
}
