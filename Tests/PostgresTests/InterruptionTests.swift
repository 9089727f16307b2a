import Postgres
import Testing

@Suite struct InterruptionTests {
    private static let sleep = Statement("sleep", "SELECT pg_sleep(600)")
    private static let pause = Statement("pause", "SELECT pg_sleep(0.005)")
    private static let clock = ContinuousClock()

    /// Waits, in another session, until the server runs a statement that `pattern` matches.
    private func untilRunning(_ pattern: String, _ pool: SessionPool) async throws {
        let statement = Statement(
            "running",
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE $1 AND datname = current_database()"
        )
        // The server says when; it is asked again and again, and left in peace in between.
        while try await pool.withSession({ try $0.query(statement, pattern).single().int64(0) }) == 0 {
            try await pool.withSession { try $0.execute(Self.pause) }
        }
    }

    @Test func `cancelling a task cancels its statement and leaves a good connection`() async throws {
        try await withFixture(sessions: 2) { fixture in
            let pool = fixture.pool
            let task = Task { try await pool.withSession { try $0.execute(Self.sleep) } }
            try await untilRunning("%pg_sleep(600)%", pool)
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            let running = try await pool.withSession { db in
                try db.query(
                    Statement(
                        once:
                            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'"
                    )
                ).single().int64(0)
            }
            #expect(running == 1)
        }
    }

    @Test func `a cancelled closure cannot go on with the next statement`() async throws {
        try await withFixture(sessions: 2) { fixture in
            let pool = fixture.pool
            let task = Task {
                try await pool.withSession { db in
                    while true {
                        // One that ignores every error.
                        let error = #expect(throws: PostgresError.self) { try db.execute(Self.sleep) }
                        if let error, error.code == .cancelled { throw error }
                    }
                }
            }
            try await untilRunning("%pg_sleep(600)%", pool)
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test func `a call that was cancelled before it began does not begin`() async throws {
        try await withFixture { fixture in
            let pool = fixture.pool
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await pool.withSession { _ in Issue.record("it began") }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }

    @Test func `a call that waits for a session can be cancelled`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let other = try SessionPool(
                PostgresConfiguration(connectionString: fixture.connectionString))
            let pool = fixture.pool
            let busy = Task { try await pool.withSession { try $0.execute(Self.sleep) } }
            try await untilRunning("%pg_sleep(600)%", other)
            let waiting = Task { try await pool.withSession { _ in Issue.record("it began") } }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            busy.cancel()
            await #expect(throws: CancellationError.self) { try await busy.value }
            await other.shutdown()
        }
    }

    @Test func `a call that runs too long times out`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let start = Self.clock.now
            let error = await #expect(throws: PostgresError.self) {
                try await fixture.pool.withSession(timeout: .milliseconds(50)) { try $0.execute(Self.sleep) }
            }
            #expect(error?.isTimedOut == true)
            // Far from the ten minutes of the statement, however busy the machine is.
            #expect(Self.clock.now - start < .seconds(300))
            let seen = try await fixture.pool.withSession { try $0.query(Statement(once: "SELECT 1")).count }
            #expect(seen == 1)
        }
    }

    @Test func `a call that waits too long times out`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let pool = fixture.pool
            let busy = Task { try await pool.withSession { try $0.execute(Self.sleep) } }
            // Whichever of the two came first, the other finds its time up.
            let error = await #expect(throws: PostgresError.self) {
                try await pool.withSession(timeout: .milliseconds(100)) { try $0.execute(Self.sleep) }
            }
            #expect(error?.isTimedOut == true)
            busy.cancel()
            await #expect(throws: CancellationError.self) { try await busy.value }
        }
    }

    @Test func `the configuration's call timeout holds where a call says nothing`() async throws {
        try await withFixture(change: { $0.callTimeout = .milliseconds(50) }) { fixture in
            let error = await #expect(throws: PostgresError.self) {
                try await fixture.pool.withSession { try $0.execute(Self.sleep) }
            }
            #expect(error?.isTimedOut == true)
        }
    }

    @Test func `the server ends a statement at its own timeout`() async throws {
        try await withFixture(change: { $0.statementTimeout = .milliseconds(50) }) { fixture in
            let error = await #expect(throws: PostgresError.self) {
                try await fixture.pool.withSession { try $0.execute(Self.sleep) }
            }
            #expect(error?.isQueryCanceled == true)
            #expect(error?.code == .server)
            #expect(error?.statement == "sleep")
        }
    }

    @Test func `the server ends a wait for a lock at its own timeout`() async throws {
        try await withFixture(change: { $0.lockTimeout = .milliseconds(50) }) { fixture in
            let pool = fixture.pool
            try await pool.withSession {
                try $0.executeScript("CREATE TABLE item (id integer); INSERT INTO item VALUES (1)")
            }
            let error = try await pool.transaction { db in
                try db.query(Statement(once: "SELECT * FROM item FOR UPDATE"))
                return try self.lockElsewhere(pool)
            }
            #expect(error?.isLockNotAvailable == true)
        }
    }

    /// Tries to lock what the caller's transaction holds, from another session, and waits for the outcome on this thread.
    private func lockElsewhere(_ pool: SessionPool) throws -> PostgresError? {
        let outcome = Handover<PostgresError?>()
        Task {
            do {
                try await pool.transaction { try $0.execute(Statement(once: "SELECT * FROM item FOR UPDATE")) }
                outcome.give(nil)
            } catch {
                outcome.give(error as? PostgresError)
            }
        }
        return outcome.take()
    }

    @Test func `a connection whose server does not answer a cancel is cut`() async throws {
        try await withFixture(sessions: 2, change: { $0.cancelGrace = .milliseconds(200) }) { fixture in
            let pool = fixture.pool
            let started = Handover<Int32>()
            let task = Task {
                // In a transaction, which then is known not to have been committed.
                try await pool.transaction { db in
                    started.give(db.backendProcessID)
                    // A function that catches its own cancellation stands for a server that does not answer.
                    try db.executeScript(
                        """
                        DO $$ BEGIN LOOP
                            BEGIN PERFORM pg_sleep(600); EXCEPTION WHEN query_canceled THEN NULL; END;
                        END LOOP; END $$
                        """)
                }
            }
            let cut = await started.take()
            try await untilRunning("DO %", pool)
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            let ended = try await pool.withSession { db in
                try db.query(Statement(once: "SELECT pg_terminate_backend($1)"), cut).single().bool(0)
            }
            #expect(ended, "the server goes on with what was cut off from it, until it is told otherwise")
            #expect(try await !self.backends(of: pool).contains(cut))
        }
    }

    /// The backends of both sessions of a pool, each held until the other is there too.
    private func backends(of pool: SessionPool) async throws -> [Int32] {
        let both = Rendezvous(count: 2)
        let backend: @Sendable () async throws -> Int32 = {
            try await pool.withSession { db in
                both.arriveAndWait()
                return db.backendProcessID
            }
        }
        async let first = backend()
        async let second = backend()
        return try await [first, second]
    }
}
