import CallModel
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// The list of what is left to do before a file can be handed in.
enum TaskList {
    static func show(_ own: OwnFileVisit, _ file: WorkingFile) async throws -> Response {
        let visit = own.visit
        let typed = file.typed
        let parts = FormPart.all(of: file.definition, visit)
        let hasCategory = file.definition.categories.contains { $0.id == typed.content.category }
        var tasks = parts.map { part -> Parts in
            let state = state(of: part, file, typed, hasCategory: hasCategory)
            return task(part.title, state, state == .blocked ? "" : own.path("form/\(part.id)"), visit)
        }
        let documents = documentsState(file, typed)
        tasks.append(task(visit.say("association.documents"), documents, own.path("documents"), visit))
        let isReady = typed.faults.isEmpty
        tasks.append(task(visit.say("association.checkAnswers"), isReady ? .ready : .started, own.path("answers"), visit))
        tasks.append(
            task(
                visit.say(file.isComplement ? "association.handIn" : "association.certifyAndFile"), isReady ? .ready : .blocked,
                isReady ? own.path("certify") : "", visit))
        let title = typed.content.title.isEmpty ? visit.say("association.newFile") : typed.content.title
        var facts = [
            (visit.say("association.call"), file.definition.title.text(in: visit.language)),
            (visit.say("association.reference"), file.reference)
        ]
        if let due = file.due {
            facts.append(
                (visit.say("association.due"), visit.formats.deadline(due) + " – " + Remaining.text(from: file.now, to: due, visit)))
        }
        if let savedAt = file.savedAt { facts.append((visit.say("association.lastSaved"), visit.formats.moment(savedAt))) }
        let reason = file.isComplement ? try await visit.site.service.file(own.reference, of: own.code).reasons.last ?? "" : ""
        return try visit.show(
            Page(
                "association/tasks", title: title,
                own.parts([
                    "tasks": tasks, "facts": Facts(facts).parts, "reason": reason, "isComplement": file.isComplement,
                    "isDraft": !file.isComplement
                ])))
    }

    private enum State { case notStarted, started, done, blocked, ready }

    private static func state(of part: FormPart, _ file: WorkingFile, _ typed: TypedContent, hasCategory: Bool) -> State {
        // Which questions are put depends on the category.
        if !hasCategory, part.id != "project", part.id != "contact" { return .blocked }
        let isFaulty = !part.faults(in: typed).isEmpty
        let isTouched = file.fields.values.contains { part.owns($0.key) && !["language", "contact.email"].contains($0.key) }
        return isFaulty ? isTouched ? .started : .notStarted : isTouched || part.items.isEmpty ? .done : .notStarted
    }

    private static func documentsState(_ file: WorkingFile, _ typed: TypedContent) -> State {
        if file.definition.attachments.isEmpty { return .done }
        let missing = file.definition.attachments.filter {
            $0.isRequired(for: typed.content.category) && !typed.content.attachments.contains($0.id)
        }
        let faults = typed.content.documentFaults(against: file.definition)
        if missing.isEmpty && faults.isEmpty && !typed.content.category.isEmpty { return .done }
        return file.documents.isEmpty ? .notStarted : .started
    }

    private static func task(_ label: String, _ state: State, _ path: String, _ visit: Visit) -> Parts {
        let (word, look) =
            switch state {
            case .notStarted: ("notStarted", "")
            case .started: ("inProgress", "warm")
            case .done: ("completed", "good")
            case .blocked: ("cannotStart", "")
            case .ready: ("ready", "")
            }
        return [
            "label": label, "path": path.isEmpty ? "" : visit.path(path), "state": visit.say("association.\(word)"), "look": look
        ]
    }
}

/// The time until a deadline, in words.
enum Remaining {
    static func text(from now: Instant, to end: Instant, _ visit: Visit) -> String {
        let seconds = (end.microseconds - now.microseconds) / 1_000_000
        guard seconds > 0 else { return visit.say("association.over") }
        if seconds >= 2 * 86_400 { return visit.say("association.daysLeft", count: Int(seconds / 86_400)) }
        if seconds >= 2 * 3_600 { return visit.say("association.hoursLeft", count: Int(seconds / 3_600)) }
        return visit.say("association.minutesLeft", count: Int(max(1, seconds / 60)))
    }
}
