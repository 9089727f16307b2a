import CallModel
import Foundation
import HTTPTypes
import Selection
import Service
import Testing
import Workflow

/// Tables about the files of a call that come in by a page.
struct TableTests {
    private static let base = "/fr/office/\(demoCall)"

    @Test func aTableIsTriedOutAndThenTaken() async throws {
        try await withStage(.review) { stage in
            let browser = try await stage.signIn(.secretariat)
            for list in ["assignments", "recusals", "preferences", "conflicts", "reviews", "drafts", "markers"] {
                let page = try await browser.get(Self.base + "/tables/\(list)")
                #expect(page.status == .ok && !page.text.contains("office.table."), "\(list)")
            }
            #expect(try await browser.get(Self.base + "/tables/nothing").status == .notFound)
            let page = Self.base + "/tables/reviews"
            let table = String(decoding: try DemoFiles.bytes("reviews.csv"), as: UTF8.self)
            let before = try await stage.service.reviewProgress(of: demoCall).count { $0.state == .submitted }
            let checked = try await browser.upload(page + "/read", "reviews.csv", Array(table.utf8))
            #expect(checked.status == .ok && checked.text.contains("class=\"plan\""))
            #expect(try await stage.service.reviewProgress(of: demoCall).count { $0.state == .submitted } == before)
            let wrong = try await browser.post(page, [("table", table.replacing("M03,", with: "M99,")), ("do", "apply")])
            #expect(wrong.status == .unprocessableContent)
            #expect(try await browser.post(page, [("table", table), ("do", "apply")]).status == .seeOther)
            #expect(try await stage.service.reviewProgress(of: demoCall).count { $0.state == .submitted } > before)
        }
    }

    @Test func theCouncilsScoreIsWrittenDownWithItsReason() async throws {
        try await withStage(.scored) { stage in
            _ = try await stage.service.move(call: demoCall, .beginDeliberation, .secretariat)
            try await stage.setClock("2027-06-08 18:30")
            let chair = try await stage.signIn(.chair("M01"))
            let live = "/fr/council/\(demoCall)/live"
            #expect(try await chair.post(live, [("act", "begin"), ("chair", "M01")]).status == .seeOther)
            try await stage.setClock("2027-06-08 19:00")
            #expect(try await chair.post(live, [("act", "close")]).status == .seeOther)
            let page = "/fr/council/\(demoCall)/meetings/2027-06-08/consensus"
            #expect(try await chair.get(page).status == .ok)
            let wrong = try await chair.post(page, [("file", "BXL27-001"), ("score", "many"), ("reason", "x"), ("do", "apply")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("#f-score"))
            let fields = [("file", "BXL27-001"), ("score", "81,25"), ("reason", "Relu ensemble."), ("do", "apply")]
            let done = try await chair.post(page, fields)
            #expect(done.status == .seeOther)
            #expect(try await stage.service.ranking(of: demoCall).consensus["BXL27-001"] == Fraction(325, 4))
        }
    }
}
