import CallModel
import Hummingbird
import Presentation
import Service
import Workflow

/// The steps of one file, each reviewed before it is taken.
enum FileStepPlan {
    /// What a step takes besides a click.
    enum Kind {
        case plain(FileStep)
        case reasoned(FileStep)
        /// A reason that may be left out.
        case explained(FileStep)
        case complement
        case award
        case awardUrgently
        case amend
        case ratify
        case reserve
        case refuse

        /// - Returns: nil for what is done on all files together, and for what the applicant writes.
        init?(_ action: ApplicationAction) {
            switch action {
            case .submit: self = .plain(.submit)
            case .reinstate: self = .plain(.reinstate)
            case .beginReview: self = .plain(.beginReview)
            case .withdraw: self = .explained(.withdraw)
            case .returnToReview: self = .reasoned(.returnToReview)
            case .appeal: self = .reasoned(.appeal)
            case .uphold: self = .reasoned(.uphold)
            case .overturn: self = .reasoned(.overturn)
            case .dismiss: self = .reasoned(.dismiss)
            case .annul: self = .reasoned(.annul)
            case .requestComplement: self = .complement
            case .award: self = .award
            case .awardUrgently: self = .awardUrgently
            case .amend: self = .amend
            case .ratify: self = .ratify
            case .reserve: self = .reserve
            case .refuse: self = .refuse
            case .create, .edit, .complement, .declareAdmissible, .declareInadmissible, .settleMarker, .score, .advise, .approve,
                .notify:
                return nil
            }
        }

        func step(_ fields: FormFields, _ visit: Visit) throws -> FileStep {
            switch self {
            case .plain(let step), .reasoned(let step), .explained(let step): return step
            case .complement:
                // Until the end of the day that was chosen.
                guard let day = try fields.date("due", visit) else { return .requestComplement(due: nil) }
                let end = try? ZonedTime.resolve("\(day) 23:59", zone: Formats.homeZone, isClosing: true).get()
                return .requestComplement(due: end?.instant)
            case .award:
                return .award(
                    line: try fields.required("line", visit), amount: try Self.amount(fields, visit), departure: fields.text("departure"))
            case .awardUrgently:
                return .awardUrgently(line: try fields.required("line", visit), amount: try Self.amount(fields, visit))
            case .amend: return .amend(line: fields.text("line"), amount: try Self.amount(fields, visit))
            case .ratify: return .ratify(sitting: try fields.required("sitting", visit))
            case .reserve:
                return .reserve(rank: Int32(clamping: try fields.number("rank", visit) ?? 0), departure: fields.text("departure"))
            case .refuse: return .refuse(departure: fields.text("departure"))
            }
        }

        private static func amount(_ fields: FormFields, _ visit: Visit) throws -> Cents {
            guard let amount = try fields.amount("amount", visit) else {
                throw Plan.Faults(faults: [FieldFault(field: Field.id(of: "amount"), visit.say("office.required"))])
            }
            return amount
        }

        /// - Parameters:
        ///   - lines: from which an award may be paid.
        ///   - file: gives the amounts that one would begin with.
        func fields(_ typed: FormFields, _ visit: Visit, lines: [BudgetLine] = [], file: Workflow.Application? = nil) -> [Field] {
            func area(_ name: String, _ word: String, isRequired: Bool = true, help: String = "") -> Field {
                Field(name, visit.say(word), .area(rows: 3), values: [typed[name] ?? ""], help: help, isRequired: isRequired)
            }
            func amount(_ suggested: Cents?) -> Field {
                Field(
                    "amount", visit.say("office.amount"), .line(className: "number", mode: "decimal"),
                    values: [typed["amount"] ?? suggested?.decimal ?? ""], help: visit.say("office.amountHelp"), isRequired: true)
            }
            let line = Field(
                "line", visit.say("office.line"),
                .select(lines.map { Field.Choice($0.id, "\($0.label.text(in: visit.language)) (\($0.budgetArticle))") }),
                values: [typed["line"] ?? file?.line ?? file?.advisedLine ?? lines.first?.id ?? ""])
            let reason = area("reason", "office.reason", help: visit.say("office.reasonHelp"))
            let departure = area("departure", "office.departure", isRequired: false, help: visit.say("office.departureHelp"))
            switch self {
            case .plain: return []
            case .reasoned: return [reason]
            case .explained: return [area("reason", "office.reason", isRequired: false)]
            case .complement:
                let due = Field(
                    "due", visit.say("office.complementDue"), .line(type: "date", className: "short"), values: [typed["due"] ?? ""],
                    help: visit.say("office.complementDueHelp"))
                return [area("reason", "office.complementWhat", help: visit.say("office.complementHelp")), due]
            case .award: return [line, amount(file?.advised ?? file?.summary?.requested), departure]
            case .awardUrgently: return [line, amount(file?.summary?.requested)]
            case .amend: return [line, amount(file?.awarded), reason]
            case .ratify: return [Field("sitting", visit.say("office.sitting"), values: [typed["sitting"] ?? ""], isRequired: true)]
            case .reserve:
                let rank = Field(
                    "rank", visit.say("office.place"), .line(type: "number", className: "number"), values: [typed["rank"] ?? ""],
                    isRequired: true)
                return [rank, departure]
            case .refuse: return [reason, departure]
            }
        }
    }

    /// - Parameter area: whose pages it is on: `office`, `college`.
    static func plan(_ visit: Visit, _ typed: FormFields, area: String) async throws -> Plan {
        let (code, reference) = (try visit.call, try visit.parameter("file"))
        guard let action = ApplicationAction(name: try visit.parameter("step")), let kind = Kind(action) else {
            throw HTTPError(.notFound)
        }
        let detail = try await visit.service().file(reference, of: code)
        let view = try await visit.service().call(code)
        let label = action.label.text(in: visit.language).capitalizedFirst
        let allowed = view.definition.categories.first { $0.id == detail.view.file.summary?.category }?.budgetLines ?? []
        let lines = view.definition.budgetLines.filter { allowed.isEmpty || allowed.contains($0.id) }
        var plan = Plan(
            path: "\(area)/\(code)/files/\(reference)/do/\(action.name)", title: "\(label) – \(reference)", button: label,
            back: "\(area)/\(code)/files/\(reference)"
        ) { visit, fields, command in
            let receipt = try await visit.service().act(
                on: reference, of: code, try kind.step(fields, visit), reason: fields.text("reason"), command)
            return Plan.Outcome(sentences: [visit.say("office.fileGoes", ["change": receipt.change(in: visit.language)])])
        }
        plan.fields = kind.fields(typed, visit, lines: lines, file: detail.view.file)
        plan.hidden = [("version", "\(detail.view.file.version)")]
        plan.isGrave = [.withdraw, .dismiss, .annul, .refuse, .overturn].contains(action)
        var block = Block()
        block.facts = detail.told(view.definition, visit)
        plan.blocks = [block]
        return plan
    }
}
