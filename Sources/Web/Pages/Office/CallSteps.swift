import CallModel
import Foundation
import Hummingbird
import Presentation
import Service
import Workflow

/// The steps of a call, each reviewed before it is taken.
enum CallSteps {
    /// Those that have a page here: what needs a new definition comes with a file, and what is decided on files has pages of its own.
    static func possible(_ call: Call, for role: Role) -> [CallAction] {
        var actions = NextSteps.actions(CallMachine.self, from: call.state, for: role)
            .filter { ![.create, .revise, .amend, .decide].contains($0) }
        // Decisions are also made known one by one, once the first were.
        if role == .secretariat, call.state == .published || call.terms?.procedure != .competitive && call.state == .open {
            actions.append(.publish)
        }
        return actions
    }

    /// - Parameter area: whose pages it is on: `office`, `college`.
    static func plan(_ visit: Visit, _ typed: FormFields, area: String) async throws -> Plan {
        let code = try visit.call
        guard let action = CallAction(name: try visit.parameter("step")) else { throw HTTPError(.notFound) }
        let view = try await visit.service().call(code)
        if action == .publish { return try await release(code, visit) }
        guard let kind = Kind(action) else { throw HTTPError(.notFound) }
        var plan = Plan(
            path: "\(area)/\(code)/do/\(action.name)", title: "\(action.label.text(in: visit.language).capitalizedFirst) – \(code)",
            button: action.label.text(in: visit.language).capitalizedFirst, back: "\(area)/\(code)"
        ) { visit, fields, command in
            let receipt = try await visit.service().move(call: code, try kind.step(fields, visit), reason: fields.text("reason"), command)
            return Plan.Outcome(sentences: [visit.say("office.callGoes", ["change": receipt.change(in: visit.language)])])
        }
        plan.lead = [visit.say("office.lead.\(action.name)")].filter { !$0.hasPrefix("office.lead.") }
        plan.hidden = [("version", "\(view.call.version)")]
        plan.isGrave = [.cancel, .declareUnsuccessful].contains(action)
        plan.fields = kind.fields(typed, visit)
        plan.blocks = [try await counts(code, visit)]
        return plan
    }

    /// How many files are in each state, which is what most steps of a call rest on.
    static func counts(_ code: String, _ visit: Visit) async throws -> Block {
        let tally = try await visit.service().tally(of: code)
        var block = Block(visit.say("office.counts"))
        block.tables = [
            TableView(Words.state.text(in: visit.language), tally.map { StateRow("application", $0) }, visit, isPaged: false)
        ]
        return block
    }

    /// All decisions become known at once.
    private static func release(_ code: String, _ visit: Visit) async throws -> Plan {
        var plan = Plan(
            path: "office/\(code)/do/publish", title: "\(visit.say("office.release")) – \(code)", button: visit.say("office.releaseAll"),
            isGrave: true, back: "office/\(code)"
        ) { visit, _, command in
            let receipt = try await visit.service().release(of: code, command)
            return Plan.Outcome(
                sentences: [receipt.sentence.text(in: visit.language)],
                tables: [TableView(visit.say("office.counts"), receipt.rows(), visit, isPaged: false)])
        }
        plan.lead = [visit.say("office.releaseLead")]
        var letters = Block()
        letters.links = [Block.Link(visit.path("office/\(code)/letters"), visit.say("office.readLetters"))]
        plan.blocks = [try await counts(code, visit), letters]
        plan.notice = "released"
        return plan
    }

    /// Counts the reviews and freezes the scores.
    static func score(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        var plan = Plan(
            path: "office/\(code)/score", title: visit.title(code, "office.score"), button: visit.say("office.score"),
            back: "office/\(code)"
        ) { visit, _, command in
            let receipt = try await visit.service().scoreFiles(of: code, command)
            return Plan.Outcome(
                sentences: [receipt.sentence.text(in: visit.language)],
                tables: [TableView(visit.say("office.counts"), receipt.rows(), visit, isPaged: false)])
        }
        plan.lead = [visit.say("office.scoreLead")]
        plan.blocks = [try await counts(code, visit)]
        return plan
    }

    /// What a step takes besides a click.
    private enum Kind {
        case plain(CallStep)
        case reasoned(CallStep)
        case extend
        case extendReview

        init?(_ action: CallAction) {
            switch action {
            case .open: self = .plain(.open)
            case .close: self = .plain(.close)
            case .beginAdmissibility: self = .plain(.beginAdmissibility)
            case .beginReview: self = .plain(.beginReview)
            case .beginDeliberation: self = .plain(.beginDeliberation)
            case .archive: self = .plain(.archive)
            case .cancel: self = .reasoned(.cancel)
            case .declareUnsuccessful: self = .reasoned(.declareUnsuccessful)
            case .extend: self = .extend
            case .extendReview: self = .extendReview
            case .create, .revise, .amend, .decide, .publish: return nil
            }
        }

        func step(_ fields: FormFields, _ visit: Visit) throws -> CallStep {
            switch self {
            case .plain(let step), .reasoned(let step): step
            case .extend: .extend(to: try fields.moment("to", visit))
            case .extendReview: .extendReview(to: try fields.moment("to", visit))
            }
        }

        func fields(_ typed: FormFields, _ visit: Visit) -> [Field] {
            let reason = Field(
                "reason", visit.say("office.reason"), .area(rows: 3), values: [typed["reason"] ?? ""], help: visit.say("office.reasonHelp"),
                isRequired: true)
            let moment = Field(
                "to", visit.say("office.newEnd"), .line(type: "datetime-local", className: "short"), values: [typed["to"] ?? ""],
                help: visit.say("office.newEndHelp"), isRequired: true)
            return switch self {
            case .plain: []
            case .reasoned: [reason]
            case .extend, .extendReview: [moment, reason]
            }
        }
    }
}

extension FormFields {
    /// A moment as a field for one sends it, on the clock of the house: `2027-04-08T23:59`. The whole minute counts.
    func moment(_ name: String, _ visit: Visit) throws -> Instant {
        let typed = try required(name, visit).replacing("T", with: " ")
        switch ZonedTime.resolve(String(typed.prefix(16)), zone: Formats.homeZone, isClosing: true) {
        case .success(let time): return time.instant
        case .failure(let fault):
            throw Plan.Faults(faults: [FieldFault(field: Field.id(of: name), fault.message.text(in: visit.language))])
        }
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
