import CallModel
import Exchange
import Hummingbird
import Presentation
import Service
import Workflow

/// The last word on a file's gender marker.
enum MarkerPlan {
    static func plan(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let (code, reference) = (try visit.call, try visit.parameter("file"))
        let detail = try await visit.service().file(reference, of: code)
        let label = ApplicationAction.settleMarker.label.text(in: visit.language).capitalizedFirst
        let standing = detail.view.file.ruledMarker.map { "\($0.rawValue)" } ?? "none"
        var plan = Plan(
            path: "office/\(code)/files/\(reference)/marker", title: "\(label) – \(reference)", button: label,
            back: "office/\(code)/files/\(reference)"
        ) { visit, fields, command in
            let marker = ImportedMarker(
                settled: reference, to: fields["marker"].flatMap { Int($0) }.flatMap { GenderMarker(rawValue: $0) },
                reason: fields.text("reason"))
            let receipt = try await visit.service().settleMarkers(of: code, [marker], command)
            return Plan.Outcome(sentences: [receipt.sentence.text(in: visit.language)])
        }
        plan.fields = [
            Field(
                "marker", visit.say("office.marker"), .radios(choices(visit)), values: [typed["marker"] ?? standing],
                help: visit.say("office.markerHelp")),
            Field("reason", visit.say("office.reason"), .area(rows: 3), values: [typed["reason"] ?? ""], isRequired: true)
        ]
        var block = Block()
        block.facts = detail.told(try await visit.service().call(code).definition, visit)
        plan.blocks = [block]
        return plan
    }

    static func choices(_ visit: Visit) -> [Field.Choice] {
        GenderMarker.allCases.map { Field.Choice("\($0.rawValue)", visit.say("office.marker\($0.rawValue)")) }
            + [Field.Choice("none", visit.say("office.markerNone"))]
    }
}
