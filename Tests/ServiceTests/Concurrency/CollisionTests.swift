import CallModel
import Foundation
import Postgres
import Service
import Store
import Synchronization
import Testing
import Workflow

@testable import Exchange

/// Two at one thing: one loses and is told so, or both are done one after another.
@Suite struct CollisionTests {
    @Test func `of many editors who saw the same version one wins`() async throws {
        try await withWorld(sessions: 8) { world in
            let call = try BrusselsCall()
            try await world.open(call)
            let record = try await world.drafts(1, in: call, seed: 4)[0]
            for version in Int64(1)...20 {
                let told = Told()
                await withTaskGroup(of: Void.self) { group in
                    for editor in 1...8 {
                        group.addTask {
                            let edited = record.with { $0.title = "Projet \(version) de \(editor)" }
                            do throws(ServiceError) {
                                let request = Request(actor: .secretariat, expectedVersion: version)
                                told.acknowledge(try await world.service.edit(edited, of: call.code, request))
                            } catch {
                                told.refuse(error)
                            }
                        }
                    }
                }
                #expect(told.acknowledged.map(\.version) == [version + 1])
                #expect(told.failures == Array(repeating: "versionConflict \(version) \(version + 1)", count: 7))
            }
            try await world.expectHistoriesJoin()
        }
    }

    /// Someone locks the file and then wants the call; a submission has the call and wants the file. PostgreSQL ends one of the
    /// two, which is run again.
    @Test func `a deadlock ends with both done, once each`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.open(call)
            try await world.drafts(1, in: call, seed: 5)
            let id = try await world.id("F01", of: call)
            let locked = DispatchSemaphore(value: 0)
            let runs = Atomic<Int>(0)
            async let other: Void = world.superuser.write { db in
                runs.add(1, ordering: .relaxed)
                try db.query(Statement(once: "SELECT FROM appel.applications WHERE id = $1 FOR UPDATE"), id)
                locked.signal()
                let waits = Statement(
                    once: """
                        SELECT EXISTS (
                            SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))
                        """)
                if runs.load(ordering: .relaxed) == 1 {
                    // The server says when; it is asked again and again, and left in peace in between.
                    while try !db.query(waits).single().bool(0) { try db.query(Statement(once: "SELECT pg_sleep(0.005)")) }
                }
                try db.query(Statement(once: "SELECT FROM appel.calls FOR UPDATE"))
            }
            await withUnsafeContinuation { continuation in
                Thread.detachNewThread {
                    locked.wait()
                    continuation.resume()
                }
            }
            let receipt = try await world.service.act(on: id, .submit, .secretariat)
            try await other
            #expect(receipt.version == 2)
            #expect(try await world.value("SELECT count(*) FROM appel.events WHERE action = 'submit'") == "1")
            #expect(try await world.value("SELECT count(*) FROM appel.outbox WHERE kind = 'receipt'") == "1")
            try await world.expectDeadlock()
        }
    }

    /// Both count the members before either adds one: as if one after another, the second must count again.
    @Test func `a serialisation failure is run again`() async throws {
        try await withWorld { world in
            let rendezvous = Rendezvous(of: 2)
            let runs = Atomic<Int>(0)
            let add: @Sendable (borrowing Connection) throws -> Void = { db in
                try db.query(Statement(once: "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"))
                let count = try db.query(Statement(once: "SELECT count(*) FROM members")).single().int(0)
                if runs.add(1, ordering: .relaxed).newValue <= 2 { rendezvous.wait() }
                let insert = Statement(
                    once: "INSERT INTO members (code, name, email, language, external) VALUES ($1, 'n', 'e', 'fr', false)")
                try db.query(insert, "S\(count)")
            }
            async let first: Void = world.database.write(add)
            async let second: Void = world.database.write(add)
            _ = try await (first, second)
            #expect(try await world.value("SELECT string_agg(code, ' ' ORDER BY code) FROM appel.members") == "S0 S1")
            #expect(runs.load(ordering: .relaxed) >= 3)
        }
    }
}

extension World {
    /// Expects the server to have ended a transaction of this database because of a deadlock.
    fileprivate func expectDeadlock() async throws {
        // Sessions hand in their figures when they end.
        await close()
        let observer = try Database(location, as: .administrator, sessions: 1)
        let count = Statement(once: "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        let end = ContinuousClock.now + .seconds(60)
        var ended = 0
        while ended == 0, ContinuousClock.now < end {
            ended = try await observer.read { db in
                try db.query(Statement(once: "SELECT pg_sleep(0.005)"))
                return try db.query(count).single().int(0)
            }
        }
        await observer.close()
        #expect(ended >= 1)
    }
}

/// A place where threads wait for one another.
private final class Rendezvous: Sendable {
    private let missing: Mutex<Int>
    private let size: Int
    private let complete = DispatchSemaphore(value: 0)

    init(of size: Int) {
        self.size = size
        missing = Mutex(size)
    }

    func wait() {
        let isLast = missing.withLock { missing in
            missing -= 1
            return missing == 0
        }
        if isLast { for _ in 1..<size { complete.signal() } } else { complete.wait() }
    }
}
