import CallModel
import Foundation
import HTTPTypes
import Postgres
import Selection
import Service
import Store
import Testing
import Web
import Workflow

/// What associations are told in writing.
struct LetterTests {
    @Test func eachReceiptIsWrittenOnceAndLeavesByItself() async throws {
        try await withStage(.filed) { stage in
            let keepings = [try await MailTests.housekeeping(stage) { _ in }, try await MailTests.housekeeping(stage) { _ in }]
            await withTaskGroup(of: Void.self) { group in
                for keeping in keepings { group.addTask { while await keeping.writeDue() > 0 {} } }
            }
            let mails = try await stage.service.mails()
            let files = try await stage.service.files(of: demoCall)
            #expect(mails.count == files.count && files.count == 50 && mails.allSatisfy { $0.kind == "receipt" && !$0.isHeld })
            for view in files {
                let digest = try #require(view.file.summary).content.hex
                let own = mails.filter { $0.body.contains(digest) }
                #expect(own.count == 1 && own.first?.subject.contains(view.file.reference) == true, "\(view.file.reference)")
            }
            #expect(try await stage.service.claimMails(100).count == 50)
        }
    }

    @Test func aLetterThatCannotBeWrittenHoldsUpNoneBehindIt() async throws {
        try await withStage(.filed) { stage in
            let first = try #require(try await stage.service.waitingLetters(most: 1).first)
            try await stage.database.write { db in
                try db.executeScript(
                    """
                    UPDATE organisations SET record = (record::jsonb || '{"email": "no address@example.org"}')::json
                    WHERE id = \(first.letter.organisation)
                    """)
            }
            let keeping = try await MailTests.housekeeping(stage) { _ in }
            while await keeping.writeDue() > 0 {}
            let left = try await stage.service.waitingLetters(most: 100)
            #expect(left.contains { $0.letter.effect == first.letter.effect })
            #expect(left.allSatisfy { $0.to.email == "no address@example.org" })
            #expect(try await stage.service.mails().count == 50 - left.count)
        }
    }

    @Test func decisionsWaitUntilTheyWereRead() async throws {
        try await withStage(.released) { stage in
            let keeping = try await MailTests.housekeeping(stage) { _ in }
            while await keeping.writeDue() > 0 {}
            let held = try await stage.service.mails().filter(\.isHeld)
            let told = try await stage.service.files(of: demoCall).filter { $0.file.notifiedAt != nil }
            let decisions = held.filter { $0.kind == "decisionLetter" }
            #expect(decisions.count == told.count && !told.isEmpty)
            #expect(try await stage.service.claimMails(1000).allSatisfy { $0.kind == "receipt" })

            // A refusal says why, what can be done, and where the file is.
            let refused = try #require(told.first { $0.file.state == .refused })
            let letter = try #require(decisions.first { $0.subject.contains(refused.file.reference) })
            let explained = try await stage.service.explain(refused.file.reference, of: demoCall, for: .applicant, as: .system)
            #expect(!explained.facts.isEmpty)
            #expect(letter.body.contains("/my/\(demoCall)/\(refused.file.reference)"))

            // The secretariat reads them as they will be sent, and lets out what it has seen.
            let browser = try await stage.signIn(.secretariat)
            let list = try await browser.get("/fr/office/mails")
            #expect(list.text.contains("/fr/office/mails/send"))
            #expect(try await browser.get("/fr/office/mails/\(letter.id)").text.contains(letter.subject.prefix(20)))
            let plan = try await browser.get("/fr/office/mails/send")
            let seen = try #require(held.map(\.id).sorted().dropLast().last)
            let sent = try await browser.post(
                "/fr/office/mails/send", [("seen", "\(seen)"), ("key", plan.field("key") ?? ""), ("do", "apply")])
            #expect(sent.status == .seeOther)
            #expect(try await stage.service.mails().filter(\.isHeld).map(\.id) == held.map(\.id).max().map { [$0] })
            #expect(try await stage.service.claimMails(1000).count == held.count - 1)
        }
    }

    @Test func onlyTheSecretariatLetsLettersLeave() async throws {
        try await withStage(.empty) { stage in
            for person in [Person.college, .finance, .administrator] {
                let browser = try await stage.signIn(person)
                #expect(try await browser.post("/fr/office/mails/send", [("seen", "9")]).status == .forbidden)
            }
        }
    }
}
