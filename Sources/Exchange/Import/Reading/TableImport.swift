import CallModel

/// The columns of one kind of table, looked up once, and how one row becomes a record.
protocol RecordTable {
    associatedtype Record
    /// Nil when the row has a fault, which has then been reported.
    func record(_ row: RowReader) -> Record?
}

extension ImportFile {
    /// Reads a table: every record, or every fault.
    func records<Table: RecordTable>(_ columns: (inout HeaderReader) -> Table) throws(ImportFailure) -> [Table.Record] {
        var run = TableRun<Table>(log: FaultLog(file: name))
        run.read(self, columns)
        if let failure = run.log.failure { throw failure }
        return run.records
    }
}

/// One reading of one table.
private struct TableRun<Table: RecordTable> {
    let log: FaultLog
    private(set) var records: [Table.Record] = []
    private var header: HeaderReader?
    private var table: Table?

    init(log: FaultLog) { self.log = log }

    mutating func read(_ file: ImportFile, _ columns: (inout HeaderReader) -> Table) {
        do {
            guard file.format == .table else { throw FileFault.wrongFormat(expected: "CSV") }
            var pieces = try FilePieces(file)
            var reader = CSVReader()
            while let piece = try pieces.next() {
                try reader.read(piece) { take($0, columns) }
            }
            try reader.finish { take($0, columns) }
            if table == nil { throw CSVError.noHeader }
        } catch let fault as FileFault {
            log.report(.file(fault), at: .wholeFile)
        } catch let error as CSVError {
            let heading = error.column.map { header?.heading(of: $0 - 1) ?? "#\($0)" }
            log.report(.table(error), at: error.line.map(ImportFault.Place.row) ?? .wholeFile, column: heading)
        } catch {
            preconditionFailure("reading a table throws nothing else: \(error)")
        }
    }

    private mutating func take(_ row: CSVRow, _ columns: (inout HeaderReader) -> Table) {
        guard let table, let header else { return readHeader(row, columns) }
        guard row.count == header.count else {
            // Excel saves rows that were once touched; they hold nothing, whatever their width.
            guard !row.isBlank else { return }
            let error = CSVError.raggedRow(line: row.line, expected: header.count, found: row.count)
            return log.report(.table(error), at: .row(row.line))
        }
        guard !row.isBlank, let record = table.record(RowReader(row: row, log: log)) else { return }
        records.append(record)
    }

    private mutating func readHeader(_ row: CSVRow, _ columns: (inout HeaderReader) -> Table) {
        var header = HeaderReader(row, log: log)
        table = columns(&header)
        header.finish()
        self.header = header
    }
}
