import HTTPTypes
import Testing

struct HeadersTests {
    @Test func everyAnswerForbidsWhatIsNotOfThisHouse() async throws {
        try await withStage(.open) { stage in
            for path in ["/fr/", "/nl/nowhere", "/api/v1/calls", "/api/v1/nowhere", "/health", "/static/x/appel.css"] {
                let answer = try await stage.stranger.get(path)
                let policy = try #require(answer.headers[.contentSecurityPolicy], "\(path)")
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe"))
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                #expect(answer.header("Referrer-Policy") == "no-referrer")
                #expect(answer.header("Cross-Origin-Opener-Policy") == "same-origin")
            }
        }
    }

    @Test func whatIsNotStaticIsNotKept() async throws {
        try await withStage(.open) { stage in
            let page = try await stage.stranger.get("/fr/")
            #expect(page.headers[.cacheControl] == "no-store")
            let sheet = try await stage.stranger.get("/static/x/appel.css")
            #expect(sheet.headers[.cacheControl]?.contains("immutable") == true)
        }
    }

    @Test func anUnknownPageIsToldInTheLanguageOfItsAddress() async throws {
        try await withStage(.open) { stage in
            for (language, words) in [("fr", "page"), ("nl", "pagina"), ("en", "There is no such page")] {
                let answer = try await stage.stranger.get("/\(language)/nowhere")
                #expect(answer.status == .notFound)
                #expect(answer.text.contains("<html lang=\"\(language)\">"))
                #expect(answer.text.contains(words))
            }
        }
    }

    @Test func anUnknownAddressOfTheInterfaceIsAProblem() async throws {
        try await withStage(.open) { stage in
            let answer = try await stage.strangeProgram.get("/nowhere")
            #expect(answer.status == .notFound)
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(try answer.value("status") == "404")
        }
    }

    @Test func theHouseSpeaksTheFirstLanguageOfTheBrowserThatItKnows() async throws {
        try await withStage(.empty) { stage in
            for (accepted, language) in [("de, nl;q=0.8, fr;q=0.5", "nl"), ("en-GB", "en"), ("de", "fr"), ("nl;q=0, en;q=0.1", "en")] {
                let answer = try await stage.stranger.get("/", [.acceptLanguage: accepted])
                #expect(answer.headers[.location] == "/\(language)/")
            }
        }
    }
}
