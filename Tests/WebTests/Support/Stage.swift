import CallModel
import Exchange
import Foundation
import Service
import Store
import TestSupport
import Web
import Workflow

/// A service of one test on a rehearsal database of its own, with the call of the demonstration at some point of its way.
struct Stage: Sendable {
    let service: Service
    let database: Database
    let location: DatabaseLocation
    let site: Site
    let router: RouterCall

    init(_ location: DatabaseLocation) async throws {
        self.location = location
        database = try Database(location, sessions: 4)
        var service = Service(database: database, lists: try DemoFiles.lists())
        // A password costs as little here as it may.
        service.passwordCost = PasswordCost(logRounds: 4, blockSize: 8, parallelism: 1)
        self.service = service
        var settings = ServerSettings()
        // Tests ask more often than any program.
        (settings.keyLimit, settings.strangerLimit) = (1_000_000, 1_000_000)
        settings.requiresSecondFactor = false
        site = try await Site(service: service, database: database, settings: settings, isRehearsal: true)
        router = RouterCall(site)
    }

    func setClock(_ wall: String) async throws {
        let instant = try ZonedTime.resolve(wall, zone: Formats.homeZone).get().instant
        _ = try await RehearsalClock.set(instant, location)
    }
}

/// Lends a service at a point of the demonstration.
func withStage<Value>(_ point: DemoPoint, _ body: (Stage) async throws -> Value) async throws -> Value {
    let server = try await PrivateServer.shared()
    let name = try await server.makeDatabase(template: try await DemoTemplates.shared.template(of: point))
    let stage = try await Stage(.connectionString(server.connectionString(database: name)))
    do {
        let value = try await body(stage)
        await stage.database.close()
        return value
    } catch {
        await stage.database.close()
        throw error
    }
}

/// A database at each point that a test asked for, made once out of the one before it; tests get copies.
private actor DemoTemplates {
    static let shared = DemoTemplates()

    private var templates: [DemoPoint: Task<String, any Error>] = [:]

    func template(of point: DemoPoint) async throws -> String {
        if let known = templates[point] { return try await known.value }
        let task = Task { try await Self.make(point) }
        templates[point] = task
        return try await task.value
    }

    private static func make(_ point: DemoPoint) async throws -> String {
        let server = try await PrivateServer.shared()
        guard let before = DemoPoint(rawValue: point.rawValue - 1) else {
            let name = try await server.makeDatabase(template: "template0")
            let location = DatabaseLocation.connectionString(server.connectionString(database: name))
            _ = try await Migrations(location, files: SQLFiles(folder: DemoFiles.folder + "/sql")).migrate(kind: .rehearsal)
            return name
        }
        let name = try await server.makeDatabase(template: try await shared.template(of: before))
        let stage = try await Stage(.connectionString(server.connectionString(database: name)))
        try await stage.advance(to: point)
        await stage.database.close()
        return name
    }
}

/// Why a test could not be set up.
struct FixtureError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
