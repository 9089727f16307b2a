package import CallModel

/// How ranked files become awards: part of the call's published rules, frozen when the call opens.
package struct AllocationRules: Hashable, Codable, Sendable {
    package var rule: Rule
    /// Whether a file that fits nowhere whole may take what is left of a line.
    ///
    /// The file first tries its whole request on all its lines. If none fits, it takes what is left for it on the first of
    /// those lines that refused it only for lack of money and where what is left, rounded down to `roundingUnit`, is more
    /// than nothing and at least its minimum useful amount (compared after the rounding: an award below what is useful
    /// helps nobody). It does so at its turn in rank order, before files below it; a file that cannot use what is left
    /// passes it on to the next. Once one took it, less than a rounding unit is left.
    ///
    /// What is left of a line is known only in the last pass in which it can give money to the file's class, so it gives
    /// partial awards in that pass alone: `open`, or `reserveLast` for reserved files on an `openFirst` line. With
    /// `spillBack` it gives them to the other files in `spill`: otherwise one would get half its request from the open money
    /// while reserved money that covers it whole is about to spill to a file below it. A reserved file, however, has had all
    /// that can come to it before the spill, since nothing spills before every reserved file had its turn: on a `fence` or
    /// `openFirst` line it takes its part where it would with `keep`, and the spill finds only what is left then. (The
    /// reserve of a `reserveFirst` line makes whole awards only; there reserved files wait for `spill` with the others.)
    package var partial: Bool
    package var unspent: Unspent
    /// Partial awards are whole multiples of this, at least 1 cent. Whole awards are never rounded.
    package var roundingUnit: Cents

    package init(
        rule: Rule = .rankOrder, partial: Bool = false, unspent: Unspent = .keep, roundingUnit: Cents = Cents(1)
    ) {
        (self.rule, self.partial, self.unspent, self.roundingUnit) = (rule, partial, unspent, roundingUnit)
    }

    package enum Rule: String, CaseIterable, Codable, Sendable {
        /// In rank order, each file takes its whole request from the first of its lines, in priority order, on which every
        /// constraint holds. A file that fits nowhere is skipped and the next one tried.
        case rankOrder
        /// The same, but the first refusal of a line for lack of money closes that line, for the rest of that pass, to the
        /// refused file's class: the reserved files, or all others. The refusal closes the line even if the file is then
        /// paid from another line. A cap is no lack of money and closes nothing.
        case rankOrderStrict
        /// Every fundable file is served from the first of its lines: whole where the line has enough for all, and otherwise
        /// by the same share of its request, in whole multiples of `roundingUnit`: rounded down, and the units that this leaves
        /// one each to those who lost most by it (largest remainder).
        /// Knows no order, and so no reserve, no number of awards and no partial award besides its own.
        case proportional
        /// The greatest Σ score that satisfies every constraint, proven: a what-if to show beside the decision. It knows no
        /// order and no passes; see `AllocationProblem.optimum`.
        case optimum
    }

    /// What becomes of reserved money that no reserved file took.
    package enum Unspent: String, CaseIterable, Codable, Sendable {
        /// It stays on the line, to be carried over or returned.
        case keep
        /// After the other passes it goes to the files not yet funded, in rank order: see `AllocationPass.spill`.
        case spillBack
    }
}

/// One passage over the ranked files. Each pass tries the fundable files that are not yet funded, in rank order.
///
/// The passes run in the order of the cases; a pass in which no line takes part is left out, and the others are numbered
/// from 1. A line takes part according to the mode of its reserve, so lines of different modes share their passes.
package enum AllocationPass: String, CaseIterable, Codable, Sendable {
    /// The reserve of `reserveFirst` lines, for reserved files only, whole awards only.
    case reserveFirst
    /// The open money of every line, for everyone; and the reserve of `fence` lines, for reserved files.
    case open
    /// The reserve of `openFirst` lines, for reserved files only.
    case reserveLast
    /// With `spillBack`: on each line whose reserve still holds money (with partial awards, on each line with a reserve), all
    /// that is left, reserved and open together, for everyone. By now every reserved file has had its turn at the reserve,
    /// a partial award included, so what is left is money that no reserved file could take; that a reserved file too large
    /// for it stays unfunded does not hold it back.
    case spill
}
