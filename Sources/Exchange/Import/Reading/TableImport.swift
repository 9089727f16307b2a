import CallModel

/// The columns of one kind of table, looked up once, and how one row becomes a record.
protocol RecordTable {
    associatedtype Record
    /// Nil when the row has a fault, which has then been reported.
    func record(_ row: RowReader) -> Record?
}

extension ImportFile {
    /// Reads a table: every record, or every fault.
    func records<Table: RecordTable>(
        _ columns: @escaping (inout HeaderReader) -> Table
    ) throws(ImportFailure) -> [Table.Record] {
        var run = TableRun<Table>(log: FaultLog(file: name), columns: columns)
        run.read(self)
        if let failure = run.log.failure { throw failure }
        return run.records
    }
}

/// One reading of one table.
private struct TableRun<Table: RecordTable> {
    let log: FaultLog
    private(set) var records: [Table.Record] = []
    private var layout: Layout?

    /// What the header told. An object, so that no row copies all the columns.
    private final class Layout {
        let header: HeaderReader
        let table: Table

        init(_ header: HeaderReader, _ table: Table) { (self.header, self.table) = (header, table) }
    }

    /// Stored, because the compiler copies what a passed closure holds (a whole call) again for every row.
    private let columns: (inout HeaderReader) -> Table

    init(log: FaultLog, columns: @escaping (inout HeaderReader) -> Table) { (self.log, self.columns) = (log, columns) }

    mutating func read(_ file: ImportFile) {
        do {
            guard file.format == .table else { throw FileFault.wrongFormat(expected: "CSV") }
            var pieces = try FilePieces(file)
            var reader = CSVReader()
            while let piece = try pieces.next() {
                try reader.read(piece) { take($0) }
            }
            try reader.finish { take($0) }
            if layout == nil { throw CSVError.noHeader }
        } catch let fault as FileFault {
            log.report(.file(fault), at: .wholeFile)
        } catch let error as CSVError {
            let heading = error.column.map { layout?.header.heading(of: $0 - 1) ?? "#\($0)" }
            log.report(.table(error), at: error.line.map(ImportFault.Place.row) ?? .wholeFile, column: heading)
        } catch {
            preconditionFailure("reading a table throws nothing else: \(error)")
        }
    }

    private mutating func take(_ row: CSVRow) {
        guard let layout else { return readHeader(row) }
        guard row.count == layout.header.count else {
            // Excel saves rows that were once touched; they hold nothing, whatever their width.
            guard !row.isBlank else { return }
            let error = CSVError.raggedRow(line: row.line, expected: layout.header.count, found: row.count)
            return log.report(.table(error), at: .row(row.line))
        }
        guard !row.isBlank, let record = layout.table.record(RowReader(row: row, log: log)) else { return }
        records.append(record)
    }

    private mutating func readHeader(_ row: CSVRow) {
        var header = HeaderReader(row, log: log)
        let table = columns(&header)
        header.finish()
        layout = Layout(header, table)
    }
}
