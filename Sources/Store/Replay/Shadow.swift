import Postgres
import Workflow

/// A projection rebuilt beside the stored one, in a temporary table that goes with the transaction.
struct Shadow<M: StoredMachine> {
    /// Rows sent together.
    private static var chunk: Int { 2_000 }

    private var name: String { "rebuilt_\(M.table.name)" }

    /// Writes the rebuilt subjects the way that the stored ones are written, and returns how the tables differ.
    func compare(_ rebuilt: RebuiltSubjects<M>, _ db: borrowing Connection) throws -> [ReplayReport.Difference] {
        let names = M.table.columns.map(\.name).joined(separator: ", ")
        try db.executeScript(
            "CREATE TEMPORARY TABLE \(name) ON COMMIT DROP AS SELECT \(names) FROM \(M.table.name) WITH NO DATA")
        let insert = M.table.insert(into: "pg_temp.\(name)")
        var rest = rebuilt.sound[...]
        while !rest.isEmpty {
            var pipeline = Pipeline()
            M.add(insert, on: Array(rest.prefix(Self.chunk)), to: &pipeline)
            try db.run(pipeline)
            rest = rest.dropFirst(Self.chunk)
        }
        try db.executeScript("ANALYZE \(name)")
        var differences: [ReplayReport.Difference] = []
        try db.forEachRow(comparison, Array(rebuilt.broken)) { row in
            differences.append(
                ReplayReport.Difference(
                    table: M.table.name, id: try row.int64(0), column: try row.string(1), stored: try row.optionalString(2),
                    rebuilt: try row.optionalString(3)))
        }
        return differences
    }

    /// Every column that differs. Rows that are equal as a whole are passed over first; `json` has no equality but its text's.
    private var comparison: Statement {
        func row(_ alias: String) -> String {
            M.table.columns.map { $0.storedAs == "json" ? "\(alias).\($0.name)::text" : "\(alias).\($0.name)" }
                .joined(separator: ", ")
        }
        let pairs = M.table.columns.map { "(\(Self.place($0)), '\($0.name)', s.\($0.name)::text, r.\($0.name)::text)" }
        return Statement(
            once: """
                SELECT coalesce(s.id, r.id), d.name, d.stored, d.rebuilt
                FROM \(M.table.name) AS s
                FULL JOIN pg_temp.\(name) AS r ON r.id = s.id
                CROSS JOIN LATERAL (VALUES \(pairs.joined(separator: ", "))) AS d (place, name, stored, rebuilt)
                WHERE ROW(\(row("s"))) IS DISTINCT FROM ROW(\(row("r")))
                  AND d.stored IS DISTINCT FROM d.rebuilt
                  AND (d.name = 'id' OR (s.id IS NOT NULL AND r.id IS NOT NULL))
                  AND coalesce(s.id, r.id) <> ALL ($1)
                ORDER BY 1, d.place
                """)
    }

    private static func place(_ column: ProjectionTable.Column) -> Int {
        M.table.columns.firstIndex { $0.name == column.name } ?? 0
    }
}
