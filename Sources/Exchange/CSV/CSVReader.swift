/// Reads a table (RFC 4180) that comes in pieces of any size, one row at a time.
///
/// Cells may be parted by commas, semicolons or tabs (read from the header line), lines by CRLF, LF or CR. A byte order mark
/// is skipped, and so are empty lines. What is not clearly a table is an error, never a guess.
package struct CSVReader {
    private let limits: CSVLimits
    private var utf8 = UTF8Check()
    /// The first bytes of a character that the end of a piece cut in two.
    private var cutCharacter: [UInt8] = []
    private var header: HeaderBuffer? = HeaderBuffer()
    private var machine: CSVMachine

    package init(limits: CSVLimits = CSVLimits()) {
        self.limits = limits
        machine = CSVMachine(separator: .comma, limits: limits)
    }

    package var separator: CSVSeparator { machine.separator }

    /// Takes the next piece of the file and hands over every row that it completes.
    package mutating func read(_ chunk: UnsafeRawBufferPointer, row: (CSVRow) -> Void) throws(CSVError) {
        let offset = utf8.offset
        if let fault = utf8.firstFault(in: chunk) {
            // What comes before the bad byte is read first: an earlier error is the one to report.
            if fault >= offset { try takeSound(chunk, fault - offset, row) }
            try fail(at: fault, lead: fault >= offset ? chunk[fault - offset] : 0, row)
        }
        let end = utf8.unfinished ?? utf8.offset
        guard end >= offset else { return cutCharacter.append(contentsOf: chunk) }
        try takeSound(chunk, end - offset, row)
        cutCharacter.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[(end - offset)...]))
    }

    /// Takes a character whose bytes came in two pieces, and then `count` bytes of this one.
    private mutating func takeSound(
        _ chunk: UnsafeRawBufferPointer, _ count: Int, _ row: (CSVRow) -> Void
    ) throws(CSVError) {
        if !cutCharacter.isEmpty {
            let bytes = cutCharacter
            cutCharacter.removeAll()
            try withBytes(of: bytes[...]) { reader, buffer throws(CSVError) in try reader.take(buffer, row) }
        }
        try take(UnsafeRawBufferPointer(rebasing: chunk[..<count]), row)
    }

    /// Takes the next piece as an array's bytes.
    package mutating func read(_ piece: ArraySlice<UInt8>, row: (CSVRow) -> Void) throws(CSVError) {
        try withBytes(of: piece) { reader, bytes throws(CSVError) in try reader.read(bytes, row: row) }
    }

    /// The standard library's own function does not pass on a typed error.
    private mutating func withBytes(
        of piece: ArraySlice<UInt8>, _ body: (inout CSVReader, UnsafeRawBufferPointer) throws(CSVError) -> Void
    ) throws(CSVError) {
        var failure: CSVError?
        piece.withUnsafeBytes { bytes in
            do throws(CSVError) { try body(&self, bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// Ends the file: hands over a last row without a line end.
    package mutating func finish(row: (CSVRow) -> Void) throws(CSVError) {
        if let fault = utf8.unfinished { try fail(at: fault, lead: 0, row) }
        try startBody(row)
        try machine.finish(row)
    }

    private mutating func take(_ chunk: UnsafeRawBufferPointer, _ row: (CSVRow) -> Void) throws(CSVError) {
        guard header != nil else { return try machine.read(chunk, row) }
        let used = header?.take(chunk, limit: limits.cell) ?? 0
        guard header?.isDone == true else { return }
        try startBody(row)
        try machine.read(UnsafeRawBufferPointer(rebasing: chunk[used...]), row)
    }

    /// Settles the separator and reads what was held back until then.
    private mutating func startBody(_ row: (CSVRow) -> Void) throws(CSVError) {
        guard let held = header else { return }
        header = nil
        machine = CSVMachine(separator: held.separator, limits: limits)
        try withBytes(of: held.body) { reader, bytes throws(CSVError) in try reader.machine.read(bytes, row) }
    }

    /// Throws the fault of encoding, placed by what was read before it.
    private mutating func fail(at offset: Int, lead: UInt8, _ row: (CSVRow) -> Void) throws(CSVError) -> Never {
        try startBody(row)
        let isMarkOfUTF16 = offset == 0 && lead >= 0xFE
        throw .invalidUTF8(
            line: machine.line, column: machine.column, offset: offset, likely: isMarkOfUTF16 ? .utf16 : .windows1252)
    }
}

/// The beginning of the file, held back until its first line tells the separator.
private struct HeaderBuffer {
    private var bytes: [UInt8] = []
    private var detector = SeparatorDetector()
    private(set) var isDone = false

    var separator: CSVSeparator { detector.separator }
    var body: ArraySlice<UInt8> { bytes.dropFirst(bytes.starts(with: Byte.byteOrderMark) ? 3 : 0) }

    /// Takes bytes up to the end of the first line, or up to the limit; gives how many it took.
    mutating func take(_ chunk: UnsafeRawBufferPointer, limit: Int) -> Int {
        var used = 0
        while used < chunk.count, !isDone {
            let byte = chunk[used]
            let isMark = bytes.count < 3 && byte == Byte.byteOrderMark[bytes.count]
            if !isMark { detector.take(byte) }
            bytes.append(byte)
            used += 1
            isDone = detector.isDone || bytes.count >= limit
        }
        return used
    }
}
