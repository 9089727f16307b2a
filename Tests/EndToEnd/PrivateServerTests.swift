import Foundation
import Testing

@Suite struct PrivateServerTests {
    @Test func `the private server starts, says that it goes on, and stops`() async throws {
        try await withProgram { appel in
            let data = appel.folder + "/data"
            do {
                let start = try await appel.succeed("db", "start", "--rehearsal", "--data", data)
                #expect(start.output.contains("appel db stop --data \(data)"))
                #expect(start.output.hasPrefix("REHEARSAL"))
                let again = try await appel.succeed("db", "start", "--data", data, "--json").json()
                #expect((again["server"] as? [String: Any])?["started"] as? Bool == false)
                let status = try await appel.succeed("db", "status", "--data", data, "--json").json()
                #expect((status["database"] as? [String: Any])?["pending"] as? [String] == [])
                let backup = appel.folder + "/appel.backup"
                try await appel.succeed("db", "backup", backup, "--data", data)
                #expect(try await appel("db", "restore", backup, "--data", data).status == 2)
            } catch {
                _ = try await appel("db", "stop", "--data", data)
                throw error
            }
            try await appel.succeed("db", "stop", "--data", data)
            #expect(try await appel("call", "list", "--data", data).status == 69)
        }
    }
}
