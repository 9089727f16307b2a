/// What the secretariat rules on a member and a file, whatever anybody declares.
package enum ConflictRuling: String, CaseIterable, Codable, Sendable {
    case conflict
    case clear
}
