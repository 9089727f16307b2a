/// What the project's money is spent on.
package enum CostCategory: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
    case personnel, travel, equipment, works, training, communication, administration, contingency, other
}

/// Where the project's money comes from.
package enum ResourceSource: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
    /// What the file asks for in this call.
    case city
    case ownCash, otherPublic, otherPrivate, localPartner
    /// Goods, rooms and volunteers' hours, at their declared value.
    case inKind
}

extension [CostCategory: Cents] {
    package var total: Cents { values.reduce(.zero, +) }
}

extension [ResourceSource: Cents] {
    package var total: Cents { values.reduce(.zero, +) }
}
