import CallModel
import HTTPTypes
import Service
import Store
import Testing
import Workflow

struct SignInTests {
    private static let password = "een heel lange zin, van niemand"

    /// An account with a password, as its owner set it after the invitation.
    private static func prepare(_ stage: Stage) async throws {
        let browser = try await stage.signIn(.secretariat)
        _ = try await stage.service.setPassword(password, try #require(browser.token))
    }

    @Test func aPasswordLetsInAndLeadsBackToWhatWasAskedFor() async throws {
        try await withStage(.open) { stage in
            try await Self.prepare(stage)
            let asked = try await stage.stranger.get("/nl/account")
            #expect(asked.status == .seeOther && asked.headers[.location] == "/nl/sign-in?next=/nl/account")
            let answer = try await stage.stranger.post(
                "/nl/sign-in", [("email", Person.secretariat.email), ("password", Self.password), ("next", "/nl/account")])
            #expect(answer.status == .seeOther && answer.headers[.location] == "/nl/account")
            let token = try #require(answer.cookie("__Host-sid"))
            let set = try #require(answer.headers[values: .setCookie].first)
            for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] { #expect(set.contains(part)) }
            var browser = stage.stranger
            browser.token = token
            #expect(try await browser.get("/nl/account").status == .ok)
        }
    }

    @Test func aWrongPasswordAndAStrangerAreToldTheSame() async throws {
        try await withStage(.open) { stage in
            try await Self.prepare(stage)
            let wrong = try await stage.stranger.post(
                "/fr/sign-in", [("email", Person.secretariat.email), ("password", "autre chose que le bon")])
            let unknown = try await stage.stranger.post(
                "/fr/sign-in", [("email", "nobody-of-all@example.org"), ("password", "autre chose que le bon")])
            #expect(wrong.status == .unprocessableContent && unknown.status == .unprocessableContent)
            #expect(wrong.cookie("__Host-sid") == nil)
            #expect(
                wrong.text.replacing(Person.secretariat.email, with: "")
                    == unknown.text.replacing("nobody-of-all@example.org", with: ""))
        }
    }

    @Test func nobodyIsLedToAnotherSite() async throws {
        try await withStage(.open) { stage in
            try await Self.prepare(stage)
            for next in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/fr/\r\nSet-Cookie: a=b"] {
                let answer = try await stage.stranger.post(
                    "/fr/sign-in", [("email", Person.secretariat.email), ("password", Self.password), ("next", next)])
                #expect(answer.headers[.location] == "/fr/work", "\(next)")
            }
        }
    }

    @Test func aLinkIsNotSpentByLookingAtIt() async throws {
        try await withStage(.open) { stage in
            let account = try await stage.account(.finance)
            let link = try await stage.service.makeLink(
                for: account.id, .signIn, site: "", Request(actor: .administrator))
            #expect(try await stage.stranger.get(link.address).status == .ok)
            #expect(try await stage.stranger.get(link.address).status == .ok)
            let first = try await stage.stranger.post(link.address)
            #expect(first.status == .seeOther && first.cookie("__Host-sid") != nil)
            #expect(try await stage.stranger.post(link.address).cookie("__Host-sid") == nil)
        }
    }

    @Test func signingOutEndsTheSession() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(.finance)
            #expect(try await browser.get("/fr/account").status == .ok)
            let answer = try await browser.post("/fr/sign-out")
            #expect(answer.status == .seeOther && answer.header("Clear-Site-Data")?.contains("cache") == true)
            #expect(try await browser.get("/fr/account").status == .seeOther)
        }
    }
}
