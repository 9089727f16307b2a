import Postgres
import TestSupport

/// A pool on a database that no other test uses.
struct Fixture {
    let server: PrivateServer
    let database: String
    let pool: SessionPool

    /// What libpq takes to reach the database.
    var connectionString: String { server.connectionString(database: database) }

    init(
        sessions: Int = 4, change: (inout PostgresConfiguration) -> Void = { _ in }
    ) async throws {
        server = try await PrivateServer.shared()
        database = try await server.makeDatabase()
        var configuration = PostgresConfiguration(
            connectionString: server.connectionString(database: database), sessionCount: sessions)
        change(&configuration)
        pool = try SessionPool(configuration)
    }
}

/// Makes a fixture, gives it to a test, and shuts the pool down whatever the test did.
func withFixture(
    sessions: Int = 4, change: (inout PostgresConfiguration) -> Void = { _ in },
    _ test: (Fixture) async throws -> Void
) async throws {
    let fixture = try await Fixture(sessions: sessions, change: change)
    do {
        try await test(fixture)
    } catch {
        await fixture.pool.shutdown(cancelling: true)
        throw error
    }
    await fixture.pool.shutdown()
}

/// A pool that is never shut down, for tests that leave nothing behind in the database.
enum SharedPool {
    static let shared = Task { try await Fixture().pool }
}
