import CallModel
import Dispatch
import Postgres
import Store
import Synchronization
import Testing
import Workflow

/// Commands on single files share a call; one that wants it alone comes in its turn, however many others come after it.
@Suite struct LockQueueTests {
    @Test func `a close that waits is not overtaken by submissions that come after it`() async throws {
        try await withStore { store in
            let history = try await History.tell(to: store.database)
            let database = try Database(store.location, sessions: 4)
            let order = Mutex<[String]>([])
            let note: @Sendable (String) -> Void = { name in order.withLock { $0.append(name) } }
            // A submission under way.
            let hasLocked = DispatchSemaphore(value: 0)
            let mayEnd = DispatchSemaphore(value: 0)
            async let first: Void = database.write { db in
                _ = try db.lock(application: history.files[0].id, call: .share)
                hasLocked.signal()
                mayEnd.wait()
                note("first")
            }
            try await until(store.database) { _ in hasLocked.wait(timeout: .now()) == .success }
            // Somebody closes the call, and others come after that, by each of the ways to a call.
            async let close: Void = database.write { db in
                _ = try db.lock(call: history.call.id)
                note("close")
            }
            try await until(store.database) { try $0.query(Self.waiting).single().int(0) == 1 }
            async let second: Void = database.write { db in
                _ = try db.lock(application: history.files[1].id, call: .share)
                note("later")
            }
            async let third: Void = database.write { db in
                _ = try db.lock(review: history.reviews[0].id, conflictsOf: nil)
                note("later")
            }
            // Either they wait behind the close, or they have overtaken it and are through.
            try await until(store.database) { db in
                let isThrough = order.withLock { !$0.isEmpty }
                return try isThrough || db.query(Self.waiting).single().int(0) == 3
            }
            mayEnd.signal()
            _ = try await (first, close, second, third)
            #expect(order.withLock { $0 } == ["first", "close", "later", "later"])
            await database.close()
        }
    }

    /// How many sessions of this database wait for a lock.
    private static let waiting = Statement(
        "waiting",
        """
        SELECT count(DISTINCT l.pid)
        FROM pg_locks AS l
        JOIN pg_stat_activity AS a ON a.pid = l.pid
        WHERE NOT l.granted AND a.datname = current_database()
        """)

    /// Asks the server again and again, but not for ever, with a pause in which it is left in peace.
    private func until(
        _ database: Database, _ isSo: @escaping @Sendable (borrowing Connection) throws -> Bool
    ) async throws {
        let pause = Statement("pause", "SELECT pg_sleep(0.005)")
        // So many pauses are minutes: the lock that was waited for has timed out by then, and something else is wrong.
        for _ in 0..<20_000 {
            let isReached = try await database.read { db in
                try db.query(pause)
                return try isSo(db)
            }
            if isReached { return }
        }
        Issue.record("nobody waits for the lock")
    }
}
