/// What ties a member of the council to an organisation or a place: what a conflict of interest may be inferred from.
package struct MemberTie: Hashable, Codable, Sendable {
    package enum Kind: String, CaseIterable, Codable, Sendable {
        /// The number of an organisation to which the member belongs.
        case enterpriseNumber
        /// The name of one.
        case organisation
        /// The name of whoever employs the member.
        case employer
        /// The name of a body with which the member works.
        case partner
        /// The name of a person of the family.
        case relative
        case postcode
        /// The domain of an address of the member.
        case emailDomain
    }

    package let kind: Kind
    package let value: String

    package init(kind: Kind, value: String) { (self.kind, self.value) = (kind, value) }
}
