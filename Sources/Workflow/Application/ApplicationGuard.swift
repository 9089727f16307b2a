package enum ApplicationGuard: UInt8, CaseIterable, MachineGuard {
    case ownFile
    case callOpen
    case openingReached
    case beforeClosing
    case contentComplete
    case admissibilityStage
    case complementDueAhead
    case beforeComplementDue
    case complementOverdue
    case reasonGiven
    case rulesPass
    case markerReasoned
    case reviewStage
    case enoughReviews
    case noReviewPending
    case noConflictedReview
    case chairUnconflicted
    case deliberationStage
    case quorumMet
    case noConflictPresent
    case adviceWithinRequest
    case awardWithinRequest
    case lineOpenToFile
    case withinLine
    case withinFence
    case withinNumber
    case beforeUrgentDue
    case awaitsRatification
    case sittingNamed
    case notAdvisedYet
    case urgencySettled
    case awaitsConfirmation
    case ladderStands
    case ownStep
    case awaitsSignature
    case signatureCovers
    case signedOff
    case departureReasoned
    case adviceGiven
    case placePositive
    case placeFree
    case rankingUntouched
    case withdrawalReasoned
    case noGrant
    case decisionTaken
    case callPublished
    case notYetNotified
    case notified
    case withinAppealPeriod
    case callEndedEarly

    package static let names = caseNames()

    package var meaning: String {
        switch self {
        case .ownFile: "an applicant acts on a file of its own organisation"
        case .callOpen: "the call is open"
        case .openingReached: "the opening instant has come"
        case .beforeClosing: "the closing instant has not come"
        case .contentComplete: "the form has no fault left"
        case .admissibilityStage: "the call is in its admissibility stage"
        case .complementDueAhead: "the date set for the answer is still to come"
        case .beforeComplementDue: "the date set for the answer has not come"
        case .complementOverdue: "a complement that was asked for is overdue"
        case .reasonGiven: "a reason is given"
        case .rulesPass: "every admissibility rule holds"
        case .markerReasoned: "a gender marker other than the one that stood has a reason"
        case .reviewStage: "the call is in its review stage"
        case .enoughReviews: "as many reviews count as the regulation asks for"
        case .noReviewPending: "no review is still to come in"
        case .noConflictedReview: "no counted review is of a member with a conflict of interest"
        case .chairUnconflicted: "a member who chairs has no conflict of interest with the file"
        case .deliberationStage: "the call is in deliberation"
        case .quorumMet: "enough members without a conflict are present"
        case .noConflictPresent: "no member with a conflict is present"
        case .adviceWithinRequest: "the advised amount is above zero if favourable, and at most the request"
        case .awardWithinRequest: "the amount is above zero and at most the request"
        case .lineOpenToFile: "the budget line pays this category, up to its ceiling for one file"
        case .withinLine: "the budget line has the money"
        case .withinFence: "money reserved for others stays untouched"
        case .withinNumber: "the budget line may make one more award, and then makes as many as it has to"
        case .beforeUrgentDue: "the regulation gives hours for an urgent decision, and they have not passed since the filing"
        case .awaitsRatification: "the award was decided in urgency and not ratified yet"
        case .sittingNamed: "the sitting that ratified is named"
        case .notAdvisedYet: "the council has not advised on it yet"
        case .urgencySettled: "an urgent award was ratified and advised on"
        case .awaitsConfirmation: "the award was decided in urgency and not ratified yet, or a signature of the ladder is missing"
        case .ladderStands: "the regulation has a ladder of signatures"
        case .ownStep: "the step of the ladder is that of the role"
        case .awaitsSignature: "the award calls for the step, which nobody has signed for as much"
        case .signatureCovers: "the signature stands for the award at least and for the request at most"
        case .signedOff: "every step of the ladder that the award calls for is signed"
        case .departureReasoned: "a decision that departs from the advice says why"
        case .adviceGiven: "the council has advised on the file"
        case .placePositive: "places on the reserve list begin with 1"
        case .placeFree: "no other file has the place on the reserve list"
        case .rankingUntouched: "category, amounts, countries and gender marker stay as they were filed"
        case .withdrawalReasoned: "a withdrawal that the secretariat records has a reason"
        case .noGrant: "no agreement was made on the file, save for lapsed or cancelled ones"
        case .decisionTaken: "the College has decided on the call"
        case .callPublished: "the results are public"
        case .notYetNotified: "the decision was not made known before"
        case .notified: "the decision was made known"
        case .withinAppealPeriod: "the period for appeal has not run out"
        case .callEndedEarly: "the call was cancelled or declared unsuccessful"
        }
    }
}

extension ApplicationGuard {
    /// Whether the guard looks at the file's reviews, at its grants or at the conflicts of who acts.
    fileprivate var looksAround: Bool {
        switch self {
        case .enoughReviews, .noReviewPending, .noConflictedReview, .chairUnconflicted, .noGrant: true
        case .ownFile, .callOpen, .openingReached, .beforeClosing, .contentComplete, .admissibilityStage,
            .complementDueAhead, .beforeComplementDue, .complementOverdue, .reasonGiven, .rulesPass, .markerReasoned,
            .reviewStage, .deliberationStage, .quorumMet, .noConflictPresent, .adviceWithinRequest, .awardWithinRequest,
            .lineOpenToFile, .withinLine, .withinFence, .departureReasoned, .adviceGiven, .placePositive, .placeFree,
            .rankingUntouched, .withdrawalReasoned, .decisionTaken, .callPublished, .notYetNotified, .notified,
            .withinAppealPeriod, .callEndedEarly, .withinNumber, .beforeUrgentDue, .awaitsRatification,
            .sittingNamed, .notAdvisedYet, .urgencySettled, .awaitsConfirmation, .ladderStands, .ownStep, .awaitsSignature,
            .signatureCovers, .signedOff:
            false
        }
    }
}

extension ApplicationAction {
    private static let lookingAround = Set(
        allCases.filter { action in
            ApplicationMachine.rules(for: action).contains { rule in rule.guards.contains(where: \.looksAround) }
        })

    /// Whether deciding on the action takes the file's reviews, its grants or the conflicts of who acts.
    package var needsCircumstances: Bool { Self.lookingAround.contains(self) }
}
