import CallModel

/// Whether the awards of an optimum keep every limit, whether any other file would still fit, and how far from the greatest
/// possible sum they can be by the prices of the certificate.
struct OptimumCheck {
    private typealias Reason = AllocationCertificate.Reason

    let files: CheckedFiles
    let certificate: AllocationCertificate
    var problem: AllocationProblem { files.problem }
    var spills: Bool { certificate.rules.unspent == .spillBack }

    init(_ files: CheckedFiles, _ certificate: AllocationCertificate) {
        (self.files, self.certificate) = (files, certificate)
    }

    /// What the awards leave of one line.
    private struct Line {
        var given = Int64(0)
        var toReserved = Int64(0)
        /// From the reserve of a line with two pools.
        var fromPool = Int64(0)
        var awards = 0
        var lastRank = 0
        /// Whether nothing is kept from anyone any more: the reserve spills, and every reserved file has been served.
        var isLifted = false
        var open = Int64(0)
        var kept = Int64(0)
    }

    func outcome() throws(CertificateFault) -> CheckedOutcome {
        guard !certificate.rules.partial else {
            throw CertificateFault("rules.partial", found: "true", expected: "false with optimum")
        }
        let (lines, funded, perApplicant) = try readAwards()
        var outcome = CheckedOutcome(awards: certificate.awards)
        for (index, file) in files.ranked.enumerated() {
            if funded.contains(index) {
                outcome.totalScore += file.score
            } else {
                let reason = try reason(of: index, lines, perApplicant)
                outcome.unfunded.append(AllocationCertificate.Unfunded(application: file.id, reason: reason))
            }
        }
        outcome.lines = zip(problem.lines, lines).map { line, state in
            AllocationCertificate.Line(
                id: line.id, awardedCents: Cents(state.given), reservedAwardedCents: Cents(state.toReserved),
                unspentCents: line.totalCents - Cents(state.given), unspentReserveCents: Cents(state.kept))
        }
        return outcome
    }

    // MARK: Limits

    private func readAwards() throws(CertificateFault) -> (lines: [Line], funded: Set<Int>, perApplicant: [String: Int]) {
        let ranks = Dictionary(zip(files.ranked.map(\.id), 0...), uniquingKeysWith: { first, _ in first })
        let places = Dictionary(zip(problem.lines.map(\.id), 0...), uniquingKeysWith: { first, _ in first })
        var lines = problem.lines.map { _ in Line() }
        var funded: Set<Int> = []
        var perApplicant: [String: Int] = [:]
        var previous = -1
        for (number, award) in certificate.awards.enumerated() {
            func fault(_ expected: String) -> CertificateFault {
                CertificateFault("awards[\(number)]", found: describe(award), expected: expected)
            }
            guard let index = ranks[award.application], index > previous else { throw fault("a file of a lower rank than the one before") }
            previous = index
            let file = files.ranked[index]
            guard let line = places[award.line], files.eligible[index].contains(line) else { throw fault("a line that may pay it") }
            guard award.cents == file.requestedCents else { throw fault("\(file.requestedCents.value), its whole request") }
            let isPool = hasPools(line) && file.reserved
            guard award.pass == 1 || award.pass == 2 && isPool else { throw fault("pass 1") }
            funded.insert(index)
            perApplicant[file.applicant, default: 0] += 1
            lines[line].given += award.cents.value
            lines[line].awards += 1
            lines[line].lastRank = index + 1
            if file.reserved { lines[line].toReserved += award.cents.value }
            if award.pass == 2 { lines[line].fromPool += award.cents.value }
        }
        for (number, award) in certificate.awards.enumerated() {
            guard let most = problem.maxAwardsPerApplicant, let index = ranks[award.application] else { continue }
            guard perApplicant[files.ranked[index].applicant, default: 0] <= most else {
                throw CertificateFault("awards[\(number)]", found: describe(award), expected: "at most \(most) awards of its applicant")
            }
        }
        for place in lines.indices {
            lines[place].isLifted = spills && reserve(place) > 0 && everyReservedServed(on: place, funded)
            try checkLine(place, &lines[place])
        }
        return (lines, funded, perApplicant)
    }

    func mode(_ line: Int) -> AllocationProblem.Reserve.Mode { problem.lines[line].reserve?.mode ?? .none }

    func hasPools(_ line: Int) -> Bool { mode(line) == .reserveFirst || mode(line) == .openFirst }

    /// Money that the line keeps for reserved files.
    func reserve(_ line: Int) -> Int64 {
        hasPools(line) || mode(line) == .fence ? problem.lines[line].reserve?.cents.value ?? 0 : 0
    }

    func everyReservedServed(on line: Int, _ funded: Set<Int>) -> Bool {
        files.ranked.indices.allSatisfy { index in
            !files.ranked[index].reserved || !files.eligible[index].contains(line) || funded.contains(index)
        }
    }

    private func checkLine(_ place: Int, _ state: inout Line) throws(CertificateFault) {
        let line = problem.lines[place]
        let (total, reserve) = (line.totalCents.value, reserve(place))
        func need(_ holds: Bool, _ found: String, _ expected: String) throws(CertificateFault) {
            guard holds else { throw CertificateFault("lines[\(place)] \(line.id)", found: found, expected: expected) }
        }
        try need(state.given <= total, "awards of \(state.given)", "at most \(total)")
        try need(state.awards <= line.maxAwards ?? .max, "\(state.awards) awards", "at most \(line.maxAwards ?? 0)")
        try need(
            state.awards == 0 || state.awards >= line.minAwards ?? 0, "\(state.awards) awards", "none, or \(line.minAwards ?? 0)")
        if mode(place) == .floor, let floor = line.reserve?.cents.value {
            try need(state.toReserved >= floor, "\(state.toReserved) to reserved files", "at least \(floor)")
        }
        let others = state.given - state.toReserved
        if state.isLifted {
            try need(state.fromPool == 0, "pass 2", "pass 1: nothing is kept apart any more")
        } else if hasPools(place) {
            let open = state.given - state.fromPool
            try need(open <= total - reserve, "\(open) of open money", "at most \(total - reserve)")
            try need(state.fromPool <= reserve, "\(state.fromPool) of reserved money", "at most \(reserve)")
        } else if mode(place) == .fence {
            try need(others <= total - reserve, "\(others) to other files", "at most \(total - reserve)")
        }
        if hasPools(place), !state.isLifted {
            state.kept = reserve - state.fromPool
        } else {
            // Reserved files use up reserved money first, the others open money.
            state.kept = min(max(0, reserve - state.toReserved), total - state.given)
        }
        state.open = total - state.given - state.kept
    }

    // MARK: Reasons

    /// Why the file gets nothing, by what the awards leave.
    private func reason(
        of index: Int, _ lines: [Line], _ perApplicant: [String: Int]
    ) throws(CertificateFault) -> AllocationCertificate.Reason {
        let file = files.ranked[index]
        var nearest: (far: (Int, Int64), reason: AllocationCertificate.Reason)?
        for place in files.eligible[index] {
            let (line, state) = (problem.lines[place], lines[place])
            let here: (far: (Int, Int64), reason: AllocationCertificate.Reason)
            if let most = problem.maxAwardsPerApplicant, perApplicant[file.applicant, default: 0] >= most {
                here = ((3, 0), Reason(reason: "applicantCap", limit: most))
            } else if let most = line.maxAwards, state.awards >= most {
                here = ((2, 0), Reason(reason: "awardCap", line: line.id, limit: most))
            } else if state.awards == 0, let least = line.minAwards, least > 1 {
                here = ((1, 0), Reason(reason: "tooFewAwards", line: line.id, awards: 1, minimum: least))
            } else {
                let holds: Int64 =
                    if state.isLifted || file.reserved && mode(place) == .fence {
                        state.open + state.kept
                    } else if file.reserved, hasPools(place) {
                        max(state.open, state.kept)
                    } else {
                        state.open
                    }
                let short = file.requestedCents.value - holds
                guard short > 0 else {
                    guard file.score < 0 else {
                        throw CertificateFault(
                            "unfunded", found: "\(file.id) without an award", expected: "an award: it fits on \(line.id)")
                    }
                    return Reason(reason: "belowThreshold", score: file.score, threshold: 0)
                }
                let everything = state.open + state.kept
                if !file.reserved, !state.isLifted, state.kept > 0, holds == 0 || everything >= file.requestedCents.value {
                    here = (
                        (0, short),
                        Reason(reason: "fence", line: line.id, shortCents: Cents(short), reserveCents: Cents(state.kept))
                    )
                } else if holds == 0 {
                    here = ((0, short), Reason(reason: "lineExhausted", line: line.id, rank: state.lastRank))
                } else {
                    here = ((0, short), Reason(reason: "skippedShort", line: line.id, shortCents: Cents(short)))
                }
            }
            if nearest.map({ here.far < $0.far }) ?? true { nearest = here }
        }
        return nearest?.reason ?? files.reasonWithoutLine(file)
    }
}
