import CallModel
import Foundation
import HTTPTypes
import Service
import Testing
import Workflow

struct FilingTests {
    @Test func aFileGoesFromNothingToItsReceipt() async throws {
        try await withStage(.open) { stage in
            let browser = try await stage.signIn(try await stage.applicant(of: "BXL27-001"))
            let fields = try await stage.typed("BXL27-001")
            let writing = try await Writing.start(browser)
            let tasks = try await browser.get(writing.path)
            #expect(tasks.status == .ok && tasks.text.contains("pas commencé") && tasks.text.contains("pas encore possible"))

            try await writing.saveAll(fields)
            let answers = try await browser.get(writing.path + "/answers")
            #expect(answers.status == .ok && answers.text.contains(writing.path + "/certify"))

            let certify = try await browser.get(writing.path + "/certify")
            let sent = [("version", certify.field("version") ?? ""), ("key", certify.field("key") ?? "")]
            let undeclared = try await browser.post(writing.path + "/certify", sent)
            #expect(undeclared.status == .unprocessableContent)
            let filed = try await browser.post(writing.path + "/certify", sent + [("certify", "true")])
            #expect(filed.status == .seeOther && filed.headers[.location]?.hasPrefix(writing.path + "/receipt") == true)
            // Sent twice, it is done once.
            let again = try await browser.post(writing.path + "/certify", sent + [("certify", "true")])
            #expect(again.status == .seeOther)

            let stored = try await stage.service.file(writing.reference, of: demoCall)
            #expect(stored.view.file.state == .submitted && stored.content?.title == fields.text("title"))
            let digest = try #require(stored.view.file.summary?.content.hex)
            let receipt = try await browser.get(writing.path + "/receipt")
            #expect(receipt.text.contains(writing.reference) && receipt.text.contains(digest))
            let pdf = try await browser.get(writing.path + "/receipt.pdf")
            #expect(pdf.headers[.contentType] == "application/pdf" && pdf.body.starts(with: "%PDF-1.7".utf8))
            #expect(pdf.body.contains(Array(digest.utf8)))
        }
    }

    @Test func onlyWhoMaySignFiles() async throws {
        try await withStage(.open) { stage in
            guard case .applicant(let organisation) = try await stage.applicant(of: "BXL27-001") else { return }
            let helper = try await stage.signIn(.helper(organisation))
            let writing = try await Writing.start(helper)
            try await writing.saveAll(try await stage.typed("BXL27-001"))
            let page = try await helper.get(writing.path + "/certify")
            #expect(page.status == .ok && page.field("key") == nil)
            let filed = try await helper.post(writing.path + "/certify", [("certify", "true"), ("version", "7")])
            #expect(filed.status == .forbidden)
            // Whoever may, goes on where the helper stopped.
            let signatory = try await stage.signIn(.applicant(organisation))
            let certify = try await signatory.get(writing.path + "/certify")
            let done = try await signatory.post(
                writing.path + "/certify", [("certify", "true"), ("version", certify.field("version") ?? "")])
            #expect(done.status == .seeOther)
        }
    }

    @Test func anotherAssociationDoesNotEvenLearnThatTheFileIsThere() async throws {
        try await withStage(.open) { stage in
            let writing = try await Writing.start(try await stage.signIn(try await stage.applicant(of: "BXL27-001")))
            let other = try await stage.signIn(try await stage.applicant(of: "BXL27-002"))
            for rest in ["", "/form/project", "/documents", "/answers", "/certify", "/receipt", "/messages", "/withdraw"] {
                let asked = try await other.get(writing.path + rest)
                #expect(asked.status == .notFound, "\(rest): \(asked.status)")
            }
            let saved = try await other.post(writing.path + "/form/project", [("title", "x"), ("version", "1")])
            #expect(saved.status == .notFound)
            let filed = try await other.get("/fr/my/\(demoCall)/BXL27-001")
            #expect(filed.status == .notFound)
        }
    }
}

extension Array<UInt8> {
    fileprivate func contains(_ wanted: [UInt8]) -> Bool { indices.contains { self[$0...].starts(with: wanted) } }
}
