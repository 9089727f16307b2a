import Postgres
import Testing

@Suite struct PoolTests {
    private static let backend = Statement("backend", "SELECT pg_backend_pid()")
    private static let terminate = Statement("terminate", "SELECT pg_terminate_backend($1::integer, 10000)")

    @Test func `sixty-four tasks share four sessions`() async throws {
        try await withFixture(sessions: 4) { fixture in
            let pool = fixture.pool
            try await pool.withSession {
                try $0.executeScript("CREATE TABLE tally (n bigint); INSERT INTO tally VALUES (0)")
            }
            let backends = try await withThrowingTaskGroup(of: Set<Int32>.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        var seen: Set<Int32> = []
                        for _ in 0..<20 {
                            seen.insert(
                                try await pool.transaction { db in
                                    try db.execute(Statement("tally", "UPDATE tally SET n = n + 1"))
                                    return try db.query(Self.backend).single().int32(0)
                                })
                        }
                        return seen
                    }
                }
                return try await group.reduce(into: Set()) { $0.formUnion($1) }
            }
            #expect(backends.count <= 4)
            let total = try await pool.withSession {
                try $0.query(Statement(once: "SELECT n FROM tally")).single().int64(0)
            }
            #expect(total == 64 * 20)
        }
    }

    @Test func `calls are served in the order in which they came`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let pool = fixture.pool
            let gate = Rendezvous(count: 2)
            let order = Journal<Int>()
            let busy = Task { try await pool.withSession { _ in gate.arriveAndWait() } }
            var calls: [Task<Void, any Error>] = []
            for number in 0..<20 {
                // Runs at once until its call waits, so that the next is queued after it.
                calls.append(Task.immediate { try await pool.withSession { _ in order.append(number) } })
            }
            await gate.arriveAndWait()
            try await busy.value
            for call in calls { try await call.value }
            #expect(order.entries == Array(0..<20))
        }
    }

    @Test func `a backend that is ended while it works is an error, and the next call has a new one`() async throws {
        try await withFixture(sessions: 2) { fixture in
            let pool = fixture.pool
            let victim = Handover<Int32>()
            let call = Task {
                try await pool.transaction { db in
                    try db.query(Self.backend)
                    victim.give(db.backendProcessID)
                    try db.execute(Statement(once: "SELECT pg_sleep(600)"))
                }
            }
            let process = await victim.take()
            try await pool.withSession { try $0.execute(Self.terminate, Int(process)) }
            let error = await #expect(throws: PostgresError.self) { try await call.value }
            #expect(error?.code == .connectionLost)
            #expect(error?.isConnectionLost == true)
            #expect(error?.sqlState == "57P01")
            #expect(error?.isRetryable == false)
            for _ in 0..<4 {
                // Prepared again on the new connection.
                let backend = try await pool.withSession { try $0.query(Self.backend).single().int32(0) }
                #expect(backend != process)
            }
        }
    }

    @Test func `a backend that is ended while it is idle is replaced without an error`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let other = try SessionPool(
                PostgresConfiguration(connectionString: fixture.connectionString))
            let process = try await fixture.pool.withSession { try $0.query(Self.backend).single().int32(0) }
            let ended = try await other.withSession { try $0.query(Self.terminate, Int(process)).single().bool(0) }
            #expect(ended)
            await other.shutdown()
            let next = try await fixture.pool.withSession { try $0.query(Self.backend).single().int32(0) }
            #expect(next != process)
        }
    }

    @Test func `a connection lost at the commit leaves it unknown`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let error = await #expect(throws: PostgresError.self) {
                try await fixture.pool.transaction { db in
                    try db.executeScript(
                        """
                        CREATE TABLE item (id bigint);
                        CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                            'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END';
                        CREATE CONSTRAINT TRIGGER last AFTER INSERT ON item DEFERRABLE INITIALLY DEFERRED
                            FOR EACH ROW EXECUTE FUNCTION die()
                        """)
                    var save = Pipeline()
                    save.add(Statement("insert", "INSERT INTO item VALUES (1)"))
                    save.commit()
                    try db.run(save)
                }
            }
            #expect(error?.code == .commitUnknown)
            #expect(error?.isCommitUnknown == true)
            #expect(error?.isConnectionLost == true)
            #expect(error?.isRetryable == false)
        }
    }

    @Test func `a statement after the connection was lost in the same call fails at once`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let error = await #expect(throws: PostgresError.self) {
                try await fixture.pool.withSession { db in
                    #expect(throws: PostgresError.self) {
                        try db.execute(Statement(once: "SELECT pg_terminate_backend(pg_backend_pid(), 1000)"))
                    }
                    try db.query(Self.backend)
                }
            }
            #expect(error?.code == .connectionLost)
        }
    }

    @Test func `a server that is not there is an error of the call`() async throws {
        let pool = try SessionPool(PostgresConfiguration(connectionString: "host=/nowhere dbname=none"))
        let error = await #expect(throws: PostgresError.self) { try await pool.withSession { _ in } }
        #expect(error?.code == .connectionFailed)
        #expect(error?.message.contains("/nowhere") == true)
        await pool.shutdown()
    }

    @Test func `a connection string that libpq does not understand is refused at once`() {
        let error = #expect(throws: PostgresError.self) {
            try SessionPool(PostgresConfiguration(connectionString: "host=localhost nonsense=1"))
        }
        #expect(error?.code == .invalidConnectionString)
    }

    @Test func `shutting down refuses the calls that wait and lets the running one end`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let pool = fixture.pool
            let started = Rendezvous(count: 2)
            let mayEnd = Rendezvous(count: 2)
            let running = Task {
                try await pool.withSession { db in
                    started.arriveAndWait()
                    mayEnd.arriveAndWait()
                    return try db.query(Statement(once: "SELECT 1")).count
                }
            }
            await started.arriveAndWait()
            let waiting = Task.immediate { try await pool.withSession { _ in Issue.record("it began") } }
            let shutdown = Task { await pool.shutdown() }
            let refused = await #expect(throws: PostgresError.self) { try await waiting.value }
            #expect(refused?.code == .poolClosed)
            await mayEnd.arriveAndWait()
            let seen = try await running.value
            #expect(seen == 1)
            await shutdown.value
            let late = await #expect(throws: PostgresError.self) { try await pool.withSession { _ in } }
            #expect(late?.code == .poolClosed)
            await pool.shutdown()
        }
    }

    @Test func `shutting down can cancel what runs`() async throws {
        try await withFixture(sessions: 1) { fixture in
            let pool = fixture.pool
            let started = Rendezvous(count: 2)
            let running = Task {
                try await pool.withSession { db in
                    started.arriveAndWait()
                    try db.execute(Statement(once: "SELECT pg_sleep(600)"))
                }
            }
            await started.arriveAndWait()
            await pool.shutdown(cancelling: true)
            await #expect(throws: CancellationError.self) { try await running.value }
        }
    }

    @Test func `a pool that is dropped ends its connections`() async throws {
        try await withFixture(sessions: 1) { fixture in
            do {
                let pool = try SessionPool(
                    PostgresConfiguration(
                        connectionString: fixture.connectionString,
                        parameters: ["application_name": "dropped"]))
                try await pool.withSession { try $0.execute(Self.backend) }
            }
            let statement = Statement(
                "dropped", "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'dropped'")
            while try await fixture.pool.withSession({ try $0.query(statement).single().int64(0) }) > 0 {
                try await fixture.pool.withSession { try $0.execute(Statement(once: "SELECT pg_sleep(0.005)")) }
            }
        }
    }
}
