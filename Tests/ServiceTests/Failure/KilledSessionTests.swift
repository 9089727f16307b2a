import CallModel
import Postgres
import Service
import Store
import Synchronization
import Testing
import Workflow

@testable import Exchange

/// Sessions die under commands: each command took effect once or not at all, and repeating it with its key tells which.
@Suite(.serialized) struct KilledSessionTests {
    private static let clients = 8
    private static let commandsPerClient = 30

    @Test(arguments: [UInt64(1), 2, 3])
    func `commands are repeated with their key until they are answered`(seed: UInt64) async throws {
        try await withWorld(sessions: Self.clients) { world in
            let call = try BrusselsCall()
            try await world.open(call)
            try await world.drafts(Self.clients, in: call, seed: seed)
            var ids: [ApplicationID] = []
            for client in 1...Self.clients { ids.append(try await world.id(World.reference(client), of: call)) }
            let progress = Progress()
            async let killed = kill(world, until: progress)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in ids { group.addTask { try await work(on: id, world, progress) } }
                defer { progress.end() }
                try await group.waitForAll()
            }
            let kills = try await killed
            #expect(kills > 0 && progress.repeats > 0)
            let events = "SELECT count(*) FROM appel.events WHERE machine = 'application'"
            #expect(try await world.value(events) == "\(Self.clients * (1 + Self.commandsPerClient))")
            #expect(try await world.value("SELECT count(*) FROM appel.idempotency") == "\(Self.clients * Self.commandsPerClient)")
            let receipts = "SELECT count(*) = (SELECT count(*) FROM appel.events WHERE action = 'submit') FROM appel.outbox"
            #expect(try await world.value(receipts) == "true")
            try await world.expectHistoriesJoin()
        }
    }

    /// Ends the backend of one of the service's sessions, over and over.
    private func kill(_ world: World, until progress: Progress) async throws -> Int {
        let one = Statement(
            once: """
                SELECT count(pg_terminate_backend(pid))
                FROM (
                    SELECT pid
                    FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name = 'appel' AND state <> 'idle'
                        AND pid <> pg_backend_pid()
                    ORDER BY random()
                    LIMIT 1) AS s
                """)
        var kills = 0
        while !progress.isOver {
            kills += try await world.superuser.read { try $0.query(one).single().int(0) }
            try await Task.sleep(for: .milliseconds(3))
        }
        return kills
    }

    /// Submits, withdraws and reinstates one file, in turn, each until it is answered.
    private func work(on id: ApplicationID, _ world: World, _ progress: Progress) async throws {
        let steps: [FileStep] = [.submit, .withdraw, .reinstate]
        for turn in 0..<Self.commandsPerClient {
            let request = Request(actor: .secretariat, key: "\(id) \(turn)")
            var version: Int64?
            while version == nil {
                do throws(ServiceError) {
                    version = try await world.service.act(on: id, steps[turn % 3], reason: "Sur demande.", request).version
                } catch {
                    guard error.isFromKilledSession else { throw FixtureError(error.summary) }
                    progress.repeated()
                }
            }
            #expect(version == Int64(turn + 2))
        }
    }
}

extension ServiceError {
    /// Whether the session ended under the command: while it connected, before its commit or during it.
    fileprivate var isFromKilledSession: Bool {
        postgres.map { $0.isSessionEnded || $0.code == .connectionFailed } ?? false
    }
}

/// How far the clients have come.
private final class Progress: Sendable {
    private let state = Mutex((repeats: 0, isOver: false))

    /// How often a command had to be repeated.
    var repeats: Int { state.withLock { $0.repeats } }
    var isOver: Bool { state.withLock { $0.isOver } }

    func repeated() { state.withLock { $0.repeats += 1 } }
    func end() { state.withLock { $0.isOver = true } }
}
