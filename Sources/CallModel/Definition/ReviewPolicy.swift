/// How many eyes a file needs before it may be ranked.
package struct ReviewPolicy: Hashable, Codable, Sendable {
    package var perFile: Int
    /// With fewer admissible files than this there is no competition, and the call ends without award.
    package var minimumAdmissibleFiles: Int
}

/// How many members of the council must be present to give advice.
package struct Quorum: Hashable, Codable, Sendable {
    package var members: Int
    package var quorum: Int
}
