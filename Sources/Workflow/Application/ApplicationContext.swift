package import CallModel

/// What a decision on a file rests on besides the file itself.
package struct ApplicationContext: DecisionContext {
    package let now: Instant
    package let actor: Actor
    package let call: Call
    package var panel: Panel
    package var sitting: Sitting?
    package var line: LineBalance?
    /// Identifiers of the admissibility rules that the file fails; `nil` if nobody has looked, which is not "none".
    package var failingRules: [String]?
    /// Whether the actor is a member who has a conflict of interest with the file.
    package var actorConflicted: Bool
    /// Whether an agreement was made that did not lapse and was not cancelled: money may have been paid on it.
    package var hasGrant: Bool
    /// The places on the reserve list that other files have.
    package var takenPlaces: Set<Int32>

    package init(
        now: Instant, actor: Actor, call: Call, panel: Panel = Panel(), sitting: Sitting? = nil,
        line: LineBalance? = nil, failingRules: [String]? = nil, actorConflicted: Bool = false,
        hasGrant: Bool = false, takenPlaces: Set<Int32> = []
    ) {
        (self.now, self.actor, self.call, self.panel) = (now, actor, call, panel)
        (self.sitting, self.line, self.failingRules) = (sitting, line, failingRules)
        (self.actorConflicted, self.hasGrant, self.takenPlaces) = (actorConflicted, hasGrant, takenPlaces)
    }
}

/// How far the reviews of one file have come.
package struct Panel: Hashable, Sendable {
    package var counted: Int
    /// Reviews that may still count: assigned, in draft, submitted or reopened.
    package var pending: Int
    /// Counted reviews of members who have a conflict of interest.
    package var conflicted: Int

    package init(counted: Int = 0, pending: Int = 0, conflicted: Int = 0) {
        (self.counted, self.pending, self.conflicted) = (counted, pending, conflicted)
    }
}

/// The council as it sits on one file.
package struct Sitting: Hashable, Sendable {
    /// Members present and not recused.
    package var present: Int
    /// Members with a conflict who stayed in the room.
    package var conflictedPresent: Int

    package init(present: Int, conflictedPresent: Int = 0) {
        (self.present, self.conflictedPresent) = (present, conflictedPresent)
    }
}

/// Where a budget line stands when one more award is decided on it.
package struct LineBalance: Hashable, Sendable {
    package let line: String
    package let total: Cents
    /// What only reserved files may take.
    package let reserve: Cents
    /// The most that one file may get from this line, if there is such a limit.
    package let maximumAward: Cents?
    package let categories: [String]
    /// The most awards that the line may make, if there is such a limit.
    package let maximumAwards: Int?
    /// The awards that the line has to make if it makes any, where one more award must not leave it with fewer; nil while they
    /// are decided together.
    package var minimumAwards: Int?
    package var awards: Int
    package var awarded: Cents
    /// The part of `awarded` that went to files that do not qualify for the reserve.
    package var awardedOpen: Cents
    /// The part of the reserve that no reserved file can take any more and that the regulation gives back to all.
    package var spilled: Cents

    package init(
        line: String, total: Cents, reserve: Cents, maximumAward: Cents?, categories: [String],
        maximumAwards: Int? = nil, awards: Int = 0, awarded: Cents = .zero, awardedOpen: Cents = .zero, spilled: Cents = .zero
    ) {
        (self.line, self.total, self.reserve, self.maximumAward) = (line, total, reserve, maximumAward)
        (self.maximumAwards, self.awards) = (maximumAwards, awards)
        (self.categories, self.awarded, self.awardedOpen, self.spilled) = (categories, awarded, awardedOpen, spilled)
    }

    /// The balance after one more award.
    package mutating func take(_ amount: Cents, reserved: Bool) {
        awards += 1
        awarded = awarded + amount
        if !reserved { awardedOpen = awardedOpen + amount }
    }
}
