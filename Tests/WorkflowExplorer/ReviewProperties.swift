import CallModel
import Workflow

/// What must hold of every event of a review.
enum ReviewProperties {
    static func check(
        _ before: Review, _ after: Review, _ event: Event<ReviewMachine>, _ context: ReviewContext
    ) -> PropertySet {
        var violated = PropertySet()
        violated.requireAllowed(event, in: AllowedSteps.review)
        let call = context.call
        if event.actor.role == .chair { violated.require(.chairUnconflicted, !context.actorConflicted) }
        let working = context.application == .underReview && isReviewing(call)
        switch event.command {
        case .assign(let assignment):
            violated.require(.scoredByUnconflictedMember, !context.conflicted)
            violated.require(.scoredUnderReview, working)
            violated.require(.eventTellsTheChange, after.member == assignment.member)
        case .recuse(let reason):
            violated.require(.reasoned, CallProperties.given(reason))
            violated.require(.onlyOwn, isOwn(event.actor, before))
        case .save(let scores), .submit(let scores):
            violated.require(.onlyOwn, isOwn(event.actor, before))
            violated.require(.scoredByUnconflictedMember, !context.conflicted)
            violated.require(.scoredInTime, call.terms.map { event.at < $0.reviewClosesAt } ?? false)
            violated.require(.scoredUnderReview, working)
            violated.require(.scoredWhole, fits(scores, context.scales))
            if after.state == .submitted {
                violated.require(.scoredWhole, !scores.values.contains(nil) && scores.justification != nil)
            }
        case .reopen(let reason):
            violated.require(.reasoned, CallProperties.given(reason))
            violated.require(.scoresFrozen, working)
        case .void(let reason):
            violated.require(.reasoned, CallProperties.given(reason))
            // A withdrawn file has no score that the review could be part of.
            let isWithdrawn = context.application == .withdrawn && isReviewing(call)
            // A late conflict of interest takes a review out of a score on which nobody advised.
            let isTakenOut =
                event.actor.role == .system && context.application == .scored && FileProperties.isIn(.deliberation, call)
            violated.require(.scoresFrozen, working || isWithdrawn || isTakenOut || event.from != .counted)
        case .count:
            violated.require(.countedUnconflicted, !context.conflicted)
            violated.require(.scoresFrozen, working)
        }
        return violated
    }

    /// A rolling or direct call reviews while it takes files; a competitive one in its own stage.
    static func isReviewing(_ call: Call) -> Bool {
        call.terms?.procedure == .competitive ? call.state == .review : call.state == .open || call.state == .closed
    }

    private static func isOwn(_ actor: Actor, _ review: Review) -> Bool {
        actor.role != .reviewer || actor.member == review.member
    }

    private static func fits(_ scores: Scores, _ scales: [ClosedRange<Int32>]) -> Bool {
        scores.values.count == scales.count
            && zip(scores.values, scales).allSatisfy { score, scale in
                score.map { $0 >= scale.lowerBound && $0 <= scale.upperBound } ?? true
            }
    }
}
