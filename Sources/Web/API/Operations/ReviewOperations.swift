import CallModel
import Exchange
import HTTPTypes
import Presentation
import Selection
import Service
import Workflow

extension Operation {
    private static let chapter = "Reviews"

    /// From the assignment to the ranking.
    static let reviews: [Operation] = [
        .list(
            "listReviews", "/calls/{call}/reviews", in: chapter, "Every review.", .asking(.reviews), key: { "\($0.reference) \($0.member)" }
        ) {
            visit -> [ReviewRow] in try await visit.service.reviewProgress(of: try visit.parameter("call")).map(ReviewRow.init)
        }
        .noting("reviews"),
        .list(
            "getReviewProgress", "/calls/{call}/reviews/progress", in: chapter, "How far each member is.", .asking(.reviews), key: \.member
        ) {
            visit -> [MemberProgress] in MemberProgress.all(of: try await visit.service.reviewProgress(of: try visit.parameter("call")))
        }
        .noting("reviews"),
        .list(
            "listDisagreements", "/calls/{call}/reviews/disagreements", in: chapter, "Files on which members differ most.",
            .asking(.calibration), key: \.reference
        ) { visit -> [DisagreementRow] in try await visit.service.disagreements(of: try visit.parameter("call")).map(DisagreementRow.init)
        }
        .noting("reviews"),
        table("assignReviews", "/calls/{call}/reviews/assign", "Gives files to members, as a table says.", .taking(ReviewAction.assign)) {
            try await $0.site.service.assign(of: try $0.parameter("call"), try Import.assignments($1), try $0.command())
        },
        .command(
            "assignReviewers", "/calls/{call}/reviews/assign-best", in: chapter, "Gives files to members, as the rules find best.",
            .only(.office)
        ) { (visit, input: AssigningInput) -> AssignedReviews in
            try await visit.site.service.assignReviewers(
                of: try visit.parameter("call"), by: input.rules, try visit.command())
        },
        table("recuseReviewers", "/calls/{call}/reviews/recuse", "Records recusals.", .taking(ReviewAction.recuse)) {
            try await $0.site.service.recuse(of: try $0.parameter("call"), try Import.recusals($1), try $0.command())
        },
        .upload(
            "importReviews", "/calls/{call}/reviews/import", in: chapter, "Hands reviews in.", .taking(ReviewAction.submit), ["text/csv"],
            [.flag("drafts", "Only save them.")]
        ) { visit, file -> BulkReceipt in
            let call = try visit.parameter("call")
            let criteria = try await visit.service.call(call).definition.scoring.criteria.map(\.id)
            return try await visit.site.service.importReviews(
                of: call, try Import.reviews(file.records, criteria: criteria), asDrafts: try visit.flag("drafts"), try visit.command())
        },
        end("reopenReview", "reopen", "Gives a review back to its member.", .reopen, .reopen),
        end("voidReview", "void", "Takes a review out of the count.", .void, .void),
        .command("scoreFiles", "/calls/{call}/reviews/score", in: chapter, "Counts the reviews.", .taking(ApplicationAction.score)) {
            (visit, input: ReferencesInput) -> BulkReceipt in
            try await visit.site.service.scoreFiles(
                of: try visit.parameter("call"), references: input.references, try visit.command())
        },
        .read("getRanking", "/calls/{call}/ranking", in: chapter, "The files in their order.", .asking(.ranking)) {
            visit -> RankingAnswer in
            RankingAnswer(try await visit.service.ranking(of: try visit.parameter("call")), in: visit.language)
        }
        .noting("ranking"),
        .read(
            "getCalibration", "/calls/{call}/calibration", in: chapter, "How severe members are, and how sure the order is.",
            .asking(.calibration), trial
        ) { visit -> DocumentAnswer in
            let view = try await visit.service.calibration(
                of: try visit.parameter("call"), fund: try visit.number("fund", 1...100_000),
                seed: try visit.number("seed", 0...Int(Int32.max)) ?? 1)
            return try DocumentAnswer(view.calibration)
        }
        .noting("calibration"),
        .read("getAgenda", "/calls/{call}/agenda", in: chapter, "What the council has to talk about.", .asking(.calibration), trial) {
            visit -> AgendaAnswer in
            AgendaAnswer(
                try await visit.service.agenda(
                    of: try visit.parameter("call"), fund: try visit.number("fund", 1...100_000),
                    seed: try visit.number("seed", 0...Int(Int32.max)) ?? 1), in: visit.language)
        }
        .noting("agenda")
    ]

    private static let trial: [Query] = [
        .integer("fund", "How many files are funded; the rules say it unless told."), .integer("seed", "Where the draws begin.")
    ]

    private static func table<Value: Codable & Sendable>(
        _ id: String, _ path: String, _ summary: String, _ access: Access,
        _ perform: @escaping @Sendable (APIVisit, ImportFile) async throws -> Value
    ) -> Operation {
        .upload(id, path, in: chapter, summary, access, ["text/csv"]) { visit, file in try await perform(visit, file.records) }
    }

    private static func end(_ id: String, _ path: String, _ summary: String, _ action: ReviewAction, _ step: ReviewStep) -> Operation {
        .command(id, "/calls/{call}/files/{file}/reviews/{member}/\(path)", in: chapter, summary, .taking(action)) {
            (visit, input: NeededReason) -> BulkReceipt in
            try await visit.site.service.act(
                onReviewOf: try visit.parameter("file"), by: try visit.parameter("member"), of: try visit.parameter("call"), step,
                reason: input.reason, try visit.command())
        }
    }
}

struct NeededReason: Codable, Reasoned {
    let reason: String

    var why: String? { reason }
}

struct AssigningInput: Codable {
    let objective: AssignmentProblem.Objective?
    let perFile: Int?
    let minLoad: Int?
    let maxLoad: Int?
    let members: [String]?

    var rules: AssigningRules {
        AssigningRules(
            objective: objective ?? .sum, perFile: perFile, minLoad: minLoad ?? 0, maxLoad: maxLoad, members: members)
    }
}
