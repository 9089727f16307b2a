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

    package init(now: Instant, actor: Actor, tally: Tally = Tally(), overdrawnLines: [String] = []) {
        (self.now, self.actor, self.tally, self.overdrawnLines) = (now, actor, tally, overdrawnLines)
    }
}
