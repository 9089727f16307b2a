/// Why a member may not see or judge a file.
package enum ConflictGround: String, CaseIterable, Codable, Sendable {
    /// The member belongs to the organisation that applies.
    case ownOrganisation
    /// Family, up to the fourth degree.
    case relative
    case employment
    case partner
    case other
}
