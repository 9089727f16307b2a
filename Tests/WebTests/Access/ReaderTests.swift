import CallModel
import Foundation
import HTTPTypes
import Service
import Store
import Testing
import Web
import Workflow

/// What members of the council and everybody else learn, and what is written down of it.
struct ReaderTests {
    private func reviewer(_ code: String, _ stage: Stage) async throws -> (service: Service, actor: Actor) {
        let actor = try await stage.hat(.reviewer(code)).actor
        return (stage.service.asked(by: actor), actor)
    }

    private func handIn(_ reference: String, by code: String, _ stage: Stage, isDraft: Bool = false) async throws {
        let (service, actor) = try await reviewer(code, stage)
        let criteria = try await service.call(demoCall).definition.scoring.criteria
        let scores = criteria.map { Int32?(Int32($0.options?.first?.points ?? $0.scale.max)) }
        let review = try #require(try await service.ownReviews(of: demoCall).first { $0.reference == reference })
        _ = try await stage.service.act(
            on: review.id, isDraft ? .save(scores, justification: "") : .submit(scores, justification: "Clair et utile."),
            Request(actor: actor))
    }

    /// A file that two members review and have not begun.
    private func shared(_ stage: Stage) async throws -> (reference: String, first: String, second: String) {
        let waiting = try await stage.service.reviewProgress(of: demoCall).filter { $0.state == .assigned }
        let byFile = Dictionary(grouping: waiting, by: \.reference)
        let found = try #require(byFile.values.filter { $0.count > 1 }.min { $0[0].reference < $1[0].reference })
        return (found[0].reference, found[0].member, found[1].member)
    }

    @Test func aMemberOpensAFileOnceAConflictIsRuledOut() async throws {
        try await withStage(.review) { stage in
            let (reference, member, _) = try await shared(stage)
            let program = try await stage.program(.reviewer(member))
            let path = "/calls/brussels-2027/files/\(reference)"
            for part in ["", "/documents", "/explanation", "/documents/statutes"] {
                let shut = try await program.get(path + part)
                #expect(shut.status == .forbidden && shut.text.contains("conflictNotRuledOut"), "\(part): \(shut.text)")
            }
            try await handIn(reference, by: member, stage, isDraft: true)
            #expect(try await program.get(path).status == .ok)
            #expect(try await program.get(path + "/documents").status == .ok)
            // Nor does anybody read the files that others review.
            let assigned = Set(
                try await stage.service.reviewProgress(of: demoCall).filter { $0.member == member }.map(\.reference))
            let other = try #require(
                try await stage.service.files(of: demoCall).first {
                    $0.file.state == .underReview && !assigned.contains($0.file.reference)
                })
            #expect(try await program.get("/calls/brussels-2027/files/\(other.file.reference)").status.code >= 403)
        }
    }

    @Test func scoresOfOthersAreShownOnceOnesOwnAreHandedIn() async throws {
        try await withStage(.review) { stage in
            let (reference, first, second) = try await shared(stage)
            try await handIn(reference, by: first, stage)
            func seen() async throws -> ReviewView {
                let (service, _) = try await reviewer(second, stage)
                return try #require(
                    try await service.reviewProgress(of: demoCall).first { $0.reference == reference && $0.member == first })
            }
            let before = try await seen()
            #expect(before.scores.isEmpty && before.submittedAt == nil && before.state == .submitted)
            let program = try await stage.program(.reviewer(second))
            let listed = try await program.get("/calls/brussels-2027/reviews?limit=200")
            #expect(listed.status == .ok)
            try await handIn(reference, by: second, stage)
            let after = try await seen()
            #expect(!after.scores.isEmpty && after.submittedAt != nil)
        }
    }

    @Test func countsOfFilesTellNothingBeforeTheOutcomeIsKnown() async throws {
        for point in [DemoPoint.open, .decided] {
            try await withStage(point) { stage in
                let path = "/calls/brussels-2027"
                let offices = try await stage.program(.secretariat).get(path)
                #expect(offices.text.contains("\"files\":[{"))
                let nobody = try await stage.strangeProgram.get(path)
                let member = try await stage.program(.reviewer("M03")).get(path)
                #expect(nobody.text.contains("\"files\":[]"), "\(nobody.text)")
                #expect(member.text.contains("\"files\":[]"))
            }
        }
        try await withStage(.released) { stage in
            func files(_ program: Program) async throws -> String {
                let text = try await program.get("/calls/brussels-2027").text
                return String(text[try #require(text.range(of: "\"files\":[")).lowerBound...].prefix { $0 != "]" })
            }
            let told = try await files(stage.strangeProgram)
            #expect(told.contains("awarded"))
            #expect(try await files(stage.program(.reviewer("M03"))) == told)
        }
    }

    @Test func whyAFileWasRefusedIsNotForEverybody() async throws {
        try await withStage(.released) { stage in
            let (open, full) = ("/calls/brussels-2027/exports/refusals", "/calls/brussels-2027/exports/refusal-reasons")
            let refused = try #require(try await stage.service.files(of: demoCall).first { $0.file.state == .refused })
            let told = try await stage.strangeProgram.get(open).text
            #expect(told.contains(refused.file.reference))
            #expect(!told.contains(refused.organisation) && !told.contains(refused.title) && !told.contains("reason"))
            #expect(try await stage.strangeProgram.get(full).status == .unauthorized)
            let known = try await stage.program(.secretariat).get(full)
            #expect(known.status == .ok && known.text.contains("reason"))
        }
    }

    @Test func aDocumentRunsNowhere() async throws {
        try await withStage(.open) { stage in
            try await stage.setClock("2027-03-01 12:00")
            let office = try await stage.program(.secretariat)
            let path = "/calls/brussels-2027/files/BXL27-001"
            let pdf = Array("%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n".utf8)
            let attached = try await office.upload(
                .post, "\(path)/attachments/statutes?name=statutes.pdf&replace=true", pdf, type: "application/octet-stream")
            #expect(attached.status == .ok, "\(attached.text)")
            let document = try await office.get("\(path)/documents/statutes?unscanned=true")
            #expect(document.status == .ok && document.body == pdf)
            #expect(document.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
        }
    }

    /// Questions whose answers tell nothing of any one file, organisation or member.
    private static let harmless: Set<String> = [
        "listEveryCall", "getCallHistory", "listLotteries", "getLottery", "getAuditStatus", "exportLog", "getAuditProofs", "listAccess",
        "listOutbox", "listAccounts", "getAccountHistory", "listKeys", "getLiveMeeting", "listWebhooks", "listDeliveries"
    ]

    @Test func everyLookAtPeopleIsWrittenDown() async throws {
        let questions = APIOperation.all.filter { !$0.isCommand && !$0.access.isOpen }
        #expect(Set(questions.filter { $0.noted == nil }.map(\.id)) == Self.harmless)
        try await withStage(.admissibility) { stage in
            let program = try await stage.program(try await stage.applicant(of: "BXL27-001"))
            #expect(try await program.get("/calls/brussels-2027/files/BXL27-001/receipt").status == .ok)
            #expect(try await stage.program(.secretariat).get("/calls/brussels-2027/admissibility").status == .ok)
            _ = try await stage.signIn(.secretariat).get("/fr/office/brussels-2027/admissibility")
            let log = try await stage.service.accessLog(call: demoCall, Request(actor: .auditor))
            #expect(log.map(\.question) == ["findings", "findings", "receipt"])
            #expect(log.last?.file == "BXL27-001")
        }
    }

    @Test func noEntryOfATrailIsPassedOver() async throws {
        try await withStage(.empty) { stage in
            func look(_ number: Int) async throws {
                try await stage.service.noteAccess(by: nil, as: .secretariat, "file", call: demoCall, file: "F\(number)")
            }
            for number in 1...5 { try await look(number) }
            let auditor = try await stage.program(.auditor)
            var seen: [String] = []
            var cursor: String?
            repeat {
                let part = try await auditor.get("/access-log?limit=2" + (cursor.map { "&cursor=\($0)" } ?? ""))
                #expect(part.status == .ok, "\(part.text)")
                for place in 0..<2 { if let file = try part.value("items", "\(place)", "file") { seen.append(file) } }
                cursor = try part.value("next")
                // What is written meanwhile moves nothing.
                try await look(10 + seen.count)
            } while cursor != nil
            #expect(seen == ["F5", "F4", "F3", "F2", "F1"])
            let account = try await stage.account(.auditor)
            let events = try await stage.service.accountHistory(of: nil, Request(actor: .administrator))
            let later = try await stage.service.accountHistory(of: nil, before: events[0].id, Request(actor: .administrator))
            #expect(later.map(\.id) == events.dropFirst().map(\.id) && account.email == Person.auditor.email)
        }
    }
}
