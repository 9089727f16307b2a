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
        let shares = shares(of: ranked, claims, rules.roundingUnit)
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
            let cents = shares[index]
            guard cents > 0 else {
                // In whole units, its share is nothing.
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

    /// What each ranked file gets of its line. Where the line has too little, the shares are rounded down to whole units, and the
    /// units that this leaves go to those who lost most by it, one each; between equals to the better rank. So the line gives all
    /// that it has, but for less than a unit, and for units that would be more than was asked.
    private func shares(of ranked: RankedFiles, _ claims: [Int128], _ unit: Cents) -> [Int64] {
        var shares = ranked.files.map(\.requested)
        var cut: [[(index: Int, lost: Int128)]] = Array(repeating: [], count: lines.count)
        var units = lines.map { $0.totalCents.value / unit.value }
        for (index, file) in ranked.files.enumerated() {
            guard let line = ranked.firstLine(of: index), claims[line] > Int128(lines[line].totalCents.value) else { continue }
            // A unit above the line's total is never given; below it the product stays within 128 bits.
            let part = units[line] == 0 ? (units: 0, rest: 0) : divide(file.requested, lines[line].totalCents, by: claims[line], unit)
            shares[index] = part.units * unit.value
            units[line] -= part.units
            if part.rest > 0 { cut[line].append((index, part.rest)) }
        }
        for line in lines.indices {
            // Ranked already, and sorting keeps no order of its own among equals.
            let inTurn = cut[line].sorted { $0.lost == $1.lost ? $0.index < $1.index : $0.lost > $1.lost }
            for (index, _) in inTurn where units[line] > 0 && shares[index] + unit.value <= ranked.files[index].requested {
                shares[index] += unit.value
                units[line] -= 1
            }
        }
        return shares
    }

    private func divide(_ requested: Int64, _ total: Cents, by claims: Int128, _ unit: Cents) -> (units: Int64, rest: Int128) {
        let (units, rest) = (Int128(requested) * Int128(total.value)).quotientAndRemainder(dividingBy: claims * Int128(unit.value))
        return (Int64(units), rest)
    }
}

extension RankedFiles {
    /// The line that serves the file: the first on which it is eligible; nil below the threshold or where there is none.
    fileprivate func firstLine(of index: Int) -> Int? {
        guard index < fundableCount, let slot = files[index].lines.first else { return nil }
        return Int(lineSlots[slot])
    }
}
