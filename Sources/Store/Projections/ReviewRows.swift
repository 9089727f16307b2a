import CallModel
package import Postgres
package import Workflow

extension ReviewMachine: StoredMachine {
    package static let table = ProjectionTable(
        "reviews",
        .init("id", "bigint"), .init("application_id", "bigint"), .init("member_id", "bigint"),
        .init("state", "text"), .init("version", "bigint"), .init("scores", "text", storedAs: "integer[]"),
        .init("justification", "bytea"), .init("submitted_at", "timestamptz"))

    package static func read(_ row: Row) throws(StoreError) -> Review {
        try StoreError.wrapping {
            var review = Review(id: try row.value(0))
            review.application = try row.value(1)
            review.member = try row.value(2)
            review.state = try stateNamed(row.string(3))
            review.version = try row.int64(4)
            if let scores = try row.optionalString(5) {
                review.scores = Scores(scoreValues(scores), justification: try row.value(6))
            }
            review.submittedAt = try row.value(7)
            return review
        }
    }

    /// Reads PostgreSQL's own writing of an array, `{3,NULL,5}`.
    private static func scoreValues(_ text: String) -> [Int32?] {
        text.dropFirst().dropLast().split(separator: ",").map { Int32($0) }
    }

    private static func written(_ scores: Scores?) -> String? {
        scores.map { "{" + $0.values.map { $0.map(String.init) ?? "NULL" }.joined(separator: ",") + "}" }
    }

    package static func add(_ statement: Statement, on reviews: [Review], to pipeline: inout Pipeline) {
        pipeline.add(
            statement, reviews.map(\.id), reviews.map(\.application), reviews.map(\.member),
            reviews.map(\.state.name), reviews.map(\.version), reviews.map { written($0.scores) },
            reviews.map { $0.scores?.justification }, reviews.map(\.submittedAt))
    }

    package static func note(_ review: Review, in batch: inout Batch) { batch.reviews.note(review) }
}
