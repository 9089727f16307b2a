import CallModel

extension AllocationProblem {
    /// Gives the money of the lines to the files by the rules.
    ///
    /// Deterministic, and independent of the order of `applications`. The order of `lines` is their priority and matters.
    package func allocate(by rules: AllocationRules) throws(AllocationFaults) -> Allocation {
        try finishedRun(by: rules, recorder: NoTrace()).allocation(of: self)
    }

    /// The same allocation, with every attempt that led to it.
    package func allocateTracing(
        by rules: AllocationRules
    ) throws(AllocationFaults) -> (allocation: Allocation, trace: AllocationTrace) {
        let run = try finishedRun(by: rules, recorder: FullTrace(of: self))
        return (run.allocation(of: self), run.recorder.trace)
    }

    private func finishedRun<Recorder: TraceRecorder>(
        by rules: AllocationRules, recorder: Recorder
    ) throws(AllocationFaults) -> AllocationRun<Recorder> {
        let faults = faults(under: rules)
        guard faults.isEmpty else { throw AllocationFaults(faults) }
        var run = AllocationRun(self, rules: rules, recorder: recorder)
        run.runAllPasses()
        return run
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
    fileprivate func reasonUntried(_ application: Application) -> Allocation.Reason {
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
