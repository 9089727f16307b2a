import Postgres

/// Every row of every table of a database, as one digest a table: two that are equal mean that nothing was changed.
struct DatabaseDigests: Sendable {
    private let pool: SessionPool

    init(_ connectionString: String) throws {
        pool = try SessionPool(PostgresConfiguration(connectionString: connectionString, sessionCount: 1))
    }

    func close() async { await pool.shutdown() }

    func now() async throws -> [String: String] { try await pool.withSession { try Self.digests($0) } }

    private static func digests(_ db: borrowing Connection) throws -> [String: String] {
        let tables = Statement(
            once: """
                SELECT format('%I.%I', schemaname, tablename)
                FROM pg_tables
                WHERE schemaname IN ('appel', 'rehearsal')
                """)
        let names = try db.query(tables).map { try $0.string(0) }
        // One question for all of them: it is asked after every file.
        let parts = names.map { name in
            "SELECT '\(name)', count(*) || ' rows ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM \(name) AS t"
        }
        let rows = try db.query(Statement(once: parts.joined(separator: " UNION ALL ")))
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.string(0), try $0.string(1)) })
    }
}

extension Program {
    /// Lends the digests of the program's database.
    func withDigests<Value>(_ body: (DatabaseDigests) async throws -> Value) async throws -> Value {
        let digests = try DatabaseDigests(environment["APPEL_DATABASE"] ?? "")
        do {
            let value = try await body(digests)
            await digests.close()
            return value
        } catch {
            await digests.close()
            throw error
        }
    }

    func databaseDigest() async throws -> [String: String] { try await withDigests { try await $0.now() } }
}
