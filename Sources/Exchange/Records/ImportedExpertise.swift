package import CallModel

/// What a member declares to know.
package struct ImportedExpertise: Hashable, Sendable {
    package let member: String
    package let themes: [String]
    package let countries: [String]
    package let languages: [String]
    package let row: Int
}

/// What a member says of reviewing a file.
package struct ImportedPreference: Hashable, Sendable {
    package let member: String
    package let reference: String
    package let preference: ReviewPreference
    package let row: Int
}
