import Dispatch
import Postgres
import TestSupport
import Testing

/// Cancel requests travel on connections of their own, which a network may leave unanswered for minutes.
@Suite struct CancelRequestTests {
    private static let sleep = Statement("sleep", "SELECT pg_sleep(600)")

    private func pool(
        through deaf: DeafServer, sessions: Int, grace: Duration
    ) throws -> SessionPool {
        var configuration = PostgresConfiguration(
            connectionString: "host=\(deaf.folder) port=5432 dbname=postgres user=postgres", sessionCount: sessions)
        configuration.cancelGrace = grace
        return try SessionPool(configuration)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a cancel request without an answer holds up no other deadline`() async throws {
        let deaf = try DeafServer(before: try await PrivateServer.shared().socketDirectory)
        let pool = try pool(through: deaf, sessions: 2, grace: .milliseconds(200))
        let started = Handover<Bool>()
        let first = Task {
            try await pool.transaction { db in
                started.give(true)
                try db.execute(Self.sleep)
            }
        }
        _ = await started.take()
        first.cancel()
        _ = await deaf.firstRequest.take()
        // Nobody answers that request, and its connection is cut; nor does it keep others from their time.
        let error = await #expect(throws: PostgresError.self) {
            try await pool.transaction(timeout: .milliseconds(50)) { try $0.execute(Self.sleep) }
        }
        #expect(error?.isTimedOut == true)
        await #expect(throws: CancellationError.self) { try await first.value }
        let seen = try await pool.withSession { try $0.query(Statement(once: "SELECT 1")).count }
        #expect(seen == 1)
        await pool.shutdown()
        try deaf.close()
    }

    @Test(.timeLimit(.minutes(5)))
    func `the next call waits until a late request is through`() async throws {
        let journal = Journal<String>()
        let deaf = try DeafServer(before: try await PrivateServer.shared().socketDirectory) { journal.append("request") }
        let pool = try pool(through: deaf, sessions: 1, grace: .seconds(600))
        let (started, ended) = (Handover<Bool>(), Handover<Bool>())
        let mayEnd = DispatchSemaphore(value: 0)
        let first = Task {
            try await pool.withSession { db in
                started.give(true)
                mayEnd.wait()
                ended.give(true)
            }
        }
        _ = await started.take()
        first.cancel()
        _ = await deaf.firstRequest.take()
        async let second = pool.withSession { db in
            journal.append("next call")
            return try db.query(Statement(once: "SELECT 1")).count
        }
        mayEnd.signal()
        _ = await ended.take()
        // Something that takes longer than a hand-over to the next call, had it not to wait.
        _ = try await SharedPool.shared.value.withSession { try $0.execute(Statement(once: "SELECT 1")) }
        deaf.release()
        // What had finished is given, though it was cancelled.
        try await first.value
        #expect(try await second == 1)
        #expect(journal.entries == ["request", "next call"])
        await pool.shutdown()
        try deaf.close()
    }
}
