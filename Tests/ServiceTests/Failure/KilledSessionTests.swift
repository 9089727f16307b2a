import CallModel
@testable import Exchange
import Postgres
import Service
import Store
import Synchronization
import Testing
import Workflow

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
            let isDone = Atomic<Bool>(false)
            let repeats = Atomic<Int>(0)
            let kills = try await withThrowingTaskGroup(of: Int.self) { group in
                group.addTask { try await kill(world, until: isDone, seed: seed) }
                try await withThrowingTaskGroup(of: Void.self) { clients in
                    for id in ids { clients.addTask { repeats.add(try await work(on: id, world), ordering: .relaxed) } }
                    defer { isDone.store(true, ordering: .relaxed) }
                    try await clients.waitForAll()
                }
                return try await group.next() ?? 0
            }
            #expect(kills > 10 && repeats.load(ordering: .relaxed) > 0)
            let events = "SELECT count(*) FROM appel.events WHERE machine = 'application'"
            #expect(try await world.value(events) == "\(Self.clients * (1 + Self.commandsPerClient))")
            #expect(try await world.value("SELECT count(*) FROM appel.idempotency") == "\(Self.clients * Self.commandsPerClient)")
            let receipts = "SELECT count(*) = (SELECT count(*) FROM appel.events WHERE action = 'submit') FROM appel.outbox"
            #expect(try await world.value(receipts) == "true")
            try await world.expectHistoriesJoin()
        }
    }

    /// Ends the backend of one of the service's sessions, over and over.
    private func kill(_ world: World, until isDone: borrowing Atomic<Bool>, seed: UInt64) async throws -> Int {
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
        while !isDone.load(ordering: .relaxed) {
            kills += try await world.superuser.read { try $0.query(one).single().int(0) }
            try await Task.sleep(for: .milliseconds(3))
        }
        return kills
    }

    /// Submits, withdraws and reinstates one file, in turn; returns how often a command had to be repeated.
    private func work(on id: ApplicationID, _ world: World) async throws -> Int {
        let steps: [FileStep] = [.submit, .withdraw, .reinstate]
        var repeats = 0
        for turn in 0..<Self.commandsPerClient {
            let request = Request(actor: .secretariat, key: "\(id) \(turn)")
            while true {
                do {
                    let receipt = try await world.service.act(on: id, steps[turn % 3], reason: "Sur demande.", request)
                    #expect(receipt.version == Int64(turn + 2))
                    break
                } catch ServiceError.store(.database(let error)) where error.isConnectionLost || error.sqlState == "57P01" {
                    repeats += 1
                }
            }
        }
        return repeats
    }
}
