import CallModel
import Hummingbird
import Presentation
import Service
import Workflow

/// How far the reviews are, by member and by file.
enum ReviewPages {
    static let routes: [PageRoute] = PageRoute.together(
        [
            .get("office/:call/reviews", .only(.office)) { visit in try await progress(visit) },
            .get("office/:call/reviews/:file/:member", .only(.office)) { visit in try await review(visit) }
        ],
        PageRoute.plan("office/:call/reviews/:file/:member/:step", .only(.office)) { visit, fields in try await step(visit, fields) })

    private static func progress(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let service = try visit.service()
        let view = try await service.call(code)
        let reviews = try await service.reviewProgress(of: code)
        try await visit.noteAccess("reviews", call: code)
        let members = MemberProgress.all(of: reviews)
        var all = Block()
        if let terms = view.call.terms {
            all.texts = [visit.say("office.reviewsCloseAt", ["at": visit.formats.deadline(terms.reviewClosesAt)])]
        }
        if view.call.isIn(stage: .review) {
            all.steps = [
                Block.Link(visit.path("office/\(code)/assignment"), visit.say("office.assignment")),
                Block.Link(visit.path("office/\(code)/score"), visit.say("office.score"))
            ]
        }
        all.chart = ProgressChart.make(members, visit)
        all.tables = [TableView(visit.say("office.byMember"), members, visit, isCaptionHidden: false, isPaged: false)]
        var blocks = [all]
        let differing = try await service.disagreements(of: code)
        if !differing.isEmpty {
            var block = Block(visit.say("office.disagreements"))
            block.tables = [
                TableView(visit.say("office.disagreements"), differing.prefix(20).map(DisagreementRow.init), visit, isPaged: false) {
                    visit.path("office/\(code)/files/\($0.reference)")
                }
            ]
            blocks.append(block)
        }
        var each = Block(visit.say("office.reviews"))
        each.tables = [
            TableView(visit.say("office.reviews"), reviews.map(ReviewRow.init), visit) {
                visit.path("office/\(code)/reviews/\($0.reference)/\($0.member)")
            }
        ]
        return try visit.show(
            .blocks(
                visit.title(code, "office.reviews"), blocks + [each], around: OfficeCall.neighbours(code, visit, current: "reviews"), visit)
        )
    }

    private static func found(_ visit: Visit) async throws -> ReviewView {
        let (reference, member) = (try visit.parameter("file"), try visit.parameter("member"))
        let reviews = try await visit.service().reviewProgress(of: visit.call).filter { $0.reference == reference && $0.member == member }
        guard let review = reviews.last(where: { ![.voided, .recused].contains($0.state) }) ?? reviews.last else {
            throw HTTPError(.notFound)
        }
        return review
    }

    private static func review(_ visit: Visit) async throws -> Response {
        let (code, review) = (try visit.call, try await found(visit))
        try await visit.noteAccess("review", call: code, file: review.reference)
        let grid = try await visit.service().call(code).definition.scoring
        let scores = zip(grid.criteria, review.scores).map { ($0.label.text(in: visit.language), $1.map { "\($0)" } ?? "–") }
        var block = Block()
        block.facts = Facts(
            [
                (visit.say("office.file"), review.reference), (visit.say("office.member"), review.member),
                (visit.say("office.state"), review.state.label.text(in: visit.language)),
                (Words.submitted.text(in: visit.language).capitalizedFirst, review.submittedAt.map { visit.formats.moment($0) } ?? "")
            ] + scores)
        let base = "office/\(code)/reviews/\(review.reference)/\(review.member)"
        block.steps = NextSteps.actions(ReviewMachine.self, from: review.state, for: .secretariat)
            .filter { ReviewStep(rawValue: $0.name) != nil }
            .map { Block.Link(visit.path("\(base)/\($0.name)"), $0.label.text(in: visit.language).capitalizedFirst) }
        return try visit.show(
            .blocks(
                "\(review.reference) – \(review.member)", [block], around: OfficeCall.neighbours(code, visit, current: "reviews"), visit))
    }

    private static func step(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let (code, review) = (try visit.call, try await found(visit))
        guard let step = ReviewStep(rawValue: try visit.parameter("step")), let action = ReviewAction(name: step.rawValue) else {
            throw HTTPError(.notFound)
        }
        let label = action.label.text(in: visit.language).capitalizedFirst
        let base = "office/\(code)/reviews/\(review.reference)/\(review.member)"
        var plan = Plan(
            path: "\(base)/\(step.rawValue)", title: "\(label) – \(review.reference) – \(review.member)", button: label, back: base
        ) { visit, fields, command in
            let receipt = try await visit.service().act(
                onReviewOf: review.reference, by: review.member, of: code, step, reason: fields.text("reason") ?? "", command)
            return Plan.Outcome(sentences: [receipt.sentence.text(in: visit.language)])
        }
        plan.fields = [
            Field(
                "reason", visit.say("office.reason"), .area(rows: 3), values: [typed["reason"] ?? ""], help: visit.say("office.reasonHelp"),
                isRequired: true)
        ]
        plan.hidden = [("version", "\(review.version)")]
        plan.neighbours = OfficeCall.neighbours(code, visit, current: "reviews")
        return plan
    }
}
