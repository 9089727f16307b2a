import CallModel
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// What associations write and what the secretariat answers: the threads of a call, those that wait for an answer first.
enum MessagePages {
    static let routes: [PageRoute] = [
        .get("office/:call/messages", .only(.office)) { visit in try await inbox(visit) },
        .get("office/:call/messages/:file", .only(.office)) { visit in try await thread(visit) },
        .post("office/:call/messages/:file", .only(.office)) { visit, fields in try await answer(visit, fields) }
    ]

    private static func inbox(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let threads = try await visit.service().threads(of: code, as: try visit.actor())
        let ordered = threads.filter(\.awaitsAnswer) + threads.filter { !$0.awaitsAnswer }
        let rows = ordered.map { thread in
            FigureRow(
                thread.reference, thread.organisation, visit.formats.moment(thread.at), "\(thread.count)",
                visit.say(thread.awaitsAnswer ? "office.awaitsAnswer" : "office.answered"))
        }
        var block = Block()
        block.texts = [visit.say("office.messagesText")]
        block.tiles = [Block.Tile(visit.formats.number(threads.count(where: \.awaitsAnswer)), visit.say("office.awaitAnswer"))]
        block.tables = [
            TableView(
                visit.say("office.messages"), rows, visit,
                columns: [
                    .text(Words.reference), .flexible(Words.organisation), .text(visit.message("office.lastMessage")),
                    .number(visit.message("office.messageCount")), .text(Words.state)
                ]
            ) { visit.path("office/\(code)/messages/\($0.cells[0])") }
        ]
        return try visit.show(
            .blocks(
                visit.title(code, "office.messages"), [block], around: OfficeCall.neighbours(code, visit, current: "messages"), visit))
    }

    private static func thread(_ visit: Visit, typed: String? = nil, fault: String? = nil) async throws -> Response {
        let (code, reference) = (try visit.call, try visit.parameter("file"))
        let messages = try await visit.site.service.messages(on: reference, of: code, as: try visit.actor())
        try await visit.noteAccess("messages", call: code, file: reference)
        let field = Field(
            "message", visit.say("office.answer"), .area(rows: 6), values: [typed ?? ""], help: visit.say("office.answerHelp"),
            isRequired: true, fault: fault)
        return try visit.show(
            Page(
                "office/thread", title: visit.say("office.messagesOn", ["file": reference]),
                [
                    "hasNeighbours": true, "neighbours": OfficeCall.neighbours(code, visit, current: "messages").parts(visit),
                    "messages": messages.map { message -> Parts in
                        [
                            "author": message.author, "at": visit.formats.moment(message.at), "body": message.body,
                            "isFromOffice": message.isFromOffice
                        ]
                    },
                    "hasMessages": !messages.isEmpty, "field": field.parts, "action": visit.path("office/\(code)/messages/\(reference)"),
                    "filePath": visit.path("office/\(code)/files/\(reference)"), "back": visit.path("office/\(code)/messages")
                ], faults: fault.map { [FieldFault(field: field.id, $0)] } ?? []))
    }

    private static func answer(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        let (code, reference) = (try visit.call, try visit.parameter("file"))
        guard case .person(let session) = visit.visitor else { throw HTTPError(.forbidden) }
        do throws(ServiceError) {
            try await visit.site.service.write(
                message: fields["message"] ?? "", on: reference, of: code, by: session.account.name, session.account.id,
                Service.Command(actor: try visit.actor()))
        } catch {
            guard case .faults(let faults) = error else { throw error }
            return try await thread(visit, typed: fields["message"], fault: faults.first?.message.text(in: visit.language))
        }
        return visit.redirect("office/\(code)/messages/\(reference)", notice: "messageSent")
    }
}
