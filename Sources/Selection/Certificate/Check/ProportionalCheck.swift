import CallModel

/// The shares of the rule `proportional`, worked out again.
struct ProportionalCheck {
    private let files: CheckedFiles
    private let rules: AllocationRules

    init(_ files: CheckedFiles, _ certificate: AllocationCertificate) throws(CertificateFault) {
        (self.files, rules) = (files, certificate.rules)
        guard !rules.partial else { throw CertificateFault("rules.partial", found: "true", expected: "false with proportional") }
        let isPlain = files.problem.lines.allSatisfy { $0.reserve == nil && $0.maxAwards == nil && $0.minAwards == nil }
        guard isPlain, files.problem.maxAwardsPerApplicant == nil else {
            throw CertificateFault("problem", found: "a reserve or a number of awards", expected: "none with proportional")
        }
    }

    func outcome() -> CheckedOutcome {
        let lines = files.problem.lines
        var claims = lines.map { _ in Int128(0) }
        for (file, mine) in zip(files.ranked, files.eligible) {
            if let line = mine.first { claims[line] += Int128(file.requestedCents.value) }
        }
        var outcome = CheckedOutcome()
        var (given, reserved) = (lines.map { _ in Int64(0) }, lines.map { _ in Int64(0) })
        for (file, mine) in zip(files.ranked, files.eligible) {
            guard let line = mine.first else {
                outcome.unfunded.append(
                    AllocationCertificate.Unfunded(application: file.id, reason: files.reasonWithoutLine(file)))
                continue
            }
            let total = Int128(lines[line].totalCents.value)
            var share = file.requestedCents.value
            if claims[line] > total {
                share = Int64(Int128(share) * total / claims[line]) / rules.roundingUnit.value * rules.roundingUnit.value
            }
            guard share > 0 else {
                let short = AllocationCertificate.Reason(
                    reason: "skippedShort", line: lines[line].id, shortCents: file.requestedCents)
                outcome.unfunded.append(AllocationCertificate.Unfunded(application: file.id, reason: short))
                continue
            }
            outcome.awards.append(
                AllocationCertificate.Award(application: file.id, line: lines[line].id, cents: Cents(share), pass: 1))
            outcome.totalScore += file.score
            given[line] += share
            if file.reserved { reserved[line] += share }
        }
        outcome.lines = lines.indices.map { place in
            AllocationCertificate.Line(
                id: lines[place].id, awardedCents: Cents(given[place]), reservedAwardedCents: Cents(reserved[place]),
                unspentCents: lines[place].totalCents - Cents(given[place]), unspentReserveCents: .zero)
        }
        return outcome
    }
}
