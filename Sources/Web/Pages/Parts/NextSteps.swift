import CallModel
import Workflow

/// What somebody may do with a thing as it stands, out of the one table of transitions.
enum NextSteps {
    /// In the table's order, each once.
    static func actions<M: Machine>(_ machine: M.Type, from state: M.State, for role: Role) -> [M.Action] {
        M.Action.allCases.filter { action in
            M.rules(for: action).contains { $0.from.contains(state) && $0.roles.contains(role) }
        }
    }
}
