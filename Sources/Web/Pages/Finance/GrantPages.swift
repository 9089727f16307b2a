import CallModel
import Hummingbird
import Presentation
import Service
import Workflow

/// The grants of a call: agreement, commitment, instalments, report, recovery, each step by whoever may take it.
enum GrantPages {
    /// The same pages in the area of each who has a step to take; which one, the table of transitions says.
    static let routes: [PageRoute] = [
        ("office", Access.only(.office)), ("college", Access.only(.college)), ("finance", FinancePages.access)
    ]
    .flatMap { area, access -> [PageRoute] in
        [
            .get("\(area)/:call/grants", access) { visit in try await list(visit) },
            .get("\(area)/:call/grants/:file", access) { visit in try await show(visit) }
        ] + PageRoute.plan("\(area)/:call/grants/:file/do/:step", access) { visit, fields in try await plan(visit, fields) }
    }

    private static func list(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let service = try visit.service()
        let grants = try await service.grants(of: code)
        var block = Block()
        block.tables = [
            TableView(visit.say("finance.grants"), grants.map(GrantRow.init), visit) {
                visit.path("\(visit.area)/\(code)/grants/\($0.reference)")
            }
        ]
        let known = Set(grants.map(\.reference))
        let waiting = try await service.files(of: code, FileFilter(states: [.awarded]))
            .filter { $0.file.notifiedAt != nil && !known.contains($0.file.reference) }
        var open = Block(visit.say("finance.withoutAgreement"))
        open.tables = [
            TableView(visit.say("finance.withoutAgreement"), waiting.map(FileRow.init), visit, isPaged: false) {
                visit.path("\(visit.area)/\(code)/grants/\($0.reference)")
            }
        ]
        return try visit.show(
            .blocks(
                "\(visit.say("finance.grants")) – \(code)", waiting.isEmpty ? [block] : [block, open],
                around: Around.call(code, visit, current: "grants"), visit))
    }

    private static func show(_ visit: Visit) async throws -> Response {
        let (code, reference) = (try visit.call, try visit.parameter("file"))
        let service = try visit.service()
        let detail = try await service.file(reference, of: code)
        let grant = try await service.grants(of: code).last { $0.reference == reference }
        try await visit.noteAccess("grant", call: code, file: reference)
        let definition = try await service.call(code).definition
        var block = Block()
        block.steps = steps(grant?.grant, visit).map { action in
            Block.Link(
                visit.path("\(visit.area)/\(code)/grants/\(reference)/do/\(action.name)"),
                action.label.text(in: visit.language).capitalizedFirst)
        }
        var blocks = [block]
        if let grant {
            let history = try await service.historyRows(service.history(of: grant.grant))
            blocks[0].facts = told(grant, visit)
            var past = Block(visit.say("office.history"))
            past.tables = [TableView(visit.say("office.history"), history, visit, isPaged: false)]
            blocks.append(past)
        } else {
            blocks[0].texts = [visit.say("finance.noAgreement")]
        }
        var file = Block(visit.say("finance.file"))
        file.facts = detail.told(definition, visit)
        let title = "\(visit.say("finance.grant")) \(reference)"
        return try visit.show(
            .blocks(title, blocks + [file], around: Around.call(code, visit, current: "grants"), visit))
    }

    /// The grant, of which the title of the page names the file.
    private static func told(_ grant: GrantView, _ visit: Visit) -> Facts {
        let row = GrantRow(grant)
        return Facts(
            GrantAnswer(grant: row, history: []).facts(in: visit.language).pairs.map { pair in
                (pair.name == row.reference ? Words.organisation.text(in: visit.language) : pair.name, pair.value)
            })
    }

    private static func steps(_ grant: Grant?, _ visit: Visit) -> [GrantAction] {
        let role = visit.visitor.role ?? .finance
        guard let grant else { return NextSteps.actions(GrantMachine.self, from: .absent, for: role) }
        let again = [.lapsed, .cancelled].contains(grant.state) ? NextSteps.actions(GrantMachine.self, from: .absent, for: role) : []
        return NextSteps.actions(GrantMachine.self, from: grant.state, for: role) + again
    }

    private static func plan(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let (code, reference) = (try visit.call, try visit.parameter("file"))
        guard let action = GrantAction(name: try visit.parameter("step")) else { throw HTTPError(.notFound) }
        let service = try visit.service()
        let grant = try await service.grants(of: code).last { $0.reference == reference }
        let detail = try await service.file(reference, of: code)
        let definition = try await service.call(code).definition
        let label = action.label.text(in: visit.language).capitalizedFirst
        var plan = Plan(
            path: "\(visit.area)/\(code)/grants/\(reference)/do/\(action.name)", title: "\(label) – \(reference)", button: label,
            back: "\(visit.area)/\(code)/grants/\(reference)"
        ) { visit, fields, command in
            let receipt = try await visit.service().grant(
                of: reference, in: code, try step(action, fields, visit), reason: fields.text("reason"), command)
            return Plan.Outcome(sentences: [visit.say("finance.grantGoes", ["change": receipt.change(in: visit.language)])])
        }
        plan.fields = fields(action, grant?.grant, typed, visit)
        if let grant, action != .send { plan.hidden = [("version", "\(grant.grant.version)")] }
        plan.isGrave = [.cancel, .lapse, .reject, .writeOff].contains(action)
        plan.neighbours = Around.call(code, visit, current: "grants")
        var block = Block()
        block.facts =
            grant.map { told($0, visit) } ?? detail.told(definition, visit)
        plan.blocks = [block]
        return plan
    }

    private static func step(_ action: GrantAction, _ fields: FormFields, _ visit: Visit) throws -> GrantStep {
        func amount() throws -> Cents {
            guard let amount = try fields.amount("amount", visit) else {
                throw Plan.Faults(faults: [FieldFault(field: Field.id(of: "amount"), visit.say("office.required"))])
            }
            return amount
        }
        switch action {
        case .send: return .send
        case .sign: return .sign
        case .commit: return .commit(number: try fields.required("commitment", visit))
        case .payFirst: return .payFirst(try amount())
        case .report: return .report(try amount())
        case .accept: return .accept
        case .acceptPartly: return .acceptPartly(try amount())
        case .reject: return .reject
        case .payBalance: return .payBalance(try fields.amount("amount", visit))
        case .claimRecovery: return .claimRecovery(try fields.amount("amount", visit))
        case .recordRecovery: return .recordRecovery(try fields.amount("amount", visit))
        case .writeOff: return .writeOff
        case .close: return .close
        case .lapse: return .lapse
        case .cancel: return .cancel
        case .suspend: return .suspend
        case .resume: return .resume
        }
    }

    private static func fields(_ action: GrantAction, _ grant: Grant?, _ typed: FormFields, _ visit: Visit) -> [Field] {
        let reason = Field(
            "reason", visit.say("office.reason"), .area(rows: 3), values: [typed["reason"] ?? ""], help: visit.say("office.reasonHelp"),
            isRequired: true)
        func amount(_ help: String, _ suggested: Cents? = nil) -> Field {
            Field(
                "amount", visit.say("office.amount"), .line(className: "number", mode: "decimal"),
                values: [typed["amount"] ?? suggested?.decimal ?? ""], help: visit.say("finance.\(help)"), isRequired: suggested != nil)
        }
        return switch action {
        case .commit:
            [
                Field(
                    "commitment", visit.say("finance.commitment"), .line(className: "short"), values: [typed["commitment"] ?? ""],
                    help: visit.say("finance.commitmentHelp"), isRequired: true)
            ]
        case .payFirst: [amount("payFirstHelp", grant?.awarded ?? .zero)]
        case .report: [amount("reportHelp", grant?.awarded ?? .zero)]
        case .acceptPartly: [amount("acceptHelp", grant?.reported ?? .zero), reason]
        case .payBalance, .claimRecovery, .recordRecovery: [amount("dueHelp")]
        case .reject, .writeOff, .cancel, .suspend: [reason]
        case .send, .sign, .accept, .close, .lapse, .resume: []
        }
    }
}
