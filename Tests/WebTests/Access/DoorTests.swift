import CallModel
import HTTPTypes
import Service
import Store
import Testing
import Web
import Workflow

/// Ways around the doors, and people whom the doors forgot.
struct DoorTests {
    /// The router passes over empty parts of a path; the session of a browser must not become a program's by it.
    @Test(arguments: ["//api/v1", "///api/v1", "/api//v1", "/api/v1"])
    func theSessionOfABrowserOpensNoOperation(prefix: String) async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(try await stage.applicant(of: "BXL27-001"))
            #expect(try await browser.get("\(prefix)/calls/\(demoCall)/files").status == .unauthorized)
            let sent = try await browser.post("\(prefix)/calls/\(demoCall)/files/BXL27-001/submit")
            #expect(sent.status == .unauthorized)
            #expect(try await stage.service.file("BXL27-001", of: demoCall).view.file.state == .draft)
        }
    }

    @Test func whoHasTwoRolesChoosesOneAndWhoHasNoneIsToldSo() async throws {
        try await withStage(.open) { stage in
            let command = Service.Command(actor: .administrator)
            let two = try #require(Hat(.secretariat)), other = try #require(Hat(.finance))
            for (email, hats) in [("two@example.org", [two, other]), ("none@example.org", [])] {
                _ = try await stage.service.invite(
                    email: email, name: "Zoé", language: .french, hats: hats, site: nil, command)
                let account = try #require(try await stage.service.accounts().first { $0.email == email })
                let link = try await stage.service.makeLink(for: account.id, .signIn, site: "http://127.0.0.1:8080", command)
                let signedIn = try await stage.service.signIn(link: String(try #require(link.address.split(separator: "/").last)))
                let browser = Browser(router: stage.router, token: signedIn.token, csrf: signedIn.session.csrf)
                let work = try await browser.get("/fr/work")
                #expect(work.status == .seeOther && work.headers[.location]?.hasPrefix("/fr/account?") == true)
                #expect(try await browser.get("/fr/account").status == .ok)
                #expect(try await browser.get("/fr/office").headers[.location]?.hasPrefix("/fr/account?") == true)
                if hats.isEmpty { continue }
                let chosen = try await browser.post("/fr/account/hat", [("hat", "1")])
                #expect(chosen.headers[.location] == "/fr/work")
                #expect(try await browser.get("/fr/finance").status == .ok)
            }
        }
    }

    @Test(arguments: [
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"), ("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
        ("2001:0DB8:0001:0003::1", "2001:db8:1:3::/64"), ("::1", "0:0:0:0::/64"), ("::ffff:10.0.0.4", "10.0.0.4"),
        ("::ffff:a00:4", "10.0.0.4"), ("192.0.2.7", "192.0.2.7"), ("local", "local")
    ])
    func limitsCountTheNetworkOfAnAddress(address: String, counted: String) {
        #expect(NetworkAddress.counted(address) == counted)
    }

    /// What comes before the address that the proxy saw is whatever the visitor wrote.
    @Test(arguments: [
        ("9.9.9.9, 1.2.3.4", "1.2.3.4"), ("9.9.9.9\u{600}, 1.2.3.4", "1.2.3.4"), ("1.2.3.4\u{301}", "10.0.0.4"), ("", "10.0.0.4"),
        ("nonsense", "10.0.0.4"), ("2001:db8::1", "2001:db8::1"), ("7.7.7.7, 10.0.0.4", "7.7.7.7")
    ])
    func onlyTheProxysWordCounts(chain: String, expected: String) throws {
        var settings = ServerSettings()
        settings.proxies = ["10.0.0.4"]
        #expect(settings.visitor(forwarded: chain, by: "10.0.0.4") == expected)
        #expect(settings.visitor(forwarded: chain, by: "::ffff:10.0.0.4") == expected)
        #expect(settings.visitor(forwarded: chain, by: "8.8.8.8") == "8.8.8.8")
    }
}
