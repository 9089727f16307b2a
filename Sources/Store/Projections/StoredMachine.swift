import CallModel
package import Postgres
package import Workflow

/// A machine whose subjects have a table: where each one stands now, derived from the log.
package protocol StoredMachine: Machine where Command: LoggedCommand {
    static var table: ProjectionTable { get }
    /// Reads a row of `table.selection`.
    static func read(_ row: Row) throws(StoreError) -> Subject
    /// Adds a statement on these subjects, one array a column in the order of `table.columns`.
    static func add(_ statement: Statement, on subjects: [Subject], to pipeline: inout Pipeline)
    /// Notes in a batch that a subject has changed.
    static func note(_ subject: Subject, in batch: inout Batch)
    /// Whether a command's figures can be added to the subject's. Always so for what was decided; a log from elsewhere may hold
    /// anything.
    static func fits(_ command: Command, on subject: Subject) -> Bool
}

extension StoredMachine {
    package static func fits(_ command: Command, on subject: Subject) -> Bool { true }
}

/// The columns of a projection and the statements that follow from them. Every statement takes arrays, so that one row and
/// ten thousand go the same way.
package struct ProjectionTable: Sendable {
    package struct Column: Sendable {
        let name: String
        /// The type of one element of the parameter's array.
        let type: String
        /// The type that it is stored as, where that is another one.
        let storedAs: String?

        init(_ name: String, _ type: String, storedAs: String? = nil) {
            (self.name, self.type, self.storedAs) = (name, type, storedAs)
        }

        var stored: String { storedAs.map { "n.\(name)::\($0)" } ?? "n.\(name)" }
        var selected: String { storedAs == nil ? name : "\(name)::text" }
    }

    package let name: String
    package let columns: [Column]
    /// The sequence that numbers new subjects.
    package var sequence: String { "\(name)_id_seq" }
    package let selection: String
    package let insert: Statement
    /// What follows on `INSERT INTO` and a table's name.
    private let insertion: String
    package let update: Statement
    /// Numbers for `$1` new subjects.
    package let reserveNumbers: Statement
    /// Puts the numbers of new subjects behind those that are there.
    package let renumber: Statement

    init(_ name: String, _ columns: Column...) {
        self.name = name
        self.columns = columns
        let names = columns.map(\.name).joined(separator: ", ")
        let arrays = columns.enumerated().map { "$\($0.offset + 1)::\($0.element.type)[]" }.joined(separator: ", ")
        let values = columns.map(\.stored).joined(separator: ", ")
        selection = columns.map(\.selected).joined(separator: ", ")
        insertion = "(\(names)) SELECT \(values) FROM unnest(\(arrays)) AS n (\(names))"
        insert = Statement("insert \(name)", "INSERT INTO \(name) \(insertion)")
        update = Statement(
            "update \(name)",
            """
            WITH reached AS (
                UPDATE \(name) AS t
                SET \(columns.dropFirst().map { "\($0.name) = \($0.stored)" }.joined(separator: ", "))
                FROM unnest(\(arrays)) AS n (\(names))
                WHERE t.id = n.id AND t.version < n.version
                RETURNING t.id)
            SELECT check_reached('\(name)', count(*), cardinality($1::bigint[])) FROM reached
            """)
        renumber = Statement(
            "renumber \(name)",
            "SELECT setval('\(name)_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM \(name)), false)")
        reserveNumbers = Statement(
            "number \(name)", "SELECT nextval('\(name)_id_seq') FROM generate_series(1, $1)")
    }

    /// The same as `insert`, into another table of the same columns.
    func insert(into other: String) -> Statement { Statement(once: "INSERT INTO \(other) \(insertion)") }
}
