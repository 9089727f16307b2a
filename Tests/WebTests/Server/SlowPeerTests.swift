import Foundation
import HTTPTypes
import Testing
import Web

/// Who sends a byte now and then is let go, and nobody else notices.
struct SlowPeerTests {
    @Test func slowConnectionsAreLetGoWhileOthersAreServed() async throws {
        try await withServers(1, at: .open, ["APPEL_PATIENCE": "1", "APPEL_PACE": "1000000"]) { stage, servers in
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
        try await withServers(1, at: .open, ["APPEL_PATIENCE": "4", "APPEL_PACE": "1"]) { stage, servers in
            let connection = try #require(RawConnection(port: servers[0].port))
            connection.send(
                """
                POST /fr/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Transfer-Encoding: chunked\r\n\r\n6\r\nemail=\r\n
                """)
            let start = ContinuousClock.now
            // Longer than anybody's patience, and fast enough however busy the machine is.
            while ContinuousClock.now - start < .seconds(5) {
                connection.send("14\r\n\(String(repeating: "a", count: 20))\r\n")
                #expect(try await stage.ask(servers[0]).status == .ok)
                try #require(!connection.isClosed)
            }
            connection.send("0\r\n\r\n")
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
