import CallModel

extension AllocationProblem {
    /// The allocation of the rule `proportional`: what a line cannot give to all in full it gives to each in proportion.
    ///
    /// - Precondition: the problem has no fault under the rules.
    func sharedOut(by rules: AllocationRules) -> Allocation {
        let ranked = RankedFiles(self)
        // The claims of a line stay within 128 bits: millions of files of at most 10^15 cents.
        var claims = Array(repeating: Int128(0), count: lines.count)
        for (index, file) in ranked.files.enumerated() {
            if let line = ranked.firstLine(of: index) { claims[line] += Int128(file.requested) }
        }
        var left = lines.map(\.totalCents.value)
        var reserved = Array(repeating: Int64(0), count: lines.count)
        var awards: [Allocation.Award] = []
        var unfunded: [Allocation.Unfunded] = []
        var totalScore: Int64 = 0
        for (index, file) in ranked.files.enumerated() {
            let application = applications[Int(file.index)]
            guard let line = ranked.firstLine(of: index) else {
                unfunded.append(Allocation.Unfunded(application: application.id, reason: reasonUntried(application)))
                continue
            }
            let cents = share(of: file.requested, on: line, claims[line], rules.roundingUnit)
            guard cents > 0 else {
                // Rounded down, its share is nothing.
                let reason = Allocation.Reason.skippedShort(line: lines[line].id, by: Cents(file.requested))
                unfunded.append(Allocation.Unfunded(application: application.id, reason: reason))
                continue
            }
            awards.append(Allocation.Award(application: application.id, line: lines[line].id, cents: Cents(cents), pass: 1))
            left[line] -= cents
            if file.reserved { reserved[line] += cents }
            totalScore += application.score
        }
        return Allocation(
            rule: rules.rule, awards: awards,
            lines: lines.indices.map { line in
                Allocation.LineTotal(
                    id: lines[line].id, awardedCents: Cents(lines[line].totalCents.value - left[line]),
                    reservedAwardedCents: Cents(reserved[line]), unspentCents: Cents(left[line]), unspentReserveCents: .zero)
            },
            unfunded: unfunded, totalScore: totalScore)
    }

    private func share(of requested: Int64, on line: Int, _ claims: Int128, _ unit: Cents) -> Int64 {
        let total = Int128(lines[line].totalCents.value)
        guard claims > total else { return requested }
        let part = Int64(Int128(requested) * total / claims)
        return part - part % unit.value
    }
}

extension RankedFiles {
    /// The line that serves the file: the first on which it is eligible; nil below the threshold or where there is none.
    fileprivate func firstLine(of index: Int) -> Int? {
        guard index < fundableCount, let slot = files[index].lines.first else { return nil }
        return Int(lineSlots[slot])
    }
}
