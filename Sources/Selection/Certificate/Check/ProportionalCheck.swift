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
        let portions = portions(claims)
        var outcome = CheckedOutcome()
        var (given, reserved) = (lines.map { _ in Int64(0) }, lines.map { _ in Int64(0) })
        for ((file, mine), share) in zip(zip(files.ranked, files.eligible), portions) {
            guard let line = mine.first else {
                outcome.unfunded.append(
                    AllocationCertificate.Unfunded(application: file.id, reason: files.reasonWithoutLine(file)))
                continue
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

    /// What each ranked file gets: of a line with too little its share in whole units, rounded down, and one unit more for as many
    /// files as units are left, those with the greatest remainders first.
    private func portions(_ claims: [Int128]) -> [Int64] {
        let unit = rules.roundingUnit.value
        var portions = files.ranked.map(\.requestedCents.value)
        for (place, line) in files.problem.lines.enumerated() where claims[place] > Int128(line.totalCents.value) {
            let own = files.ranked.indices.filter { files.eligible[$0].first == place }
            guard unit <= line.totalCents.value else {
                for index in own { portions[index] = 0 }
                continue
            }
            var remainders: [(index: Int, remainder: Int128)] = []
            var spare = line.totalCents.value / unit
            for index in own {
                let asked = Int128(files.ranked[index].requestedCents.value) * Int128(line.totalCents.value)
                let units = asked / (claims[place] * Int128(unit))
                portions[index] = Int64(units) * unit
                spare -= Int64(units)
                let isRoom = portions[index] + unit <= files.ranked[index].requestedCents.value
                let remainder = asked - units * claims[place] * Int128(unit)
                if remainder > 0, isRoom { remainders.append((index, remainder)) }
            }
            remainders.sort { ($1.remainder, $0.index) < ($0.remainder, $1.index) }
            for (index, _) in remainders.prefix(Int(max(0, spare))) { portions[index] += unit }
        }
        return portions
    }
}
