import CallModel
import Exchange
import Foundation
import HTTPTypes
import Presentation
import Service
import Store
import Workflow

/// What says why.
protocol Reasoned {
    var why: String? { get }
}

/// What a step needs to know that needs no more than a reason.
struct ReasonInput: Codable, Reasoned {
    let reason: String?

    var why: String? { reason }
}

/// Nothing.
struct NoInput: Codable {}

/// A new end of a period.
struct DeadlineInput: Codable {
    let to: Instant
    let reason: String
}

/// Why the rules change, and who decided it.
struct AmendmentInput {
    static let query: [Operation.Query] = [
        .text("reason", "Why the rules change."), .text("authority", "Who decided it, and when.")
    ]
}

extension Operation {
    private static let chapter = "Calls"
    private static let yaml = ["application/yaml", "text/yaml"]

    /// The calls and their rules.
    static let calls: [Operation] = [
        .list("listCalls", "/calls", in: chapter, "The calls that are or were open to applicants.", .anyone, key: \.code) {
            visit -> [CallRow] in
            try await visit.site.service.calls().filter { $0.state != .drafted }.map(CallRow.init)
        },
        .list(
            "listEveryCall", "/every-call", in: chapter, "Every call, drafts too.", .only([.secretariat, .college, .auditor]), key: \.code
        ) { visit -> [CallRow] in try await visit.service.calls().map(CallRow.init) },
        .read(
            "getCall", "/calls/{call}", in: chapter, "A call: where it stands, its dates, its budget lines.", .anyone,
            version: { (answer: CallAnswer) in answer.version }
        ) { visit -> CallAnswer in
            let view = try await visit.openCall()
            return CallAnswer(view, tally: try await visit.tally(of: view))
        },
        .read("getForm", "/calls/{call}/form", in: chapter, "The questions of the call, section by section.", .anyone) {
            visit -> [FormAnswer] in
            try await visit.openCall().definition.form.map { FormAnswer($0) }
        },
        .download(
            "getDefinition", "/calls/{call}/definition", in: chapter, "The rules as they were handed in.", .anyone, ["application/yaml"]
        ) { visit in
            let source = try await visit.openCall().source
            return try await TemporaryFile { try source.write(toFile: $0, atomically: false, encoding: .utf8) }
                .response(type: "application/yaml", name: "\(try visit.parameter("call")).yaml")
        },
        .download(
            "getTemplate", "/calls/{call}/template", in: chapter, "An empty file of applications, to be filled in and imported.", .anyone,
            ["text/csv", "application/json"], [.choice("format", "A table unless told.", ["csv", "json"])]
        ) { visit in
            let definition = try await visit.openCall().definition
            let isList: Bool
            switch visit.query("format") {
            case nil, "csv": isList = false
            case "json": isList = true
            default: throw visit.badQuery("format")
            }
            let text = isList ? ApplicationTemplate.json(for: definition) : ApplicationTemplate.table(for: definition)
            return try await TemporaryFile { try text.write(toFile: $0, atomically: false, encoding: .utf8) }
                .response(type: isList ? "application/json" : "text/csv", name: "applications.\(isList ? "json" : "csv")")
        },
        .list(
            "getCallHistory", "/calls/{call}/history", in: chapter, "What happened to the call.", .asking(.callHistory), key: \.key
        ) { visit -> [HistoryRow] in
            let service = visit.service
            return try await service.historyRows(try await service.history(ofCall: try visit.parameter("call")))
        },
        .upload(
            "checkDefinition", "/definitions/check", in: chapter, "Checks rules without keeping them.", .taking(CallAction.create), yaml
        ) { visit, file -> DefinitionAnswer in
            let checked = try await visit.checked(file)
            return DefinitionAnswer(checked.definition, file: "body", in: visit.language)
        },
        .upload("createCall", "/calls", in: chapter, "Makes a call out of its rules.", .taking(CallAction.create), yaml) {
            visit, file -> Receipt in
            let checked = try await visit.draftable(file)
            return try await visit.site.service.createCall(checked.definition, source: checked.source, try visit.command())
        },
        .upload(
            "reviseCall", .put, "/calls/{call}/definition", in: chapter,
            "Replaces the rules of a draft; with a reason, amends those of a call.",
            Access.taking(CallAction.revise).or(.taking(CallAction.amend)), yaml, AmendmentInput.query
        ) { visit, file -> Receipt in
            let checked = try await visit.draftable(file)
            return try await visit.site.service.replaceDefinition(
                of: try visit.parameter("call"), checked.definition, source: checked.source, reason: visit.query("reason"),
                authority: visit.query("authority"), try visit.command())
        },
        move("openCall", "open", "Opens the call to applicants.", .open, .open),
        move("closeCall", "close", "Closes the call once its time is over.", .close, .close),
        move("beginAdmissibility", "begin-admissibility", "Begins the examination.", .beginAdmissibility, .beginAdmissibility),
        move("beginReview", "begin-review", "Begins the reviews.", .beginReview, .beginReview),
        move("beginDeliberation", "begin-deliberation", "Begins the deliberation.", .beginDeliberation, .beginDeliberation),
        move("archiveCall", "archive", "Puts the call away.", .archive, .archive),
        move("cancelCall", "cancel", "Calls the call off, for a reason.", .cancel, .cancel),
        move(
            "declareCallUnsuccessful", "unsuccessful", "Ends the call without award, for a reason.", .declareUnsuccessful,
            .declareUnsuccessful),
        .command(
            "extendCall", "/calls/{call}/extend", in: chapter, "Gives applicants more time.", .taking(CallAction.extend)
        ) { (visit, input: DeadlineInput) -> Receipt in
            try await visit.site.service.move(
                call: try visit.parameter("call"), .extend(to: input.to), reason: input.reason, try visit.command())
        },
        .command(
            "extendReview", "/calls/{call}/extend-review", in: chapter, "Gives the members more time.", .taking(CallAction.extendReview)
        ) { (visit, input: DeadlineInput) -> Receipt in
            try await visit.site.service.move(
                call: try visit.parameter("call"), .extendReview(to: input.to), reason: input.reason, try visit.command())
        }
    ]

    private static func move(_ id: String, _ path: String, _ summary: String, _ action: CallAction, _ step: CallStep) -> Operation {
        .command(id, "/calls/{call}/\(path)", in: chapter, summary, .taking(action), version: { (receipt: Receipt) in receipt.version }) {
            (visit, input: ReasonInput) -> Receipt in
            try await visit.site.service.move(call: try visit.parameter("call"), step, reason: input.reason, try visit.command())
        }
    }
}

extension HistoryRow {
    /// Places events in their order.
    var key: String { String(repeating: "0", count: max(0, 20 - String(version).count)) + String(version) }
}

/// Rules that came in, with the text that they came from.
struct CheckedUpload {
    let definition: CheckedDefinition
    let source: String
}

extension APIVisit {
    /// A call that is or was open; a draft is shown to those who prepare it.
    func openCall() async throws -> CallView {
        let code = try parameter("call")
        let view = try await service.call(code)
        if view.call.state == .drafted, !(context.visitor.role.map { [.secretariat, .college, .auditor].contains($0) } ?? false) {
            throw StoreError.notFound(kind: "call", name: code)
        }
        return view
    }

    /// How many files are in each state: for the offices. Everybody else is told once the outcome is made known, and all the same: a
    /// count that moves tells what is decided, and to a member who may not know of a file, what becomes of it.
    fileprivate func tally(of view: CallView) async throws -> [StateCount] {
        let offices: RoleSet = [.secretariat, .college, .alderman, .budgetHolder, .finance, .auditor]
        if context.visitor.role.map({ offices.contains($0) }) ?? false { return try await service.tally(of: view.call.code) }
        guard view.call.state == .published || view.call.state == .archived else { return [] }
        return try await site.service.tally(of: view.call.code)
    }

    func checked(_ file: UploadedFile) async throws -> CheckedUpload {
        let node: SourceNode
        do {
            node = try YAMLSource.parse(Data(file.bytes))
        } catch {
            throw Refused(
                .unprocessableContent, code: "badYAML", error.message, at: error.line.map { "line \($0)" })
        }
        return CheckedUpload(
            definition: CallDefinition.check(node, lists: site.service.listNames), source: String(decoding: file.bytes, as: UTF8.self))
    }

    /// Rules that make a draft at least.
    func draftable(_ file: UploadedFile) async throws -> CheckedUpload {
        let checked = try await checked(file)
        guard checked.definition.definition != nil else {
            let details = checked.definition.faults.map {
                Problem.Detail($0.message, subject: "line \($0.position.line)")
            }
            throw Refused(.unprocessableContent, Problem("badDefinition", .faultyInput, checked.definition.verdict, details))
        }
        return checked
    }
}
