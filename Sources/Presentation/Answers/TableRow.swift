package import CallModel

/// A column of a table.
package struct Column: Hashable, Sendable {
    package enum Side: Hashable, Sendable { case left, right }

    package let heading: Message
    package let side: Side
    /// Whether the column gives way where there is little room.
    package let isFlexible: Bool

    package init(heading: Message, side: Side = .left, isFlexible: Bool = false) {
        (self.heading, self.side, self.isFlexible) = (heading, side, isFlexible)
    }

    package static func text(_ heading: Message) -> Column { Column(heading: heading) }
    package static func number(_ heading: Message) -> Column { Column(heading: heading, side: .right) }
    package static func flexible(_ heading: Message) -> Column { Column(heading: heading, isFlexible: true) }
}

/// One row of a table; most also are one element of the JSON document.
package protocol TableRow {
    static var columns: [Column] { get }
    func cells(in language: Language) -> [String]
}
