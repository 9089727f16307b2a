import CallModel
import Foundation
import HTTPTypes
import Service
import Store
import Testing
import Web
import Workflow

/// What an association learns by what it is refused, by receipts, dry runs and versions: of its own file what was made known, and of
/// the files of others not even whether they are there.
struct OwnFileTests {
    private func program(of reference: String, _ stage: Stage) async throws -> Program {
        try await stage.program(try await stage.applicant(of: reference))
    }

    /// An answer without what names the file.
    private func told(_ answer: Answered, of reference: String) -> String {
        "\(answer.status.code) " + answer.text.replacing(reference, with: "FILE").replacing(#/"(id|at)":("[^"]*"|\d+)/#, with: "")
    }

    @Test func theFileOfSomebodyElseIsAsIfItWereNotThere() async throws {
        try await withStage(.decided) { stage in
            let program = try await program(of: "BXL27-001", stage)
            let requests: [(HTTPRequest.Method, String, HTTPFields)] = [
                (.post, "reinstate", [:]), (.post, "withdraw?dryRun=true", [:]), (.post, "appeal", [:]), (.post, "submit", [:]),
                (.post, "reinstate", [.ifMatch: "\"v0\""]), (.post, "conflicts", [:]), (.get, "receipt", [:]), (.get, "explanation", [:]),
                (.get, "documents", [:]), (.get, "", [:])
            ]
            for (method, step, headers) in requests {
                func ask(_ reference: String) async throws -> Answered {
                    let path = "/calls/brussels-2027/files/\(reference)" + (step.isEmpty ? "" : "/\(step)")
                    let body = #"{"reason":"x","member":"M03","ground":"other"}"#
                    return try await method == .get ? program.get(path) : program.send(method, path, body, headers)
                }
                let other = try await ask("BXL27-002")
                #expect(other.status == .notFound, "\(step): \(other.status) \(other.text)")
                #expect(told(other, of: "BXL27-002") == told(try await ask("BXL27-999"), of: "BXL27-999"), "\(step)")
            }
        }
    }

    @Test func nothingTellsADecisionBeforeItIsMadeKnown() async throws {
        try await withStage(.decided) { stage in
            let files = try await stage.service.files(of: demoCall)
            for step in ["reinstate", "withdraw?dryRun=true", "appeal?dryRun=true"] {
                var answers: Set<String> = []
                for state in [ApplicationState.awarded, .refused, .reserveListed] {
                    let file = try #require(files.first { $0.file.state == state }).file
                    let program = try await program(of: file.reference, stage)
                    let path = "/calls/brussels-2027/files/\(file.reference)"
                    answers.insert(told(try await program.send(.post, "\(path)/\(step)", #"{"reason":"x"}"#), of: file.reference))
                }
                #expect(answers.count == 1, "\(step): \(answers)")
            }
        }
    }

    @Test func versionsCountWhatIsKnown() async throws {
        try await withStage(.scored) { stage in
            let program = try await program(of: "BXL27-001", stage)
            let path = "/calls/brussels-2027/files/BXL27-001"
            let read = try await program.get(path)
            let version = try #require(try read.value("file", "version"))
            let history = try await stage.service.asked(by: stage.hat(stage.applicant(of: "BXL27-001")).actor)
                .file("BXL27-001", of: demoCall).history
            #expect(version == "\(history.count)")
            let late = try await program.send(.post, "\(path)/withdraw?dryRun=true", #"{"reason":"x"}"#, [.ifMatch: "\"v0\""])
            let inLog = try await stage.service.file("BXL27-001", of: demoCall).view.file.version
            #expect(late.status == .preconditionFailed && !late.text.contains("version \(inLog)"))
            // The version that was read is the one that is asked for.
            let done = try await program.send(
                .post, "\(path)/withdraw", #"{"reason":"x"}"#, [.ifMatch: try #require(read.headers[.eTag])])
            #expect(done.status == .ok)
            #expect(try done.value("from") == "submitted")
            #expect(try done.value("version") == "\(history.count + 1)")
            let after = try await program.get(path)
            #expect(try after.value("file", "version") == "\(history.count + 1)")
            #expect(try after.value("file", "score") == nil && after.value("file", "state") == "withdrawn")
        }
    }

    @Test func filingAllFilesOnesOwn() async throws {
        try await withStage(.open) { stage in
            try await stage.setClock("2027-03-01 12:00")
            let program = try await program(of: "BXL27-001", stage)
            let own = try await stage.service.asked(by: stage.hat(stage.applicant(of: "BXL27-001")).actor).files(of: demoCall)
            let all = try await program.send(.post, "/calls/brussels-2027/files/submit?dryRun=true", "{}")
            #expect(all.status == .ok, "\(all.text)")
            #expect(try all.value("changed") == "\(own.count)")
            let other = try await program.send(
                .post, "/calls/brussels-2027/files/submit?dryRun=true", #"{"references":["BXL27-002"]}"#)
            let none = try await program.send(
                .post, "/calls/brussels-2027/files/submit?dryRun=true", #"{"references":["BXL27-999"]}"#)
            #expect(other.status == none.status && told(other, of: "BXL27-002") == told(none, of: "BXL27-999"))
        }
    }

    @Test func thePagesOfTheAssociationTellNoMore() async throws {
        try await withStage(.decided) { stage in
            let files = try await stage.service.files(of: demoCall)
            var states: Set<String> = []
            for state in [ApplicationState.awarded, .refused, .inadmissible] {
                let file = try #require(files.first { $0.file.state == state }).file
                let browser = try await stage.signIn(try await stage.applicant(of: file.reference))
                let page = try await browser.get("/fr/my/brussels-2027/\(file.reference)")
                #expect(page.status == .ok)
                let told = ApplicationState.allCases.filter { page.text.contains($0.label.french) }
                #expect(told.contains(.submitted))
                states.insert(told.map(\.name).joined(separator: " "))
                let form = try await browser.get("/fr/my/brussels-2027/\(file.reference)/reinstate")
                let refused = try await browser.post(
                    "/fr/my/brussels-2027/\(file.reference)/reinstate", [("version", try #require(form.field("version")))])
                #expect(!refused.text.contains(state.label.french))
            }
            #expect(states.count == 1, "\(states)")
        }
    }

    @Test func aKeyThatMayNotSignHandsNothingIn() async throws {
        try await withStage(.admissibility) { stage in
            _ = try await stage.service.act(
                on: "BXL27-001", of: demoCall, .requestComplement(due: nil), reason: "Il manque les statuts.", .secretariat)
            guard case .applicant(let organisation) = try await stage.applicant(of: "BXL27-001") else {
                throw FixtureError("no organisation")
            }
            let helper = try await stage.program(.helper(organisation))
            let path = "/calls/brussels-2027/files/BXL27-001"
            let pdf = Array("%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n".utf8)
            let attached = try await helper.upload(
                .post, "\(path)/attachments/statutes?name=statutes.pdf&replace=true", pdf, type: "application/octet-stream")
            #expect(attached.status == .forbidden && attached.text.contains("maySignNeeded"), "\(attached.text)")
            #expect(try await stage.service.file("BXL27-001", of: demoCall).view.file.state == .complementRequested)
            for step in ["reinstate", "conflicts"] {
                let refused = try await helper.send(.post, "\(path)/\(step)", #"{"member":"M03","ground":"other"}"#)
                #expect(refused.status == .forbidden && refused.text.contains("maySignNeeded"), "\(step): \(refused.text)")
            }
        }
    }

    @Test func anAssociationDoesNotChooseItsReviewers() async throws {
        try await withStage(.review) { stage in
            let review = try #require(try await stage.service.reviewProgress(of: demoCall).first { $0.state == .assigned })
            let program = try await program(of: review.reference, stage)
            let declared = try await program.send(
                .post, "/calls/brussels-2027/files/\(review.reference)/conflicts", "{\"member\":\"\(review.member)\",\"ground\":\"other\"}")
            #expect(declared.status == .ok, "\(declared.text)")
            func state() async throws -> [ReviewState] {
                try await stage.service.reviewProgress(of: demoCall)
                    .filter { $0.reference == review.reference && $0.member == review.member }.map(\.state)
            }
            #expect(try await state() == [.assigned])
            _ = try await stage.service.pinConflict(
                of: demoCall, review.reference, member: review.member, .conflict, reason: "Vérifié.", .secretariat)
            #expect(try await state() == [.voided])
        }
    }

    @Test func eachAccountHasKeysOfItsOwn() async throws {
        try await withStage(.filed) { stage in
            let name = try #require(HTTPField.Name("Idempotency-Key"))
            for reference in ["BXL27-001", "BXL27-002"] {
                let program = try await program(of: reference, stage)
                let answer = try await program.send(
                    .post, "/calls/brussels-2027/files/\(reference)/withdraw", #"{"reason":"x"}"#, [name: "submit-2027"])
                #expect(answer.status == .ok, "\(answer.text)")
            }
        }
    }
}
