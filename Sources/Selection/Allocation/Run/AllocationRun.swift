import CallModel

/// The passes themselves. What they mean is written at `AllocationRules` and `AllocationPass`; this is the one place that
/// does it.
struct AllocationRun<Recorder: TraceRecorder> {
    let rules: AllocationRules
    let ranked: RankedFiles
    let applicantCap: Int
    private(set) var lines: [LineState]
    private(set) var outcomes: [Outcome]
    private(set) var passCount = 0
    private(set) var recorder: Recorder
    private var awardsOfApplicant: [Int]

    /// What a ranked file has so far.
    enum Outcome {
        /// No line was ever tried.
        case untried
        case refused(line: Int, AllocationTrace.Refusal)
        case awarded(line: Int, cents: Int64, pass: Int)
    }

    init(_ problem: AllocationProblem, rules: AllocationRules, recorder: Recorder) {
        self.rules = rules
        self.recorder = recorder
        ranked = RankedFiles(problem)
        lines = problem.lines.map(LineState.init)
        applicantCap = problem.maxAwardsPerApplicant ?? .max
        awardsOfApplicant = Array(repeating: 0, count: ranked.applicantCount)
        outcomes = Array(repeating: .untried, count: ranked.files.count)
    }

    mutating func runAllPasses() {
        for pass in AllocationPass.allCases {
            if pass == .spill, rules.unspent == .keep { continue }
            for line in lines.indices { lines[line].begin(pass, partial: rules.partial) }
            guard lines.contains(where: \.takesPart) else { continue }
            passCount += 1
            recorder.begin(pass)
            run(pass)
        }
    }

    private mutating func run(_ pass: AllocationPass) {
        let reservedOnly = pass == .reserveFirst || pass == .reserveLast
        for index in 0..<ranked.fundableCount {
            if case .awarded = outcomes[index] { continue }
            let file = ranked.files[index]
            if reservedOnly, !file.reserved { continue }
            guard let nearest = tryWhole(file, at: index, in: pass) else { continue }
            outcomes[index] = .refused(line: nearest.line, nearest.refusal)
            if rules.partial { tryPart(file, at: index, in: pass) }
        }
    }

    /// Gives the file its whole request if a line can.
    ///
    /// - Returns: the refusal that came nearest; nil if the file was served, or no line of the pass was open to it.
    private mutating func tryWhole(_ file: RankedFiles.File, at index: Int, in pass: AllocationPass) -> Near? {
        var nearest: Near?
        for position in file.lines {
            let line = Int(ranked.lineSlots[position])
            guard lines[line].takesPart else { continue }
            guard let refusal = refusal(of: file, on: line, in: pass) else {
                give(file.requested, of: line, to: file, at: index, in: pass, verdict: .awarded(Cents(file.requested)))
                return nil
            }
            recorder.record(
                file: file.index, line: line, before: lines[line], after: lines[line], verdict: .refused(refusal))
            if rules.rule == .rankOrderStrict, refusal.isLackOfMoney, lines[line].closed(reserved: file.reserved) == 0 {
                lines[line].close(reserved: file.reserved, at: index + 1)
            }
            let near = Near(line: line, refusal: refusal, distance: refusal.distance(requested: file.requested))
            if nearest.map({ near.distance < $0.distance }) ?? true { nearest = near }
        }
        return nearest
    }

    /// Gives the file what is left of the first line that refused it only for lack of money, if that is of use to it.
    private mutating func tryPart(_ file: RankedFiles.File, at index: Int, in pass: AllocationPass) {
        guard awardsOfApplicant[Int(file.applicant)] < applicantCap else { return }
        for position in file.lines {
            let line = Int(ranked.lineSlots[position])
            let state = lines[line]
            guard state.givesPart(in: pass, reserved: file.reserved, unspent: rules.unspent),
                state.awards < state.maxAwards
            else { continue }
            // Closed before this file came; the file that closes a line may still take what is left of it.
            let closedAt = state.closed(reserved: file.reserved)
            guard closedAt == 0 || closedAt == index + 1 else { continue }
            let left = state.available(state.access(in: pass, reserved: file.reserved))
            let cents = left - left % rules.roundingUnit.value
            guard cents > 0, cents >= file.minimumUseful else { continue }
            give(cents, of: line, to: file, at: index, in: pass, verdict: .awardedInPart(Cents(cents)))
            return
        }
    }

    /// Why the line cannot give the file its whole request now; nil if it can.
    private func refusal(
        of file: RankedFiles.File, on line: Int, in pass: AllocationPass
    ) -> AllocationTrace.Refusal? {
        let state = lines[line]
        if awardsOfApplicant[Int(file.applicant)] >= applicantCap { return .applicantCap(limit: applicantCap) }
        if state.awards >= state.maxAwards { return .awardCap(limit: state.maxAwards) }
        let access = state.access(in: pass, reserved: file.reserved)
        let available = state.available(access)
        let short = file.requested - available
        if short > 0 {
            let everything = state.available(.both)
            if access == .open, !file.reserved, state.reserve > 0, available == 0 || everything >= file.requested {
                return .fence(by: Cents(short), reserve: Cents(state.reserve))
            }
            return available == 0
                ? .lineExhausted(rank: state.emptied(access)) : .skippedShort(by: Cents(short))
        }
        let closed = state.closed(reserved: file.reserved)
        return closed > 0 ? .lineClosed(rank: closed) : nil
    }

    private mutating func give(
        _ cents: Int64, of line: Int, to file: RankedFiles.File, at index: Int, in pass: AllocationPass,
        verdict: AllocationTrace.Verdict
    ) {
        let before = lines[line]
        let access = before.access(in: pass, reserved: file.reserved)
        lines[line].give(cents, from: access, reserved: file.reserved, rank: index + 1)
        awardsOfApplicant[Int(file.applicant)] += 1
        outcomes[index] = .awarded(line: line, cents: cents, pass: passCount)
        recorder.record(file: file.index, line: line, before: before, after: lines[line], verdict: verdict)
    }

    private struct Near {
        let line: Int
        let refusal: AllocationTrace.Refusal
        let distance: Int64
    }
}

extension AllocationTrace.Refusal {
    fileprivate var isLackOfMoney: Bool {
        switch self {
        case .lineExhausted, .skippedShort, .fence: true
        case .lineClosed, .awardCap, .applicantCap: false
        }
    }

    /// Orders refusals by nearness, as `Allocation.Reason` tells: money by its shortfall, then the others, which no amount
    /// in range reaches.
    fileprivate func distance(requested: Int64) -> Int64 {
        switch self {
        case .skippedShort(let short), .fence(let short, _): short.value
        case .lineExhausted: requested
        case .lineClosed: .max - 2
        case .awardCap: .max - 1
        case .applicantCap: .max
        }
    }
}
