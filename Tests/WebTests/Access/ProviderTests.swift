import CallModel
import Foundation
import HTTPTypes
import Service
import Store
import Testing
import Web
import Workflow

/// Somebody comes in by a provider that tells the truth, and by one that lies in each of its fields.
struct ProviderTests {
    /// A service whose people come by a provider, with somebody who was invited.
    private struct House: Sendable {
        let stage: Stage
        let provider: LyingProvider

        /// The pages, as a server that was just started has them: it remembers nothing of the provider.
        func browser() async throws -> Browser {
            var settings = ServerSettings()
            (settings.oidcIssuer, settings.oidcClient) = (provider.issuer, LyingProvider.client)
            (settings.oidcSecret, settings.oidcName) = (LyingProvider.secret, "CSAM")
            let site = try await Site(service: stage.service, database: stage.database, settings: settings, isRehearsal: true)
            return Browser(router: RouterCall(site))
        }

        func invite(_ email: String) async throws {
            _ = try await stage.service.invite(
                email: email, name: "", language: .french, hats: [stage.hat(.finance)], site: "http://127.0.0.1:8080",
                Request(actor: .administrator))
        }
    }

    private static func withHouse(_ body: @escaping @Sendable (House) async throws -> Void) async throws {
        try await withStage(.empty) { stage in
            let provider = try LyingProvider()
            try await provider.run {
                let house = House(stage: stage, provider: provider)
                try await house.invite("somebody@example.org")
                try await body(house)
            }
        }
    }

    /// What the provider is asked, out of the address that the browser is sent to.
    private struct Question {
        let fields: [String: String]
        let cookie: String

        init(_ answer: Answered) throws {
            let address = try #require(answer.headers[.location])
            let items = try #require(URLComponents(string: address)?.queryItems)
            fields = Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
            cookie = try #require(answer.cookie("__Host-oidc"))
        }

        func field(_ name: String) throws -> String { try #require(fields[name]) }
    }

    private static func begin(_ browser: Browser, _ path: String = "/nl/provider") async throws -> Question {
        try Question(try await browser.get(path))
    }

    private static func code(for question: Question, _ provider: LyingProvider) throws -> String {
        provider.agree(
            nonce: try question.field("nonce"), challenge: try question.field("code_challenge"),
            redirect: try question.field("redirect_uri"))
    }

    private static func comeBack(
        _ browser: Browser, _ fields: [(String, String)], cookie: String?
    ) async throws -> Answered {
        var browser = browser
        browser.cookies = cookie.map { ["__Host-oidc=\($0)"] } ?? []
        return try await browser.get("/provider/answer?" + Browser.encoded(fields))
    }

    /// The whole way of somebody.
    private static func signIn(_ browser: Browser, _ provider: LyingProvider) async throws -> Answered {
        let question = try await begin(browser)
        let code = try code(for: question, provider)
        return try await comeBack(
            browser, [("code", code), ("state", question.field("state")), ("iss", provider.issuer)], cookie: question.cookie)
    }

    private static func isIn(_ answer: Answered) -> Bool { answer.status == .seeOther && answer.cookie("__Host-sid") != nil }

    @Test(arguments: [false, true]) func whoIsVouchedForComesIn(usesRSA: Bool) async throws {
        try await Self.withHouse { house in
            house.provider.says("somebody@example.org", usesRSA: usesRSA)
            let browser = try await house.browser()
            #expect(try await browser.get("/fr/sign-in").text.contains("CSAM"))
            let question = try await Self.begin(browser, "/nl/provider?next=/nl/account")
            #expect(try question.field("redirect_uri") == "http://127.0.0.1:8080/provider/answer")
            #expect(try question.field("code_challenge_method") == "S256")
            let code = try Self.code(for: question, house.provider)
            let answer = try await Self.comeBack(
                browser, [("code", code), ("state", question.field("state")), ("iss", house.provider.issuer)], cookie: question.cookie)
            #expect(Self.isIn(answer), "\(answer.status) \(answer.text)")
            #expect(answer.headers[.location] == "/nl/account")
            #expect(answer.cookie("__Host-oidc") == "")
            // By the subject from now on, whatever the address.
            house.provider.says("renamed@example.org", isVerified: false, usesRSA: usesRSA)
            #expect(Self.isIn(try await Self.signIn(browser, house.provider)))
        }
    }

    @Test func aLieInAnyFieldLetsNobodyIn() async throws {
        try await Self.withHouse { house in
            for lie in Lie.allCases {
                house.provider.says("somebody@example.org", lie: lie)
                let browser = try await house.browser()
                let begun = try await browser.get("/fr/provider")
                guard begun.status == .seeOther else {
                    #expect([.forbidden, .serviceUnavailable].contains(begun.status), "\(lie): \(begun.status)")
                    continue
                }
                let answer = try await Self.signIn(browser, house.provider)
                #expect([.forbidden, .serviceUnavailable].contains(answer.status), "\(lie): \(answer.status)")
                #expect(answer.cookie("__Host-sid") == nil, "\(lie)")
            }
            // The same person, once the provider is honest.
            house.provider.says("somebody@example.org")
            #expect(Self.isIn(try await Self.signIn(try await house.browser(), house.provider)))
        }
    }

    /// One way of bringing back something else than what was asked for.
    private static let detours: [(String, @Sendable (inout [(String, String)]) -> Void)] = [
        ("no state", { $0.removeAll { $0.0 == "state" } }),
        ("another state", { $0 = $0.map { $0.0 == "state" ? ("state", "another") : $0 } }),
        ("two states", { $0.append(("state", "another")) }),
        ("no issuer", { $0.removeAll { $0.0 == "iss" } }),
        ("another issuer", { $0 = $0.map { $0.0 == "iss" ? ("iss", "https://other.example.org") : $0 } }),
        ("no code", { $0.removeAll { $0.0 == "code" } }),
        ("two codes", { $0.append(("code", "another")) }),
        ("another code", { $0 = $0.map { $0.0 == "code" ? ("code", "another") : $0 } }),
        ("an error", { $0.append(("error", "access_denied")) })
    ]

    @Test func whatTheBrowserBringsBackMustBeWhatWasAsked() async throws {
        try await Self.withHouse { house in
            house.provider.says("somebody@example.org")
            let browser = try await house.browser()
            for (name, detour) in Self.detours {
                let question = try await Self.begin(browser)
                var fields = [
                    ("code", try Self.code(for: question, house.provider)), ("state", try question.field("state")),
                    ("iss", house.provider.issuer)
                ]
                detour(&fields)
                let answer = try await Self.comeBack(browser, fields, cookie: question.cookie)
                #expect(!Self.isIn(answer) && answer.cookie("__Host-sid") == nil, "\(name): \(answer.status)")
            }
        }
    }

    @Test func aWayInIsGoneOnceAndByItsOwnBrowserOnly() async throws {
        try await Self.withHouse { house in
            house.provider.says("somebody@example.org")
            let browser = try await house.browser()
            let question = try await Self.begin(browser)
            let other = try await Self.begin(browser)
            let fields = [
                ("code", try Self.code(for: question, house.provider)), ("state", try question.field("state")),
                ("iss", house.provider.issuer)
            ]
            #expect(try await Self.comeBack(browser, fields, cookie: nil).status == .forbidden)
            #expect(try await Self.comeBack(browser, fields, cookie: "another").status == .forbidden)
            // Somebody else's browser, who began something too.
            #expect(try await Self.comeBack(browser, fields, cookie: other.cookie).status == .forbidden)
            #expect(Self.isIn(try await Self.comeBack(browser, fields, cookie: question.cookie)))
            #expect(try await Self.comeBack(browser, fields, cookie: question.cookie).status == .forbidden)
        }
    }

    @Test func whoWasNotInvitedOrIsNotVerifiedStaysOut() async throws {
        try await Self.withHouse { house in
            let browser = try await house.browser()
            house.provider.says("somebody@example.org", isVerified: false)
            #expect(try await Self.signIn(browser, house.provider).status == .forbidden)
            house.provider.says("stranger@example.org", subject: "subject-2")
            #expect(try await Self.signIn(browser, house.provider).status == .forbidden)
            // The account is bound to the first; another subject with the same address is somebody else.
            house.provider.says("somebody@example.org")
            #expect(Self.isIn(try await Self.signIn(browser, house.provider)))
            house.provider.says("somebody@example.org", subject: "subject-3")
            #expect(try await Self.signIn(browser, house.provider).status == .forbidden)
        }
    }

    @Test func anotherSiteSendsNobodyToTheProvider() async throws {
        try await Self.withHouse { house in
            let browser = try await house.browser()
            let name = try #require(HTTPField.Name("Sec-Fetch-Site"))
            #expect(try await browser.get("/fr/provider", [name: "cross-site"]).status == .forbidden)
            #expect(try await house.stage.stranger.get("/fr/provider").status == .notFound)
        }
    }
}
