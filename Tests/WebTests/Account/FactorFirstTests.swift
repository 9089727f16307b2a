import CallModel
import Foundation
import HTTPTypes
import Store
import Testing
import Web
import Workflow

@testable import Service

/// The staff works with a second factor, or by a provider's word.
@Suite struct FactorFirstTests {
    /// The pages as they are in earnest.
    private static func router(_ stage: Stage) async throws -> RouterCall {
        var settings = stage.site.settings
        settings.requiresSecondFactor = true
        return RouterCall(try await Site(service: stage.service, database: stage.database, settings: settings, isRehearsal: true))
    }

    private static func signIn(_ person: Person, _ stage: Stage) async throws -> Browser {
        let browser = try await stage.signIn(person)
        return Browser(router: try await router(stage), token: browser.token, csrf: browser.csrf)
    }

    /// What the app shows for the key on the page.
    private static func code(_ page: String, _ stage: Stage) async throws -> String {
        let found = try #require(page.firstMatch(of: #/secret=([A-Z2-7]+)/#))
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let bits = found.1.flatMap { letter -> [UInt8] in
            let value = UInt8(letters.firstIndex(of: letter) ?? 0)
            return (0..<5).reversed().map { value >> $0 & 1 }
        }
        let bytes = stride(from: 0, to: bits.count / 8 * 8, by: 8).map { bits[$0..<$0 + 8].reduce(0) { $0 << 1 | $1 } }
        let second = try await stage.database.read { db in try db.now() }.microseconds / 1_000_000
        return OneTimeCode(secret: bytes).code(at: second / OneTimeCode.period)
    }

    @Test func afterSettingItUpOneGoesOnWhereOneWanted() async throws {
        try await withStage(.open) { stage in
            var browser = try await Self.signIn(.secretariat, stage)
            let wanted = "/fr/office/\(demoCall)/files?state=draft&q=a"
            let away = try await browser.get(wanted)
            let setup = try #require(away.headers[.location])
            #expect(away.status == .seeOther && setup.hasPrefix("/fr/account/factor?next="))
            let page = try await browser.get(setup)
            #expect(page.status == .ok && page.text.contains("Ce rôle ne s&#39;exerce") && page.text.contains("state=draft&amp;q=a"))

            let offer = try await browser.post("/fr/account/factor", [("next", wanted)])
            let wrong = try await browser.post("/fr/account/factor/confirm", [("code", "nothing"), ("next", wanted)])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("state=draft&amp;q=a"))
            #expect(try await browser.get(wanted).status == .seeOther)
            let set = try await browser.post(
                "/fr/account/factor/confirm", [("code", try await Self.code(offer.text, stage)), ("next", wanted)])
            #expect(set.status == .seeOther && set.headers[.location] == wanted)
            let token = try #require(set.cookie("__Host-sid"))
            browser.token = token
            #expect(try await browser.get(wanted).status == .ok)
        }
    }

    @Test func noHatOfTheStaffIsWornWithout() async throws {
        try await withStage(.open) { stage in
            let staff: [(Person, String)] = [
                (.secretariat, "office"), (.college, "college"), (.alderman, "college"), (.budgetHolder, "college"), (.finance, "finance"),
                (.auditor, "audit"), (.administrator, "admin")
            ]
            for (person, door) in staff {
                let browser = try await Self.signIn(person, stage)
                for path in [door, "work"] {
                    let answer = try await browser.get("/nl/\(path)")
                    #expect(answer.headers[.location] == "/nl/account/factor?next=/nl/\(path)", "\(person) \(path)")
                }
                // What is not there cannot be removed.
                let sent = try await browser.post("/nl/account/factor/remove", [("code", "1")])
                #expect(sent.status != .ok)
                #expect(try await browser.get("/nl/account").text.contains("vraagt een tweede factor"))
            }
            for person in [Person.reviewer("M02"), .chair("M01"), try await stage.applicant(of: "BXL27-001")] {
                let browser = try await Self.signIn(person, stage)
                let work = try #require(try await browser.get("/nl/work").headers[.location])
                #expect(try await browser.get(work).status == .ok, "\(person)")
            }
        }
    }

    @Test func aFormIsNotTakenFromAHatThatIsNotWorn() async throws {
        try await withStage(.open) { stage in
            let browser = try await Self.signIn(.administrator, stage)
            let before = try await stage.service.accounts().count
            let sent = try await browser.post(
                "/fr/admin/invite", [("email", "new@example.org"), ("name", "N"), ("language", "fr"), ("role", "auditor")])
            #expect(sent.status == .seeOther && sent.headers[.location] == "/fr/account/factor?next=/fr/work")
            #expect(try await stage.service.accounts().count == before)
        }
    }
}
