import CallModel
import Hummingbird
import Presentation
import Selection
import Service
import Workflow

/// What other rules would have made of a call, two outcomes side by side. No award changes by it.
enum ScenarioPages {
    static let routes: [PageRoute] = [("office", Access.only(.office)), ("college", Access.only(.college))].flatMap {
        area, access -> [PageRoute] in
        [.get("\(area)/:call/scenarios", access) { visit in try await list(visit) }]
            + PageRoute.plan("\(area)/:call/scenarios/new", access) { visit, fields in try await make(visit, fields) }
    }

    private static func list(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let service = try visit.service()
        let kept = try await service.scenarios(of: code)
        var all = Block()
        all.texts = [visit.say("office.scenariosText")]
        all.steps = [Block.Link(visit.path("\(visit.area)/\(code)/scenarios/new"), visit.say("office.newScenario"))]
        all.tables = [
            TableView(visit.say("office.scenarios"), kept.map(KeptScenarioRow.init), visit, isPaged: false) {
                visit.path("\(visit.area)/\(code)/scenarios?b=\($0.name)")
            }
        ]
        var blocks = [all]
        if let second = visit.query("b"), !second.isEmpty || visit.query("a")?.isEmpty == false {
            let first = visit.query("a").flatMap { $0.isEmpty ? nil : $0 }
            let compared = try await service.compareScenarios(of: code, first, second.isEmpty ? nil : second)
            let ownRules = visit.say("office.ownRules")
            var block = Block(
                visit.say("office.comparison", ["a": first ?? ownRules, "b": second.isEmpty ? ownRules : second]))
            let definition = try await service.call(code).definition
            let outcomes = [
                (first ?? ownRules, try await service.scenarioAwards(of: code, first)),
                (second.isEmpty ? ownRules : second, try await service.scenarioAwards(of: code, second.isEmpty ? nil : second))
            ]
            block.tiles = outcomes.map { name, awards in
                Block.Tile(
                    visit.formats.amount(awards.values.reduce(.zero, +)),
                    "\(name) – " + visit.say("office.scenarioFiles", count: awards.count))
            }
            block.tables = [
                TableView(
                    Words.budgetLines.text(in: visit.language), compared.rows, visit, isCaptionHidden: false, definition: definition,
                    isPaged: false),
                try await sideBySide(outcomes, code, visit)
            ]
            blocks.append(block)
        }
        let choices = [Field.Choice("", visit.say("office.ownRules"))] + kept.map { Field.Choice($0.name, $0.name) }
        let more: Parts = [
            "path": visit.path("\(visit.area)/\(code)/scenarios"), "hasChoices": !kept.isEmpty,
            "choices": [
                Field("a", visit.say("office.scenarioA"), .select(choices), values: [visit.query("a") ?? ""]).parts,
                Field("b", visit.say("office.scenarioB"), .select(choices), values: [visit.query("b") ?? kept.first?.name ?? ""]).parts
            ]
        ]
        var page = Page.blocks(
            visit.title(code, "office.scenarios"), blocks,
            around: Around.call(code, visit, current: "scenarios"), visit, more: more)
        page = Page("office/scenarios", title: page.title, page.parts)
        return try visit.show(page)
    }

    /// Every file that gets something in one of two outcomes; those for which they differ first.
    private static func sideBySide(
        _ outcomes: [(name: String, awards: [String: Cents])], _ code: String, _ visit: Visit
    ) async throws -> TableView {
        let files = try await visit.service().files(of: code)
        let (first, second) = (outcomes[0].awards, outcomes[1].awards)
        let known = files.filter { first[$0.file.reference] != nil || second[$0.file.reference] != nil }
        func differs(_ view: FileView) -> Bool { first[view.file.reference] != second[view.file.reference] }
        let rows = (known.filter(differs) + known.filter { !differs($0) }).map { view in
            let (before, after) = (first[view.file.reference], second[view.file.reference])
            let change = before == nil ? Words.entering : after == nil ? Words.leaving : before == after ? nil : Words.altered
            return FigureRow(
                view.file.reference, view.organisation, before?.decimal ?? "–", after?.decimal ?? "–",
                change?.text(in: visit.language) ?? "")
        }
        let columns: [Column] = [
            .text(Words.reference), .flexible(Words.organisation), .number(Self.same(outcomes[0].name)),
            .number(Self.same(outcomes[1].name)), .text(Words.altered)
        ]
        return TableView(
            visit.say("office.filesSideBySide"), rows, visit, isCaptionHidden: false, columns: columns, isPaged: false
        ) { visit.path("\(visit.area)/\(code)/files/\($0.cells[0])") }
    }

    /// A name that is the same in each language.
    private static func same(_ name: String) -> Message { Message(fr: name, nl: name, en: name) }

    private static func make(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        let view = try await visit.service().call(code)
        var plan = Plan(
            path: "\(visit.area)/\(code)/scenarios/new", title: visit.title(code, "office.newScenario"),
            button: visit.say("office.keepScenario"),
            back: "\(visit.area)/\(code)/scenarios"
        ) { visit, fields, command in
            // Nothing is refused before anything was changed.
            guard fields.pairs.contains(where: { !["name", "line", "csrf", "key", "do"].contains($0.name) && !$0.value.isEmpty }) else {
                throw Plan.Faults(faults: [FieldFault(field: Field.id(of: "reserve"), visit.say("office.scenarioNothing"))])
            }
            // To see what would come of it, it needs no name yet.
            var name = "…"
            if !command.isDryRun { name = try fields.required("name", visit) }
            let kept = name
            let receipt = try await visit.service().runScenario(kept, of: code, try changes(fields, visit), command)
            return Plan.Outcome(
                sentences: [visit.say("office.scenarioAwards", count: receipt.awards)],
                tables: [TableView(Words.budgetLines.text(in: visit.language), receipt.comparison.rows, visit, isPaged: false)],
                facts: receipt.comparison.facts(in: visit.language))
        }
        plan.lead = [visit.say("office.newScenarioLead")]
        plan.notice = "scenarioKept"
        plan.neighbours = Around.call(code, visit, current: "scenarios")
        plan.fields = fields(typed, view.definition, visit)
        return plan
    }

    private static func fields(_ typed: FormFields, _ definition: CallDefinition, _ visit: Visit) -> [Field] {
        let asNow = Field.Choice("", visit.say("office.asNow"))
        func value(_ name: String) -> [String] { [typed[name] ?? ""] }
        func amount(_ name: String) -> Field {
            Field(name, visit.say("office.scenario.\(name)"), .line(className: "number", mode: "decimal"), values: value(name))
        }
        func number(_ name: String) -> Field {
            Field(name, visit.say("office.scenario.\(name)"), .line(type: "number", className: "number"), values: value(name))
        }
        func select(_ name: String, _ choices: [String]) -> Field {
            Field(
                name, visit.say("office.scenario.\(name)"),
                .select([asNow] + choices.map { Field.Choice($0, visit.say("office.scenario.\(name).\($0)")) }), values: value(name))
        }
        return [
            Field("name", visit.say("office.scenario.name"), .line(className: "short"), values: value("name"), isRequired: true),
            Field(
                "line", visit.say("office.line"),
                .select(
                    [Field.Choice("", visit.say("office.everyLine"))]
                        + definition.budgetLines.map {
                            Field.Choice($0.id, $0.label.text(in: visit.language))
                        }), values: value("line")),
            amount("reserve"), select("mode", ["none", "fence", "reserveFirst", "openFirst"]), amount("maxAward"), number("maxAwards"),
            number("maxPerApplicant"), select("rule", ["rankOrder", "rankOrderStrict", "proportional"]),
            select("partial", ["yes", "no"]), select("unspent", ["keep", "spillBack"]), number("threshold")
        ]
            + definition.scoring.criteria.map { criterion in
                Field(
                    "weight-\(criterion.id)", visit.say("office.scenario.weight", ["criterion": criterion.label.text(in: visit.language)]),
                    .line(type: "number", className: "number"), values: value("weight-\(criterion.id)"))
            }
    }

    private static func changes(_ fields: FormFields, _ visit: Visit) throws -> ScenarioChanges {
        var changes = ScenarioChanges()
        changes.line = fields.text("line")
        changes.reserve = try fields.amount("reserve", visit)
        changes.mode = fields["mode"].flatMap { AllocationProblem.Reserve.Mode(rawValue: $0) }
        changes.maxAward = try fields.amount("maxAward", visit)
        changes.maxAwards = try fields.number("maxAwards", visit)
        changes.maxAwardsPerApplicant = try fields.number("maxPerApplicant", visit)
        changes.rule = fields["rule"].flatMap { AllocationRules.Rule(rawValue: $0) }
        changes.partial = fields.text("partial").map { $0 == "yes" }
        changes.unspent = fields["unspent"].flatMap { AllocationRules.Unspent(rawValue: $0) }
        changes.threshold = try fields.number("threshold", visit)
        for name in fields.names where name.hasPrefix("weight-") {
            if let weight = try fields.number(name, visit) { changes.weights[String(name.dropFirst(7))] = weight }
        }
        return changes
    }
}
