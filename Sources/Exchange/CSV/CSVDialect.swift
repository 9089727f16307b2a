/// How much one table may hold, so that a broken file cannot fill the memory.
package struct CSVLimits: Hashable, Sendable {
    /// Bytes in one cell.
    package var cell: Int
    package var columns: Int

    package init(cell: Int = 1 << 20, columns: Int = 1000) { (self.cell, self.columns) = (cell, columns) }
}

/// What stands between two cells.
package enum CSVSeparator: UInt8, CaseIterable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
}

/// Reads the separator from the header line: the candidate that stands there most often outside quotation marks.
///
/// Spreadsheets in French and Dutch write semicolons, because the comma is their decimal mark.
struct SeparatorDetector {
    private var counts = [Int](repeating: 0, count: CSVSeparator.allCases.count)
    private var isQuoted = false
    private var hasText = false
    private(set) var isDone = false

    /// Takes one byte of the file; done after the first line that holds anything.
    mutating func take(_ byte: UInt8) {
        switch byte {
        case Byte.quote:
            isQuoted.toggle()
            hasText = true
        case Byte.lineFeed, Byte.carriageReturn:
            isDone = !isQuoted && hasText
        default:
            hasText = true
            guard !isQuoted, let separator = CSVSeparator(rawValue: byte) else { return }
            counts[CSVSeparator.allCases.firstIndex(of: separator) ?? 0] += 1
        }
    }

    var separator: CSVSeparator {
        var best = CSVSeparator.comma
        var most = 0
        for (candidate, count) in zip(CSVSeparator.allCases, counts) where count > most {
            (best, most) = (candidate, count)
        }
        return best
    }
}

enum Byte {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let apostrophe: UInt8 = 0x27
    static let point: UInt8 = 0x2E
    static let minus: UInt8 = 0x2D
    static let zero: UInt8 = 0x30
    static let nine: UInt8 = 0x39
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func isDigit(_ byte: UInt8) -> Bool { byte >= zero && byte <= nine }
}
