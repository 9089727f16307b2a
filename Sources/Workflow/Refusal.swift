package import CallModel

/// Why a command is refused. A refusal changes nothing; it says what is in the way, in three languages.
package enum Refusal: Error, Hashable, Sendable {
    // Of any machine
    case notPossible(action: AnyLabel, state: AnyLabel)
    case notPermitted(role: Role, action: AnyLabel)
    /// A member of the council who acts for another one.
    case onlyInOwnName
    /// A member of the council who asks for what members do not read.
    case notForMembers
    /// An organisation asks about more than its own files.
    case notForApplicants
    /// Somebody who may not sign for the organisation commits it.
    case maySignNeeded
    /// A command on every file that awaits a step, where none does.
    case nothingAwaits(action: AnyLabel)
    /// An allocation, or a scenario of one, where no file has a score.
    case nothingScored
    case reasonMissing
    case wrongStage(AnyLabel, needed: AnyLabel)
    case tooEarly(Instant?)
    case tooLate(Instant?)
    case amountOutOfRange

    // Of a call
    case authorityMissing
    case textsIncomplete
    case closingPassed
    case datesChanged
    case closingNotLater
    case wrongProcedure
    case closingNotReached(Instant?)
    case filesAwaitingAdmissibility(Int)
    case tooFewFiles(Int, needed: Int)
    case enoughFiles(Int)
    case filesNotScored(Int)
    /// The same for those who may not know of every file.
    case someNotScored
    case filesNotDecided(Int)
    case lineOverdrawn(String)
    case lineMiscounted(String)
    case urgentAwardsUnsettled(Int)
    case filesStillOpen(Int)
    case alreadyDecided(Int)

    // Of a file
    case notOwnFile
    /// An organisation steps in between a decision and the day on which it is made known.
    case outcomePending
    case callNotOpen(AnyLabel)
    case contentIncomplete(Int)
    case dueDatePassed
    case complementStillRunning(Instant?)
    case rulesFail([String])
    case tooFewReviews(Int, needed: Int)
    case reviewsPending(Int)
    case noQuorum(Int, needed: Int)
    case conflictedMemberPresent
    case lineNotOpen(String)
    case lineExhausted(String, short: Cents)
    case fenceCrossed(String, short: Cents)
    case lineFull(String, awards: Int)
    case notUrgent
    case urgencyUnsettled
    case nothingToRatify
    case advisedAlready
    case sittingMissing
    /// A sign-off where the regulation has no ladder.
    case noLadder
    /// A step of the ladder that another role signs, or none at all.
    case notOwnStep(ApprovalStep?)
    case nothingToSign
    case signaturesMissing([ApprovalStep], award: Cents)
    case departureUnreasoned
    case adviceMissing
    case placeNotPositive
    case placeTaken(Int32)
    /// Counted reviews that do not fit the scoring grid.
    case reviewsUnusable
    case rankingTouched
    case grantMade
    case conflictedReviews(Int)
    case alreadyNotified
    case notNotified

    // Of a review
    case fileNotUnderReview(AnyLabel)
    case conflictOfInterest
    /// A member does something that rests on all files of a call, one of which he or she may know nothing of.
    case conflictInCall
    /// A member opens a file before saying whether there is a conflict of interest.
    case conflictNotRuledOut
    case notOwnReview
    case scoresIncomplete
    case scoreOutOfScale(criterion: Int, score: Int32, scale: ClosedRange<Int32>)
    /// The criterion has closed options, and none of them has these points.
    case scoreNoOption(criterion: Int, score: Int32, points: [Int32])
    case justificationMissing

    // Of a grant
    case awardNotNotified
    case commitmentMissing
    case beyondAward(Cents)
    case amountNotDue(due: Cents)
    case signingStillRunning(Instant?)
}

extension Refusal {
    /// A name that stays the same from one release to the next, for programs that read refusals.
    package var code: String {
        let name = String(describing: self)
        return String(name.prefix { $0 != "(" })
    }
}
