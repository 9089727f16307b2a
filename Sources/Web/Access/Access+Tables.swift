package import Workflow

// Who may come, out of the tables that say who may do what. What they say is not said again anywhere.

extension Access {
    package static func asking(_ question: Question) -> Access { only(question.roles) }

    /// Those to whom the transition table gives the action, in whatever state.
    package static func taking(_ action: CallAction) -> Access { taking(CallMachine.self, action.name) }
    package static func taking(_ action: ApplicationAction) -> Access { taking(ApplicationMachine.self, action.name) }
    package static func taking(_ action: ReviewAction) -> Access { taking(ReviewMachine.self, action.name) }
    package static func taking(_ action: GrantAction) -> Access { taking(GrantMachine.self, action.name) }

    private static func taking<M: Machine>(_ machine: M.Type, _ action: String) -> Access {
        let names = Set(TransitionTable.rows(of: machine).filter { $0.action == action }.flatMap(\.roles))
        return only(RoleSet(Role.allCases.filter { $0 != .system && names.contains($0.name) }))
    }

    /// Those of either.
    func or(_ other: Access) -> Access { Access.only(roles.union(other.roles)) }
}
