import CallModel
import Foundation
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// One part of the form: shown, saved, and saved by itself while somebody types.
enum FormPage {
    static let routes: [PageRoute] = [
        .get("my/:call/:file/form/:part", .only(.applicant)) { visit in
            let own = try OwnFileVisit(visit)
            let file = try await own.open()
            let part = try part(of: file, visit)
            let typed = file.typed
            let isChecked = visit.query("check") != nil
            let faults = isChecked ? part.faults(in: typed) : []
            return try show(own, file, part, file.fields, faults: faults, isStrict: isChecked)
        },
        .post("my/:call/:file/form/:part", .only(.applicant)) { visit, fields in try await save(visit, fields) }
    ]

    private static func part(of file: WorkingFile, _ visit: Visit) throws -> FormPart {
        let id = try visit.parameter("part")
        guard file.isBeingWritten, let part = FormPart.all(of: file.definition, visit).first(where: { $0.id == id }) else {
            throw HTTPError(.notFound)
        }
        return part
    }

    private static func show(
        _ own: OwnFileVisit, _ file: WorkingFile, _ part: FormPart, _ fields: TypedFields, faults: [ContentFault] = [],
        others: [String: [String]] = [:], version: Int64? = nil, problem: Problem? = nil, isStrict: Bool = false,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let visit = own.visit
        let drawing = FormDrawing(visit, file, fields, faults: faults, others: others, adding: visit.query("add"))
        let pieces = FormDrawing.pieces(of: part, drawing)
        var said = faults.map { fault in
            FieldFault(
                field: FormDrawing.control(of: Field.id(of: fault.field), in: pieces),
                AnswerLabels(definition: file.definition, visit: visit).told(fault))
        }
        if let problem {
            said.insert(
                FieldFault(
                    visit.formats.prose(
                        ([problem.title.text(in: visit.language)] + problem.details.map { $0.text(in: visit.language) })
                            .joined(separator: " "))),
                at: 0)
        }
        return try visit.show(
            Page(
                "association/section", title: part.title,
                own.parts([
                    "partHelp": part.help, "action": visit.path(own.path("form/\(part.id)")), "version": "\(version ?? file.version)",
                    "pieces": pieces,
                    "conflict": others.isEmpty ? "" : visit.say("association.conflict"),
                    "goAnyway": isStrict && !faults.isEmpty ? next(after: part, own, file) : "",
                    "saved": file.savedAt.map { visit.say("association.savedAt", ["time": visit.formats.moment($0)]) } ?? ""
                ]), faults: said, status: status))
    }

    /// The page behind this part: the next part, or the documents.
    private static func next(after part: FormPart, _ own: OwnFileVisit, _ file: WorkingFile) -> String {
        let parts = FormPart.all(of: file.definition, own.visit)
        let place = parts.firstIndex { $0.id == part.id } ?? parts.count - 1
        return own.visit.path(own.path(place + 1 < parts.count ? "form/\(parts[place + 1].id)" : "documents"))
    }

    // MARK: Saving

    private static func save(_ visit: Visit, _ form: FormFields) async throws -> Response {
        let own = try OwnFileVisit(visit)
        let file = try await own.open(noting: nil)
        let part = try part(of: file, visit)
        let typed = typed(form, part)
        let isAutomatic = form["go"] == "auto"
        let outcome: SaveOutcome
        do throws(ServiceError) {
            outcome = try await visit.site.service.save(
                typed, belonging: { part.owns($0) }, to: own.reference, of: own.code, seen: Int64(form["version"] ?? "") ?? 0,
                by: own.applicant.account, visit.actorCommand(own.applicant))
        } catch {
            if isAutomatic { throw error }
            // Whatever went wrong, what was typed is still on the page.
            let refused = Refused(error)
            let problem = refused.problem ?? Problem(of: error)
            return try show(own, file, part, typed.over(file.fields, part), problem: problem, status: refused.status)
        }
        switch outcome {
        case .saved(let version, let at):
            if isAutomatic {
                return try SavedAlong.saved(version, visit.say("association.savedAt", ["time": visit.formats.moment(at)]))
            }
            return try await goOn(own, part, form["go"] ?? "next")
        case .changedMeanwhile(let version, let others):
            if isAutomatic { return try SavedAlong.overtaken() }
            return try show(own, file, part, typed.over(file.fields, part), others: others, version: version, status: .conflict)
        }
    }

    private static func goOn(_ own: OwnFileVisit, _ part: FormPart, _ go: String) async throws -> Response {
        let visit = own.visit
        if go == "later" { return visit.redirect(own.path(), notice: "savedDraft") }
        let here = own.path("form/\(part.id)")
        if go == "sum" { return visit.redirect(here + "#" + Field.id(of: "costs")) }
        if go.hasPrefix("add:") {
            let list = String(go.dropFirst(4))
            return visit.redirect(here + "?add=" + OwnFileVisit.escaped(list))
        }
        let file = try await own.open(noting: nil)
        let faults = part.faults(in: file.typed)
        guard faults.isEmpty else { return try show(own, file, part, file.fields, faults: faults, isStrict: true) }
        return Response(status: .seeOther, headers: [.location: next(after: part, own, file)])
    }

    /// The fields of the part as they were sent, without those that hold nothing, and without gaps in its lists.
    private static func typed(_ form: FormFields, _ part: FormPart) -> TypedFields {
        var typed = TypedFields()
        for name in Set(form.names) where part.owns(name) && name.utf8.count <= 200 {
            let values = form.all(name).filter { !$0.allSatisfy(\.isWhitespace) }
            if !values.isEmpty { typed[name] = values }
        }
        for item in part.items {
            if let list = item.list { typed.compact(list) }
            if case .question(let question) = item {
                if let shape = question.type.shape { typed.compact(shape, at: "answer.\(question.id)") }
                if case .sdgTarget = question.type {
                    let name = "answer.\(question.id)"
                    let targets = typed[name].flatMap { $0.split(whereSeparator: { ",; \n\r".contains($0) }).map(String.init) }
                    if !targets.isEmpty { typed[name] = targets }
                }
            }
        }
        return typed
    }
}

extension FormPart {
    func faults(in typed: TypedContent) -> [ContentFault] {
        typed.faults.filter { fault in
            items.contains { item in
                if case .part(.attachments, _) = item { return false }
                return item.concerns(fault)
            }
        }
    }
}

extension TypedFields {
    /// What was typed on one page, in the place of what was saved there.
    fileprivate func over(_ saved: TypedFields, _ part: FormPart) -> TypedFields {
        TypedFields(saved.values.filter { !part.owns($0.key) }.merging(values) { $1 })
    }
}

extension Visit {
    /// A command of an association.
    func actorCommand(_ applicant: Applicant, key: String? = nil) -> Service.Command {
        Service.Command(actor: applicant.hat.actor, key: key)
    }
}
