import Postgres
import TestSupport
import Testing

@Suite struct ConfigurationTests {
    private func setting(_ name: String, _ pool: SessionPool) async throws -> String {
        try await pool.withSession {
            try $0.query(Statement(once: "SELECT current_setting($1)"), name).single().string(0)
        }
    }

    @Test func `keywords and settings are merged into the connection string`() async throws {
        let server = try await PrivateServer.shared().connectionString()
        let pool = try SessionPool(
            PostgresConfiguration(
                connectionString: server + " options='-c work_mem=1MB -c TimeZone=Asia/Tokyo'",
                parameters: ["application_name": "the test", "options": "-c enable_hashjoin=off"],
                settings: ["TimeZone": "Europe/Brussels", "search_path": #""a b", "c\d""#],
                statementTimeout: .milliseconds(1500), lockTimeout: .microseconds(1)))
        #expect(try await setting("application_name", pool) == "the test")
        #expect(try await setting("work_mem", pool) == "1MB")
        #expect(try await setting("enable_hashjoin", pool) == "off")
        #expect(try await setting("TimeZone", pool) == "Europe/Brussels")
        #expect(try await setting("search_path", pool) == #""a b", "c\d""#)
        #expect(try await setting("statement_timeout", pool) == "1500ms")
        #expect(try await setting("lock_timeout", pool) == "1ms")
        #expect(try await setting("client_encoding", pool) == "UTF8")
        await pool.shutdown()
    }

    @Test func `a URI with several hosts finds the one that is there`() async throws {
        let server = try await PrivateServer.shared().socketDirectory
        let hosts = "%2Fnowhere,\(server.split(separator: "/").map { "%2F\($0)" }.joined())"
        let pool = try SessionPool(
            PostgresConfiguration(
                connectionString: "postgresql://postgres@\(hosts)/postgres?target_session_attrs=read-write"))
        #expect(try await pool.withSession { $0.serverVersion } > 130_000)
        await pool.shutdown()
    }

    @Test func `notices go to the handler`() async throws {
        let notices = Journal<Notice>()
        try await withFixture(
            change: { configuration in
                configuration.noticeHandler = { notice in notices.append(notice) }
            },
            { fixture in
                try await fixture.pool.withSession { db in
                    try db.executeScript(
                        "DO $$ BEGIN RAISE WARNING 'take care' USING DETAIL = 'why', HINT = 'how'; END $$")
                }
            })
        let notice = try #require(notices.entries.first)
        #expect(notice.severity == "WARNING")
        #expect(notice.message == "take care")
        #expect(notice.detail == "why")
        #expect(notice.hint == "how")
        #expect(notice.sqlState == "01000")
    }
}
