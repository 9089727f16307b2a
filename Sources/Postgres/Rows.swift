internal import CLibPQ
internal import Glibc

/// Owns one result of libpq, which holds its rows in memory of its own.
final class ResultHandle {
    let raw: OpaquePointer

    init(_ raw: OpaquePointer) {
        self.raw = raw
    }

    deinit {
        PQclear(raw)
    }
}

/// The rows that a statement returned, and the number of rows that it changed.
public struct Rows: Sequence {
    let result: ResultHandle
    /// The number of rows returned.
    public let count: Int

    init(_ result: ResultHandle) {
        self.result = result
        count = Int(PQntuples(result.raw))
    }

    /// Whether no row was returned.
    public var isEmpty: Bool { count == 0 }

    /// The number of rows inserted, updated, deleted, copied or returned; 0 for other statements.
    public var affected: Int {
        Int(String(cString: PQcmdTuples(result.raw))) ?? 0
    }

    /// The command tag without its count: `SELECT`, `UPDATE`, `COMMIT`…
    public var command: String {
        String(String(cString: PQcmdStatus(result.raw)).prefix { $0.isLetter || $0 == " " })
            .split(separator: " ").joined(separator: " ")
    }

    /// Whether the server rolled back, which is also its answer to the commit of a failed transaction.
    var isRollback: Bool {
        strcmp(PQcmdStatus(result.raw), "ROLLBACK") == 0
    }

    /// The number of columns.
    public var columnCount: Int { Int(PQnfields(result.raw)) }

    /// The names of the columns.
    public var columnNames: [String] {
        (0..<PQnfields(result.raw)).map { column in
            PQfname(result.raw, column).map { String(cString: $0) } ?? ""
        }
    }

    /// The row at a place from 0. Traps when there is none, as arrays do.
    public subscript(index: Int) -> Row {
        precondition(index >= 0 && index < count, "row \(index) of \(count)")
        return Row(result: result, index: Int32(truncatingIfNeeded: index))
    }

    /// The first row, if any.
    public var first: Row? {
        isEmpty ? nil : self[0]
    }

    /// The only row. Throws `rowCount` unless there is exactly one.
    public func single() throws(PostgresError) -> Row {
        guard count == 1 else {
            throw PostgresError(.rowCount, "expected one row, found \(count)")
        }
        return self[0]
    }

    /// The only row, or nothing. Throws `rowCount` when there are several.
    public func singleOrNone() throws(PostgresError) -> Row? {
        guard count <= 1 else {
            throw PostgresError(.rowCount, "expected at most one row, found \(count)")
        }
        return first
    }

    /// Goes through the rows in the order of the result.
    public func makeIterator() -> Iterator {
        Iterator(rows: self)
    }

    /// Goes through rows.
    public struct Iterator: IteratorProtocol {
        let rows: Rows
        private var index = 0

        init(rows: Rows) {
            self.rows = rows
        }

        /// The next row.
        public mutating func next() -> Row? {
            guard index < rows.count else { return nil }
            defer { index += 1 }
            return Row(result: rows.result, index: Int32(truncatingIfNeeded: index))
        }
    }
}

/// One row, with its columns by their place from 0.
public struct Row: RowFields {
    let result: ResultHandle
    let index: Int32

    /// The number of columns.
    public var columnCount: Int { Int(PQnfields(result.raw)) }

    /// A column as the server sent it.
    public func withField<T>(
        _ column: Int, _ body: (Field) throws(PostgresError) -> T
    ) throws(PostgresError) -> T {
        let raw = result.raw
        let count = PQnfields(raw)
        guard column >= 0, column < Int(count) else {
            throw PostgresError(.noSuchColumn, "no column \(column) in a row of \(count)")
        }
        let place = Int32(truncatingIfNeeded: column)
        let type = PostgresType(oid: PQftype(raw, place))
        if PQgetisnull(raw, index, place) != 0 {
            return try body(Field(column: column, type: type, bytes: nil))
        }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(raw, index, place), count: Int(PQgetlength(raw, index, place)))
        return try body(Field(column: column, type: type, bytes: bytes))
    }
}
