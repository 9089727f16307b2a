package import CallModel
import Postgres
import Store
import Workflow

/// What may be done with one review by a caller that knows its number.
package enum SingleReviewStep: Hashable, Sendable {
    /// Keeps the member's scores as a draft, in the order of the call's criteria; `nil` where not yet scored.
    case save([Int32?], justification: String)
    /// Hands the scores in.
    case submit([Int32?], justification: String)
    /// Reopens or voids, with the reason.
    case end(ReviewStep, reason: String)
}

extension Service {
    /// Takes one step with one review: two round trips.
    package func act(
        on id: ReviewID, _ step: SingleReviewStep, _ request: Request
    ) async throws(ServiceError) -> Receipt {
        try await command(request, "\(step) review \(id)") { db, batch in
            let loaded = try db.lock(review: id, key: request.key, conflictsOf: request.actor.member)
            try stopIfAnswered(loaded.previous)
            var review = loaded.review
            if request.actor.member != nil {
                guard !loaded.isActorConflicted else { throw Refusal.conflictOfInterest }
                try ReviewMachine.permit(step.action, by: request.actor)
            }
            try Self.expect(request, ReviewMachine.self, review)
            let scoring = try regulation(of: loaded.call, db).definition.scoring
            let context = ReviewContext(
                now: loaded.now, actor: request.actor, call: loaded.call, application: try knownState(of: loaded, request.actor, db),
                conflicted: loaded.isConflicted, actorConflicted: loaded.isActorConflicted,
                scales: scoring.scales, options: scoring.optionPoints)
            let event = try batch.decide(
                ReviewMachine.self, &review, step.command(in: &batch), context,
                definitionVersion: loaded.call.definitionVersion)
            return (Receipt(event, review, name: loaded.reference), loaded.now)
        }
    }

    /// The state of the file as whoever acts on a review of it knows it.
    private func knownState(
        of loaded: LoadedReview, _ actor: Actor, _ db: borrowing Connection
    ) throws -> ApplicationState {
        let sight = try MemberSight(of: actor, in: loaded.call.id, db)
        guard sight.isNarrowed else { return loaded.fileState }
        return try sight.known(db.file(loaded.reference, of: loaded.call.id)).state
    }
}

extension SingleReviewStep {
    fileprivate var action: ReviewAction {
        switch self {
        case .save: .save
        case .submit: .submit
        case .end(let step, _): step.action
        }
    }

    fileprivate func command(in batch: inout Batch) -> ReviewCommand {
        switch self {
        case .save(let values, let text): .save(Self.scores(values, text, in: &batch))
        case .submit(let values, let text): .submit(Self.scores(values, text, in: &batch))
        case .end(let step, let reason): step.command(Service.reason(reason, in: &batch))
        }
    }

    private static func scores(_ values: [Int32?], _ text: String, in batch: inout Batch) -> Scores {
        guard !text.isEmpty else { return Scores(values, justification: nil) }
        let justification = Document(.justification, text)
        batch.keep(justification)
        return Scores(values, justification: justification.digest)
    }
}

extension ScoringGrid {
    /// The lowest and the highest score of each criterion, in order.
    var scales: [ClosedRange<Int32>] { criteria.map { Int32($0.scale.min)...Int32($0.scale.max) } }

    /// The only scores of the criteria that have closed options, by the criterion's place.
    var optionPoints: [Int: [Int32]] {
        Dictionary(
            uniqueKeysWithValues: criteria.enumerated().compactMap { place, criterion in
                criterion.options.map { (place, $0.map { Int32($0.points) }) }
            })
    }
}
