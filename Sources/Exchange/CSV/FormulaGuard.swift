/// Keeps a spreadsheet from running a cell as a formula: an apostrophe goes before it.
///
/// It can be undone: a cell that already has apostrophes before such a sign gets one more, so that exactly one is to be taken
/// away again.
enum FormulaGuard {
    static func isNeeded(for cell: some Collection<UInt8>) -> Bool {
        guard let sign = cell.first(where: { $0 != Byte.apostrophe }), isSign(sign) else { return false }
        return !isNumber(cell)
    }

    /// The cell as it was before the apostrophe.
    static func undone(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard cell.first == Byte.apostrophe, let sign = cell.first(where: { $0 != Byte.apostrophe }), isSign(sign)
        else {
            return cell
        }
        return cell.dropFirst()
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), Byte.minus, UInt8(ascii: "@"), Byte.tab, Byte.carriageReturn: true
        default: false
        }
    }

    /// A negative number is no formula: a minus, digits, and perhaps a point and decimals.
    private static func isNumber(_ cell: some Collection<UInt8>) -> Bool {
        guard cell.first == Byte.minus else { return false }
        let parts = cell.dropFirst().split(separator: Byte.point, maxSplits: 1, omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(Byte.isDigit) }
    }
}
