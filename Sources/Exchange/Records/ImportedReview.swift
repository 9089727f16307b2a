package import CallModel

/// One member of the council, or an expert from outside who scores and does not sit.
package struct ImportedMember: Hashable, Sendable {
    package let code: String
    package let name: String
    package let email: String
    package let language: PreferredLanguage
    package let isExternal: Bool
    package let row: Int
}

/// A member's conflict of interest with a file.
package struct ImportedConflict: Hashable, Sendable {
    package let member: String
    package let reference: String
    package let ground: ConflictGround
    package let note: String?
    package let row: Int
}

/// A file given to a member to review.
package struct ImportedAssignment: Hashable, Sendable {
    package let reference: String
    package let member: String
    package let row: Int
}

/// A member who gives an assigned file back.
package struct ImportedRecusal: Hashable, Sendable {
    package let reference: String
    package let member: String
    package let reason: String
    package let row: Int
}

/// One member's scores of one file.
package struct ImportedReview: Hashable, Sendable {
    package let reference: String
    package let member: String
    /// One whole number per criterion, in the order in which the caller named the criteria.
    package let scores: [Int]
    package let justification: String
    package let row: Int
}

/// One score of a panel, on whatever scale.
package struct ImportedScore: Hashable, Sendable {
    package let application: String
    package let reviewer: String
    package let score: DecimalNumber
    package let row: Int
}
