/// How many eyes a file needs before it may be ranked.
package struct ReviewPolicy: Hashable, Codable, Sendable {
    package var perFile: Int
    /// With fewer admissible files than this there is no competition, and the call ends without award.
    package var minimumAdmissibleFiles: Int
}

/// How a rolling call decides when people cannot wait for a sitting.
package struct Urgency: Hashable, Codable, Sendable {
    /// For so many hours from its filing a file may be decided by the alderman alone. The College ratifies that at its next
    /// sitting and the council advises afterwards; when the hours have passed the file takes the ordinary way.
    package var decisionHours: Int
}

/// How many members of the council must be present to give advice.
package struct Quorum: Hashable, Codable, Sendable {
    package var members: Int
    package var quorum: Int
}
