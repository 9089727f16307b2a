import Testing

@testable import Workflow

@Suite struct TransitionTableTests {
    @Test func `a state and an action lead to one rule at most`() {
        func check<M: Machine>(_ machine: M.Type) {
            for action in M.Action.allCases {
                let states = M.rules(for: action).flatMap(\.from)
                #expect(Set(states).count == states.count, "\(M.kind.name).\(action.name)")
            }
        }
        check(CallMachine.self)
        check(ApplicationMachine.self)
        check(ReviewMachine.self)
        check(GrantMachine.self)
    }

    @Test func `every state can be reached and only the terminal ones have no way out`() {
        func check<M: Machine>(_ machine: M.Type, terminal: Set<M.State>) where M.State: Hashable {
            let rows = TransitionTable.rows(of: machine)
            for state in M.State.allCases where state.name != "absent" {
                #expect(rows.contains { $0.to == state.name }, "\(M.kind.name).\(state.name) is never reached")
            }
            for state in M.State.allCases where !terminal.contains(state) {
                let leaves = rows.contains { $0.from == state.name && $0.to != state.name }
                #expect(leaves, "\(M.kind.name).\(state.name) is a dead end")
            }
        }
        check(CallMachine.self, terminal: CallState.terminal)
        check(ApplicationMachine.self, terminal: ApplicationState.terminal)
        check(ReviewMachine.self, terminal: ReviewState.terminal)
        check(GrantMachine.self, terminal: GrantState.terminal)
    }

    @Test func `every guard is used by a rule`() {
        func check<M: Machine>(_ machine: M.Type) {
            let used = Set(M.Action.allCases.flatMap { M.rules(for: $0).flatMap(\.guards) })
            #expect(used.count == M.Guard.allCases.count, "\(M.Guard.allCases.filter { !used.contains($0) })")
        }
        check(CallMachine.self)
        check(ApplicationMachine.self)
        check(ReviewMachine.self)
        check(GrantMachine.self)
    }

    @Test(arguments: TableFormat.allCases)
    func `every form of the table names every action`(format: TableFormat) {
        let text = TransitionTable.written(as: format)
        for row in TransitionTable.rows { #expect(text.contains(row.action)) }
    }

    @Test func `reviews, grants and conflicts are looked up for the actions whose guards ask for them`() {
        let looking = ApplicationAction.allCases.filter(\.needsCircumstances)
        #expect(looking == [.withdraw, .score, .returnToReview, .advise, .annul, .overturn])
    }
}
