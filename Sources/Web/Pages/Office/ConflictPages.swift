import CallModel
import Exchange
import Hummingbird
import Presentation
import Selection
import Service
import Store
import Workflow

/// Conflicts of interest: declared, ruled on, suggested from evidence, and what a late one changed.
enum ConflictPages {
    static let routes: [PageRoute] = PageRoute.together(
        [.get("office/:call/conflicts", .only(.office)) { visit in try await list(visit) }],
        PageRoute.plan("office/:call/conflicts/declare", .only(.office)) { visit, fields in try await declare(visit, fields) },
        PageRoute.plan("office/:call/conflicts/pin", .only(.office)) { visit, fields in try await pin(visit, fields) })

    private static func list(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let service = try visit.service()
        let base = "office/\(code)/conflicts"
        var known = Block(visit.say("office.conflicts"))
        known.steps = [
            Block.Link(visit.path("\(base)/declare"), visit.say("office.declare")),
            Block.Link(visit.path("\(base)/pin"), visit.say("office.pin"))
        ]
        known.links = TablePages.links([.conflicts], code, visit)
        known.tables = [
            TableView(visit.say("office.conflicts"), try await service.conflicts(of: code).map(ConflictRow.init), visit) {
                visit.path("\(base)/pin?member=\($0.member)&file=\($0.reference)")
            }
        ]
        var suggested = Block(visit.say("office.suggestions"))
        suggested.texts = [visit.say("office.suggestionsText")]
        suggested.tables = [
            TableView(
                visit.say("office.suggestions"), try await service.conflictSuggestions(of: code).flatMap(\.rows), visit, isPaged: false
            ) { visit.path("\(base)/pin?member=\($0.suggestion.member)&file=\($0.suggestion.reference)") }
        ]
        var blocks = [known, suggested]
        for impact in try await service.conflictImpacts(of: code) {
            var block = Block(visit.say("office.impact", ["at": visit.formats.moment(impact.at)]))
            block.texts = impact.sentences.map { $0.text(in: visit.language) }
            if !impact.rows.isEmpty { block.tables = [TableView(visit.say("office.impacts"), impact.rows, visit, isPaged: false)] }
            blocks.append(block)
        }
        return try visit.show(
            .blocks(visit.title(code, "office.conflicts"), blocks, around: OfficeCall.neighbours(code, visit, current: "conflicts"), visit))
    }

    private static func pair(_ visit: Visit, _ typed: FormFields, _ code: String) async throws -> [Field] {
        let members = try await visit.service().members().map(\.member)
        return [
            Field(
                "member", visit.say("office.member"), .select(members.map { Field.Choice($0.code, "\($0.code) – \($0.name)") }),
                values: [typed["member"] ?? ""]),
            Field(
                "file", visit.say("office.file"), .line(className: "short"), values: [typed["file"] ?? ""],
                help: visit.say("office.fileHelp"), isRequired: true)
        ]
    }

    private static func declare(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        var plan = Plan(
            path: "office/\(code)/conflicts/declare", title: visit.title(code, "office.declare"), button: visit.say("office.declare"),
            back: "office/\(code)/conflicts"
        ) { visit, fields, command in
            let record = ImportedConflict(
                declaredBy: fields["member"] ?? "", on: try fields.required("file", visit),
                ground: fields["ground"].flatMap { ConflictGround(rawValue: $0) } ?? .other, note: fields.text("note"))
            return outcome(try await visit.service().declareConflicts(of: code, [record], command), visit)
        }
        plan.lead = [visit.say("office.declareLead")]
        plan.neighbours = OfficeCall.neighbours(code, visit, current: "conflicts")
        plan.fields =
            try await pair(visit, typed, code) + [
                Field(
                    "ground", visit.say("office.ground"),
                    .select(ConflictGround.allCases.map { Field.Choice($0.rawValue, visit.say("office.ground.\($0.rawValue)")) }),
                    values: [typed["ground"] ?? ConflictGround.other.rawValue]),
                Field("note", visit.say("office.note"), .area(rows: 3), values: [typed["note"] ?? ""])
            ]
        return plan
    }

    private static func pin(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        var plan = Plan(
            path: "office/\(code)/conflicts/pin", title: visit.title(code, "office.pin"), button: visit.say("office.pin"),
            back: "office/\(code)/conflicts"
        ) { visit, fields, command in
            let receipt = try await visit.service().pinConflict(
                of: code, try fields.required("file", visit), member: fields["member"] ?? "",
                fields["ruling"].flatMap { ConflictRuling(rawValue: $0) } ?? .conflict, reason: fields.text("reason") ?? "", command)
            return outcome(receipt, visit)
        }
        plan.lead = [visit.say("office.pinLead")]
        plan.neighbours = OfficeCall.neighbours(code, visit, current: "conflicts")
        plan.fields =
            try await pair(visit, typed, code) + [
                Field(
                    "ruling", visit.say("office.pinRuling"),
                    .radios(ConflictRuling.allCases.map { Field.Choice($0.rawValue, ConflictWords.ruling($0).text(in: visit.language)) }),
                    values: [typed["ruling"] ?? ConflictRuling.conflict.rawValue]),
                Field("reason", visit.say("office.reason"), .area(rows: 3), values: [typed["reason"] ?? ""], isRequired: true)
            ]
        return plan
    }

    private static func outcome(_ receipt: ConflictReceipt, _ visit: Visit) -> Plan.Outcome {
        var outcome = Plan.Outcome(sentences: receipt.sentences.map { $0.text(in: visit.language) })
        outcome.tables =
            receipt.states.isEmpty
            ? [] : [TableView(visit.say("office.reviews"), receipt.states.map { StateRow("review", $0) }, visit, isPaged: false)]
        if let impact = receipt.impact {
            outcome.sentences += impact.sentences.map { $0.text(in: visit.language) }
            if !impact.rows.isEmpty { outcome.tables.append(TableView(visit.say("office.impacts"), impact.rows, visit, isPaged: false)) }
        }
        return outcome
    }
}
