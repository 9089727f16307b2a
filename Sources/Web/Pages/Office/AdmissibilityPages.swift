import CallModel
import Exchange
import Foundation
import Hummingbird
import Presentation
import Service
import Workflow

/// What the rules say of every file, and the decision on all that wait: by the rules, with rulings by hand for what no rule sees.
enum AdmissibilityPages {
    static let routes: [PageRoute] = PageRoute.together(
        [.get("office/:call/admissibility", .only(.office)) { visit in try await report(visit) }],
        PageRoute.plan("office/:call/admissibility/decide", .only(.office), limit: 8 << 20) { visit, fields in
            try await decide(visit, fields)
        })

    private static func report(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let service = try visit.service()
        let view = try await service.call(code)
        let findings = try await service.admissibilityReport(of: code)
        try await visit.noteAccess("findings", call: code)
        var summary = Block()
        summary.texts = [FindingsAnswer.summary(findings).text(in: visit.language)]
        if view.call.isIn(stage: .admissibility) {
            summary.links = TablePages.links([.markers], code, visit)
            summary.steps = [Block.Link(visit.path("office/\(code)/admissibility/decide"), visit.say("office.decideAdmissibility"))]
        }
        let failing = findings.filter { !$0.failures.isEmpty }
        var faults = Block(visit.say("office.failing"))
        faults.tables = [rows(failing, code, visit, isPaged: true)]
        var states = Block(visit.say("office.examined"))
        let listed = findings.map { found in
            FigureRow(
                found.file.reference, found.organisation.name, found.file.state.label.text(in: visit.language),
                found.failures.isEmpty ? Words.passes.text(in: visit.language) : "\(found.failures.count)",
                found.bounds.first.map { $0.amount.decimal } ?? "")
        }
        let columns: [Column] = [
            .text(Words.reference), .flexible(Words.organisation), .text(Words.state), .text(visit.message("office.failedRules")),
            .number(Words.grantable)
        ]
        states.tables = [
            TableView(visit.say("office.examined"), listed, visit, columns: columns, isPaged: false) {
                visit.path("office/\(code)/files/\($0.cells[0])")
            }
        ]
        return try visit.show(
            .blocks(
                visit.title(code, "office.admissibility"), [summary, faults, states],
                around: OfficeCall.neighbours(code, visit, current: "admissibility"), visit))
    }

    private static func rows(_ findings: [FileFindings], _ code: String, _ visit: Visit, isPaged: Bool) -> TableView {
        TableView(
            visit.say("office.failing"), findings.flatMap { FindingRow.rows(of: $0, withBound: false, in: visit.language) }, visit,
            isPaged: isPaged
        ) { visit.path("office/\(code)/files/\($0.reference)") }
    }

    private static func decide(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        let service = try visit.service()
        let waiting = try await service.admissibilityReport(of: code)
            .filter { [.submitted, .complementRequested].contains($0.file.state) }
        try await visit.noteAccess("findings", call: code)
        var plan = Plan(
            path: "office/\(code)/admissibility/decide", title: visit.title(code, "office.decideAdmissibility"),
            button: visit.say("office.decideAll"), back: "office/\(code)/admissibility"
        ) { visit, fields, command in
            let receipt = try await visit.service().decideAdmissibility(
                of: code, rulings: rulings(fields), markers: markers(fields, visit), command)
            return Plan.Outcome(
                sentences: [receipt.sentence.text(in: visit.language)],
                tables: [TableView(visit.say("office.counts"), receipt.rows(), visit, isPaged: false)])
        }
        plan.lead = [visit.say("office.decideAdmissibilityLead"), visit.say("office.waiting", count: waiting.count)]
        plan.neighbours = OfficeCall.neighbours(code, visit, current: "admissibility")
        plan.notice = "admissibilityDecided"
        plan.groups = waiting.map { group($0, typed, visit) }
        return plan
    }

    /// One file that waits: what the rules say, and what one may rule.
    private static func group(_ found: FileFindings, _ typed: FormFields, _ visit: Visit) -> Plan.Group {
        let reference = found.file.reference
        let declared = found.file.summary?.declaredMarker
        let verdict = found.failures.isEmpty ? visit.say("office.wouldPass") : visit.say("office.wouldFail")
        let asDeclared = visit.say(
            "office.asDeclared", ["marker": declared.map { "\($0.rawValue)" } ?? visit.say("office.markerNone")])
        let choices = [
            Field.Choice("", visit.say("office.byRules")), Field.Choice("admissible", visit.say("office.rulingAdmissible")),
            Field.Choice("inadmissible", visit.say("office.rulingInadmissible"))
        ]
        let fields = [
            Field("ruling-\(reference)", visit.say("office.ruling"), .select(choices), values: [typed["ruling-\(reference)"] ?? ""]),
            Field("reason-\(reference)", visit.say("office.rulingReason"), .area(rows: 2), values: [typed["reason-\(reference)"] ?? ""]),
            Field(
                "marker-\(reference)", visit.say("office.verifiedMarker"),
                .select([Field.Choice("", asDeclared)] + MarkerPlan.choices(visit)), values: [typed["marker-\(reference)"] ?? ""]),
            Field("why-\(reference)", visit.say("office.markerReason"), .area(rows: 2), values: [typed["why-\(reference)"] ?? ""])
        ]
        var texts = FindingRow.rows(of: found, withBound: true, in: visit.language).map { row in
            [row.article, row.sentence].filter { !$0.isEmpty }.joined(separator: " : ")
        }
        if found.isErased { texts = [] }
        return Plan.Group(
            title: "\(reference) · \(found.organisation.name) · \(verdict)", texts: texts, fields: fields,
            isOpen: fields.contains { !($0.values.first ?? "").isEmpty })
    }

    private static func references(_ fields: FormFields, _ prefix: String) -> [(reference: String, value: String)] {
        fields.pairs.compactMap { pair in
            let value = pair.value.trimmingCharacters(in: .whitespacesAndNewlines)
            guard pair.name.hasPrefix(prefix), !value.isEmpty else { return nil }
            return (String(pair.name.dropFirst(prefix.count)), value)
        }
    }

    private static func rulings(_ fields: FormFields) -> [ImportedRuling] {
        references(fields, "ruling-").compactMap { named in
            ImportedRuling.Ruling(rawValue: named.value).map {
                ImportedRuling(on: named.reference, $0, reason: fields.text("reason-\(named.reference)"))
            }
        }
    }

    private static func markers(_ fields: FormFields, _ visit: Visit) -> [ImportedMarker] {
        references(fields, "marker-").map { named in
            ImportedMarker(
                settled: named.reference, to: Int(named.value).flatMap { GenderMarker(rawValue: $0) },
                reason: fields.text("why-\(named.reference)"))
        }
    }
}
