/// What a member says of reviewing a file.
package enum ReviewPreference: String, CaseIterable, Codable, Sendable {
    case eager
    case willing
    case reluctant
}
