/// The byte state machine: from bytes that are known to be UTF-8 to rows of cells.
struct CSVMachine {
    let separator: CSVSeparator
    private let limits: CSVLimits
    /// True for the bytes that end a run of plain text.
    private var stopsPlain: InlineArray<256, Bool>
    private var state = State.cellStart
    /// The last byte was a carriage return: a line feed after it belongs to the same line end.
    private var afterReturn = false
    /// The physical line of the next byte.
    private(set) var line = 1

    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var cellStart = 0
    private var rowLine = 1
    private var quoteOpened = (line: 1, column: 1)

    /// The cell of the next byte.
    var column: Int { ends.count + 1 }

    private enum State {
        /// Nothing of the cell has been read. To `plain`, `quoted`, or the next cell.
        case cellStart
        case plain
        /// After an opening quotation mark. To `quoteInQuoted`.
        case quoted
        /// A quotation mark in a quoted cell: the second of the two makes it a character (`quoted`), else the cell is over.
        case quoteInQuoted
    }

    init(separator: CSVSeparator, limits: CSVLimits) {
        (self.separator, self.limits) = (separator, limits)
        stopsPlain = InlineArray(repeating: false)
        for byte in [separator.rawValue, Byte.lineFeed, Byte.carriageReturn, Byte.quote, 0] {
            stopsPlain[Int(byte)] = true
        }
    }

    mutating func read(_ chunk: UnsafeRawBufferPointer, _ row: (CSVRow) -> Void) throws(CSVError) {
        var index = 0
        if afterReturn, let first = chunk.first {
            afterReturn = false
            if first == Byte.lineFeed { index = try skipLineFeed() }
        }
        while index < chunk.count {
            switch state {
            case .cellStart where chunk[index] == Byte.quote:
                if ends.isEmpty { rowLine = line }
                quoteOpened = (line, column)
                state = .quoted
                index += 1
            case .cellStart, .plain:
                index = try readPlain(chunk, from: index, row)
            case .quoted:
                index = try readQuoted(chunk, from: index)
            case .quoteInQuoted:
                index = try readAfterQuote(chunk, from: index, row)
            }
        }
    }

    mutating func finish(_ row: (CSVRow) -> Void) throws(CSVError) {
        switch state {
        case .quoted: throw .unterminatedQuote(line: quoteOpened.line, column: quoteOpened.column)
        case .cellStart where ends.isEmpty: return
        case .cellStart, .plain, .quoteInQuoted: try endRow(row)
        }
    }

    private mutating func readPlain(
        _ chunk: UnsafeRawBufferPointer, from start: Int, _ row: (CSVRow) -> Void
    ) throws(CSVError) -> Int {
        var end = start
        while end < chunk.count, !stopsPlain[Int(chunk[end])] { end += 1 }
        if end > start {
            if state == .cellStart, ends.isEmpty { rowLine = line }
            state = .plain
            try append(chunk, start..<end)
        }
        guard end < chunk.count else { return end }
        switch chunk[end] {
        case separator.rawValue:
            try endCell()
            return end + 1
        case Byte.quote: throw .quoteInsideText(line: line, column: column)
        case 0: throw .nulByte(line: line, column: column)
        default: return try endLine(chunk, at: end, row)
        }
    }

    private mutating func readQuoted(_ chunk: UnsafeRawBufferPointer, from start: Int) throws(CSVError) -> Int {
        var end = start
        while end < chunk.count, chunk[end] > Byte.quote || !stopsQuoted(chunk[end]) { end += 1 }
        try append(chunk, start..<end)
        guard end < chunk.count else { return end }
        switch chunk[end] {
        case Byte.quote:
            state = .quoteInQuoted
            return end + 1
        case 0:
            throw .nulByte(line: line, column: column)
        default:
            // A line end inside a cell stays as it is written; only the count of physical lines moves on.
            try append(chunk, end..<end + 1)
            line += 1
            guard chunk[end] == Byte.carriageReturn else { return end + 1 }
            guard end + 1 < chunk.count else {
                afterReturn = true
                return end + 1
            }
            guard chunk[end + 1] == Byte.lineFeed else { return end + 1 }
            try append(chunk, end + 1..<end + 2)
            return end + 2
        }
    }

    private func stopsQuoted(_ byte: UInt8) -> Bool {
        byte == Byte.quote || byte == Byte.lineFeed || byte == Byte.carriageReturn || byte == 0
    }

    private mutating func readAfterQuote(
        _ chunk: UnsafeRawBufferPointer, from index: Int, _ row: (CSVRow) -> Void
    ) throws(CSVError) -> Int {
        switch chunk[index] {
        case Byte.quote:
            try append(chunk, index..<index + 1)
            state = .quoted
            return index + 1
        case separator.rawValue:
            try endCell()
            return index + 1
        case Byte.lineFeed, Byte.carriageReturn:
            return try endLine(chunk, at: index, row)
        case 0:
            throw .nulByte(line: line, column: column)
        default:
            throw .textAfterQuote(line: line, column: column)
        }
    }

    private mutating func append(_ chunk: UnsafeRawBufferPointer, _ range: Range<Int>) throws(CSVError) {
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[range]))
        guard bytes.count - cellStart <= limits.cell else {
            throw .cellTooLong(line: line, column: column, limit: limits.cell)
        }
    }

    private mutating func endCell() throws(CSVError) {
        if ends.isEmpty, state == .cellStart { rowLine = line }
        guard ends.count < limits.columns else { throw .tooManyColumns(line: line, limit: limits.columns) }
        ends.append(bytes.count)
        cellStart = bytes.count
        state = .cellStart
    }

    /// The line feed of a CRLF that was cut in two.
    private mutating func skipLineFeed() throws(CSVError) -> Int {
        guard state == .quoted else { return 1 }
        bytes.append(Byte.lineFeed)
        guard bytes.count - cellStart <= limits.cell else {
            throw .cellTooLong(line: line, column: column, limit: limits.cell)
        }
        return 1
    }

    private mutating func endLine(
        _ chunk: UnsafeRawBufferPointer, at index: Int, _ row: (CSVRow) -> Void
    ) throws(CSVError) -> Int {
        if state == .cellStart, ends.isEmpty {
            line += 1
        } else {
            try endRow(row)
            line += 1
        }
        guard chunk[index] == Byte.carriageReturn else { return index + 1 }
        guard index + 1 < chunk.count else {
            afterReturn = true
            return index + 1
        }
        return chunk[index + 1] == Byte.lineFeed ? index + 2 : index + 1
    }

    private mutating func endRow(_ row: (CSVRow) -> Void) throws(CSVError) {
        try endCell()
        row(CSVRow(bytes: bytes, ends: ends, line: rowLine))
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        cellStart = 0
    }
}
