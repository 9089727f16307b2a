import CallModel
import HTTPTypes
import Service
import Store
import Testing
import Web
import Workflow

/// Nobody makes the service write to where only it can reach.
struct AddressTests {
    @Test(arguments: [
        "http://example.org/", "https://127.0.0.1/", "https://127.0.0.1:8443/x", "https://10.1.2.3/", "https://192.168.0.1/",
        "https://169.254.169.254/latest/meta-data", "https://172.16.0.1/", "https://100.64.0.1/", "https://0.0.0.0/", "https://[::1]/",
        "https://[::ffff:127.0.0.1]/", "https://[fd00::1]/", "https://[fe80::1]/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/",
        "https://localhost/", "https://user@example.org/", "https://user:secret@example.org/", "https://example.org/#part", "https:///x",
        "ftp://example.org/", "file:///etc/passwd", "example.org", "", "https://exa mple.org/", "https://%6cocalhost/",
        "https://exämple.org/",
        "https://example.org:0/", "https://example.org:70000/", "https://example.org/\r\nX: y"
    ])
    func whereNothingIsSent(address: String) {
        #expect(WebhookAddress(address, isRehearsal: false) == nil)
    }

    @Test func whereSomethingIsSent() throws {
        let open = [
            "https://example.org/hook?a=b", "https://example.org:8443/", "https://93.184.215.14/", "https://[2606:2800:21f::1]/"
        ]
        for address in open {
            #expect(WebhookAddress(address, isRehearsal: false)?.text == address)
        }
        #expect(WebhookAddress("HTTPS://Example.ORG/Hook", isRehearsal: false)?.text == "https://example.org/Hook")
        // A demonstration may write to this machine, and to nothing beside it.
        for address in ["http://127.0.0.1:9000/", "http://[::1]:9000/", "http://localhost:9000/"] {
            #expect(WebhookAddress(address, isRehearsal: true) != nil)
        }
        for address in ["http://10.0.0.1/", "https://192.168.1.1/", "http://example.org/"] {
            #expect(WebhookAddress(address, isRehearsal: true) == nil)
        }
    }

    /// What looks like a name, and leads to this machine.
    @Test func whatANameLeadsToIsLookedAtEachTime() async throws {
        let receiver = Receiver()
        try await receiver.run {
            let port = receiver.address.split(separator: ":").last.map { $0.prefix { $0.isNumber } } ?? ""
            for host in ["127.1", "2130706433", "0x7f.1", "0"] {
                #expect(WebhookAddress("https://\(host):\(port)/hook", isRehearsal: false) != nil, "\(host) is refused before")
                await #expect(throws: WebhookFault.addressRefused, "\(host)") {
                    try await WebhookWire(isRehearsal: false).send([], to: "https://\(host):\(port)/hook", [])
                }
            }
            await #expect(throws: WebhookFault.unresolved) {
                try await WebhookWire(isRehearsal: false).send([], to: "https://nothing.invalid/", [])
            }
            // What a rehearsal was told is nothing to go by for the real thing.
            await #expect(throws: WebhookFault.addressRefused) {
                try await WebhookWire(isRehearsal: false).send([], to: receiver.address, [])
            }
            #expect(receiver.received.isEmpty)
            try await WebhookWire(isRehearsal: true).send([], to: receiver.address, [])
            #expect(receiver.received.count == 1)
        }
    }

    @Test func whoeverKeepsThemIsToldWhatIsWrong() async throws {
        try await withStage(.empty) { stage in
            let program = try await stage.program(.administrator)
            let refused = try await program.send(
                .post, "/webhooks", #"{"name":" ","address":"https://10.0.0.1/","kinds":[]}"#)
            #expect(refused.status == .unprocessableContent)
            for (place, field) in ["name", "address", "kinds"].enumerated() {
                #expect(try refused.value("errors", "\(place)", "field") == field)
            }
            let unknown = try await program.send(
                .post, "/webhooks", #"{"name":"a","address":"https://example.org/","kinds":["file.read"]}"#)
            #expect(unknown.status == .unprocessableContent)
        }
    }

    @Test func theSecretIsShownOnceAndTheListIsForTheAdministrator() async throws {
        try await withStage(.empty) { stage in
            let program = try await stage.program(.administrator)
            let body = #"{"name":"accounting","address":"https://example.org/hook","kinds":["grant.paid"]}"#
            let tried = try await program.send(.post, "/webhooks?dryRun=true", body)
            #expect(tried.status == .ok)
            let made = try await program.send(.post, "/webhooks", body)
            let secret = try #require(try made.value("secret"))
            #expect(secret.hasPrefix("whsec_") && secret.utf8.count == 50)
            let list = try await program.get("/webhooks")
            #expect(try list.value("items", "0", "address") == "https://example.org/hook")
            #expect(try list.value("items", "1", "address") == nil)
            #expect(!list.text.contains(secret.dropFirst(6)) && !list.text.contains("secret"))
            #expect(try await stage.program(.secretariat).get("/webhooks").status == .forbidden)
            #expect(try await program.get("/webhooks/77/deliveries").status == .notFound)
            let id = try #require(try await stage.service.webhooks(Request(actor: .administrator)).first?.id)
            #expect(try await program.send(.delete, "/webhooks/\(id)").status == .ok)
            #expect(try await program.send(.delete, "/webhooks/\(id)").status == .notFound)
            let history = try await stage.service.accountHistory(of: nil, Request(actor: .administrator)).map(\.action)
            #expect(history.contains("webhookAdded") && history.contains("webhookRemoved"))
        }
    }
}
