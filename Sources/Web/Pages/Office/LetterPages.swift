import CallModel
import Hummingbird
import Presentation
import Selection
import Service
import Store
import Workflow

/// What each applicant will read, in its own language, before and after it is sent.
enum LetterPages {
    static let routes: [PageRoute] = [
        .get("office/:call/letters", .only(.office)) { visit in try await list(visit) },
        .get("office/:call/letters/:file", .only(.office)) { visit in try await letter(visit) }
    ]

    /// Files on which something was decided that an applicant is told.
    private static let decided: Set<ApplicationState> = [
        .inadmissible, .awarded, .reserveListed, .refused, .underAppeal, .upheld, .overturned
    ]

    private static func list(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let files = try await visit.service().files(of: code, FileFilter(states: decided)).sorted { $0.file.reference < $1.file.reference }
        var block = Block()
        block.texts = [visit.say("office.lettersText")]
        let rows = files.map { view in
            FigureRow(
                view.file.reference, view.organisation, view.file.state.label.text(in: visit.language),
                view.file.notifiedAt.map { visit.formats.moment($0) } ?? visit.say("office.notSent"))
        }
        let columns: [Column] = [
            .text(Words.reference), .flexible(Words.organisation), .text(Words.state), .text(visit.message("office.sentAt"))
        ]
        block.tables = [
            TableView(visit.say("office.letters"), rows, visit, columns: columns) { visit.path("office/\(code)/letters/\($0.cells[0])") }
        ]
        return try visit.show(
            .blocks(visit.title(code, "office.letters"), [block], around: OfficeCall.neighbours(code, visit, current: "letters"), visit))
    }

    private static func letter(_ visit: Visit) async throws -> Response {
        let (code, reference) = (try visit.call, try visit.parameter("file"))
        let service = try visit.service()
        guard let actor = visit.visitor.actor else { throw HTTPError(.forbidden) }
        let detail = try await service.file(reference, of: code)
        guard decided.contains(detail.view.file.state) else { throw HTTPError(.notFound) }
        let view = try await service.call(code)
        let organisation = try await service.organisations().first { $0.id == detail.view.file.organisation }?.organisation
        let explanation = try await service.explain(reference, of: code, for: .applicant, as: actor)
        try await visit.noteAccess("letter", call: code, file: reference)
        let words = visit.site.vocabulary
        let letter = Letter.decision(
            on: .init(file: detail, call: view, organisation: organisation, site: visit.site.settings.address), explanation, words)
        let parts: Parts = [
            "hasNeighbours": true, "neighbours": OfficeCall.neighbours(code, visit, current: "letters").parts(visit),
            "status": detail.view.file.notifiedAt.map { visit.say("office.letterSent", ["at": visit.formats.moment($0)]) }
                ?? visit.say("office.letterPreview"),
            "language": letter.language.rawValue, "authority": letter.authority, "to": letter.name, "address": letter.address,
            "subject": letter.subject, "greeting": letter.greeting(words), "intro": letter.intro, "sentences": letter.sentences,
            "notes": letter.notes, "closing": letter.closing(words), "back": visit.path("office/\(code)/files/\(reference)")
        ]
        return try visit.show(Page("office/letter", title: "\(visit.say("office.letter")) – \(reference)", parts))
    }
}
