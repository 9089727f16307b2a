import CallModel
import HTTPTypes
import Service
import Testing
import Workflow

/// A member's grid while it is being filled in: a script saves what is typed.
struct GridTests {
    private static let file = "BXL27-035"
    private static let path = "/fr/council/\(demoCall)/files/\(file)"

    private struct Told: Decodable {
        let version: Int64?
        let saved: String?
        let refused: String?
    }

    /// The grid of one member, opened.
    private func withGrid(_ body: (Stage, Browser, Answered) async throws -> Void) async throws {
        try await withStage(.review) { stage in
            let browser = try await stage.signIn(.reviewer("M01"))
            #expect(try await browser.post(Self.path + "/open").status == .seeOther)
            try await body(stage, browser, try await browser.get(Self.path))
        }
    }

    private func scores(_ stage: Stage) async throws -> OwnReview {
        let member = try await stage.hat(.reviewer("M01")).actor
        let all = try await stage.service.asked(by: member).ownReviews(of: demoCall)
        return try #require(all.first { $0.reference == Self.file })
    }

    @Test func whatIsTypedIsSavedAlong() async throws {
        try await withGrid { stage, browser, page in
            let version = try #require(page.field("version"))
            let saved = try await browser.post(
                Self.path, [("version", version), ("go", "auto"), ("score.needs", "4"), ("justification", "Le besoin")])
            #expect(saved.status == .ok)
            let told = try saved.json(Told.self)
            let kept = try await scores(stage)
            #expect(told.saved != nil && told.version == kept.version)
            #expect(kept.scores.first == 4 && kept.justification == "Le besoin")
        }
    }

    @Test func aScoreOutsideItsScaleLeavesTheOneBeforeAndIsNamed() async throws {
        try await withGrid { stage, browser, page in
            let version = try #require(page.field("version"))
            let first = try await browser.post(Self.path, [("version", version), ("go", "auto"), ("score.needs", "4")])
            let seen = try #require(try first.json(Told.self).version)
            let second = try await browser.post(
                Self.path, [("version", "\(seen)"), ("go", "auto"), ("score.needs", "44"), ("score.partnership", "3")])
            let said = try second.json(Told.self).saved ?? ""
            #expect(second.status == .ok && said.contains("Pas enregistré"))
            #expect(try await scores(stage).scores.prefix(2) == [4, 3])
        }
    }

    @Test func anotherTabIsToldAndWritesNothingOver() async throws {
        try await withGrid { stage, browser, page in
            let version = try #require(page.field("version"))
            _ = try await browser.post(Self.path, [("version", version), ("go", "auto"), ("score.needs", "4")])
            let late = try await browser.post(Self.path, [("version", version), ("go", "auto"), ("score.needs", "1")])
            #expect(late.status == .conflict)
            #expect(try await scores(stage).scores.first == 4)
        }
    }

    @Test func othersAreSeenOnceBothHaveHandedIn() async throws {
        try await withGrid { stage, browser, page in
            let other = try await stage.signIn(.reviewer("M02"))
            _ = try await other.post(Self.path + "/open")
            let criteria = try await stage.service.call(demoCall).definition.scoring.criteria.map(\.id)
            func fields(_ page: Answered, _ score: Int, _ act: String) throws -> [(String, String)] {
                [("version", try #require(page.field("version"))), ("act", act), ("justification", "Le besoin")]
                    + criteria.map { ("score.\($0)", "\(score)") }
            }
            let scored = try await other.post(Self.path, try fields(try await other.get(Self.path), 2, "save"))
            #expect(scored.status == .seeOther)
            let mine = try await browser.post(Self.path, try fields(page, 4, "submit"))
            #expect(mine.status == .seeOther)
            // A draft stays its owner's.
            #expect(try await browser.get(Self.path).text.contains("M02") == false)
            _ = try await other.post(Self.path, try fields(try await other.get(Self.path), 2, "submit"))
            #expect(try await browser.get(Self.path).text.contains("M02"))
            #expect(try await other.get(Self.path).text.contains("M01"))
        }
    }

    @Test func afterTheEndTheScriptIsToldWhy() async throws {
        try await withGrid { stage, browser, page in
            try await stage.setClock("2027-06-01 10:00")
            let version = try #require(page.field("version"))
            // The session of May is over; the same member comes in again.
            let again = try await stage.signIn(.reviewer("M01"))
            let late = try await again.post(Self.path, [("version", version), ("go", "auto"), ("score.needs", "4")])
            #expect(late.status == .unprocessableContent)
            #expect(try late.json(Told.self).refused?.isEmpty == false)
        }
    }
}
