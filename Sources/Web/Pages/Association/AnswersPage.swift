import CallModel
import Foundation
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// Everything that was typed, to be looked at before it is filed: what is wrong, what the rules would say, and where to change it.
enum AnswersPage {
    static let routes: [PageRoute] = [
        .get("my/:call/:file/answers", .only(.applicant)) { visit in
            let own = try OwnFileVisit(visit)
            let file = try await own.open()
            return try await show(own, file)
        },
        .get("my/:call/:file/certify", .only(.applicant)) { visit in
            let own = try OwnFileVisit(visit)
            let file = try await own.open()
            guard file.isBeingWritten else { return visit.redirect(own.path("receipt")) }
            guard file.typed.faults.isEmpty else { return visit.redirect(own.path("answers")) }
            return try certify(own, file)
        },
        .post("my/:call/:file/certify", .only(.applicant)) { visit, fields in try await file(visit, fields) }
    ]

    private static func show(_ own: OwnFileVisit, _ file: WorkingFile) async throws -> Response {
        let visit = own.visit
        let typed = file.isBeingWritten ? file.typed : nil
        let fields = file.isBeingWritten ? file.fields : file.content.map { TypedFields($0) } ?? TypedFields()
        let parts = FormPart.all(of: file.definition, visit)
        let faults = typed.map { faultsWithPlaces($0, parts, file.definition, own) } ?? []
        var rules: [Parts] = []
        if let typed, typed.faults.isEmpty {
            rules = try await visit.site.service.failures(of: file, for: own.applicant.organisation).map { finding in
                [
                    "article": finding.article,
                    "text": visit.formats.prose(finding.failure?.message.text(in: visit.language) ?? "")
                ]
            }
        }
        return try visit.show(
            Page(
                "association/answers", title: visit.say(file.isBeingWritten ? "association.checkAnswers" : "association.whatWasFiled"),
                own.parts([
                    "isReady": typed?.faults.isEmpty ?? false, "isWriting": file.isBeingWritten, "wrong": faults,
                    "hasWrong": !faults.isEmpty,
                    "rules": rules, "hasRules": !rules.isEmpty, "certifyPath": visit.path(own.path("certify")),
                    "sections": parts.map { part -> Parts in
                        [
                            "title": part.title, "change": file.isBeingWritten ? visit.path(own.path("form/\(part.id)?check=1")) : "",
                            "facts": Facts(answers(part, fields, file, visit)).parts
                        ]
                    },
                    "documents": Facts(
                        file.documents.map { document in
                            (
                                file.definition.attachments.first { $0.id == document.attachment }?.label.text(in: visit.language)
                                    ?? document.attachment, document.name
                            )
                        }
                    ).parts, "hasDocuments": !file.documents.isEmpty,
                    "documentsPath": visit.path(own.path("documents"))
                ])))
    }

    /// Every fault with the page on which its field is.
    private static func faultsWithPlaces(
        _ typed: TypedContent, _ parts: [FormPart], _ definition: CallDefinition, _ own: OwnFileVisit
    ) -> [Parts] {
        typed.faults.map { fault in
            let isDocument = fault.field.hasPrefix("attachment")
            let part = parts.first { part in part.items.contains { $0.concerns(fault) } }
            let page = isDocument ? own.path("documents") : own.path("form/\(part?.id ?? "project")") + "?check=1"
            return [
                "path": own.visit.path(page) + "#" + Field.id(of: fault.field),
                "part": isDocument ? own.visit.say("association.documents") : part?.title ?? "",
                "text": AnswerLabels(definition: definition, visit: own.visit).told(fault)
            ]
        }
    }

    // MARK: In words

    private static func answers(
        _ part: FormPart, _ fields: TypedFields, _ file: WorkingFile, _ visit: Visit
    ) -> [(String, String)] {
        // What is on the page is what is told, in the order of the page.
        let drawn = FormDrawing.names(in: FormDrawing.pieces(of: part, FormDrawing(visit, file, fields)))
        let place = Dictionary(drawn.enumerated().map { ($1, $0) }) { first, _ in first }
        let names = fields.values.keys.filter { part.owns($0) }.sorted { first, second in
            let (one, other) = (place[first] ?? .max, place[second] ?? .max)
            return one == other ? first.compare(second, options: .numeric) == .orderedAscending : one < other
        }
        let labels = AnswerLabels(definition: file.definition, visit: visit)
        return part.items.flatMap { item in
            names.filter { name in item.prefixes.contains { TypedFields.isUnder(name, $0) } || item.list?.holds(name) ?? false }
        }.map { (labels.label(of: $0), labels.text(of: $0, fields[$0])) }
    }

    // MARK: Filing

    /// - Parameters:
    ///   - fault: what is wrong with the declaration.
    ///   - refused: why the file was not taken although somebody declared.
    private static func certify(
        _ own: OwnFileVisit, _ file: WorkingFile, fault: String? = nil, refused: Refused? = nil
    ) throws -> Response {
        let visit = own.visit
        let wrong = refused == nil ? [] : faultsWithPlaces(file.typed, FormPart.all(of: file.definition, visit), file.definition, own)
        var said = fault.map { [FieldFault(field: Field.id(of: "certify"), $0)] } ?? []
        if let refused {
            said.append(FieldFault(([refused.title(in: visit)] + refused.details(in: visit.language)).joined(separator: " ")))
        }
        let field = Field(
            "certify", visit.say("association.declaration"), .boxes([Field.Choice("true", visit.say("association.declare"))]),
            values: refused == nil ? [] : ["true"], fault: fault)
        return try visit.show(
            Page(
                "association/certify", title: visit.say(file.isComplement ? "association.handIn" : "association.certifyAndFile"),
                own.parts([
                    "declaration": field.parts, "version": "\(file.version)", "key": UUID().uuidString,
                    "action": visit.path(own.path("certify")), "organisation": file.organisation.name,
                    "title": file.typed.content.title, "amount": visit.formats.amount(file.typed.content.requested),
                    "button": visit.say(file.isComplement ? "association.handIn" : "association.fileNow"),
                    "answersPath": visit.path(own.path("answers")), "wrong": wrong, "hasWrong": !wrong.isEmpty
                ]), faults: said, status: refused?.status ?? .ok))
    }

    private static func file(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        let own = try OwnFileVisit(visit)
        try own.applicant.requireSignatory(visit)
        guard fields["certify"] == "true" else {
            let file = try await own.open(noting: nil)
            guard file.isBeingWritten else { return visit.redirect(own.path("receipt")) }
            return try certify(own, file, fault: visit.say("association.declareFirst"))
        }
        let key = fields.text("key").map { "web \(own.applicant.account) \($0.prefix(60))" }
        do throws(ServiceError) {
            _ = try await visit.site.service.file(
                own.reference, of: own.code, seen: Int64(fields["version"] ?? "") ?? 0, visit.actorCommand(own.applicant, key: key))
        } catch {
            // Too late, or changed meanwhile, or not complete after all: it is said where it was tried, with what is still to be mended.
            let refused = Refused(error)
            guard refused.problem != nil, refused.status.code < 500 else { throw error }
            let file = try await own.open(noting: nil)
            guard file.isBeingWritten else { return visit.redirect(own.path("receipt")) }
            return try certify(own, file, refused: refused)
        }
        return visit.redirect(own.path("receipt"), notice: "filed")
    }
}
