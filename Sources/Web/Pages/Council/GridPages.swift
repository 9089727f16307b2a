import CallModel
import Exchange
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Workflow

/// One file beside the scoring grid. Before a member opens it, he or she is asked about a conflict of interest.
enum GridPages {
    static let routes: [PageRoute] = [
        .get("council/:call/files/:file", CouncilPages.access) { visit in try await show(visit) },
        .post("council/:call/files/:file/open", CouncilPages.access) { visit, _ in try await open(visit) },
        .post("council/:call/files/:file/conflict", CouncilPages.access) { visit, fields in try await declare(visit, fields) },
        .post("council/:call/files/:file", CouncilPages.access) { visit, fields in try await score(visit, fields) }
    ]

    /// What every page of one file needs.
    struct Opened {
        let code: String
        let review: OwnReview
        let definition: CallDefinition
        let service: Service

        init(_ visit: Visit) async throws {
            service = try visit.service()
            code = try visit.parameter("call")
            let reference = try visit.parameter("file")
            guard let review = try await service.ownReview(of: reference, in: code) else {
                throw HTTPError(.notFound)
            }
            self.review = review
            definition = try await service.call(code).definition
        }

        var path: String { "council/\(code)/files/\(review.reference)" }
    }

    private static func show(_ visit: Visit) async throws -> Response {
        let opened = try await Opened(visit)
        switch opened.review.state {
        case .assigned: return try ask(visit, opened)
        case .recused: return visit.redirect("council/\(opened.code)")
        case .absent, .draft, .submitted, .reopened, .counted, .voided: return try await grid(visit, opened, nil)
        }
    }

    // MARK: A conflict of interest

    private static func ask(_ visit: Visit, _ opened: Opened, faults: [FieldFault] = []) throws -> Response {
        let ground = Field(
            "ground", visit.say("council.ground"),
            .radios(
                ConflictGround.allCases.map {
                    Field.Choice($0.rawValue, visit.say("council.ground-\($0.rawValue)"))
                }), fault: faults.first?.text)
        let note = Field("note", visit.say("council.note"), .area(rows: 3), help: visit.say("council.noteHelp"))
        return try visit.show(
            Page(
                "council/ask", title: visit.say("council.askTitle", ["file": opened.review.reference]),
                [
                    "facts": Facts([
                        (visit.say("council.organisation"), opened.review.organisation), (visit.say("council.project"), opened.review.title)
                    ]).parts, "path": visit.path(opened.path), "ground": ground.parts, "note": note.parts
                ], faults: faults))
    }

    /// There is none, the member says: the review begins, empty, and the log says when.
    private static func open(_ visit: Visit) async throws -> Response {
        let opened = try await Opened(visit)
        let blank = [Int32?](repeating: nil, count: opened.definition.scoring.criteria.count)
        if opened.review.state == .assigned {
            _ = try await visit.site.service.act(
                on: opened.review.id, .save(blank, justification: ""), try visit.command(expectedVersion: opened.review.version))
        }
        return visit.redirect(opened.path)
    }

    private static func declare(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        let opened = try await Opened(visit)
        guard let ground = fields["ground"].flatMap(ConflictGround.init) else {
            return try ask(visit, opened, faults: [FieldFault(field: Field.id(of: "ground"), visit.say("council.groundNeeded"))])
        }
        guard case .person(let session) = visit.visitor, let hat = session.hat else { throw HTTPError(.forbidden) }
        let record = ImportedConflict(
            declaredBy: hat.title, on: opened.review.reference, ground: ground, note: fields.text("note"))
        _ = try await visit.site.service.declareConflicts(of: opened.code, [record], try visit.command())
        return visit.redirect("council/\(opened.code)", notice: "conflictDeclared")
    }

    // MARK: The grid

    /// What was typed, whether it can be kept or not.
    struct Typed {
        let texts: [String]
        let justification: String

        init(_ fields: FormFields, _ grid: ScoringGrid) {
            texts = grid.criteria.map { fields.text("score.\($0.id)") ?? "" }
            justification = fields.text("justification") ?? ""
        }

        init(_ review: OwnReview, _ grid: ScoringGrid) {
            texts = grid.criteria.indices.map { place in
                review.scores.indices.contains(place) ? review.scores[place].map { "\($0)" } ?? "" : ""
            }
            justification = review.justification
        }
    }

    private static func score(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        let opened = try await Opened(visit)
        let grid = opened.definition.scoring
        let typed = Typed(fields, grid)
        if fields["go"] == "auto" { return try await saveAlong(visit, opened, typed, fields["version"].flatMap { Int64($0) }) }
        let isFinal = fields["act"] == "submit"
        let faults = faults(in: typed, grid, isFinal: isFinal, visit)
        guard faults.isEmpty else { return try await self.grid(visit, opened, typed, faults) }
        let values = typed.texts.map { Int32($0) }
        let step: SingleReviewStep =
            isFinal ? .submit(values, justification: typed.justification) : .save(values, justification: typed.justification)
        do throws(ServiceError) {
            _ = try await visit.site.service.act(
                on: opened.review.id, step,
                Service.Command(actor: try visit.actor(), expectedVersion: fields["version"].flatMap { Int64($0) }))
        } catch {
            // Somebody else, or another tab, was quicker, or the rules are against it: what was typed stays on the page.
            let refused = Refused(error)
            guard refused.status.code < 500 else { throw error }
            let isOvertaken = refused.status == .preconditionFailed
            return try await self.grid(
                visit, opened, typed, [FieldFault(isOvertaken ? visit.say("council.overtaken") : refused.title(in: visit))])
        }
        return isFinal ? visit.redirect("council/\(opened.code)", notice: "reviewSubmitted") : visit.redirect(opened.path, notice: "saved")
    }

    static func faults(in typed: Typed, _ grid: ScoringGrid, isFinal: Bool, _ visit: Visit) -> [FieldFault] {
        var faults: [FieldFault] = []
        for (criterion, text) in zip(grid.criteria, typed.texts) {
            let range = criterion.scale.min...criterion.scale.max
            let isMissing = text.isEmpty
            guard isMissing ? isFinal : Int(text).map({ !range.contains($0) }) ?? true else { continue }
            faults.append(
                FieldFault(
                    field: Field.id(of: "score.\(criterion.id)"),
                    visit.say(
                        "council.scoreNeeded",
                        [
                            "criterion": criterion.label.text(in: visit.language), "min": "\(range.lowerBound)",
                            "max": "\(range.upperBound)"
                        ])))
        }
        if isFinal && typed.justification.isEmpty {
            faults.append(FieldFault(field: Field.id(of: "justification"), visit.say("council.justificationNeeded")))
        }
        return faults
    }

    private static func grid(
        _ visit: Visit, _ opened: Opened, _ typed: Typed?, _ faults: [FieldFault] = []
    ) async throws -> Response {
        let detail = try await opened.service.file(opened.review.reference, of: opened.code)
        try await visit.noteAccess("file", call: opened.code, file: opened.review.reference)
        let typed = typed ?? Typed(opened.review, opened.definition.scoring)
        let fault = Dictionary(faults.map { ($0.field, $0.text) }) { first, _ in first }
        let fields = zip(opened.definition.scoring.criteria, typed.texts).map { criterion, text -> Parts in
            let name = "score.\(criterion.id)"
            let help = [
                criterion.help?.text(in: visit.language),
                visit.say(
                    "council.scale",
                    ["min": "\(criterion.scale.min)", "max": "\(criterion.scale.max)", "weight": "\(criterion.weight)"])
            ].compactMap { $0 }.joined(separator: " ")
            return Field(
                name, criterion.label.text(in: visit.language), .line(className: "short", mode: "numeric"), values: [text],
                help: help, fault: fault[Field.id(of: name)]
            ).parts
        }
        let justification = Field(
            "justification", visit.say("council.justification"), .area(rows: 8), values: [typed.justification],
            help: visit.say("council.justificationHelp"), fault: fault[Field.id(of: "justification")])
        return try visit.show(
            Page(
                "council/grid", title: "\(opened.review.reference) · \(opened.review.title)",
                [
                    "blocks": reading(detail, opened, visit).map(\.parts), "fields": fields,
                    "justification": justification.parts, "version": "\(opened.review.version)", "path": visit.path(opened.path),
                    "back": visit.path("council/\(opened.code)"), "isHandedIn": opened.review.isHandedIn,
                    "state": opened.review.state.label.text(in: visit.language), "className": opened.review.state.className,
                    "mine": Facts(
                        zip(opened.definition.scoring.criteria, typed.texts).map { ($0.label.text(in: visit.language), $1) }
                            + [(visit.say("council.justification"), typed.justification)]
                    ).parts,
                    "others": try await others(visit, opened)
                ], faults: faults))
    }

    /// The file, as it was handed in.
    private static func reading(_ detail: FileDetail, _ opened: Opened, _ visit: Visit) -> [Block] {
        var head = Block()
        head.facts = Facts([(visit.say("council.organisation"), detail.view.organisation)])
        guard let content = detail.content else {
            head.texts = [visit.say("council.erased")]
            return [head]
        }
        return [head] + FileContent.judged(content, opened.definition, visit)
    }

    /// What the other members gave and handed in: only once one's own review is handed in. A draft is nobody else's business.
    private static func others(_ visit: Visit, _ opened: Opened) async throws -> [Parts] {
        guard opened.review.isHandedIn, case .person(let session) = visit.visitor else { return [] }
        let rows = try await opened.service.reviewProgress(of: opened.code, file: opened.review.reference)
            .filter { $0.member != session.hat?.title && [.submitted, .counted].contains($0.state) }
        return rows.isEmpty ? [] : [TableView(visit.say("council.others"), rows.map(ReviewRow.init), visit).parts]
    }
}
