package import CallModel

/// Somebody on the board of an organisation; without a name, nobody is.
package struct ImportedBoardMember: Hashable, Sendable {
    package let organisation: String
    package let name: String?
    package let office: String
    package let row: Int
}

/// What ties a member to an organisation or a place; without one, nothing does.
package struct ImportedTie: Hashable, Sendable {
    package let member: String
    package let tie: MemberTie?
    package let row: Int
}
