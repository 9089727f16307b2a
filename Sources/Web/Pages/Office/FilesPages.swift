import CallModel
import Hummingbird
import Presentation
import Service
import Workflow

/// The files of a call: searched and filtered by the address, so that what one sees can be sent to somebody; and what is done with
/// several of them at once.
enum FilesPages {
    static let routes: [PageRoute] = PageRoute.together(
        [.get("office/:call/files", .only(.office)) { visit in try await list(visit) }],
        PageRoute.plan("office/:call/bulk", .only(.office)) { visit, fields in try await bulk(visit, fields) })

    /// What the secretariat may do with several files at once, for the same reason.
    private static let steps: [ApplicationAction] = [
        .submit, .requestComplement, .beginReview, .score, .returnToReview, .withdraw, .dismiss
    ]

    private static func filter(_ visit: Visit, _ query: (String) -> String?) -> FileFilter {
        var filter = FileFilter()
        if let name = query("state"), let state = ApplicationState(name: name) { filter.states = [state] }
        if let category = query("category"), !category.isEmpty { filter.category = category }
        if let text = query("q"), !text.isEmpty { filter.text = text }
        return filter
    }

    private static func list(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let view = try await visit.service().call(code)
        let filter = filter(visit) { visit.query($0) }
        let files = try await visit.service().files(of: code, filter).sorted { $0.file.reference < $1.file.reference }
        let any = Field.Choice("", visit.say("office.any"))
        let states = ApplicationState.allCases.filter { $0 != .absent }
        let parts: Parts = [
            "hasNeighbours": true, "neighbours": OfficeCall.neighbours(code, visit, current: "files").parts(visit),
            "path": visit.path("office/\(code)/files"), "bulk": visit.path("office/\(code)/bulk"),
            "count": visit.say("office.found", count: files.count),
            "filters": [
                Field("q", visit.say("office.searchText"), .line(type: "search"), values: [filter.text ?? ""]).parts,
                Field(
                    "state", visit.say("office.state"),
                    .select([any] + states.map { Field.Choice($0.name, $0.label.text(in: visit.language)) }),
                    values: [filter.states.first?.name ?? ""]
                ).parts,
                Field(
                    "category", visit.say("office.category"),
                    .select([any] + view.definition.categories.map { Field.Choice($0.id, $0.label.text(in: visit.language)) }),
                    values: [filter.category ?? ""]
                ).parts
            ],
            "table": table(files, view.definition, code, visit), "hasRows": !files.isEmpty,
            "chosen": [("state", filter.states.first?.name ?? ""), ("category", filter.category ?? ""), ("q", filter.text ?? "")]
                .filter { !$0.1.isEmpty }.map { ["name": $0.0, "value": $0.1] as Parts },
            "all": visit.say("office.allFound", count: files.count),
            "action": Field(
                "action", visit.say("office.bulkAction"),
                .select(steps.map { Field.Choice($0.name, $0.label.text(in: visit.language).capitalizedFirst) })
            ).parts
        ]
        return try visit.show(Page("office/files", title: visit.title(code, "office.files"), parts))
    }

    private static func table(_ files: [FileView], _ definition: CallDefinition, _ code: String, _ visit: Visit) -> Parts {
        TableView(visit.say("office.files"), files.map(FileRow.init), visit, definition: definition) {
            visit.path("office/\(code)/files/\($0.reference)")
        }
        .selectable("file") { visit.say("office.select", ["file": $0]) }
    }

    // MARK: - Several at once

    private static func bulk(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        guard let action = ApplicationAction(name: typed["action"] ?? ""), steps.contains(action) else { throw HTTPError(.notFound) }
        var chosen = typed.all("file")
        if typed["all"] == "1" {
            chosen = try await visit.service().files(of: code, filter(visit) { typed[$0] }).map(\.file.reference).sorted()
        }
        let references = chosen
        let label = action.label.text(in: visit.language).capitalizedFirst
        var plan = Plan(path: "office/\(code)/bulk", title: "\(label) – \(code)", button: label, back: "office/\(code)/files") {
            visit, fields, command in
            guard !references.isEmpty else { throw Plan.Faults(faults: [FieldFault(visit.say("office.nothingSelected"))]) }
            let receipt = try await take(action, references, code, visit, fields, command)
            return Plan.Outcome(
                sentences: [receipt.sentence.text(in: visit.language)],
                tables: [TableView(visit.say("office.counts"), receipt.rows(), visit, isPaged: false)])
        }
        plan.lead = [visit.say("office.selected", count: references.count)]
        plan.hidden = [(name: "action", value: action.name)] + references.map { (name: "file", value: $0) }
        plan.neighbours = OfficeCall.neighbours(code, visit, current: "files")
        if let step = FileStepPlan.Kind(action) { plan.fields = step.fields(typed, visit) }
        var block = Block()
        block.items = references
        plan.blocks = [block]
        return plan
    }

    private static func take(
        _ action: ApplicationAction, _ references: [String], _ code: String, _ visit: Visit, _ fields: FormFields,
        _ command: Service.Command
    ) async throws -> BulkReceipt {
        let service = try visit.service()
        switch action {
        case .submit: return try await service.submit(of: code, references: references, command)
        case .score: return try await service.scoreFiles(of: code, references: references, command)
        default:
            guard let kind = FileStepPlan.Kind(action) else { throw HTTPError(.notFound) }
            return try await service.act(
                onFiles: references, of: code, try kind.step(fields, visit), reason: fields.text("reason"), command)
        }
    }
}

extension TableView {
    /// The table with a box before each row that chooses it.
    ///
    /// - Parameter label: what the box of a row is called, by the row's head.
    func selectable(_ name: String, label: (String) -> String) -> Parts {
        var parts = parts
        let rows = (parts["rows"] as? [Parts] ?? []).map { row -> Parts in
            let head = ((row["cells"] as? [Parts])?.first?["text"] as? String) ?? ""
            var row = row
            row.merge(["box": name, "value": head, "boxLabel": label(head)] as Parts) { $1 }
            return row
        }
        parts["rows"] = rows
        return parts
    }
}
