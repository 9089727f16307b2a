import ArgumentParser
import CallModel
import Service
import Workflow

struct ReviewProgress: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress", abstract: "Shows how far each member is, and with --all every review.",
        discussion: "EXAMPLE\n  appel review progress brussels-2027")

    @OptionGroup var call: CallArgument

    @Flag(help: "One row for every review instead of one for every member.")
    var all = false

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let reviews = try await desk.service.reviewProgress(of: call.code)
            guard !all else { return try desk.printer.list("reviews", reviews.map(ReviewRow.init)) }
            try desk.printer.list("members", MemberProgress.all(of: reviews))
        }
    }
}

/// How far a member is.
private struct MemberProgress: Encodable, TableRow {
    let member: String
    var assigned = 0
    var handedIn = 0
    var waiting: [String] = []

    static func all(of reviews: [ReviewView]) -> [MemberProgress] {
        var progress: [String: MemberProgress] = [:]
        for review in reviews {
            switch review.state {
            case .assigned, .draft, .reopened:
                progress[review.member, default: MemberProgress(member: review.member)].assigned += 1
                progress[review.member]?.waiting.append(review.reference)
            case .submitted, .counted:
                progress[review.member, default: MemberProgress(member: review.member)].assigned += 1
                progress[review.member]?.handedIn += 1
            case .absent, .recused, .voided: continue
            }
        }
        return progress.values.sorted { $0.member < $1.member }
    }

    static let columns: [Column] = [
        .text(Words.member), .number(Words.assigned), .number(Words.handedIn), .flexible(Words.waiting)
    ]

    func cells(in language: Language) -> [String] {
        [member, String(assigned), String(handedIn), waiting.joined(separator: ", ")]
    }
}

private struct ReviewRow: Encodable, TableRow {
    let reference: String
    let member: String
    let state: String
    let scores: [Int32?]
    let submittedAt: Instant?
    let version: Int64

    init(_ view: ReviewView) {
        (reference, member, state) = (view.reference, view.member, view.state.name)
        (scores, submittedAt, version) = (view.scores, view.submittedAt, view.version)
    }

    static let columns: [Column] = [
        .text(Words.reference), .text(Words.member), .text(Words.state), .text(Words.scores), .text(Words.submitted)
    ]

    func cells(in language: Language) -> [String] {
        [
            reference, member, StateLabel.text("review", state, in: language),
            scores.map { $0.map(String.init) ?? "–" }.joined(separator: " "), Moment.text(submittedAt)
        ]
    }
}
