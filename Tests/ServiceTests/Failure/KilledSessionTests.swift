import CallModel
import Postgres
import Service
import Store
import Testing
import Workflow

@testable import Exchange

/// Sessions die under commands: each command took effect once or not at all, and repeating it with its key tells which.
@Suite(.serialized) struct KilledSessionTests {
    private static let clients = 8
    private static let commandsPerClient = 30
    private static let answersPerKill = 6
    private static let kills = clients * commandsPerClient / answersPerKill - 2

    @Test(arguments: [UInt64(1), 2, 3])
    func `commands are repeated with their key until they are answered`(seed: UInt64) async throws {
        try await withWorld(sessions: Self.clients) { world in
            let call = try BrusselsCall()
            try await world.open(call)
            try await world.drafts(Self.clients, in: call, seed: seed)
            var ids: [ApplicationID] = []
            for client in 1...Self.clients { ids.append(try await world.id(World.reference(client), of: call)) }
            let progress = Progress()
            async let killed = kill(world, along: progress)
            let repeats = try await withThrowingTaskGroup(of: Int.self) { group in
                defer { progress.end() }
                for id in ids { group.addTask { try await work(on: id, world, progress) } }
                return try await group.reduce(0, +)
            }
            let kills = try await killed
            // Most of them hit a command under way; one that had just been answered need not be repeated.
            #expect(kills >= Self.kills / 2)
            #expect(repeats > 0)
            // Killed sessions may still wait in the pool to be noticed, so that others look at what there is.
            let after = try World(world.location, sessions: 1)
            let events = "SELECT count(*) FROM appel.events WHERE machine = 'application'"
            #expect(try await after.value(events) == "\(Self.clients * (1 + Self.commandsPerClient))")
            #expect(try await after.value("SELECT count(*) FROM appel.idempotency") == "\(Self.clients * Self.commandsPerClient)")
            let receipts = "SELECT count(*) = (SELECT count(*) FROM appel.events WHERE action = 'submit') FROM appel.outbox"
            #expect(try await after.value(receipts) == "true")
            try await after.expectHistoriesJoin()
            await after.close()
        }
    }

    /// Ends the backend of one of the service's sessions that is at work, each time that so many commands were answered: as many
    /// kills on a slow machine as on a fast one. The last commands are left in peace.
    private func kill(_ world: World, along progress: Progress) async throws -> Int {
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
        for kill in 1...Self.kills {
            await progress.until(kill * Self.answersPerKill)
            var killed = 0
            // Between two commands of every client there is nobody to kill.
            while killed == 0, !progress.isOver { killed = try await world.superuser.read { try $0.query(one).single().int(0) } }
            kills += killed
        }
        return kills
    }

    /// Submits, withdraws and reinstates one file, in turn, each until it is answered; says how often one had to be repeated.
    private func work(on id: ApplicationID, _ world: World, _ progress: Progress) async throws -> Int {
        let steps: [FileStep] = [.submit, .withdraw, .reinstate]
        var repeats = 0
        for turn in 0..<Self.commandsPerClient {
            let request = Request(actor: .secretariat, key: "\(id) \(turn)")
            var version: Int64?
            while version == nil {
                do throws(ServiceError) {
                    version = try await world.service.act(on: id, steps[turn % 3], reason: "Sur demande.", request).version
                } catch {
                    guard error.isFromKilledSession else { throw FixtureError(error.summary) }
                    repeats += 1
                }
            }
            progress.advance()
            #expect(version == Int64(turn + 2))
        }
        return repeats
    }
}

extension ServiceError {
    /// Whether the session ended under the command: while it connected, before its commit or during it.
    fileprivate var isFromKilledSession: Bool {
        postgres.map { $0.isSessionEnded || $0.code == .connectionFailed } ?? false
    }
}
