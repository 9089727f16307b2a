import CallModel
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// What is about to leave the house, to be read before it does, and what left.
enum MailPages {
    static let routes: [PageRoute] =
        [
            .get("office/mails", .only(.office)) { visit in try await list(visit) },
            .get("office/mails/:mail", .only(.office)) { visit in try await mail(visit) }
        ] + PageRoute.plan("office/mails/send", .doing(.sendLetters)) { visit, fields in try await send(visit, fields) }

    private static func list(_ visit: Visit) async throws -> Response {
        let service = try visit.service()
        let (held, waiting) = try await split(service)
        let delivered = try await service.mails(delivered: true, most: 50)
        var letters = Block(visit.say("office.waitingEffects"))
        letters.texts = [visit.say("office.waitingEffectsText")]
        let effects = try await service.waitingEffects().map { effect in
            FigureRow(visit.say("office.effect.\(effect.kind)"), "\(effect.count)")
        }
        letters.tables = [
            TableView(
                visit.say("office.waitingEffects"), effects, visit, columns: [.text(Words.kind), .number(Words.waiting)], isPaged: false)
        ]
        var read = Block(visit.say("office.heldMails"))
        read.texts = [visit.say("office.heldText")]
        read.tables = [table(held, "office.heldMails", visit, isPaged: false)]
        if !held.isEmpty { read.steps = [.init(visit.path("office/mails/send"), visit.say("office.sendLetters"))] }
        var out = Block(visit.say("office.waitingMails"))
        out.tables = [table(waiting, "office.waitingMails", visit, isPaged: true)]
        var gone = Block(visit.say("office.deliveredMails"))
        gone.tables = [table(delivered, "office.deliveredMails", visit, isPaged: false)]
        return try visit.show(.blocks(visit.say("office.mails"), [read, out, letters, gone], visit))
    }

    /// Those that wait for a reader, and those on their way.
    private static func split(_ service: Service) async throws -> (held: [StoredMail], waiting: [StoredMail]) {
        let all = try await service.mails()
        return (all.filter(\.isHeld), all.filter { !$0.isHeld })
    }

    /// Everything that was on the page leaves; what was written since goes on waiting.
    private static func send(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let held = try await split(try visit.service()).held
        var letters = Block()
        letters.tables = [table(held, "office.heldMails", visit, isPaged: false)]
        return Plan(
            path: "office/mails/send", title: visit.say("office.sendLetters"), lead: [visit.say("office.sendLettersLead")],
            blocks: [letters], hidden: [("seen", typed.text("seen") ?? "\(held.map(\.id).max() ?? 0)")],
            button: visit.say("office.sendLetters"), isGrave: true, back: "office/mails"
        ) { visit, fields, command in
            let sent = try await visit.site.service.sendLetters(upTo: fields.text("seen").flatMap { Int64($0) } ?? 0, command)
            return Plan.Outcome(sentences: [visit.say("office.sentLetters", count: sent.letters)])
        }
    }

    private static func table(_ mails: [StoredMail], _ word: String, _ visit: Visit, isPaged: Bool) -> TableView {
        let rows = mails.map { mail in
            FigureRow(
                mail.subject, mail.to, visit.formats.moment(mail.createdAt), mail.deliveredAt.map { visit.formats.moment($0) } ?? "",
                mail.attempts == 0 ? "" : "\(mail.attempts)")
        }
        let paths = Dictionary(zip(rows.map(\.cells), mails.map(\.id)), uniquingKeysWith: { first, _ in first })
        let columns: [Column] = [
            .flexible(visit.message("office.subject")), .text(visit.message("office.recipient")), .text(visit.message("office.written")),
            .text(visit.message("office.sentAt")), .number(visit.message("office.attempts"))
        ]
        return TableView(visit.say(word), rows, visit, columns: columns, isPaged: isPaged) { row in
            paths[row.cells].map { visit.path("office/mails/\($0)") }
        }
    }

    private static func mail(_ visit: Visit) async throws -> Response {
        guard let id = Int64(try visit.parameter("mail")) else { throw HTTPError(.notFound) }
        let service = try visit.service()
        let all = try await service.mails() + service.mails(delivered: true)
        guard let mail = all.first(where: { $0.id == id }) else { throw HTTPError(.notFound) }
        let parts: Parts = [
            "facts": Facts([
                (visit.say("office.recipient"), mail.to), (visit.say("office.written"), visit.formats.moment(mail.createdAt)),
                (visit.say("office.sentAt"), mail.deliveredAt.map { visit.formats.moment($0) } ?? visit.say("office.notSent")),
                (visit.say("office.attempts"), "\(mail.attempts)"), (visit.say("office.lastError"), mail.lastError ?? "")
            ]).parts,
            "language": mail.language.rawValue, "body": mail.body, "back": visit.path("office/mails")
        ]
        return try visit.show(Page("office/mail", title: mail.subject, parts))
    }
}
