package import CallModel
package import Service

/// A member and a file between whom somebody saw a conflict of interest.
package struct ConflictRow: Codable, TableRow {
    package struct Declaration: Codable {
        package let ground: String
        package let by: String
        package let at: Instant
        package let note: Bool
    }

    package struct Pin: Codable {
        package let ruling: ConflictRuling
        package let by: String
        package let at: Instant
        package let reason: Bool
    }

    package let member: String
    package let reference: String
    package let inForce: Bool
    package let declarations: [Declaration]
    package let pin: Pin?

    package init(_ view: ConflictView) {
        (member, reference, inForce) = (view.member, view.reference, view.isInForce)
        declarations = view.declarations.map { Declaration(ground: $0.ground.rawValue, by: $0.by, at: $0.at, note: $0.hasNote) }
        pin = view.pin.map { Pin(ruling: $0.ruling, by: $0.by, at: $0.at, reason: $0.hasReason) }
    }

    package static let columns: [Column] = [
        .text(Words.member), .text(Words.reference), .text(ConflictWords.inForce), .text(Words.ground), .flexible(ConflictWords.declaredBy),
        .text(ConflictWords.pinned), .text(Words.reason)
    ]

    package func cells(in language: Language) -> [String] {
        let yes = Words.yes.text(in: language)
        return [
            member, reference, inForce ? yes : "", Set(declarations.map(\.ground)).sorted().joined(separator: ", "),
            declarations.map(\.by).joined(separator: ", "), pin.map { ConflictWords.ruling($0.ruling).text(in: language) } ?? "",
            pin?.reason == true ? yes : ""
        ]
    }
}
