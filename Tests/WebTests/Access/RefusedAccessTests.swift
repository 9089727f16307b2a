import CallModel
import Foundation
import HTTPTypes
import Service
import Store
import Testing
import Web
import Workflow

/// Who comes where he or she may not stands in the access log.
@Suite struct RefusedAccessTests {
    private static func log(_ stage: Stage) async throws -> [AccessEntry] {
        try await stage.service.accessLog(Request(actor: .auditor))
    }

    @Test func aRefusalSaysWhoCameWhere() async throws {
        try await withStage(.filed) { stage in
            let finance = try await stage.signIn(.finance)
            let page = try await finance.get("/fr/office/\(demoCall)/files/BXL27-001")
            #expect(page.status == .forbidden)
            let program = try await stage.program(.reviewer("M02"))
            let answer = try await program.send(.post, "/calls/\(demoCall)/files/BXL27-002/refuse")
            #expect(answer.status == .forbidden, "\(answer.text)")

            let log = try await Self.log(stage)
            let (api, web) = (try #require(log.first), try #require(log.dropFirst().first))
            #expect(web.actor == "finance" && web.question.hasPrefix("refused GET ") && web.question.contains("office/"))
            #expect(web.call == demoCall && web.file == "BXL27-001" && web.request == page.header("X-Request-Id"))
            #expect(try await web.account == stage.account(.finance).id)
            #expect(api.actor.hasPrefix("reviewer:") && api.question.hasPrefix("refused POST ") && api.file == "BXL27-002")
            #expect(api.request == answer.header("X-Request-Id"))

            let seen = try await stage.signIn(.auditor).get("/fr/audit/access?file=BXL27-001")
            #expect(seen.text.contains("refused GET"))
            let listed = try await stage.program(.auditor).get("/access-log?file=BXL27-002")
            #expect(try listed.value("items", "0", "question")?.hasPrefix("refused POST") == true)
        }
    }

    @Test func aFormOfAnotherSiteIsOneToo() async throws {
        try await withStage(.empty) { stage in
            let browser = try await stage.signIn(.administrator)
            #expect(try await browser.post("/fr/account/sign-out-everywhere", [("csrf", "guessed")]).status == .forbidden)
            #expect(try await Self.log(stage).first?.question.contains("sign-out-everywhere") == true)
        }
    }

    @Test func nobodyIsNotNotedAndNobodyFillsTheLog() async throws {
        try await withStage(.empty) { stage in
            _ = try await stage.stranger.get("/fr/office")
            _ = try await stage.strangeProgram.get("/organisations")
            #expect(try await Self.log(stage).isEmpty)
            let finance = try await stage.signIn(.finance)
            for _ in 0..<Service.mostRefusalsNoted + 5 { #expect(try await finance.get("/fr/admin").status == .forbidden) }
            #expect(try await Self.log(stage).count == Service.mostRefusalsNoted)
            // What somebody else is refused is written down all the same.
            _ = try await stage.signIn(.college).get("/fr/admin")
            #expect(try await Self.log(stage).first?.actor == "college")
        }
    }
}
