import CallModel
import Exchange
import Foundation
import Hummingbird
import Presentation
import Service
import Workflow

/// The College: the list that it signs, with amounts, reasons and departures, and its decisions.
enum CollegePages {
    private static let access = Access.only([.college, .alderman])
    /// Each step of a ladder is signed in the area of whoever signs it.
    private static let signatories = [
        ("office", Access.only(.office)), ("college", access), ("finance", FinancePages.access)
    ]

    static let routes: [PageRoute] = PageRoute.together(
        [
            .get("college", access) { visit in try await calls(visit) },
            .get("college/:call", access) { visit in try await list(visit) }
        ],
        PageRoute.plan("college/:call/do/:step", .only(.college)) { visit, fields in
            try await CallSteps.plan(visit, fields, area: "college")
        },
        PageRoute.plan("college/:call/decide", .only(.college), limit: 8 << 20) { visit, fields in try await decide(visit, fields) },
        signatories.flatMap { area, access -> [PageRoute] in
            [.get("\(area)/:call/signatures", access) { visit in try await signatures(visit) }]
                + PageRoute.plan("\(area)/:call/sign", access) { visit, fields in try await sign(visit, fields) }
        })

    static func neighbours(_ code: String, _ visit: Visit, current: String = "") -> Neighbours {
        Neighbours(
            [
                (path: "college/\(code)", text: visit.say("college.list")),
                (path: "college/\(code)/signatures", text: visit.say("college.signatures")),
                (path: "college/\(code)/scenarios", text: visit.say("office.scenarios")),
                (path: "college/\(code)/grants", text: visit.say("finance.grants")),
                (path: "college/\(code)/exports", text: visit.say("finance.exports"))
            ], current: current.isEmpty ? "college/\(code)" : "college/\(code)/\(current)")
    }

    private static func calls(_ visit: Visit) async throws -> Response {
        let calls = try await visit.service().calls().filter { $0.state != .drafted }
        var block = Block()
        block.tables = [
            TableView(visit.say("office.calls"), calls.map(CallRow.init), visit) { visit.path("college/\($0.code)") }
        ]
        return try visit.show(.blocks(visit.say("college.title"), [block], visit))
    }

    private static func list(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let service = try visit.service()
        let view = try await service.call(code)
        let files = try await service.files(of: code)
        var blocks = [next(view, files, visit)]
        let advised = files.filter { $0.file.state == .advised }.sorted { ($0.file.rank ?? .max) < ($1.file.rank ?? .max) }
        if !advised.isEmpty { blocks.append(advice(advised, code, visit)) }
        let results = try await service.results(of: code)
        blocks += Results.blocks(results, visit) { visit.path("college/\(code)/files/\($0)") }
        return try visit.show(
            .blocks(
                view.definition.title.text(in: visit.language), blocks, around: neighbours(code, visit), visit))
    }

    private static func next(_ view: CallView, _ files: [FileView], _ visit: Visit) -> Block {
        var block = Block()
        let code = view.call.code
        block.texts = [visit.say("office.stateIs", ["state": view.call.state.label.text(in: visit.language)])]
        let role = visit.visitor.role ?? .college
        if role == .college, files.contains(where: { $0.file.state == .advised }) {
            block.steps.append(Block.Link(visit.path("college/\(code)/decide"), visit.say("college.decide")))
        }
        if view.call.terms?.approvals != nil {
            block.steps.append(Block.Link(visit.path("college/\(code)/sign"), visit.say("college.sign")))
        }
        if role == .college {
            block.steps += CallSteps.possible(view.call, for: role).map { action in
                Block.Link(visit.path("college/\(code)/do/\(action.name)"), action.label.text(in: visit.language).capitalizedFirst)
            }
        }
        return block
    }

    /// What the council advised, for the decision.
    private static func advice(_ files: [FileView], _ code: String, _ visit: Visit) -> Block {
        var block = Block(visit.say("college.advised"))
        let rows = files.map { view in
            FigureRow(
                view.file.rank.map(String.init) ?? "", view.file.reference, view.organisation, view.file.score?.rounded(places: 2) ?? "",
                view.file.summary?.requested.decimal ?? "",
                view.file.advice.map { visit.say("college.advice.\($0)") } ?? "", view.file.advised?.decimal ?? "",
                view.file.advisedLine ?? "")
        }
        let columns: [Column] = [
            .number(Words.rank), .text(Words.reference), .flexible(Words.organisation), .number(Words.score), .number(Words.requested),
            .text(visit.message("college.advice")), .number(Words.advised), .text(Words.line)
        ]
        block.tables = [
            TableView(visit.say("college.advised"), rows, visit, columns: columns, isPaged: false) {
                visit.path("college/\(code)/files/\($0.cells[1])")
            }
        ]
        return block
    }

    private static func decide(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        let service = try visit.service()
        let view = try await service.call(code)
        let files = try await service.files(of: code, FileFilter(states: [.advised]))
            .sorted { ($0.file.rank ?? .max, $0.file.reference) < ($1.file.rank ?? .max, $1.file.reference) }
        var plan = Plan(
            path: "college/\(code)/decide", title: "\(visit.say("college.decide")) – \(code)", button: visit.say("college.decideAll"),
            isGrave: true, back: "college/\(code)"
        ) { visit, fields, command in
            let departures = try files.compactMap { try departure(on: $0.file.reference, fields, visit) }
            let receipt = try await visit.service().decide(of: code, departures: departures, command)
            return Plan.Outcome(
                sentences: [
                    receipt.sentence.text(in: visit.language), visit.say("college.departures", count: departures.count)
                ],
                tables: [TableView(visit.say("office.counts"), receipt.rows(), visit, isPaged: false)])
        }
        plan.lead = [visit.say("college.decideLead")]
        plan.notice = "decided"
        plan.neighbours = neighbours(code, visit)
        plan.groups = files.map { group($0, view.definition.budgetLines, typed, visit) }
        return plan
    }

    private static func group(_ view: FileView, _ lines: [BudgetLine], _ typed: FormFields, _ visit: Visit) -> Plan.Group {
        let reference = view.file.reference
        func value(_ name: String) -> [String] { [typed["\(name)-\(reference)"] ?? ""] }
        let advice = view.file.advice.map { visit.say("college.advice.\($0)") } ?? "–"
        let amount = view.file.advised.map { visit.formats.amount($0) } ?? ""
        let fields = [
            Field(
                "outcome-\(reference)", visit.say("college.outcome"),
                .select(
                    [Field.Choice("", visit.say("college.follow"))]
                        + ImportedDecision.Outcome.allCases.map {
                            Field.Choice($0.rawValue, visit.say("college.outcome.\($0.rawValue)"))
                        }), values: value("outcome")),
            Field(
                "amount-\(reference)", visit.say("office.amount"), .line(className: "number", mode: "decimal"), values: value("amount"),
                help: visit.say("college.amountHelp")),
            Field(
                "line-\(reference)", visit.say("office.line"),
                .select(
                    [Field.Choice("", visit.say("college.asAdvised"))]
                        + lines.map { Field.Choice($0.id, $0.label.text(in: visit.language)) }),
                values: value("line")),
            Field(
                "departure-\(reference)", visit.say("office.departure"), .area(rows: 2), values: value("departure"),
                help: visit.say("office.departureHelp")),
            Field(
                "reason-\(reference)", visit.say("college.refusalReason"), .area(rows: 2), values: value("reason"),
                help: visit.say("college.refusalReasonHelp"))
        ]
        let rank = view.file.rank.map { "\($0). " } ?? ""
        return Plan.Group(
            title: "\(rank)\(reference) · \(view.organisation) · \(advice) \(amount)", fields: fields,
            isOpen: fields.contains { !($0.values.first ?? "").isEmpty })
    }

    /// What the College decides otherwise than the council advised; nil where it follows.
    private static func departure(on reference: String, _ fields: FormFields, _ visit: Visit) throws -> ImportedDecision? {
        guard let outcome = fields["outcome-\(reference)"].flatMap({ ImportedDecision.Outcome(rawValue: $0) }) else { return nil }
        return ImportedDecision(
            on: reference, outcome, amount: try fields.amount("amount-\(reference)", visit), line: fields.text("line-\(reference)"),
            reason: fields.text("reason-\(reference)"), departure: fields.text("departure-\(reference)"))
    }

    // MARK: - Signatures

    private static func signatures(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let rows = try await visit.service().signatures(of: code).map(SignatureRow.init)
        var block = Block()
        block.texts = [visit.say("college.signaturesText"), visit.say("college.missing", count: rows.count { $0.missing })]
        block.steps = [Block.Link(visit.path("\(visit.area)/\(code)/sign"), visit.say("college.sign"))]
        block.tables = [TableView(visit.say("college.signatures"), rows, visit)]
        return try visit.show(
            .blocks("\(visit.say("college.signatures")) – \(code)", [block], around: Around.call(code, visit, current: "signatures"), visit)
        )
    }

    private static func sign(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        var plan = Plan(
            path: "\(visit.area)/\(code)/sign", title: "\(visit.say("college.sign")) – \(code)", button: visit.say("college.signAll"),
            back: "\(visit.area)/\(code)/signatures"
        ) { visit, fields, command in
            let receipt = try await visit.service().sign(of: code, upTo: try fields.amount("limit", visit), command)
            return Plan.Outcome(sentences: [receipt.sentence.text(in: visit.language)])
        }
        plan.lead = [visit.say("college.signLead")]
        plan.fields = [
            Field(
                "limit", visit.say("college.limit"), .line(className: "number", mode: "decimal"), values: [typed["limit"] ?? ""],
                help: visit.say("college.limitHelp"))
        ]
        let role = visit.visitor.role
        let missing = try await visit.service().signatures(of: code).filter { $0.isMissing && $0.step.role.role == role }
        var block = Block(visit.say("college.toSign"))
        block.tables = [TableView(visit.say("college.toSign"), missing.map(SignatureRow.init), visit, isPaged: false)]
        plan.blocks = [block]
        return plan
    }
}
