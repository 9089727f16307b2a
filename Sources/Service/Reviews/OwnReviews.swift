package import CallModel
import Postgres
import Store
package import Workflow

/// A member's own review, as the one who writes it sees it.
package struct OwnReview: Sendable {
    package let id: ReviewID
    package let reference: String
    package let organisation: String
    package let title: String
    package let requested: Cents?
    package let state: ReviewState
    package let version: Int64
    /// In the order of the call's criteria; nil where not yet scored.
    package let scores: [Int32?]
    package let justification: String

    /// Whether it is handed in: from then on the member may see what others said.
    package var isHandedIn: Bool { state == .submitted || state == .counted }
}

extension Service {
    /// The reviews of the member who asks, in the order of the files. Nobody else has any.
    package func ownReviews(of code: String) async throws(ServiceError) -> [OwnReview] {
        guard let reader else { return [] }
        return try await question { db in
            let call = try db.call(code: code)
            return try own(try db.reviews(of: call.id, by: reader), db)
        }
    }

    /// The member's review of one file; nil where there is none.
    package func ownReview(of reference: String, in code: String) async throws(ServiceError) -> OwnReview? {
        guard let reader else { return nil }
        return try await question { db in
            guard let file = try db.file(reference, ifIn: db.call(code: code).id) else { return nil }
            return try own(try db.reviews(of: file.id).filter { $0.member == reader }, db).first
        }
    }

    private func own(_ all: [Review], _ db: borrowing Connection) throws -> [OwnReview] {
        let reviews = all.filter { $0.state != .voided }
        let found = try views(of: try db.files(Set(reviews.map(\.application))), db)
        let files = Dictionary(uniqueKeysWithValues: found.map { ($0.file.id, $0) })
        let texts = try db.documents(reviews.compactMap { $0.scores?.justification })
        return reviews.compactMap { review in
            // A file that the member may not know of is none of the files.
            guard let file = files[review.application] else { return nil }
            return OwnReview(
                id: review.id, reference: file.file.reference, organisation: file.organisation, title: file.title,
                requested: file.file.summary?.requested, state: review.state, version: review.version,
                scores: review.scores?.values ?? [],
                justification: review.scores?.justification.flatMap { texts[$0] } ?? "")
        }.sorted { $0.reference < $1.reference }
    }
}
