import CallModel
import Exchange
import Foundation
import Service
import Store
import Workflow

/// One database with a service on it, as the program has it.
struct World: Sendable {
    let server: BenchServer
    let name: String
    let database: Database
    let service: Service

    init(_ server: BenchServer, _ name: String, lists: [CountryList], sessions: Int = 4) throws {
        (self.server, self.name) = (server, name)
        database = try Database(server.location(name), sessions: sessions)
        service = Service(database: database, lists: lists)
    }

    func close() async { await database.close() }

    /// Moves the clock that commands see. The function costs what that of a real database costs.
    func setClock(_ instant: Instant) async throws {
        let real = Int64(Date().timeIntervalSince1970)
        let ahead = instant.microseconds / 1_000_000 - real
        try await server.script(
            """
            CREATE OR REPLACE FUNCTION appel.appel_now() RETURNS timestamptz LANGUAGE sql VOLATILE
            AS 'SELECT clock_timestamp() + interval ''\(ahead) seconds'''
            """, in: name)
    }
}

extension Request {
    static let secretariat = Request(actor: .secretariat)
    static let college = Request(actor: .college)
}
