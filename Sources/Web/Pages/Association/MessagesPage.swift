import CallModel
import Hummingbird
import Service
import Store
import Workflow

/// The thread of a file between its association and the secretariat.
enum MessagesPage {
    static let routes: [PageRoute] = [
        .get("my/:call/:file/messages", .only(.applicant)) { visit in
            let own = try OwnFileVisit(visit)
            _ = try await own.open(noting: "messages")
            return try await show(own)
        },
        .post("my/:call/:file/messages", .only(.applicant)) { visit, fields in
            let own = try OwnFileVisit(visit)
            do throws(ServiceError) {
                try await visit.site.service.write(
                    message: fields["message"] ?? "", on: own.reference, of: own.code, by: own.applicant.session.account.name,
                    own.applicant.account, visit.actorCommand(own.applicant))
            } catch {
                guard case .faults(let faults) = error else { throw error }
                return try await show(own, typed: fields["message"], fault: faults.first?.message.text(in: visit.language))
            }
            return visit.redirect(own.path("messages"), notice: "messageSent")
        }
    ]

    private static func show(_ own: OwnFileVisit, typed: String? = nil, fault: String? = nil) async throws -> Response {
        let visit = own.visit
        let messages = try await visit.site.service.messages(on: own.reference, of: own.code, as: own.applicant.hat.actor)
        let field = Field(
            "message", visit.say("association.newMessage"), .area(rows: 6), values: [typed ?? ""],
            help: visit.say("association.newMessageHelp"), fault: fault)
        return try visit.show(
            Page(
                "association/messages", title: visit.say("association.messages"),
                own.parts([
                    "messages": messages.map { message -> Parts in
                        [
                            "author": message.isFromOffice ? visit.say("association.secretariat") : message.author,
                            "at": visit.formats.moment(message.at), "body": message.body, "isFromOffice": message.isFromOffice
                        ]
                    },
                    "hasMessages": !messages.isEmpty, "field": field.parts, "action": visit.path(own.path("messages"))
                ]), faults: fault.map { [FieldFault(field: field.id, $0)] } ?? []))
    }
}
