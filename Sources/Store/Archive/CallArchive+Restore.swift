import Postgres

extension CallArchive {
    /// Takes a call into an empty database: the log with its registers, the projections rebuilt from it, and these compared row
    /// for row with those that the archive has. All of it, or nothing.
    ///
    /// - Parameters:
    ///   - database: reached as its owner, who alone may put numbers back.
    ///   - isRehearsal: what kind of database the archive was made in; the other kind takes none of it.
    ///   - lines: hands over the lines of a part, without their line feeds. It may be called more than once.
    /// - Returns: how many events came in.
    package static func restore(
        into database: Database, isRehearsal: Bool, dryRun: Bool = false,
        _ lines: @escaping @Sendable (Part, (String) throws -> Void) throws -> Void
    ) async throws -> Int {
        try await LogFile.take(into: database, dryRun: dryRun) { db, take in
            for table in LogFile.before + LogFile.after {
                let any = Statement(once: "SELECT FROM \(table.name) LIMIT 1")
                guard try db.query(any).isEmpty else {
                    throw StoreError.logFile(line: 1, "this database is not empty: it has \(table.name)")
                }
            }
            try take(LogFile.headLine(isRehearsal: isRehearsal))
            for part in parts where !part.isProjection { try lines(part) { line in try take(part.logLine(line)) } }
        } check: { db in
            for part in parts where part.isProjection { try compare(part, db, lines) }
        }
    }

    /// The rows of a projection against those of the archive.
    private static func compare(
        _ part: Part, _ db: borrowing Connection, _ lines: (Part, (String) throws -> Void) throws -> Void
    ) throws {
        var expected: [String] = []
        try lines(part) { expected.append($0) }
        var place = 0
        let rows = "SELECT row_to_json(t)::text FROM \(part.projection) AS t ORDER BY id"
        try db.copyOut(query: rows, types: [.text]) { row in
            let found = try row.string(0)
            guard place < expected.count, expected[place] == found else {
                throw StoreError.logFile(line: place + 1, "the log leads to another row of \(part.projection) than the archive has")
            }
            place += 1
        }
        guard place == expected.count else {
            throw StoreError.logFile(line: place + 1, "the log does not lead to every row of \(part.projection) of the archive")
        }
    }
}
