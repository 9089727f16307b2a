import CallModel
import Foundation
import HTTPTypes
import Service
import Testing
import Web

struct WritingTests {
    @Test func aStaleTabIsShownBothTextsAndOverwritesNothing() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(try await stage.applicant(of: "BXL27-001"))
            let writing = try await Writing.start(browser)
            let seen = try await writing.form("project").field("version")
            _ = try await writing.save("project", TypedFields(["title": ["First tab"]]), go: "later", version: seen)
            let stale = try await writing.save("project", TypedFields(["title": ["Second tab"]]), go: "later", version: seen)
            #expect(stale.status == .conflict)
            #expect(stale.text.contains("First tab") && stale.text.contains("value=\"Second tab\""))
            let page = try await writing.form("project")
            #expect(page.text.contains("value=\"First tab\""))
            // Having seen both, it may.
            let chosen = try await writing.save(
                "project", TypedFields(["title": ["Second tab"]]), go: "later", version: stale.field("version"))
            #expect(chosen.status == .seeOther)
            let after = try await writing.form("project")
            #expect(after.text.contains("value=\"Second tab\""))
        }
    }

    @Test func twoPeopleOnDifferentPartsDoNotDisturbEachOther() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(try await stage.applicant(of: "BXL27-001"))
            let writing = try await Writing.start(browser)
            let seen = try await writing.form("project").field("version")
            _ = try await writing.save("contact", TypedFields(["contact.name": ["Awa"]]), go: "later", version: seen)
            let other = try await writing.save("project", TypedFields(["title": ["Puits"]]), go: "later", version: seen)
            #expect(other.status == .seeOther)
        }
    }

    @Test func whatIsTypedIsSavedByItself() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(try await stage.applicant(of: "BXL27-001"))
            let writing = try await Writing.start(browser)
            let seen = try #require(try await writing.form("project").field("version").flatMap { Int($0) })
            let saved = try await writing.save("project", TypedFields(["title": ["Puits"]]), go: "auto", version: "\(seen)")
            #expect(try saved.status == .ok && (saved.value("version")) == "\(seen + 1)")
            let stale = try await writing.save("project", TypedFields(["title": ["Autre"]]), go: "auto", version: "\(seen)")
            #expect(stale.status == .conflict)
        }
    }

    @Test func aLapsedSessionLosesNothing() async throws {
        try await withStage(.open) { stage in
            let person = try await stage.applicant(of: "BXL27-001")
            let writing = try await Writing.start(try await stage.signIn(person))
            let lapsed = writing.browser
            try await stage.setClock("2027-02-02 09:00")
            let asked = try await lapsed.post(
                writing.path + "/form/project", [("title", "Typed too late"), ("version", "1"), ("csrf", "old")])
            let kept = try #require(asked.cookie("__Host-kept"))
            #expect(asked.status == .seeOther && asked.headers[.location]?.hasPrefix("/fr/sign-in") == true)
            var back = try await stage.signIn(person)
            back.cookies = ["__Host-kept=\(kept)"]
            let offered = try await back.get("/fr/kept")
            #expect(offered.status == .ok && offered.field("title") == "Typed too late")
            let sent = try await back.post(
                writing.path + "/form/project", [("title", "Typed too late"), ("version", "1"), ("go", "later")])
            #expect(sent.status == .seeOther)
            let page = try await back.get(writing.path + "/form/project")
            #expect(page.text.contains("value=\"Typed too late\""))
        }
    }

    @Test func everyFaultIsSaidAtItsField() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(try await stage.applicant(of: "BXL27-001"))
            let writing = try await Writing.start(browser)
            var fields = try await stage.typed("BXL27-001")
            fields["title"] = []
            fields["start"] = ["31/02/2027"]
            fields["beneficiaries.women"] = ["beaucoup"]
            fields["cost.travel"] = ["cher"]
            for (part, least) in [("project", 3), ("s-means", 1)] {
                let page = try await writing.save(part, fields)
                #expect(page.status == .unprocessableContent)
                let links = page.text.matches(of: #/<li><a href="#([^"]+)">/#).map { String($0.1) }
                #expect(links.count >= least, "\(part): \(links)")
                for link in links { #expect(page.text.contains("id=\"\(link)\""), "\(part): no field \(link)") }
                #expect(page.text.contains("fault-text"))
            }
            // What was wrong is kept all the same.
            let page = try await writing.form("project")
            #expect(page.text.contains("value=\"beaucoup\""))
        }
    }

    @Test func theBudgetIsAddedUpWithoutAScript() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(try await stage.applicant(of: "BXL27-001"))
            let writing = try await Writing.start(browser)
            _ = try await writing.save("project", try await stage.typed("BXL27-001"), go: "later")
            let sums = TypedFields([
                "cost.travel": ["1 000,50"], "cost.training": ["€ 234"], "requested": ["1.000"], "resource.ownCash": ["200"]
            ])
            let sent = try await writing.save("s-means", sums, go: "sum")
            #expect(sent.status == .seeOther)
            let formats = Formats(.french)
            let page = try await writing.form("s-means")
            for amount in [Cents(123_450), Cents(120_000), Cents(3_450)] { #expect(page.text.contains(formats.amount(amount))) }
        }
    }

    @Test func documentsComeInAndGoAgain() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(try await stage.applicant(of: "BXL27-001"))
            let writing = try await Writing.start(browser)
            let pdf = "%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n"
            func send(_ name: String, _ text: String, csrf: String?) async throws -> Answered {
                let body =
                    "--xYz\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf ?? "")\r\n--xYz\r\n"
                    + "Content-Disposition: form-data; name=\"document\"; filename=\"\(name)\"\r\n\r\n\(text)\r\n--xYz--\r\n"
                return try await browser.router.send(
                    .post, writing.path + "/documents/add/statutes",
                    [.cookie: "__Host-sid=\(browser.token ?? "")", .contentType: "multipart/form-data; boundary=xYz"], Array(body.utf8))
            }
            let forged = try await send("statuts.pdf", pdf, csrf: "other")
            #expect(forged.status == .forbidden)
            let wrong = try await send("statuts.pdf", "no document at all", csrf: browser.csrf)
            #expect(wrong.status == .unprocessableContent)
            let sent = try await send("../statuts.pdf", pdf, csrf: browser.csrf)
            #expect(sent.status == .seeOther)
            let page = try await browser.get(writing.path + "/documents")
            #expect(page.text.contains("statuts.pdf"))
            let removed = try await browser.post(
                writing.path + "/documents/remove", [("attachment", "statutes"), ("digest", page.field("digest") ?? "")])
            #expect(removed.status == .seeOther)
            let after = try await browser.get(writing.path + "/documents")
            #expect(!after.text.contains("statuts.pdf"))
        }
    }
}
