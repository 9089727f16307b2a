import Foundation
import Glibc
import Postgres
import Store
import TestSupport
import Testing

@Suite struct ClusterTests {
    @Test func `a server starts once, is found running, stops once and keeps its data`() async throws {
        try await withCluster { cluster in
            let location = DatabaseLocation.cluster(cluster)
            #expect(try cluster.status().state == .absent)
            #expect(try await cluster.start(files: checkout) == .started(createdData: true))
            #expect(try await cluster.start(files: checkout) == .alreadyRunning)
            let status = try cluster.status()
            #expect(status.isRunning)
            #expect(status.size > 1_000_000)
            try await location.session(as: .owner) { db in try db.executeScript("CREATE TABLE kept AS SELECT 42 AS answer") }
            #expect(try await cluster.stop() == .stopped)
            #expect(try await cluster.stop() == .notRunning)
            #expect(try cluster.status().state == .stopped)
            #expect(try await cluster.start(files: checkout) == .started(createdData: false))
            #expect(try await location.text("SELECT answer::text FROM kept", as: .owner) == "42")
        }
    }

    @Test func `four starts at once are one server`() async throws {
        try await withCluster { cluster in
            let outcomes = try await withThrowingTaskGroup(of: Cluster.StartOutcome.self) { group in
                for _ in 0..<4 { group.addTask { try await cluster.start(files: checkout) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == .started(createdData: true) } == 1)
            #expect(outcomes.count { $0 == .alreadyRunning } == 3)
        }
    }

    @Test func `the server is safe, closed to the network, and sorts the same everywhere`() async throws {
        try await withCluster { cluster in
            _ = try await cluster.start(files: checkout)
            let location = DatabaseLocation.cluster(cluster)
            // No file and no ALTER SYSTEM turns the safety off.
            try await location.session(as: .administrator) { db in
                for name in ["fsync", "full_page_writes"] { try db.executeScript("ALTER SYSTEM SET \(name) = off") }
            }
            _ = try await cluster.stop()
            _ = try await cluster.start(files: checkout)
            let names = [
                "fsync", "full_page_writes", "synchronous_commit", "data_checksums", "listen_addresses", "server_encoding",
                "TimeZone"
            ]
            let sql = "SELECT string_agg(current_setting(n), ' ' ORDER BY o) FROM unnest($1::text[]) WITH ORDINALITY u(n, o)"
            let values = try await location.session(as: .program) { db in
                try db.query(Statement(once: sql), names).single().string(0)
            }
            #expect(values == "on on on on  UTF8 UTC")
            #expect(try await location.text("SELECT string_agg(t, '' ORDER BY t) FROM unnest('{é,Z,a,z,B}'::text[]) t") == "BZazé")
        }
    }

    @Test func `each access is a role of its own that cannot become a stronger one`() async throws {
        try await withCluster { cluster in
            _ = try await cluster.start(files: checkout)
            let location = DatabaseLocation.cluster(cluster)
            let who = "SELECT session_user || ' ' || current_user || ' ' || current_setting('search_path')"
            #expect(try await location.text(who, as: .program) == "appel_app appel_app appel,pg_temp")
            #expect(try await location.text(who, as: .owner) == "appel_migrate appel_owner appel,pg_temp")
            #expect(try await location.text("SHOW statement_timeout", as: .program) == "1min")
            let attempts = ["SET ROLE appel_owner", "SET ROLE postgres", "CREATE TABLE mine ()", "CREATE TABLE public.mine ()"]
            for attempt in attempts {
                let error = await #expect(throws: PostgresError.self) {
                    try await location.session(as: .program) { db in try db.executeScript(attempt) }
                }
                #expect(error?.sqlState == "42501", "\(attempt)")
            }
        }
    }

    @Test func `another account of the machine is not let in`() async throws {
        try await withCluster { cluster in
            _ = try await cluster.start(files: checkout)
            let ident = try String(contentsOfFile: cluster.folder + "/postgresql/pg_ident.conf", encoding: .utf8)
            let users = Set(ident.split(separator: "\n").compactMap { $0.split(separator: "\"").dropFirst().first })
            let own = try #require(OSUser.current).name
            #expect(users == ["root", Substring(own), Substring(try cluster.status().user)])
            let access = try String(contentsOfFile: cluster.folder + "/postgresql/pg_hba.conf", encoding: .utf8)
            #expect(access.split(separator: "\n").filter { !$0.hasPrefix("#") } == ["local all all peer map=appel"])
            guard case .running(_, let socket, _) = try cluster.status().state else { return }
            let folder = URL(fileURLWithPath: socket).deletingLastPathComponent().path
            let permissions = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
            #expect(permissions == 0o700)
        }
    }

    @Test(arguments: [String(repeating: "long/", count: 30), "comma, space and 'quote'"])
    func `a path that no socket can have gets its socket elsewhere`(subfolder: String) async throws {
        try await withCluster(in: subfolder) { cluster in
            _ = try await cluster.start(files: checkout)
            guard case .running(_, let socket, _) = try cluster.status().state else {
                Issue.record("the server does not run")
                return
            }
            #expect(socket.hasPrefix("/tmp/appel-"))
            #expect(socket.utf8.count <= 107)
            #expect(try await DatabaseLocation.cluster(cluster).text("SELECT 'reached'") == "reached")
            _ = try await cluster.stop()
            #expect(!FileManager.default.fileExists(atPath: URL(fileURLWithPath: socket).deletingLastPathComponent().path))
        }
    }

    @Test func `a server that was killed starts again`() async throws {
        try await withCluster { cluster in
            _ = try await cluster.start(files: checkout)
            guard case .running(let pid, _, _) = try cluster.status().state else {
                Issue.record("the server does not run")
                return
            }
            #expect(kill(pid, SIGKILL) == 0)
            #expect(try await cluster.start(files: checkout) == .started(createdData: false))
            #expect(try await DatabaseLocation.cluster(cluster).text("SELECT 'back'") == "back")
        }
    }

    @Test func `the server inherits nothing that was open`() async throws {
        try await withCluster { cluster in
            let path = cluster.folder + "-inherited"
            // Without O_CLOEXEC, as a shell leaves it.
            let descriptor = open(path, O_RDWR | O_CREAT, 0o600)
            try #require(descriptor > 2)
            defer { close(descriptor) }
            _ = try await cluster.start(files: checkout)
            guard case .running(let pid, _, _) = try cluster.status().state else {
                Issue.record("the server does not run")
                return
            }
            let folder = "/proc/\(pid)/fd"
            let targets = try FileManager.default.contentsOfDirectory(atPath: folder).map {
                try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
            }
            #expect(!targets.isEmpty)
            #expect(!targets.contains(path))
        }
    }

    /// The test itself, or the server that other tests share.
    @Test(arguments: [false, true])
    func `a pid that now belongs to another program or server does not keep the server down`(isServer: Bool) async throws {
        var pid = "\(getpid())"
        if isServer {
            let other = try await PrivateServer.shared().socketDirectory + "/data/postmaster.pid"
            pid = String(try String(contentsOfFile: other, encoding: .utf8).prefix { $0 != "\n" })
        }
        try await withCluster { cluster in
            _ = try await cluster.start(files: checkout)
            _ = try await cluster.stop()
            let file = cluster.folder + "/postgresql/postmaster.pid"
            try Data("\(pid)\n\(cluster.folder)/postgresql\n0\n5432\n/tmp\n\n  1 1\nready\n".utf8)
                .write(to: URL(fileURLWithPath: file))
            #expect(try cluster.status().state == .stopped)
            #expect(try await cluster.start(files: checkout) == .started(createdData: false))
        }
    }
}
