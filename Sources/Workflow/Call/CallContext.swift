package import CallModel

/// How many files of the call are in each state, counted under the call's lock.
package struct Tally: Hashable, Sendable {
    private var counts: [Int]

    package init(_ counts: [ApplicationState: Int] = [:]) {
        self.counts = ApplicationState.allCases.map { counts[$0] ?? 0 }
    }

    package subscript(_ states: ApplicationState...) -> Int {
        states.reduce(0) { $0 + counts[Int($1.rawValue)] }
    }
}

package struct CallContext: DecisionContext {
    package let now: Instant
    package let actor: Actor
    package let tally: Tally
    /// The budget lines whose awards exceed their total; always empty unless something is broken.
    package let overdrawnLines: [String]
    /// The budget lines with fewer awards than they have to make, or more than they may.
    package let miscountedLines: [String]
    /// Urgent awards on which the College or the council has not spoken yet.
    package let unsettledUrgent: Int

    package init(
        now: Instant, actor: Actor, tally: Tally = Tally(), overdrawnLines: [String] = [], miscountedLines: [String] = [],
        unsettledUrgent: Int = 0
    ) {
        (self.now, self.actor, self.tally, self.overdrawnLines) = (now, actor, tally, overdrawnLines)
        (self.miscountedLines, self.unsettledUrgent) = (miscountedLines, unsettledUrgent)
    }
}
