import CallModel
import HTTPTypes
import Service
import Testing
import Workflow

struct CommandTests {
    private static let key = HTTPField.Name("Idempotency-Key")
    private static let withdrawal = "/calls/brussels-2027/files/BXL27-004/withdraw"

    @Test func aDryRunDecidesAndKeepsNothing() async throws {
        try await withStage(.filed) { stage in
            let program = try await stage.program(.secretariat)
            let trial = try await program.send(.post, Self.withdrawal + "?dryRun=true", #"{"reason":"Erreur"}"#)
            #expect(trial.status == .ok)
            #expect(try trial.value("state") == "withdrawn")
            let file = try await program.get("/calls/brussels-2027/files/BXL27-004")
            #expect(try file.value("file", "state") == "submitted")
        }
    }

    @Test func aRepeatedCommandIsCarriedOutOnce() async throws {
        try await withStage(.filed) { stage in
            let program = try await stage.program(.secretariat)
            let name = try #require(Self.key)
            let first = try await program.send(.post, Self.withdrawal, #"{"reason":"Erreur"}"#, [name: "k1"])
            let again = try await program.send(.post, Self.withdrawal, #"{"reason":"Erreur"}"#, [name: "k1"])
            #expect(first.status == .ok && again.status == .ok && first.text == again.text)
            // Without the key it is another command, which is no longer possible.
            let other = try await program.send(.post, Self.withdrawal, #"{"reason":"Erreur"}"#)
            #expect(other.status == .conflict)
            let reused = try await program.send(.post, Self.withdrawal, #"{"reason":"Autre"}"#, [name: "k1"])
            #expect(reused.status.code >= 400 && reused.status.code < 500)
        }
    }

    @Test func whatChangedMeanwhileIsNotOverwritten() async throws {
        try await withStage(.filed) { stage in
            let program = try await stage.program(.secretariat)
            let file = try await program.get("/calls/brussels-2027/files/BXL27-004")
            let tag = try #require(file.headers[.eTag])
            #expect(try await program.send(.post, Self.withdrawal, #"{"reason":"a"}"#, [.ifMatch: "\"v99\""]).status == .preconditionFailed)
            #expect(
                try await program.send(.post, Self.withdrawal, #"{"reason":"a"}"#, [.ifMatch: "nonsense"]).status == .preconditionFailed)
            let done = try await program.send(.post, Self.withdrawal, #"{"reason":"a"}"#, [.ifMatch: tag])
            #expect(done.status == .ok)
            #expect(done.headers[.eTag] != tag)
        }
    }

    @Test func whatIsTheSameIsNotSentAgain() async throws {
        try await withStage(.filed) { stage in
            let program = try await stage.program(.secretariat)
            let path = "/calls/brussels-2027/files/BXL27-004"
            let tag = try #require(try await program.get(path).headers[.eTag])
            let again = try await program.get(path, [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.body.isEmpty)
        }
    }

    @Test func aFaultOfTheBodyIsNamedWithItsPlace() async throws {
        try await withStage(.filed) { stage in
            let program = try await stage.program(.college)
            let answer = try await program.send(.post, "/calls/brussels-2027/files/BXL27-004/award", #"{"line":"solidarity"}"#)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(try answer.value("errors", "0", "subject") == "amountCents")
            let broken = try await program.send(.post, "/calls/brussels-2027/files/BXL27-004/award", "{")
            #expect(broken.status == .unprocessableContent)
            let other = try await program.upload(.post, "/calls/brussels-2027/decisions", [], type: "image/png")
            #expect(other.status == .unsupportedMediaType)
        }
    }

    @Test func aListComesInPartsThatJoinWithoutGapOrOverlap() async throws {
        try await withStage(.filed) { stage in
            let program = try await stage.program(.secretariat)
            var references: [String] = []
            var cursor: String?
            repeat {
                let path = "/calls/brussels-2027/files?limit=20" + (cursor.map { "&cursor=\($0)" } ?? "")
                let part = try await program.get(path)
                #expect(part.status == .ok)
                for place in 0..<20 {
                    guard let reference = try part.value("items", "\(place)", "reference") else { break }
                    references.append(reference)
                }
                cursor = try part.value("next")
            } while cursor != nil && references.count < 200
            #expect(references.count == 50)
            #expect(references == references.sorted() && Set(references).count == 50)
            #expect(try await program.get("/calls/brussels-2027/files?limit=0").status == .badRequest)
            #expect(try await program.get("/calls/brussels-2027/files?cursor=%21").status == .badRequest)
        }
    }

    @Test func anExportIsMadeWholeAndSent() async throws {
        try await withStage(.released) { stage in
            let csv = try await stage.strangeProgram.get("/calls/brussels-2027/exports/awards")
            #expect(csv.status == .ok && csv.headers[.contentType] == "text/csv")
            #expect(csv.text.contains("BXL27-001") && csv.headers[.contentLength] == "\(csv.body.count)")
            let sheet = try await stage.strangeProgram.get("/calls/brussels-2027/exports/awards?format=xlsx")
            #expect(sheet.body.starts(with: Array("PK".utf8)))
            let finance = try await stage.program(.finance)
            #expect(try await finance.get("/calls/brussels-2027/exports/finance").body.starts(with: Array("PK".utf8)))
        }
    }

    @Test func nothingIsExportedBeforeItIsMadeKnown() async throws {
        try await withStage(.decided) { stage in
            for list in ["awards", "reserve", "refusals"] {
                let answer = try await stage.strangeProgram.get("/calls/brussels-2027/exports/\(list)")
                #expect(answer.status.code >= 400 && !answer.text.contains("BXL27-001"), "\(list): \(answer.status)")
            }
        }
    }
}
