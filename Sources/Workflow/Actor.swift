package import CallModel

/// The hats under which somebody acts. What each may do is written in the transition table and nowhere else.
package enum Role: UInt8, CaseIterable, ReadableLabel {
    case applicant
    case reviewer
    case chair
    case secretariat
    case college
    /// The member of the College in charge, who may decide alone when people cannot wait.
    case alderman
    /// Who answers for the budget, where awards are signed off by a ladder.
    case budgetHolder
    case finance
    /// Reads the log, the proofs and who looked at what; changes nothing.
    case auditor
    /// Keeps accounts and keys; decides nothing on files.
    case administrator
    case system

    package static let names = caseNames()
}

/// Several roles at once.
package struct RoleSet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }
    init(_ role: Role) { rawValue = 1 << role.rawValue }

    package static let applicant = RoleSet(.applicant)
    package static let reviewer = RoleSet(.reviewer)
    package static let chair = RoleSet(.chair)
    package static let secretariat = RoleSet(.secretariat)
    package static let college = RoleSet(.college)
    package static let alderman = RoleSet(.alderman)
    package static let budgetHolder = RoleSet(.budgetHolder)
    package static let finance = RoleSet(.finance)
    package static let auditor = RoleSet(.auditor)
    package static let administrator = RoleSet(.administrator)
    package static let system = RoleSet(.system)

    package func contains(_ role: Role) -> Bool { contains(RoleSet(role)) }
    package var roles: [Role] { Role.allCases.filter(contains) }
}

/// Who acts: a role, and the organisation or the council member on whose behalf.
///
/// An actor is an identifier, never a name: it enters the log.
package struct Actor: Hashable, Sendable {
    package let role: Role
    package let organisation: OrganisationID?
    package let member: MemberID?

    private init(_ role: Role, organisation: OrganisationID? = nil, member: MemberID? = nil) {
        (self.role, self.organisation, self.member) = (role, organisation, member)
    }

    package static func applicant(_ organisation: OrganisationID) -> Actor {
        Actor(.applicant, organisation: organisation)
    }
    package static func reviewer(_ member: MemberID) -> Actor { Actor(.reviewer, member: member) }
    package static func chair(_ member: MemberID) -> Actor { Actor(.chair, member: member) }
    package static let secretariat = Actor(.secretariat)
    package static let college = Actor(.college)
    package static let alderman = Actor(.alderman)
    package static let budgetHolder = Actor(.budgetHolder)
    package static let finance = Actor(.finance)
    package static let auditor = Actor(.auditor)
    package static let administrator = Actor(.administrator)
    package static let system = Actor(.system)
}

extension Actor {
    /// The form in which the log names the actor: `secretariat`, `applicant:17`, `reviewer:3`.
    package var reference: String {
        switch role {
        case .applicant, .reviewer, .chair:
            "\(role.name):\(organisation?.value ?? member?.value ?? 0)"
        case .secretariat, .college, .alderman, .budgetHolder, .finance, .auditor, .administrator, .system:
            role.name
        }
    }

    /// Reads what `reference` writes.
    package init?(reference: String) {
        // Once an event in a replay: no list of parts, and nothing that is generic over kinds of text.
        var name = reference
        var number: Int64?
        if let colon = reference.utf8.firstIndex(of: UInt8(ascii: ":")) {
            guard let value = Int64(String(reference[reference.utf8.index(after: colon)...])) else { return nil }
            name = String(reference[..<colon])
            number = value
        }
        guard let role = Role(name: name) else { return nil }
        switch (role, number) {
        case (.applicant, let id?): self = .applicant(OrganisationID(id))
        case (.reviewer, let id?): self = .reviewer(MemberID(id))
        case (.chair, let id?): self = .chair(MemberID(id))
        case (.secretariat, nil): self = .secretariat
        case (.college, nil): self = .college
        case (.alderman, nil): self = .alderman
        case (.budgetHolder, nil): self = .budgetHolder
        case (.finance, nil): self = .finance
        case (.auditor, nil): self = .auditor
        case (.administrator, nil): self = .administrator
        case (.system, nil): self = .system
        case (.applicant, nil), (.reviewer, nil), (.chair, nil), (.secretariat, _?), (.college, _?),
            (.alderman, _?), (.budgetHolder, _?), (.finance, _?), (.auditor, _?), (.administrator, _?), (.system, _?):
            return nil
        }
    }
}
