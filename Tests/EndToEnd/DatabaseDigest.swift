import Postgres

extension Program {
    /// Every row of every table of the program's database, as one digest a table: two that are equal mean that nothing was
    /// changed.
    func databaseDigest() async throws -> [String: String] {
        let pool = try SessionPool(
            PostgresConfiguration(connectionString: environment["APPEL_DATABASE"] ?? "", sessionCount: 1))
        do {
            let digests = try await pool.withSession { try Self.digests($0) }
            await pool.shutdown()
            return digests
        } catch {
            await pool.shutdown()
            throw error
        }
    }

    private static func digests(_ db: borrowing Connection) throws -> [String: String] {
        let tables = Statement(
            once: """
                SELECT format('%I.%I', schemaname, tablename)
                FROM pg_tables
                WHERE schemaname IN ('appel', 'rehearsal')
                """)
        var digests: [String: String] = [:]
        for row in try db.query(tables) {
            let table = try row.string(0)
            let digest = Statement(
                once:
                    "SELECT count(*) || ' rows ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM \(table) AS t")
            digests[table] = try db.query(digest).single().string(0)
        }
        return digests
    }
}
