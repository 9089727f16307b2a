import CallModel
import Foundation
import HTTPTypes
import Postgres
import Service
import Store
import Testing
import Workflow

/// Any number of servers on one database are equal: nothing that one knows is unknown to another.
struct ThreeServersTests {
    /// Asks all at once, in the order of the servers.
    private static func atOnce<Value: Sendable>(
        _ servers: [ServerProcess], _ ask: @escaping @Sendable (ServerProcess) async throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: (Int, Value).self) { group in
            for (place, server) in servers.enumerated() { group.addTask { (place, try await ask(server)) } }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    @Test func whoSignsInAtOneIsInAtAllAndWhoSignsOutIsOutEverywhere() async throws {
        try await withServers(3, at: .open) { stage, servers in
            let account = try await stage.account(.finance)
            let link = try await stage.service.makeLink(for: account.id, .signIn, site: "", Request(actor: .administrator))
            let entered = try await Browser(router: servers[0].router).post(link.address)
            let token = try #require(entered.cookie("__Host-sid"))
            // The link is spent at every server.
            #expect(try await Browser(router: servers[1].router).post(link.address).cookie("__Host-sid") == nil)
            var person = Browser(router: servers[0].router, token: token)
            for server in servers {
                let page = try await server.seen(by: person).get("/fr/account")
                #expect(page.status == .ok)
                person.csrf = page.field("csrf")
            }
            #expect(try await servers[1].seen(by: person).post("/fr/sign-out").status == .seeOther)
            for server in servers { #expect(try await server.seen(by: person).get("/fr/account").status == .seeOther) }
        }
    }

    @Test func limitsCountOverAll() async throws {
        try await withServers(3, at: .open, ["APPEL_KEY_LIMIT": "9"]) { stage, servers in
            let key = try await stage.program(.secretariat).key
            let answers = try await Self.atOnce(servers) { server in
                var statuses: [Int] = []
                for _ in 0..<5 { statuses.append(try await Program(router: server.router, key: key).get("/calls").status.code) }
                return statuses
            }.flatMap(\.self)
            #expect(answers.filter { $0 == 200 }.count == 9)
            #expect(answers.filter { $0 == 429 }.count == 6)

            // Five wrong passwords, wherever they are tried, and the next attempt waits.
            let attempts = try await Self.atOnce(servers) { server in
                var statuses: [Int] = []
                for _ in 0..<2 {
                    let answer = try await Browser(router: server.router)
                        .post("/fr/sign-in", [("email", "nobody@example.org"), ("password", "not the one that was set")])
                    statuses.append(answer.status.code)
                }
                return statuses
            }.flatMap(\.self)
            #expect(attempts.filter { $0 == 429 }.count == 1, "\(attempts)")
            #expect(attempts.filter { $0 == 422 }.count == 5, "\(attempts)")
        }
    }

    @Test func oneKeySentToAllAtOnceMakesOneThing() async throws {
        try await withServers(3, at: .filed) { stage, servers in
            let key = try await stage.program(.secretariat).key
            let name = try #require(HTTPField.Name("Idempotency-Key"))
            for number in 4...7 {
                let path = "/calls/brussels-2027/files/BXL27-00\(number)/withdraw"
                let answers = try await Self.atOnce(servers) { server in
                    try await Program(router: server.router, key: key)
                        .send(.post, path, #"{"reason":"Erreur"}"#, [name: "withdraw-\(number)"])
                }
                #expect(answers.allSatisfy { $0.status == .ok }, "\(answers.map(\.text))")
                #expect(Set(answers.map(\.text)).count == 1)
            }
            let withdrawals = try await stage.database.read { db in
                try db.query(Statement(once: "SELECT count(*) FROM events WHERE machine = 'application' AND action = 'withdraw'"))
                    .single().int(0)
            }
            #expect(withdrawals == 4)
        }
    }

    @Test func ofTwoTabsAtDifferentServersOneSavesAndTheOtherIsTold() async throws {
        try await withServers(3, at: .open) { stage, servers in
            let person = try await stage.signIn(try await stage.applicant(of: "BXL27-001"))
            let path = try await Writing.start(servers[0].seen(by: person)).path
            for round in 1...3 {
                let seen = try await Writing(browser: servers[0].seen(by: person), path: path).form("project").field("version")
                let answers = try await Self.atOnce(servers) { server in
                    try await Writing(browser: server.seen(by: person), path: path)
                        .save("project", TypedFields(["title": ["Round \(round) at \(server.port)"]]), go: "later", version: seen)
                }
                #expect(answers.filter { $0.status == .seeOther }.count == 1, "\(answers.map(\.status))")
                #expect(answers.filter { $0.status == .conflict }.count == 2)
                let winner = try #require(zip(servers, answers).first { $0.1.status == .seeOther }).0
                let page = try await Writing(browser: servers[2].seen(by: person), path: path).form("project")
                #expect(page.text.contains("value=\"Round \(round) at \(winner.port)\""))
            }
        }
    }

    @Test func oneThatIsStoppedFinishesWhatItBeganAndTheOthersGoOn() async throws {
        try await withServers(3, at: .open) { stage, servers in
            let person = try await stage.signIn(try await stage.applicant(of: "BXL27-001"))
            let path = try await Writing.start(servers[0].seen(by: person)).path
            let seen = try await Writing(browser: servers[0].seen(by: person), path: path).form("project").field("version") ?? ""
            let form = Browser.encoded([
                ("title", "Sent while it stops"), ("version", seen), ("go", "later"), ("csrf", person.csrf ?? "")
            ])
            let connection = try #require(RawConnection(port: servers[0].port))
            connection.send(
                """
                POST \(path)/form/project HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: __Host-sid=\(person.token ?? "")\r\n\
                Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(form.utf8.count)\r\n\r\n\(form.prefix(10))
                """)
            // Another answer of the same server comes after what it has read by now.
            #expect(try await servers[0].seen(by: person).get("/fr/account").status == .ok)
            servers[0].stop()
            while RawConnection(port: servers[0].port) != nil { try await Task.sleep(for: .milliseconds(5)) }
            for server in servers.dropFirst() { #expect(try await server.seen(by: person).get("/fr/account").status == .ok) }
            connection.send(String(form.dropFirst(10)))
            #expect(await servers[0].exitStatus() == 0)
            connection.receive()
            #expect(connection.text.hasPrefix("HTTP/1.1 303"), "\(connection.text)")
            let page = try await Writing(browser: servers[1].seen(by: person), path: path).form("project")
            #expect(page.text.contains("value=\"Sent while it stops\""))
        }
    }
}
