import CallModel
import Exchange
import Hummingbird
import Presentation
import Selection
import Service
import Store
import Workflow

/// The score on which the council agreed in a meeting, written down with its reason.
enum ConsensusPage {
    static let routes: [PageRoute] = PageRoute.plan("council/:call/meetings/:meeting/consensus", .doing(.recordConsensus)) {
        visit, fields in try await plan(visit, fields)
    }

    private static func plan(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let (code, meeting) = (try visit.call, try visit.parameter("meeting"))
        let files = try await visit.service().files(of: code, FileFilter(states: [.scored]))
        var plan = Plan(
            path: "council/\(code)/meetings/\(meeting)/consensus", title: visit.say("council.consensusTitle", ["meeting": meeting]),
            button: visit.say("council.consensus"), back: "council/\(code)/meetings/\(meeting)"
        ) { visit, fields, command in
            let text = try fields.required("score", visit).replacing(",", with: ".")
            guard let number = DecimalNumber(text), number.scale <= 2 else {
                throw Plan.Faults(faults: [FieldFault(field: Field.id(of: "score"), visit.say("council.consensusScore"))])
            }
            let reason = try fields.required("reason", visit)
            _ = try await visit.site.service.recordConsensus(
                on: fields["file"] ?? "", of: code, meeting: meeting, score: Fraction(number.unscaled, [1, 10, 100][number.scale]),
                reason: reason, command)
            return Plan.Outcome(sentences: [visit.say("council.consensusSaid", ["file": fields["file"] ?? "", "score": text])])
        }
        plan.lead = [visit.say("council.consensusLead")]
        plan.notice = "saved"
        plan.fields = [
            Field(
                "file", visit.say("council.file"),
                .select(files.map { Field.Choice($0.file.reference, "\($0.file.reference) – \($0.title)") }),
                values: [typed["file"] ?? ""]),
            Field(
                "score", visit.say("council.consensusScoreLabel"), .line(className: "number", mode: "decimal"),
                values: [typed["score"] ?? ""], help: visit.say("council.consensusScore"), isRequired: true),
            Field("reason", visit.say("council.reason"), .area(rows: 3), values: [typed["reason"] ?? ""], isRequired: true)
        ]
        return plan
    }
}
