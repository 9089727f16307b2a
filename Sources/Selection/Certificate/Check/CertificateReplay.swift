import CallModel

/// Follows the passes of `rankOrder` and `rankOrderStrict` along the steps of a certificate.
struct CertificateReplay {
    private typealias Reason = AllocationCertificate.Reason

    private let files: CheckedFiles
    private let certificate: AllocationCertificate
    private let rules: AllocationRules
    /// Lines that earlier runs took away.
    private var closedLines: Set<Int> = []
    /// What files were told when a line was taken away; it stands if they get nothing in the end.
    private var earlierReasons: [Int: AllocationCertificate.Reason] = [:]
    private var run = ReplayedRun()

    init(_ files: CheckedFiles, _ certificate: AllocationCertificate) throws(CertificateFault) {
        (self.files, self.certificate, rules) = (files, certificate, certificate.rules)
        for (place, line) in files.problem.lines.enumerated() where line.reserve?.mode == .floor {
            throw CertificateFault("problem.lines[\(place)]", found: "a floor", expected: "none: it is for the optimum only")
        }
    }

    mutating func outcome() throws(CertificateFault) -> CheckedOutcome {
        var number = 0
        while true {
            guard number < certificate.runs.count else {
                throw CertificateFault("runs", found: "\(number) runs", expected: "one more")
            }
            run = ReplayedRun(files.problem)
            try follow(certificate.runs[number], at: "runs[\(number)]")
            let sparse = files.problem.lines.indices.first { place in
                let count = run.lines[place].awards
                return count > 0 && count < files.problem.lines[place].minAwards ?? 0
            }
            try same(
                certificate.runs[number].closes ?? "no line", sparse.map { files.problem.lines[$0].id } ?? "no line",
                at: "runs[\(number)].closes")
            number += 1
            guard let sparse else { break }
            takeAway(sparse)
        }
        try same(certificate.runs.count, number, at: "runs")
        return collect()
    }

    // MARK: One run

    private mutating func follow(_ written: AllocationCertificate.Run, at place: String) throws(CertificateFault) {
        var number = 0
        for kind in [AllocationPass.reserveFirst, .open, .reserveLast, .spill] {
            let taking = files.problem.lines.indices.map { takesPart($0, in: kind) }
            guard taking.contains(true) else { continue }
            let here = "\(place).passes[\(number)]"
            guard number < written.passes.count else {
                throw CertificateFault(here, found: "nothing", expected: "the pass \(kind.rawValue)")
            }
            try same(written.passes[number].kind, kind, at: "\(here).kind")
            number += 1
            var cursor = StepCursor(steps: written.passes[number - 1].steps, place: here)
            try runPass(kind, number, taking, &cursor)
            try cursor.finish()
        }
        try same(written.passes.count, number, at: "\(place).passes")
    }

    private func takesPart(_ line: Int, in kind: AllocationPass) -> Bool {
        let mode = files.problem.lines[line].reserve?.mode ?? .none
        switch kind {
        case .reserveFirst: return mode == .reserveFirst
        case .open: return true
        case .reserveLast: return mode == .openFirst
        case .spill:
            let hasPools = [.fence, .reserveFirst, .openFirst].contains(mode)
            return rules.unspent == .spillBack && hasPools && (run.lines[line].kept > 0 || rules.partial)
        }
    }

    private mutating func runPass(
        _ kind: AllocationPass, _ number: Int, _ taking: [Bool], _ cursor: inout StepCursor
    ) throws(CertificateFault) {
        // By line: the rank whose refusal closed it to the others, and to the reserved files.
        var shut: [[Int?]] = taking.map { _ in [nil, nil] }
        for (index, file) in files.ranked.enumerated() where run.paid[index] == nil {
            if kind == .reserveFirst || kind == .reserveLast, !file.reserved { continue }
            let mine = files.eligible[index].filter { taking[$0] && !closedLines.contains($0) }
            let group = file.reserved ? 1 : 0
            var nearest: (far: (Int, Int64), line: Int, reason: AllocationCertificate.Reason)?
            var isServed = false
            for line in mine {
                let purse = purse(of: line, in: kind, for: file)
                let (reason, far) = refusal(of: file, on: line, purse, in: kind, shut[line][group])
                guard let reason else {
                    try pay(file.requestedCents.value, of: line, purse, index, number, "awarded", &cursor)
                    isServed = true
                    break
                }
                try cursor.expect(step(file, line, .refused, nil, reason, run.lines[line]))
                if rules.rule == .rankOrderStrict, far.0 == 0, shut[line][group] == nil { shut[line][group] = index + 1 }
                if nearest.map({ far < $0.far }) ?? true { nearest = (far, line, reason) }
            }
            guard !isServed, let nearest else { continue }
            run.refusals[index] = (nearest.line, nearest.reason)
            guard rules.partial else { continue }
            for line in mine where allowsPart(file, index, line, in: kind, shut[line][group]) {
                let purse = purse(of: line, in: kind, for: file)
                let unit = rules.roundingUnit.value
                let part = run.lines[line].holds(purse) / unit * unit
                guard part > 0, part >= file.minimumUsefulCents.value else { continue }
                try pay(part, of: line, purse, index, number, "awardedInPart", &cursor)
                break
            }
        }
    }

    private func purse(of line: Int, in kind: AllocationPass, for file: AllocationProblem.Application) -> Purse {
        switch kind {
        case .reserveFirst, .reserveLast: .kept
        case .spill: .all
        case .open: file.reserved && files.problem.lines[line].reserve?.mode == .fence ? .all : .open
        }
    }

    /// - Returns: nil where the line can pay; how far it is from it, money first and by the cent, then the rest in its order.
    private func refusal(
        of file: AllocationProblem.Application, on line: Int, _ purse: Purse, in kind: AllocationPass, _ shut: Int?
    ) -> (reason: AllocationCertificate.Reason?, far: (Int, Int64)) {
        if let most = files.problem.maxAwardsPerApplicant, run.awardsOf[file.applicant, default: 0] >= most {
            return (Reason(reason: "applicantCap", limit: most), (3, 0))
        }
        let state = run.lines[line]
        if let most = files.problem.lines[line].maxAwards, state.awards >= most {
            return (Reason(reason: "awardCap", limit: most), (2, 0))
        }
        let holds = state.holds(purse)
        let short = file.requestedCents.value - holds
        if short > 0 {
            let wouldDo = holds == 0 || state.open + state.kept >= file.requestedCents.value
            if kind == .open, !file.reserved, state.kept > 0, wouldDo {
                return (Reason(reason: "fence", shortCents: Cents(short), reserveCents: Cents(state.kept)), (0, short))
            }
            if holds > 0 { return (Reason(reason: "skippedShort", shortCents: Cents(short)), (0, short)) }
            return (Reason(reason: "lineExhausted", rank: state.rankThatEmptied(purse)), (0, short))
        }
        if let shut { return (Reason(reason: "lineClosed", rank: shut), (1, 0)) }
        return (nil, (0, 0))
    }

    private func allowsPart(
        _ file: AllocationProblem.Application, _ index: Int, _ line: Int, in kind: AllocationPass, _ shut: Int?
    ) -> Bool {
        if let most = files.problem.maxAwardsPerApplicant, run.awardsOf[file.applicant, default: 0] >= most { return false }
        if let most = files.problem.lines[line].maxAwards, run.lines[line].awards >= most { return false }
        if let shut, shut != index + 1 { return false }
        let spills = rules.unspent == .spillBack
        let mode = files.problem.lines[line].reserve?.mode ?? .none
        // No money may still come to files of this kind on this line, save what a spill leaves.
        switch kind {
        case .spill: return true
        case .reserveFirst: return false
        case .reserveLast: return true
        case .open:
            if mode == .none || !spills && mode != .openFirst { return true }
            if mode == .openFirst { return !file.reserved && !spills }
            return mode == .fence && file.reserved
        }
    }

    // MARK: Paying

    private mutating func pay(
        _ cents: Int64, of line: Int, _ purse: Purse, _ index: Int, _ number: Int, _ verdict: String,
        _ cursor: inout StepCursor
    ) throws(CertificateFault) {
        let file = files.ranked[index]
        let before = run.lines[line]
        run.lines[line].pay(cents, purse, reserved: file.reserved, rank: index + 1)
        run.awardsOf[file.applicant, default: 0] += 1
        run.paid[index] = AllocationCertificate.Award(
            application: file.id, line: files.problem.lines[line].id, cents: Cents(cents), pass: number)
        try cursor.expect(
            step(file, line, verdict == "awarded" ? .awarded : .awardedInPart, cents, nil, before, run.lines[line]))
    }

    private func step(
        _ file: AllocationProblem.Application, _ line: Int, _ verdict: AllocationCertificate.Step.Verdict, _ cents: Int64?,
        _ refusal: AllocationCertificate.Reason?, _ before: ReplayedLine, _ after: ReplayedLine? = nil
    ) -> AllocationCertificate.Step {
        AllocationCertificate.Step(
            application: file.id, line: files.problem.lines[line].id, before: before.money, after: (after ?? before).money,
            verdict: verdict, cents: cents.map { Cents($0) }, refusal: refusal)
    }

    // MARK: The end

    private func named(_ refusal: (line: Int, reason: AllocationCertificate.Reason)) -> AllocationCertificate.Reason {
        var reason = refusal.reason
        // An applicant's cap is of no line.
        if reason.reason != "applicantCap" { reason.line = files.problem.lines[refusal.line].id }
        return reason
    }

    private func reason(of index: Int) -> AllocationCertificate.Reason {
        run.refusals[index].map(named) ?? files.reasonWithoutLine(withoutClosed(files.ranked[index]))
    }

    private func withoutClosed(_ file: AllocationProblem.Application) -> AllocationProblem.Application {
        var file = file
        file.lines.removeAll { name in closedLines.contains { files.problem.lines[$0].id == name } }
        return file
    }

    private mutating func takeAway(_ sparse: Int) {
        let line = files.problem.lines[sparse]
        let few = AllocationCertificate.Reason(
            reason: "tooFewAwards", line: line.id, awards: run.lines[sparse].awards, minimum: line.minAwards)
        for index in files.ranked.indices {
            if let award = run.paid[index] {
                if award.line == line.id { earlierReasons[index] = few }
            } else if earlierReasons[index] == nil {
                let own = reason(of: index)
                earlierReasons[index] = own.line == line.id ? few : own
            }
        }
        closedLines.insert(sparse)
    }

    private func collect() -> CheckedOutcome {
        var outcome = CheckedOutcome()
        for (index, file) in files.ranked.enumerated() {
            if let award = run.paid[index] {
                outcome.awards.append(award)
                outcome.totalScore += file.score
            } else {
                outcome.unfunded.append(
                    AllocationCertificate.Unfunded(application: file.id, reason: earlierReasons[index] ?? reason(of: index)))
            }
        }
        outcome.lines = zip(files.problem.lines, run.lines).map { line, state in
            let left = state.open + state.kept
            return AllocationCertificate.Line(
                id: line.id, awardedCents: line.totalCents - Cents(left), reservedAwardedCents: Cents(state.toReserved),
                unspentCents: Cents(left), unspentReserveCents: Cents(state.kept))
        }
        return outcome
    }
}
