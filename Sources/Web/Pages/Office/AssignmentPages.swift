import CallModel
import Hummingbird
import Presentation
import Selection
import Service
import Workflow

/// Who reviews what: proposed by affinity, loads and conflicts, shown before anything is given to anybody.
enum AssignmentPages {
    static let routes: [PageRoute] = PageRoute.plan("office/:call/assignment", .only(.office)) { visit, fields in
        try await plan(visit, fields)
    }

    private static func plan(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        let view = try await visit.service().call(code)
        var plan = Plan(
            path: "office/\(code)/assignment", title: visit.title(code, "office.assignment"), button: visit.say("office.assignAll"),
            back: "office/\(code)/reviews"
        ) { visit, fields, command in
            let assigned = try await visit.service().assignReviewers(of: code, by: try rules(fields, visit), command)
            return outcome(assigned, visit)
        }
        plan.lead = [visit.say("office.assignmentLead")]
        plan.neighbours = OfficeCall.neighbours(code, visit, current: "assignment")
        plan.notice = "assigned"
        var tables = Block()
        tables.links = TablePages.links([.preferences], code, visit)
        plan.blocks = [tables]
        func number(_ name: String, _ suggested: String = "") -> Field {
            Field(
                name, visit.say("office.\(name)"), .line(type: "number", className: "number"), values: [typed[name] ?? suggested],
                help: visit.say("office.\(name)Help"))
        }
        plan.fields = [
            Field(
                "objective", visit.say("office.objective"),
                .radios(
                    AssignmentProblem.Objective.allCases.map { Field.Choice($0.rawValue, visit.say("office.objective.\($0.rawValue)")) }),
                values: [typed["objective"] ?? "fair"], help: visit.say("office.objectiveHelp")),
            number("perFile", view.call.terms.map { "\($0.reviewsPerFile)" } ?? ""), number("minLoad", "0"), number("maxLoad")
        ]
        return plan
    }

    private static func rules(_ fields: FormFields, _ visit: Visit) throws -> AssigningRules {
        AssigningRules(
            objective: fields["objective"].flatMap { AssignmentProblem.Objective(rawValue: $0) } ?? .fair,
            perFile: try fields.number("perFile", visit), minLoad: try fields.number("minLoad", visit) ?? 0,
            maxLoad: try fields.number("maxLoad", visit))
    }

    private static func outcome(_ assigned: AssignedReviews, _ visit: Visit) -> Plan.Outcome {
        let plan = assigned.plan
        let loads = plan.loads.sorted { $0.key < $1.key }.map { FigureRow($0.key, "\($0.value)") }
        var sentences = [assigned.receipt.sentence.text(in: visit.language), plan.totals.text(in: visit.language)]
        if !plan.isProven { sentences.append(AssignmentPlan.doubt.text(in: visit.language)) }
        return Plan.Outcome(
            sentences: sentences,
            tables: [
                TableView(
                    visit.say("office.loads"), loads, visit, isCaptionHidden: false,
                    columns: [.text(Words.member), .number(visit.message("office.load"))], isPaged: false),
                TableView(
                    visit.say("office.proposal"), plan.rows(assigned.affinities), visit, isCaptionHidden: false, isPaged: false)
            ])
    }
}
