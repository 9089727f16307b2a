import HTTPTypes
import Testing

struct CrossSiteTests {
    private static let origin = HTTPField.Name("Sec-Fetch-Site")

    @Test func aFormWithoutTheTokenOfItsSessionIsRefused() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(.finance)
            #expect(try await browser.post("/fr/sign-out", [("csrf", "")]).status == .forbidden)
            let other = try await stage.signIn(.secretariat)
            #expect(try await browser.post("/fr/sign-out", [("csrf", try #require(other.csrf))]).status == .forbidden)
            #expect(try await browser.get("/fr/account").status == .ok)
        }
    }

    @Test func aFormOfAnotherSiteIsRefusedEvenWithTheToken() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(.finance)
            let name = try #require(Self.origin)
            for from in ["cross-site", "same-site"] {
                #expect(try await browser.post("/fr/sign-out", [], [name: from]).status == .forbidden)
            }
            #expect(try await browser.post("/fr/sign-out", [], [.origin: "https://evil.example"]).status == .forbidden)
            #expect(try await browser.post("/fr/sign-out", [], [.origin: "http://127.0.0.1:8080"]).status == .seeOther)
        }
    }

    @Test func whatWasTypedWhenTheSessionHadLapsedIsOfferedAgain() async throws {
        try await withStage(.open) { stage in
            let lapsed = try await stage.signIn(.finance)
            try await stage.setClock("2027-02-02 09:00")
            let stranger = try await stage.stranger.post("/fr/account/hat", [("note", "rien")])
            #expect(stranger.status == .seeOther && stranger.cookie("__Host-kept") == nil, "nobody fills the house")
            let lost = try await lapsed.post("/fr/account/hat", [("hat", "0"), ("note", "Ce que j'ai écrit & <plus>")])
            #expect(lost.headers[.location] == "/fr/sign-in?notice=kept")
            let kept = try #require(lost.cookie("__Host-kept"))
            // Nobody else is shown it, and nothing was done with it.
            #expect(try await stage.stranger.get("/fr/kept").status == .seeOther)
            var other = try await stage.signIn(.college)
            other.cookies = ["__Host-kept=\(kept)"]
            #expect(try await other.get("/fr/kept").status == .seeOther, "it is somebody else's")
            var browser = try await stage.signIn(.finance)
            browser.cookies = ["__Host-kept=\(kept)"]
            let offered = try await browser.get("/fr/kept")
            #expect(offered.status == .ok)
            #expect(offered.text.contains("action=\"/fr/account/hat\""))
            #expect(offered.text.contains("Ce que j&#39;ai écrit &amp; &lt;plus&gt;"))
            #expect(try await browser.get("/fr/kept").status == .seeOther, "it is offered once")
        }
    }
}
