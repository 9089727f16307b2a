import CallModel
import Service
import Store
import Workflow

extension Operation {
    private static let chapter = "Letters"

    /// What leaves the house in writing, and letting it.
    static let mails: [Operation] = [
        .list(
            "listMails", "/mails", in: chapter, "Mails that wait, among them letters that somebody reads first.", .doing(.sendLetters),
            [.flag("delivered", "Those that left, too.")], key: \.key
        ) { visit -> [MailRow] in
            try await visit.service.mails(delivered: try visit.flag("delivered")).map(MailRow.init)
        },
        .command(
            "sendLetters", "/mails/send", in: chapter, "Lets the letters leave that wait for a reader, up to a number.",
            .doing(.sendLetters)
        ) { (visit, input: ReadLettersInput) -> SentLetters in
            try await visit.site.service.sendLetters(upTo: input.upTo, try visit.command())
        }
    ]
}

/// The newest letter that was read.
struct ReadLettersInput: Codable {
    let upTo: Int64
}

/// One mail, without what opens a door.
struct MailRow: Codable {
    let id: Int64
    let kind: String
    let language: String
    let to: String
    let subject: String
    let body: String
    let writtenAt: Instant
    let deliveredAt: Instant?
    let isHeld: Bool
    let attempts: Int
    let lastError: String?

    init(_ mail: StoredMail) {
        (id, kind, language, to, subject, body) = (mail.id, mail.kind, mail.language.rawValue, mail.to, mail.subject, mail.body)
        (writtenAt, deliveredAt, isHeld, attempts, lastError) = (
            mail.createdAt, mail.deliveredAt, mail.isHeld, mail.attempts, mail.lastError
        )
    }

    /// Keeps the oldest first.
    var key: String { String(repeating: "0", count: max(0, 19 - id.description.count)) + id.description }
}
