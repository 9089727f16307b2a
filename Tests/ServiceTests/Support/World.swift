import CallModel
import Exchange
import Postgres
import Service
import Store
import TestSupport
import Workflow

/// A rehearsal database of one test, with a service on it.
struct World: Sendable {
    let service: Service
    let database: Database
    let location: DatabaseLocation
    /// The same database as its superuser, to look at every table and to put things in the way.
    let superuser: Database

    /// - Parameter sessions: the connections of the service.
    static func make(sessions: Int = 4) async throws -> World {
        let server = try await PrivateServer.shared()
        let name = try await server.makeDatabase(template: template.value)
        return try World(.connectionString(server.connectionString(database: name)), sessions: sessions)
    }

    init(_ location: DatabaseLocation, sessions: Int) throws {
        self.location = location
        database = try Database(location, sessions: sessions)
        superuser = try Database(location, as: .administrator, sessions: 2)
        service = Service(database: database, lists: try Checkout.lists())
    }

    /// A world whose tables are in a folder that the server's account owns.
    static func make(sessions: Int, on folder: String) async throws -> World {
        let server = try await PrivateServer.shared()
        let template = try await template.value
        try await administer("CREATE TABLESPACE small LOCATION '\(folder)/space'")
        try await administer("CREATE DATABASE small TEMPLATE \(template) TABLESPACE small")
        return try World(.connectionString(server.connectionString(database: "small")), sessions: sessions)
    }

    /// A migrated rehearsal that every test's database is a copy of: migrating once is enough.
    private static let template = Task {
        let server = try await PrivateServer.shared()
        let name = try await server.makeDatabase(template: "template0")
        let location = DatabaseLocation.connectionString(server.connectionString(database: name))
        _ = try await Migrations(location, files: SQLFiles(folder: Checkout.folder + "/sql")).migrate(kind: .rehearsal)
        return name
    }

    /// Removes what `make(sessions:on:)` made, so that the folder can go.
    static func dropSmall() async throws {
        try await administer("DROP DATABASE small WITH (FORCE)")
        try await administer("DROP TABLESPACE small")
    }

    /// Has everything written to its files that is in memory only.
    static func checkpoint() async throws { try await administer("CHECKPOINT") }

    /// Runs a statement that no transaction may hold.
    private static func administer(_ sql: String) async throws {
        let server = try await PrivateServer.shared()
        let pool = try SessionPool(PostgresConfiguration(connectionString: server.connectionString(), sessionCount: 1))
        try await pool.withSession { try $0.executeScript(sql) }
        await pool.shutdown()
    }

    func close() async {
        await database.close()
        await superuser.close()
    }
}

/// Lends a new world.
func withWorld<Value>(sessions: Int = 4, _ body: (World) async throws -> Value) async throws -> Value {
    let world = try await World.make(sessions: sessions)
    do {
        let value = try await body(world)
        await world.close()
        return value
    } catch {
        await world.close()
        throw error
    }
}

extension Request {
    static let secretariat = Request(actor: .secretariat)
    static let college = Request(actor: .college)
    static let finance = Request(actor: .finance)
}

// The clock

extension World {
    func now() async throws -> Instant { try await database.read { try $0.now() } }

    func setClock(_ instant: Instant) async throws { _ = try await RehearsalClock.set(instant, location) }

    /// Puts the clock anywhere, back too, by means that only a superuser has: for tests that run many years one after another.
    func forceClock(_ instant: Instant) async throws {
        try await superuser.write { db in
            try db.executeScript("SET LOCAL session_replication_role = replica")
            let ahead = Statement(
                once: """
                    UPDATE rehearsal.clock
                    SET ahead_microseconds = $1 - (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
                    """)
            try db.execute(ahead, instant.microseconds)
        }
    }
}

// Looking at everything

extension World {
    /// Every row of every table, as one digest a table; two equal snapshots mean that nothing was changed.
    func snapshot() async throws -> [String: String] {
        try await superuser.read { db in
            let tables = Statement(
                once: """
                    SELECT format('%I.%I', schemaname, tablename)
                    FROM pg_tables
                    WHERE schemaname IN ('appel', 'rehearsal')
                    ORDER BY 1
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

    /// One figure or text that a query gives.
    func value(_ sql: String) async throws -> String? {
        try await superuser.read { try $0.query(Statement(once: "SELECT (\(sql))::text")).single().optionalString(0) }
    }

    func script(_ sql: String) async throws {
        try await superuser.write { try $0.executeScript(sql) }
    }
}
