import CallModel
import Foundation
import HTTPTypes
import Service
import Testing
import Workflow

/// The rules of a call on the pages of the secretariat: checked, made into a call, amended; and files that come in together.
struct RulesTests {
    private static func rules() throws -> String {
        try String(contentsOfFile: DemoFiles.folder + "/config/calls/\(demoCall).yaml", encoding: .utf8)
    }

    @Test func aCallIsCheckedAndThenMade() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(.secretariat)
            let page = "/fr/office/new-call"
            #expect(try await browser.get(page).status == .ok)
            let source = try Self.rules().replacing("code: \(demoCall)", with: "code: brussels-2028")
            // As a browser sends a field of several lines.
            let typed = ("source", source.replacing("\n", with: "\r\n"))
            let broken = try await browser.post(page, [("source", "a: ["), ("do", "apply")])
            #expect(broken.status == .unprocessableContent && broken.text.contains("class=\"faults\""))
            let faulty = try await browser.post(
                page, [("source", source.replacing("  quorum: 6\n", with: "  quorum: 60\n")), ("do", "apply")])
            let line = try #require(source.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0 == "  quorum: 6" }) + 1
            #expect(faulty.status == .unprocessableContent && faulty.text.contains("ligne \(line), colonne "))
            let checked = try await browser.post(page, [typed, ("do", "check")])
            #expect(checked.status == .ok && checked.text.contains("brussels-2028") && checked.text.contains("class=\"plan\""))
            #expect(try await stage.service.calls().map(\.code) == [demoCall])
            let made = try await browser.post(page, [typed, ("do", "apply")])
            #expect(made.status == .seeOther)
            let view = try await stage.service.call("brussels-2028")
            #expect(view.call.state == .drafted && view.source == source)
            // A draft changes freely.
            let change = "/fr/office/brussels-2028/definition/change"
            let form = try await browser.get(change)
            #expect(form.status == .ok && !form.text.contains("name=\"authority\""))
            let revised = try await browser.post(
                change,
                [
                    ("source", source.replacing("  quorum: 6\n", with: "  quorum: 5\n")), ("do", "apply"),
                    ("version", try #require(form.field("version")))
                ])
            #expect(revised.status == .seeOther)
            #expect(try await stage.service.call("brussels-2028").definition.council.quorum == 5)
        }
    }

    @Test func aFileIsReadIntoTheForm() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(.secretariat)
            let source = try Self.rules().replacing("code: \(demoCall)", with: "code: brussels-2029")
            let read = try await browser.upload("/fr/office/new-call/read", "rules.yaml", Array(source.utf8))
            #expect(read.status == .ok && read.text.contains("brussels-2029") && read.text.contains("class=\"plan\""))
            let wrong = try await browser.upload("/fr/office/new-call/read", "rules.yaml", Array("code: x\n".utf8))
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("ligne 1, colonne 1"))
            let binary = try await browser.upload("/fr/office/new-call/read", "rules.xlsx", [0x50, 0x4B, 0, 0xFF])
            #expect(binary.status == .unprocessableContent && binary.text.contains("rules.xlsx"))
            #expect(try await browser.upload("/fr/office/new-call/read", "", []).status == .unprocessableContent)
            #expect(try await stage.service.calls().count == 1)
        }
    }

    @Test func anAmendmentShowsWhatChangesAndTellsWhy() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(.secretariat)
            let base = "/fr/office/\(demoCall)/definition"
            let form = try await browser.get(base + "/change")
            let version = ("version", try #require(form.field("version")))
            #expect(form.text.contains("name=\"authority\""))
            let source = try Self.rules().replacing("  quorum: 6\n", with: "  quorum: 5\n")
            let checked = try await browser.post(base + "/change", [("source", source), version, ("do", "check")])
            #expect(checked.text.contains("  quorum: 5") || checked.text.contains("quorum: 5"))
            // Without a decision and a reason nothing changes.
            let bare = try await browser.post(base + "/change", [("source", source), version, ("do", "apply")])
            #expect(bare.status == .conflict)
            let why = [("reason", "Le quorum était faux."), ("authority", "Collège, 11 février")]
            let fields = [("source", source), version, ("do", "apply")] + why
            #expect(try await browser.post(base + "/change", fields).status == .seeOther)
            #expect(try await stage.service.call(demoCall).definition.council.quorum == 5)
            let versions = try await browser.get(base + "?version=2")
            #expect(versions.status == .ok && versions.text.contains("Le quorum était faux.") && versions.text.contains("quorum: 5"))
            let first = try await browser.get(base + "/\(demoCall)-1.yaml")
            let rules = try Self.rules()
            #expect(first.status == .ok && first.text == rules)
            #expect(try await browser.get(base + "/\(demoCall)-9.yaml").status == .notFound)
            // The same form again is told that somebody changed it.
            #expect(try await browser.post(base + "/change", fields).status != .seeOther)
        }
    }

    @Test func filesComeInTogetherOrNotAtAll() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(.secretariat)
            let page = "/fr/office/\(demoCall)/import"
            #expect(try await browser.get(page).status == .ok)
            let table = String(decoding: try DemoFiles.bytes("applications.csv"), as: UTF8.self)
                .replacing("BXL27-001,", with: "BXL27-901,")
            let wrong = table.replacing("BXL27-002,", with: "BXL27-902,").replacing("1990.904.016", with: "1234.567.890")
            let refused = try await browser.post(page, [("table", wrong), ("do", "apply")])
            #expect(refused.status == .unprocessableContent && refused.text.contains("inset warm") && refused.text.contains("3"))
            let empty = try await browser.get("/fr/calls/\(demoCall)/template.csv")
            #expect(empty.status == .ok && empty.text.hasPrefix("reference,"))
            let before = try await stage.service.files(of: demoCall).count
            let checked = try await browser.upload(page + "/read", "applications.csv", Array(table.utf8))
            #expect(checked.status == .ok && checked.text.contains("class=\"plan\""))
            #expect(try await stage.service.files(of: demoCall).count == before)
            let done = try await browser.post(page, [("table", table), ("submit", "no"), ("do", "apply")])
            #expect(done.status == .seeOther)
            #expect(try await stage.service.files(of: demoCall).count == before + 1)
            #expect(try await stage.service.file("BXL27-901", of: demoCall).view.file.state == .draft)
        }
    }
}
