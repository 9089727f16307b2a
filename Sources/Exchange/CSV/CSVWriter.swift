/// Writes a table (RFC 4180), one cell after another, into a buffer that the caller empties.
///
/// Texts that a spreadsheet would run as a formula get an apostrophe before them; numbers stay numbers. A cell is quoted only
/// when a reader could mistake it, whatever separator it expects.
package struct CSVWriter {
    package enum LineEnd: Sendable {
        case crlf, lf
    }

    private let separator: UInt8
    private let lineEnd: [UInt8]
    private var bytes: [UInt8] = []
    private var cellsInRow = 0
    private var rowStart = 0

    package init(separator: CSVSeparator = .comma, lineEnd: LineEnd = .crlf) {
        self.separator = separator.rawValue
        self.lineEnd = lineEnd == .crlf ? [Byte.carriageReturn, Byte.lineFeed] : [Byte.lineFeed]
    }

    /// Bytes that wait to be taken.
    package var count: Int { bytes.count }

    /// Adds a cell of text, guarded against formulas.
    package mutating func text(_ text: String) {
        beginCell()
        var text = text
        text.withUTF8 { append($0, guarded: FormulaGuard.isNeeded(for: $0)) }
    }

    /// Adds a cell that the program wrote itself, such as a number or a date.
    package mutating func plain(_ text: String) {
        beginCell()
        bytes.append(contentsOf: text.utf8)
    }

    package mutating func endRow() {
        // An empty line is no row to a reader; a row of one empty cell is.
        if cellsInRow == 1, bytes.count == rowStart { bytes.append(contentsOf: [Byte.quote, Byte.quote]) }
        bytes.append(contentsOf: lineEnd)
        cellsInRow = 0
        rowStart = bytes.count
    }

    package mutating func row(_ texts: [String]) {
        for cell in texts { text(cell) }
        endRow()
    }

    /// Hands over what has been written so far and begins again with an empty buffer.
    package mutating func take() -> [UInt8] {
        defer {
            bytes.removeAll(keepingCapacity: true)
            rowStart = 0
        }
        return bytes
    }

    private mutating func beginCell() {
        if cellsInRow > 0 { bytes.append(separator) }
        cellsInRow += 1
    }

    private mutating func append(_ cell: UnsafeBufferPointer<UInt8>, guarded: Bool) {
        let isQuoted = cell.contains { byte in
            CSVSeparator(rawValue: byte) != nil || byte == Byte.quote || byte == Byte.lineFeed
                || byte == Byte.carriageReturn
        }
        guard isQuoted || hasOuterBlank(cell) else {
            if guarded { bytes.append(Byte.apostrophe) }
            bytes.append(contentsOf: cell)
            return
        }
        bytes.append(Byte.quote)
        if guarded { bytes.append(Byte.apostrophe) }
        for byte in cell {
            if byte == Byte.quote { bytes.append(Byte.quote) }
            bytes.append(byte)
        }
        bytes.append(Byte.quote)
    }

    /// Some programs drop the blanks around a cell that is not quoted.
    private func hasOuterBlank(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = cell.first, let last = cell.last else { return false }
        return first == Byte.space || last == Byte.space
    }
}
