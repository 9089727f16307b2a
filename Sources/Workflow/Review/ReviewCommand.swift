package import CallModel

package enum ReviewAction: UInt8, CaseIterable, ReadableLabel {
    case assign
    case recuse
    case save
    case submit
    case reopen
    case count
    case void

    package static let names = caseNames()
}

package enum ReviewCommand: MachineCommand {
    case assign(Assignment)
    case recuse(Reason)
    case save(Scores)
    case submit(Scores)
    case reopen(Reason)
    /// Makes the review part of the file's score.
    case count
    case void(Reason)

    package var action: ReviewAction {
        switch self {
        case .assign: .assign
        case .recuse: .recuse
        case .save: .save
        case .submit: .submit
        case .reopen: .reopen
        case .count: .count
        case .void: .void
        }
    }
}

/// What a decision on a review rests on besides the review itself.
package struct ReviewContext: DecisionContext {
    package let now: Instant
    package let actor: Actor
    package let call: Call
    package let application: ApplicationState
    /// Whether the member has a conflict of interest with the file.
    package let conflicted: Bool
    /// Whether the actor is a member who has one.
    package let actorConflicted: Bool
    /// Lowest and highest score of each criterion, in order.
    package let scales: [ClosedRange<Int32>]
    /// By the place of a criterion: the only scores that it knows, where not every number of its scale is one.
    package let options: [Int: [Int32]]

    package init(
        now: Instant, actor: Actor, call: Call, application: ApplicationState, conflicted: Bool,
        actorConflicted: Bool = false, scales: [ClosedRange<Int32>], options: [Int: [Int32]] = [:]
    ) {
        (self.now, self.actor, self.call, self.application) = (now, actor, call, application)
        (self.conflicted, self.actorConflicted, self.scales) = (conflicted, actorConflicted, scales)
        self.options = options
    }
}
