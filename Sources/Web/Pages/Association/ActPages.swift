import CallModel
import Foundation
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// What an association does with a file besides writing it: withdraws it, appeals, takes it up again, throws away what it typed.
enum ActPages {
    private struct Act: Sendable {
        let path: String
        let step: FileStep
        let needsReason: Bool
        /// The keys of its words end in it, and so does its notice.
        let word: String
    }

    private static let acts = [
        Act(path: "withdraw", step: .withdraw, needsReason: true, word: "withdraw"),
        Act(path: "appeal", step: .appeal, needsReason: true, word: "appeal"),
        Act(path: "reinstate", step: .reinstate, needsReason: false, word: "reinstate")
    ]

    static let routes: [PageRoute] =
        acts.flatMap { act -> [PageRoute] in
            [
                .get("my/:call/:file/\(act.path)", .only(.applicant)) { visit in
                    let own = try OwnFileVisit(visit)
                    return try ask(own, try await own.open(), act)
                },
                .post("my/:call/:file/\(act.path)", .only(.applicant)) { visit, fields in
                    let own = try OwnFileVisit(visit)
                    try own.applicant.requireSignatory(visit)
                    let file = try await own.open(noting: nil)
                    let reason = fields.text("reason")
                    if act.needsReason, reason == nil {
                        return try ask(own, file, act, fault: ContentFault(.missing, field: "reason").message.text(in: visit.language))
                    }
                    guard let id = file.file?.id else { throw HTTPError(.notFound) }
                    let command = Service.Command(
                        actor: own.applicant.hat.actor, key: fields.text("key").map { "web \(own.applicant.account) \($0.prefix(60))" },
                        expectedVersion: Int64(fields["version"] ?? ""))
                    do throws(ServiceError) {
                        _ = try await visit.site.service.act(on: id, act.step, reason: reason, command)
                    } catch {
                        // A refusal is said on the page, beside what was typed.
                        let refused = Refused(error)
                        guard let problem = refused.problem, refused.status.code < 500 else { throw error }
                        let why = ([problem.title] + problem.details.compactMap(\.message)).map { $0.text(in: visit.language) }
                        return try ask(own, file, act, typed: reason, fault: why.joined(separator: " "))
                    }
                    return visit.redirect(own.path(), notice: "did-\(act.word)")
                }
            ]
        } + [
            .get("my/:call/:file/discard", .only(.applicant)) { visit in
                let own = try OwnFileVisit(visit)
                let file = try await own.open()
                guard file.isBeingWritten, !file.isComplement else { throw HTTPError(.notFound) }
                return try visit.show(
                    Page(
                        "association/act", title: visit.say("association.discard"),
                        own.parts([
                            "text": visit.say("association.discardText"), "action": visit.path(own.path("discard")), "field": false,
                            "button": visit.say("association.discard"), "version": "", "key": "", "maySign": true
                        ])))
            },
            .post("my/:call/:file/discard", .only(.applicant)) { visit, _ in
                let own = try OwnFileVisit(visit)
                try await visit.site.service.discard(own.reference, of: own.code, visit.actorCommand(own.applicant))
                return visit.redirect("my", notice: "discarded")
            }
        ]

    private static func ask(
        _ own: OwnFileVisit, _ file: WorkingFile, _ act: Act, typed: String? = nil, fault: String? = nil
    ) throws -> Response {
        let visit = own.visit
        guard let application = file.file else { throw HTTPError(.notFound) }
        let field =
            !act.needsReason
            ? nil
            : Field(
                "reason", visit.say("association.\(act.word)Reason"), .area(rows: 6), values: [typed ?? ""],
                help: visit.say("association.\(act.word)Help"), fault: fault)
        var text = visit.say("association.\(act.word)Text")
        if act.word == "appeal", let due = application.appealDue(in: file) {
            text += " " + visit.say("association.appealUntil", ["date": visit.formats.deadline(due)])
        }
        return try visit.show(
            Page(
                "association/act", title: visit.say("association.\(act.word)"),
                own.parts([
                    "text": text, "action": visit.path(own.path(act.path)), "button": visit.say("association.\(act.word)"),
                    "version": "\(application.version)", "key": UUID().uuidString, "field": field?.parts ?? false
                ]), faults: fault.map { [FieldFault(field: field?.id ?? "", $0)] } ?? []))
    }
}
