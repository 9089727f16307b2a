/// A file that is made record by record: memory does not grow with it.
package protocol StreamedExport {
    associatedtype Record

    /// Whether it has accounts of people in it, so that nobody but the owner may read the file.
    var isPrivate: Bool { get }
    /// Bytes that wait to be taken.
    var count: Int { get }
    mutating func add(_ record: Record)
    /// Ends the file. Nothing may be added after it.
    mutating func finish()
    /// Hands over what has been written since the last time.
    mutating func take() -> [UInt8]
}

/// Records on their way: each is handed to the closure, in their order, and none is kept.
package typealias RecordStream<Record> = (@escaping (Record) throws -> Void) throws -> Void

extension StreamedExport {
    package var isPrivate: Bool { false }

    /// The whole file in memory.
    package consuming func encoded(_ records: some Sequence<Record>) -> [UInt8] {
        for record in records { add(record) }
        finish()
        return take()
    }

    /// Hands the file over piece by piece.
    ///
    /// - Parameter check: looks at the export when every record has come, and may refuse it.
    /// - Returns: how many records came.
    @discardableResult
    package consuming func write(
        _ records: RecordStream<Record>, check: (Self) throws -> Void = { _ in }, _ sink: @escaping ([UInt8]) throws -> Void
    ) throws -> Int {
        var export = self
        var count = 0
        try records { record in
            count += 1
            export.add(record)
            if export.count >= AtomicFile.pieceSize { try sink(export.take()) }
        }
        try check(export)
        export.finish()
        try sink(export.take())
        return count
    }

    /// Writes the file, whole or not at all.
    @discardableResult
    package consuming func write(
        _ records: RecordStream<Record>, check: (Self) throws -> Void = { _ in }, to path: String
    ) throws -> Int {
        let file = try OutgoingFile(path, isPrivate: isPrivate)
        let count = try write(records, check: check) { piece in try file.append(piece) }
        try file.finish()
        return count
    }
}

/// A list as CSV or JSON whose rows come one by one.
package struct RowExport<Record>: StreamedExport {
    private var writer: ExportWriter
    private let cells: (Record) -> [ExportCell]
    package let isPrivate: Bool

    /// - Parameter cells: one for each column.
    package init(
        columns: [String], format: ExportFormat, isRehearsal: Bool = false, isPrivate: Bool = false,
        cells: @escaping (Record) -> [ExportCell]
    ) {
        self.isPrivate = isPrivate
        writer = ExportWriter(columns: columns, format: format, isRehearsal: isRehearsal)
        self.cells = cells
    }

    package var count: Int { writer.count }
    package mutating func add(_ record: Record) { writer.row(cells(record)) }
    package mutating func finish() { writer.finish() }
    package mutating func take() -> [UInt8] { writer.take() }
}
