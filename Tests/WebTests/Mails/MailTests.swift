import CallModel
import Foundation
import Logging
import Service
import Store
import Testing
import Web
import Workflow

struct MailTests {
    /// A folder of one test.
    private static func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("appel-mails-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    static func housekeeping(_ stage: Stage, _ change: (inout ServerSettings) -> Void) async throws -> Housekeeping {
        var settings = ServerSettings()
        settings.mailFrom = "Commune d'Été <appel@example.org>"
        change(&settings)
        let site = try await Site(service: stage.service, database: stage.database, settings: settings, isRehearsal: true)
        return Housekeeping(site, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private static func queue(_ stage: Stage, subject: String = "Sujet", body: String = "Texte") async throws {
        try await stage.service.queue(
            NewMail(kind: "test", language: .french, to: "somebody@example.org", subject: subject, body: body, secret: nil))
    }

    /// The value of a header with its folded lines, and what is after the empty line.
    private static func parts(_ text: String) -> (headers: [String: String], body: String) {
        let halves = text.split(separator: "\n\n", maxSplits: 1)
        var headers: [String: String] = [:]
        for line in String(halves[0]).replacing("\n ", with: " ").split(separator: "\n") {
            let pair = line.split(separator: ":", maxSplits: 1)
            headers[String(pair[0])] = pair.count > 1 ? pair[1].trimmingCharacters(in: .whitespaces) : ""
        }
        let body = Data(base64Encoded: String(halves[1]).replacing("\n", with: "")) ?? Data()
        return (headers, String(decoding: body, as: UTF8.self))
    }

    /// The words of RFC 2047 put together.
    private static func decoded(_ header: String) -> String {
        header.split(separator: " ").map { word in
            guard word.hasPrefix("=?utf-8?B?"), word.hasSuffix("?="), word.utf8.count <= 75,
                let data = Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))
            else { return " \(word)" }
            return String(decoding: data, as: UTF8.self)
        }.joined()
    }

    @Test func aMailIsPutIntoTheFolderOnceAndCanBeRead() async throws {
        try await withStage(.empty) { stage in
            try await Self.withFolder { folder in
                let subject = "Décision sur votre demande « Écoles à Kinshasa » – ça y est, après la séance du Conseil 🎉"
                try await Self.queue(stage, subject: subject, body: "Bonjour,\n\n.\nÇa va ?\n")
                let keeping = try await Self.housekeeping(stage) { $0.mailFolder = folder.path }
                #expect(await keeping.sendDue() == 1)
                #expect(await keeping.sendDue() == 0)
                let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                let text = try String(contentsOf: folder.appendingPathComponent(try #require(names.first)), encoding: .utf8)
                #expect(names.count == 1 && text.contains("\r\n") && text.utf8.allSatisfy { $0 < 128 })
                let (headers, body) = Self.parts(text.replacing("\r\n", with: "\n"))
                #expect(Self.decoded(try #require(headers["Subject"])) == subject)
                #expect(headers["To"] == "somebody@example.org")
                #expect(headers["From"]?.hasSuffix("<appel@example.org>") == true)
                #expect(body == "Bonjour,\r\n\r\n.\r\nÇa va ?\r\n")
                #expect(try await stage.service.mails().isEmpty)
            }
        }
    }

    @Test func aProgramThatFailsIsTriedAgainLater() async throws {
        try await withStage(.open) { stage in
            try await Self.withFolder { folder in
                try await Self.queue(stage)
                let failing = try await Self.housekeeping(stage) { $0.mailCommand = ["/bin/sh", "-c", "echo no relay >&2; exit 75"] }
                #expect(await failing.sendDue() == 1)
                let waiting = try #require(try await stage.service.mails().first)
                #expect(waiting.attempts == 1 && waiting.lastError?.contains("75: no relay") == true)
                let sent = folder.appendingPathComponent("sent").path
                let working = try await Self.housekeeping(stage) { $0.mailCommand = ["/bin/sh", "-c", "cat > '\(sent)'"] }
                // Not yet: the clock of the rehearsal stands still.
                #expect(await working.sendDue() == 0)
                try await stage.setClock("2027-02-02 09:00")
                #expect(await working.sendDue() == 1)
                let (headers, body) = Self.parts(try String(contentsOfFile: sent, encoding: .utf8))
                #expect(headers["Subject"] == "Sujet" && body == "Texte")
                #expect(try await stage.service.mails().isEmpty)
            }
        }
    }

    @Test func severalWorkersSendEachMailOnce() async throws {
        try await withStage(.empty) { stage in
            try await Self.withFolder { folder in
                for number in 1...30 { try await Self.queue(stage, subject: "n\(number)") }
                let command = ["/bin/sh", "-c", "cat > \"$(mktemp '\(folder.path)/XXXXXXXX')\""]
                let keeping = try await Self.housekeeping(stage) { $0.mailCommand = command }
                await withTaskGroup(of: Void.self) { group in
                    for _ in 1...3 { group.addTask { while await keeping.sendDue() > 0 {} } }
                }
                let subjects = try FileManager.default.contentsOfDirectory(atPath: folder.path).map { name in
                    Self.parts(try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)).headers["Subject"] ?? ""
                }
                #expect(subjects.sorted() == (1...30).map { "n\($0)" }.sorted())
            }
        }
    }

    @Test(arguments: ["a@example.org\r\nBcc: b@example.org", "a@example.org\nBcc: b@example.org"])
    func nothingBeginsAnotherHeader(from: String) throws {
        let mail = try StoredMail.sample(subject: "Sujet", to: "a@example.org")
        #expect(throws: MailFault.unfitHeader("From")) { try MailMessage(mail, from: from, date: .now) }
        #expect(throws: MailFault.unfitHeader("Subject")) {
            try MailMessage(try .sample(subject: "Sujet\r\nBcc: b@example.org", to: "a@example.org"), from: "h@example.org", date: .now)
        }
        for to in ["a@example.org, b@example.org", "-oQ/tmp@example.org", "a@example.org\nb", "nobody"] {
            #expect(throws: MailFault.unfitHeader("To")) {
                try MailMessage(try .sample(subject: "Sujet", to: to), from: "h@example.org", date: .now)
            }
        }
    }
}

extension StoredMail {
    /// As the database gives it.
    fileprivate static func sample(subject: String, to: String) throws -> StoredMail {
        let fields: [String: Any] = [
            "id": 1, "kind": "test", "language": "fr", "to": to, "subject": subject, "body": "Texte", "createdAt": "2027-01-01T00:00:00Z",
            "attempts": 0, "isHeld": false
        ]
        return try JSONDecoder().decode(StoredMail.self, from: JSONSerialization.data(withJSONObject: fields))
    }
}
