import CallModel
import Foundation
import Hummingbird
import Presentation
import Service
import Workflow

/// The calls of the house, and each of them as a board: where its files are, what is due, who is late, and what may be done next.
enum BoardPages {
    static let routes: [PageRoute] = PageRoute.together(
        [
            .get("office", .only(.office)) { visit in try await calls(visit) },
            .get("office/:call", .only(.office)) { visit in try await board(visit) }
        ],
        PageRoute.plan("office/:call/do/:step", .only(.office)) { visit, fields in
            try await CallSteps.plan(visit, fields, area: "office")
        },
        PageRoute.plan("office/:call/score", .only(.office)) { visit, fields in try await CallSteps.score(visit, fields) })

    private static func calls(_ visit: Visit) async throws -> Response {
        let calls = try await visit.service().calls()
        var block = Block()
        block.tables = [
            TableView(visit.say("office.calls"), calls.map(CallRow.init), visit) { visit.path("office/\($0.code)") }
        ]
        block.steps = [Block.Link(visit.path("office/new-call"), visit.say("office.newCall"))]
        var registers = Block(visit.say("office.registers"))
        registers.links = ["organisations", "members", "mails"].map {
            Block.Link(visit.path("office/\($0)"), visit.say("office.\($0)"))
        }
        return try visit.show(.blocks(visit.say("office.title"), [block, registers], visit))
    }

    private static func board(_ visit: Visit) async throws -> Response {
        let (code, service) = (try visit.call, try visit.service())
        let view = try await service.call(code)
        let files = try await service.files(of: code)
        var blocks = [try next(view, visit), counts(view, try await service.tally(of: code), visit), deadlines(view, files, visit)]
        if [.review, .deliberation].contains(view.call.state) || view.call.isIn(stage: .review) {
            blocks.append(try await reviews(view, visit))
        }
        if let chart = FilingsChart.make(files.compactMap(\.file.submittedAt), view, visit) {
            var block = Block(visit.say("office.filings"))
            block.chart = chart
            blocks.append(block)
        }
        var rules = Block(visit.say("office.rules"))
        rules.tables = [
            TableView(
                visit.say("office.lines"), CallAnswer(view, tally: []).budgetLines.map(BudgetLineRow.init), visit, isPaged: false)
        ]
        let history = try await service.historyRows(service.history(ofCall: code))
        var past = Block(visit.say("office.history"))
        past.tables = [TableView(visit.say("office.history"), history, visit, isPaged: false)]
        return try visit.show(
            .blocks(
                view.definition.title.text(in: visit.language), blocks + [rules, past],
                around: OfficeCall.neighbours(code, visit), visit))
    }

    private static func next(_ view: CallView, _ visit: Visit) throws -> Block {
        var block = Block()
        let code = view.call.code
        block.texts = [visit.say("office.stateIs", ["state": view.call.state.label.text(in: visit.language)])]
        block.steps = CallSteps.possible(view.call, for: visit.visitor.role ?? .secretariat).map { action in
            Block.Link(visit.path("office/\(code)/do/\(action.name)"), action.label.text(in: visit.language).capitalizedFirst)
        }
        if view.call.state == .open {
            block.steps.append(Block.Link(visit.path("office/\(code)/import"), visit.say("office.importFiles")))
        }
        if view.call.isIn(stage: .admissibility) {
            block.steps.append(Block.Link(visit.path("office/\(code)/admissibility/decide"), visit.say("office.decideAdmissibility")))
        }
        if view.call.isIn(stage: .review) {
            block.steps.append(Block.Link(visit.path("office/\(code)/score"), visit.say("office.score")))
        }
        if [.deliberation, .decided, .published].contains(view.call.state) {
            block.steps.append(Block.Link(visit.path("council/\(code)/meeting"), visit.say("council.meetingTitle")))
        }
        if view.call.terms?.approvals != nil {
            block.steps.append(Block.Link(visit.path("office/\(code)/sign"), visit.say("college.sign")))
        }
        return block
    }

    private static func counts(_ view: CallView, _ tally: [StateCount], _ visit: Visit) -> Block {
        var block = Block(visit.say("office.counts"))
        block.tiles = tally.map { count in
            Block.Tile(
                visit.formats.number(count.count), StateLabel.text("application", count.state, in: visit.language),
                path: visit.path("office/\(view.call.code)/files?state=\(count.state)"))
        }
        if tally.isEmpty { block.texts = [visit.say("office.noFiles")] }
        return block
    }

    private static func deadlines(_ view: CallView, _ files: [FileView], _ visit: Visit) -> Block {
        var block = Block(visit.say("office.deadlines"))
        guard let terms = view.call.terms else { return block }
        let zone = view.definition.calendar.closes.zone
        func told(_ end: Instant) -> String {
            visit.formats.deadline(end, zone: zone) + (end <= view.now ? " – " + visit.say("office.past") : "")
        }
        let complements = files.compactMap { view in view.file.state == .complementRequested ? view.file.complementDue : nil }
        block.facts = Facts([
            (visit.say("office.now"), visit.formats.moment(view.now, zone: zone)),
            (visit.say("office.opens"), visit.formats.moment(terms.opensAt, zone: zone)),
            (visit.say("office.closes"), told(terms.closesAt)), (visit.say("office.reviewsClose"), told(terms.reviewClosesAt)),
            (visit.say("office.nextComplement"), complements.min().map(told) ?? "")
        ])
        return block
    }

    private static func reviews(_ view: CallView, _ visit: Visit) async throws -> Block {
        let (code, service) = (view.call.code, try visit.service())
        var block = Block(visit.say("office.reviews"))
        let progress = MemberProgress.all(of: try await service.reviewProgress(of: code))
        let behind = progress.filter { !$0.waiting.isEmpty }
        let isLate = view.call.terms.map { $0.reviewClosesAt <= view.now } ?? false
        block.tiles = [
            Block.Tile(
                "\(progress.reduce(0) { $0 + $1.handedIn }) / \(progress.reduce(0) { $0 + $1.assigned })",
                visit.say("office.handedIn"), path: visit.path("office/\(code)/reviews")),
            Block.Tile(
                visit.formats.number(behind.count), visit.say(isLate ? "office.lateReviewers" : "office.busyReviewers"),
                path: visit.path("office/\(code)/reviews"))
        ]
        let disagreements = try await service.disagreements(of: code).prefix(5)
        if !disagreements.isEmpty {
            block.tables = [
                TableView(
                    visit.say("office.disagreements"), disagreements.map(DisagreementRow.init), visit, isCaptionHidden: false,
                    isPaged: false
                ) { visit.path("office/\(code)/files/\($0.reference)") }
            ]
        }
        return block
    }
}
