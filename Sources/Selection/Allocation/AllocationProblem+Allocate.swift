import CallModel

extension AllocationProblem {
    /// Gives the money of the lines to the files by the rules.
    ///
    /// Deterministic, and independent of the order of `applications`. The order of `lines` is their priority and matters.
    package func allocate(by rules: AllocationRules) throws(AllocationFaults) -> Allocation {
        try finished(by: rules) { _ in NoTrace() }.allocation
    }

    /// The same allocation, with every attempt that led to it: none for `proportional` and `optimum`, which try nothing, and those
    /// of the last run where a line had too few awards.
    package func allocateTracing(
        by rules: AllocationRules
    ) throws(AllocationFaults) -> (allocation: Allocation, trace: AllocationTrace) {
        let (allocation, recorder) = try finished(by: rules) { FullTrace(of: $0) }
        return (allocation, recorder.trace)
    }

    /// The same allocation, with every run that led to it, those before the last included.
    func allocateShowingWork(by rules: AllocationRules) throws(AllocationFaults) -> AllocationWork {
        guard rules.rule != .optimum else {
            try check(rules)
            let (problem, empty) = claims(unit: rules.roundingUnit)
            let optimum = try problem.optimum(by: rules)
            return AllocationWork(allocation: optimum.allocation.telling(of: empty, in: self), prices: optimum.prices)
        }
        var runs: [AllocationWork.Run] = []
        let (allocation, recorder) = try finished(by: rules, { FullTrace(of: $0) }) { recorder, line in
            runs.append(AllocationWork.Run(trace: recorder.trace, closes: line))
        }
        if rules.rule != .proportional { runs.append(AllocationWork.Run(trace: recorder.trace, closes: nil)) }
        return AllocationWork(allocation: allocation, runs: runs)
    }

    private func check(_ rules: AllocationRules) throws(AllocationFaults) {
        let faults = faults(under: rules)
        guard faults.isEmpty else { throw AllocationFaults(faults) }
    }

    /// - Parameter closing: hears of a run after which a line is taken away.
    private func finished<Recorder: TraceRecorder>(
        by rules: AllocationRules, _ recorder: (AllocationProblem) -> Recorder,
        closing: (Recorder, String) -> Void = { _, _ in }
    ) throws(AllocationFaults) -> (allocation: Allocation, recorder: Recorder) {
        try check(rules)
        guard bands == nil else {
            let (problem, empty) = claims(unit: rules.roundingUnit)
            let (allocation, recorder) = try problem.finished(by: rules, recorder, closing: closing)
            return (allocation.telling(of: empty, in: self), recorder)
        }
        switch rules.rule {
        case .proportional: return (sharedOut(by: rules), recorder(self))
        case .optimum: return (try optimum(by: rules).allocation, recorder(self))
        case .rankOrder, .rankOrderStrict: break
        }
        var problem = self
        var refusals: [String: Allocation.Reason] = [:]
        while true {
            var run = AllocationRun(problem, rules: rules, recorder: recorder(problem))
            run.runAllPasses()
            let allocation = run.allocation(of: problem)
            guard let sparse = lines.first(where: allocation.isSparse) else {
                return (allocation.refusing(refusals), run.recorder)
            }
            closing(run.recorder, sparse.id)
            problem.close(sparse, refusals: &refusals, after: allocation)
        }
    }

    /// Takes a line with too few awards away from the files, and notes why those that it would have paid get nothing from it.
    private mutating func close(
        _ line: Line, refusals: inout [String: Allocation.Reason], after allocation: Allocation
    ) {
        let awards = allocation.awards.filter { $0.line == line.id }
        let reason = Allocation.Reason.tooFewAwards(line: line.id, awards: awards.count, minimum: line.minAwards ?? 0)
        for award in awards { refusals[award.application] = reason }
        for file in allocation.unfunded where refusals[file.application] == nil {
            // What the line refused for want of money or of a place it would not have paid either way.
            refusals[file.application] = file.reason.line == line.id ? reason : file.reason
        }
        for index in applications.indices { applications[index].lines.removeAll { $0 == line.id } }
    }
}

extension Allocation.Reason {
    /// The line that it speaks of, if it is about one.
    fileprivate var line: String? {
        switch self {
        case .lineExhausted(let line, _), .skippedShort(let line, _), .fence(let line, _, _), .lineClosed(let line, _),
            .awardCap(let line, _), .tooFewAwards(let line, _, _):
            line
        case .belowThreshold, .earnsNothing, .notEligible, .applicantCap: nil
        }
    }
}

extension Allocation {
    /// The line makes awards, but fewer than it has to.
    fileprivate func isSparse(_ line: AllocationProblem.Line) -> Bool {
        guard let minimum = line.minAwards else { return false }
        let awards = awards.count { $0.line == line.id }
        return awards > 0 && awards < minimum
    }

    /// The reasons of earlier runs, in which a line was still open, say more than that no line is left.
    fileprivate func refusing(_ earlier: [String: Reason]) -> Allocation {
        guard !earlier.isEmpty else { return self }
        return Allocation(
            rule: rule, awards: awards, lines: lines,
            unfunded: unfunded.map { Unfunded(application: $0.application, reason: earlier[$0.application] ?? $0.reason) },
            totalScore: totalScore)
    }
}

extension AllocationRun {
    /// Puts the names of the problem back.
    fileprivate func allocation(of problem: AllocationProblem) -> Allocation {
        var awards: [Allocation.Award] = []
        var unfunded: [Allocation.Unfunded] = []
        var totalScore: Int64 = 0
        for (index, file) in ranked.files.enumerated() {
            let application = problem.applications[Int(file.index)]
            switch outcomes[index] {
            case .awarded(let line, let cents, let pass):
                awards.append(
                    Allocation.Award(
                        application: application.id, line: problem.lines[line].id, cents: Cents(cents), pass: pass))
                totalScore += application.score
            case .refused(let line, let refusal):
                let reason = Allocation.Reason(refusal, line: problem.lines[line].id)
                unfunded.append(Allocation.Unfunded(application: application.id, reason: reason))
            case .untried:
                let reason = problem.reasonUntried(application)
                unfunded.append(Allocation.Unfunded(application: application.id, reason: reason))
            }
        }
        return Allocation(
            rule: rules.rule, awards: awards,
            lines: zip(problem.lines, lines).map { Allocation.LineTotal(id: $0.id, state: $1) },
            unfunded: unfunded, totalScore: totalScore)
    }
}

extension AllocationProblem {
    func reasonUntried(_ application: Application) -> Allocation.Reason {
        if let threshold, application.score < threshold {
            return .belowThreshold(score: application.score, threshold: threshold)
        }
        let own = lines.filter { application.lines.contains($0.id) }
        return .notEligible(highestCeiling: own.compactMap(\.maxAwardCents).max())
    }
}

extension Allocation.LineTotal {
    fileprivate init(id: String, state: LineState) {
        let left = state.available(.both)
        self.init(
            id: id, awardedCents: Cents(state.total - left), reservedAwardedCents: Cents(state.reservedAwarded),
            unspentCents: Cents(left), unspentReserveCents: Cents(state.reserve))
    }
}

extension Allocation.Reason {
    fileprivate init(_ refusal: AllocationTrace.Refusal, line: String) {
        self =
            switch refusal {
            case .lineExhausted(let rank): .lineExhausted(line: line, rank: rank)
            case .skippedShort(let short): .skippedShort(line: line, by: short)
            case .fence(let short, let reserve): .fence(line: line, by: short, reserve: reserve)
            case .lineClosed(let rank): .lineClosed(line: line, rank: rank)
            case .awardCap(let limit): .awardCap(line: line, limit: limit)
            case .applicantCap(let limit): .applicantCap(limit: limit)
            }
    }
}
