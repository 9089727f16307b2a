import Service
package import Workflow

/// Who may pass a door of the service: everybody, or some roles. Whether the thing behind it is theirs is asked there.
package struct Access: Hashable, Sendable {
    package let isOpen: Bool
    package let roles: RoleSet

    private init(isOpen: Bool, roles: RoleSet) { (self.isOpen, self.roles) = (isOpen, roles) }

    /// Whoever comes, signed in or not.
    package static let anyone = Access(isOpen: true, roles: [])
    /// Whoever signed in, whatever the hat.
    package static let signedIn = Access(isOpen: false, roles: RoleSet(Role.allCases.filter { $0 != .system }))

    package static func only(_ roles: RoleSet) -> Access { Access(isOpen: false, roles: roles) }
    /// Those whom the register's table lets do it.
    package static func doing(_ action: RegisterAction) -> Access { only(action.roles) }

    /// Whoever has yet to choose a hat is signed in, though it acts as nobody.
    func admits(_ visitor: Visitor) -> Bool {
        if self == .signedIn, case .person(let session) = visitor { return !session.needsSecondFactor }
        return admits(visitor.role)
    }

    package func admits(_ role: Role?) -> Bool {
        guard !isOpen else { return true }
        return role.map { roles.contains($0) } ?? false
    }
}

extension RoleSet {
    package init(_ roles: [Role]) { self = roles.reduce(into: []) { $0.insert(RoleSet(rawValue: 1 << $1.rawValue)) } }

    /// Who keeps the calls going and sees all of them.
    static let office: RoleSet = [.secretariat]
    /// Members of the council.
    static let council: RoleSet = [.reviewer, .chair]
}
