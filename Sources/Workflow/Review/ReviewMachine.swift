import CallModel

package enum ReviewGuard: UInt8, CaseIterable, MachineGuard {
    case reviewStage
    case fileUnderReview
    case notConflicted
    case chairUnconflicted
    case ownReview
    case beforeReviewClosing
    case scoresInScale
    case scoresComplete
    case justified
    case reasonGiven
    case scoreNotStanding

    package static let names = caseNames()

    package var meaning: String {
        switch self {
        case .reviewStage: "the call is in its review stage"
        case .fileUnderReview: "the file is under review"
        case .notConflicted: "the member has no conflict of interest with the file"
        case .chairUnconflicted: "a member who chairs has no conflict of interest with the file"
        case .ownReview: "a member acts on a review of his or her own"
        case .beforeReviewClosing: "the reviews have not closed"
        case .scoresInScale: "there is one score a criterion, each within its scale"
        case .scoresComplete: "every criterion has its score"
        case .justified: "the scores are justified in writing"
        case .reasonGiven: "a reason is given"
        case .scoreNotStanding:
            "no score rests on the review, as the call reviews and the file is under review or withdrawn; or the system takes it out "
                + "of the score of a file on which the council still deliberates"
        }
    }
}

package enum ReviewMachine: Machine {
    package typealias Subject = Review
    package typealias Command = ReviewCommand
    package typealias Context = ReviewContext
    package typealias Guard = ReviewGuard

    package static let kind = MachineKind.review
    package static let matrix = RuleMatrix<ReviewMachine>()

    package static func rules(for action: ReviewAction) -> [Rule<ReviewMachine>] {
        switch action {
        case .assign:
            [
                Rule(
                    .absent, to: .assigned, by: [.secretariat, .chair],
                    when: .reviewStage, .fileUnderReview, .notConflicted, .chairUnconflicted)
            ]
        case .recuse:
            [
                Rule(
                    .assigned, .draft, .reopened, to: .recused, by: [.reviewer, .secretariat],
                    when: .ownReview, .reasonGiven)
            ]
        case .save:
            [
                Rule(
                    .assigned, .draft, to: .draft, by: [.reviewer, .secretariat],
                    when: .ownReview, .reviewStage, .fileUnderReview, .beforeReviewClosing, .notConflicted,
                    .scoresInScale)
            ]
        case .submit:
            [
                Rule(
                    .assigned, .draft, .reopened, to: .submitted, by: [.reviewer, .secretariat],
                    when: .ownReview, .reviewStage, .fileUnderReview, .beforeReviewClosing, .notConflicted,
                    .scoresInScale, .scoresComplete, .justified)
            ]
        case .reopen:
            [
                Rule(
                    .submitted, to: .reopened, by: [.secretariat, .chair],
                    when: .reviewStage, .fileUnderReview, .reasonGiven, .chairUnconflicted)
            ]
        case .count:
            [
                Rule(
                    .submitted, to: .counted, by: [.secretariat, .chair],
                    when: .reviewStage, .fileUnderReview, .notConflicted, .chairUnconflicted)
            ]
        case .void:
            [
                // A review that does not count yet may end at any time, as when its file is withdrawn.
                Rule(
                    .assigned, .draft, .submitted, .reopened, to: .voided, by: [.secretariat, .chair, .system],
                    when: .reasonGiven, .chairUnconflicted),
                // One that counts ends while its file has no score yet, or starts anew after a withdrawal; for a conflict of
                // interest, until the council advises on the file.
                Rule(
                    .counted, to: .voided, by: [.secretariat, .chair, .system],
                    when: .scoreNotStanding, .reasonGiven, .chairUnconflicted)
            ]
        }
    }

    package static func check(
        _ condition: ReviewGuard, _ review: Review, _ command: ReviewCommand, _ context: ReviewContext
    ) throws(Refusal) {
        switch condition {
        case .reviewStage:
            guard context.call.isIn(stage: .review) else {
                throw .wrongStage(AnyLabel(context.call.state), needed: AnyLabel(CallState.review))
            }
        case .fileUnderReview:
            guard context.application == .underReview else { throw .fileNotUnderReview(AnyLabel(context.application)) }
        case .notConflicted:
            guard !context.conflicted else { throw .conflictOfInterest }
        case .chairUnconflicted:
            guard context.actor.role != .chair || !context.actorConflicted else { throw .conflictOfInterest }
        case .ownReview:
            guard context.actor.role != .reviewer || context.actor.member == review.member else { throw .notOwnReview }
        case .beforeReviewClosing:
            guard let terms = context.call.terms, context.now < terms.reviewClosesAt else {
                throw .tooLate(context.call.terms?.reviewClosesAt)
            }
        case .scoresInScale:
            try checkScale(command, context.scales, context.options)
        case .scoresComplete:
            guard let scores = command.scores, scores.values.allSatisfy({ $0 != nil }) else { throw .scoresIncomplete }
        case .justified:
            guard command.scores?.justification != nil else { throw .justificationMissing }
        case .reasonGiven:
            guard command.reason?.isGiven == true else { throw .reasonMissing }
        case .scoreNotStanding:
            if context.actor.role == .system, context.application == .scored, context.call.isIn(stage: .deliberation) { return }
            guard context.call.isIn(stage: .review) else {
                throw .wrongStage(AnyLabel(context.call.state), needed: AnyLabel(CallState.review))
            }
            guard context.application == .underReview || context.application == .withdrawn else {
                throw .fileNotUnderReview(AnyLabel(context.application))
            }
        }
    }

    private static func checkScale(
        _ command: ReviewCommand, _ scales: [ClosedRange<Int32>], _ options: [Int: [Int32]]
    ) throws(Refusal) {
        guard let values = command.scores?.values, values.count == scales.count else { throw .scoresIncomplete }
        for (index, value) in values.enumerated() {
            if let value, !scales[index].contains(value) {
                throw .scoreOutOfScale(criterion: index + 1, score: value, scale: scales[index])
            }
            if let value, let points = options[index], !points.contains(value) {
                throw .scoreNoOption(criterion: index + 1, score: value, points: points)
            }
        }
    }

    package static func evolve(_ review: inout Review, with event: Event<ReviewMachine>) {
        review.state = event.to
        review.version += 1
        switch event.command {
        case .assign(let assignment):
            review.application = assignment.application
            review.member = assignment.member
        case .save(let scores):
            review.scores = scores
        case .submit(let scores):
            review.scores = scores
            review.submittedAt = event.at
        case .reopen:
            review.submittedAt = nil
        case .recuse, .count, .void:
            break
        }
    }
}

extension ReviewCommand {
    var scores: Scores? {
        switch self {
        case .save(let scores), .submit(let scores): scores
        case .assign, .recuse, .reopen, .count, .void: nil
        }
    }

    var reason: Reason? {
        switch self {
        case .recuse(let reason), .reopen(let reason), .void(let reason): reason
        case .assign, .save, .submit, .count: nil
        }
    }
}
