package import CallModel

/// A call one step before its scores: its frozen rules, its files with the reviews that count, and what was drawn among equals.
///
/// All that a ranking, an allocation, a scenario or an explanation of the call rests on is in it, and nothing else: whoever has the
/// document gets from it what the call itself answers. What only an office knows (what was decided, the numbers of events, what
/// people and associations are called) is not in it.
package struct ScoredProblem: Hashable, Codable, Sendable {
    package static let format = "appel-scored-problem-1"

    package var format: String
    /// As it was frozen when the call opened.
    package var definition: CallDefinition
    /// Files with a score, in the order in which they were filed.
    package var files: [File]
    /// What was drawn among equal files, oldest first.
    package var lotteries: [[String]]
    /// Where each file is decided on its own: every award that was made already.
    package var given: [GivenAward]

    package struct File: Hashable, Codable, Sendable {
        package var id: String
        package var applicant: String
        /// Nil where the file asks for nothing any more.
        package var request: Request?
        /// Whether it qualifies for reserved money.
        package var reserved: Bool
        /// Whether it may still get money: what decides where each file is decided on its own.
        package var isWaiting: Bool
        package var reviews: [Review]
        /// On 100: what the council agreed on, where that replaces the aggregate of the reviews.
        package var consensus: Fraction?

        package init(
            id: String, applicant: String, request: Request?, reserved: Bool, isWaiting: Bool, reviews: [Review], consensus: Fraction?
        ) {
            (self.id, self.applicant, self.request, self.reserved) = (id, applicant, request, reserved)
            (self.isWaiting, self.reviews, self.consensus) = (isWaiting, reviews, consensus)
        }
    }

    package struct Request: Hashable, Codable, Sendable {
        package var category: String
        package var cents: Cents

        package init(category: String, cents: Cents) { (self.category, self.cents) = (category, cents) }
    }

    /// One counted review: by whom, and the score of each criterion.
    package struct Review: Hashable, Codable, Sendable {
        package var reviewer: String
        package var scores: [String: Int]

        package init(reviewer: String, scores: [String: Int]) { (self.reviewer, self.scores) = (reviewer, scores) }
    }

    package init(definition: CallDefinition, files: [File], lotteries: [[String]], given: [GivenAward]) {
        format = Self.format
        (self.definition, self.files, self.lotteries, self.given) = (definition, files, lotteries, given)
    }

    /// The keys of such a file. What stands in the regulation has its own reader.
    package static let shape = JSONShape.object(
        "a problem with reviews",
        [
            .required("format", .word([format])), .required("definition", .anything), .required("files", .list(file)),
            .required("lotteries", .list(.list(.text))), .required("given", .list(award))
        ])

    private static let file = JSONShape.object(
        "a file",
        [
            .required("id", .text), .required("applicant", .text), .optional("request", request), .required("reserved", .flag),
            .required("isWaiting", .flag), .required("reviews", .list(review)), .optional("consensus", .text)
        ])

    private static let request = JSONShape.object("a request", [.required("category", .text), .required("cents", .whole)])

    private static let review = JSONShape.object("a review", [.required("reviewer", .text), .required("scores", .anything)])

    private static let award = JSONShape.object(
        "an award", [.required("line", .text), .required("cents", .whole), .required("reserved", .flag)])
}

extension ScoredProblem.File {
    package var requested: Cents { request?.cents ?? .zero }

    var competing: CompetingFile? {
        request.map { CompetingFile(applicant: applicant, category: $0.category, requested: $0.cents, reserved: reserved) }
    }
}
