import Foundation
import HTTPTypes
import Testing
import Web

/// Who sends a byte now and then is let go, and nobody else notices.
struct SlowPeerTests {
    @Test func slowConnectionsAreLetGoWhileOthersAreServed() async throws {
        try await withServers(1, at: .open, ["APPEL_PATIENCE": "1", "APPEL_PACE": "100"]) { stage, servers in
            let (server, count) = (servers[0], 60)
            let connections = try (0..<count).map { _ in try #require(RawConnection(port: server.port)) }
            for (place, connection) in connections.enumerated() {
                switch place % 3 {
                case 0: connection.send("GET /fr/ HTTP/1.1\r\nHost: x\r\nX-Slow: ")
                case 1: connection.send("POST /fr/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nemail=")
                default: connection.send("POST /fr/sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                }
            }
            let start = ContinuousClock.now
            var served = 0
            while connections.contains(where: { !$0.isClosed }) {
                for (place, connection) in connections.enumerated() where !connection.isClosed {
                    connection.send(place % 3 == 2 ? "1\r\na\r\n" : "a")
                    connection.receive()
                }
                #expect(try await stage.ask(server).status == .ok)
                served += 1
                try #require(ContinuousClock.now - start < .seconds(60), "some are still open")
            }
            #expect(served > 1)
        }
    }

    @Test func whoDoesNotTakeTheAnswerIsLetGo() async throws {
        try await withServers(1, at: .open, ["APPEL_PATIENCE": "1"]) { stage, servers in
            let connection = try #require(RawConnection(port: servers[0].port))
            // Far more answers than any buffer holds, none of them read.
            let question = "GET /static/x/appel.css HTTP/1.1\r\nHost: x\r\n\r\n"
            let start = ContinuousClock.now
            while !connection.isClosed {
                connection.send(question)
                #expect(try await stage.ask(servers[0]).status == .ok)
                try #require(ContinuousClock.now - start < .seconds(60), "it is still open")
            }
        }
    }

    @Test func whoSendsSteadilyMayTakeItsTime() async throws {
        try await withServers(1, at: .open, ["APPEL_PATIENCE": "1", "APPEL_PACE": "5"]) { stage, servers in
            let body = "email=" + String(repeating: "a", count: 20_000)
            let connection = try #require(RawConnection(port: servers[0].port))
            connection.send(
                """
                POST /fr/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Content-Length: \(body.utf8.count)\r\n\r\n
                """)
            let start = ContinuousClock.now
            var rest = Substring(body)
            // Longer than anybody's patience, and fast enough.
            while !rest.isEmpty {
                let isLate = ContinuousClock.now - start > .milliseconds(2_500)
                connection.send(String(rest.prefix(isLate ? rest.count : 1)))
                rest = rest.dropFirst(isLate ? rest.count : 1)
                #expect(try await stage.ask(servers[0]).status == .ok)
                try #require(!connection.isClosed)
            }
            while connection.received.isEmpty, !connection.isClosed {
                connection.receive()
                await Task.yield()
            }
            #expect(connection.text.hasPrefix("HTTP/1.1 4"), "\(connection.text)")
        }
    }
}

extension Stage {
    /// What somebody else asks meanwhile.
    fileprivate func ask(_ server: ServerProcess) async throws -> Answered {
        try await RouterCall(port: server.port).send(.get, "/health")
    }
}
