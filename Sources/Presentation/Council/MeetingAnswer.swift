package import CallModel
package import Service

/// A meeting as a program reads it.
package struct MeetingAnswer: Codable {
    /// A member who left the room for a file.
    package struct Absence: Codable, TableRow {
        package let member: String
        package let reference: String
        package let left: Instant
        package let returned: Instant

        package static let columns: [Column] = [
            .text(Words.member), .text(Words.reference), .text(Words.left), .text(Words.returned)
        ]

        package func cells(in language: Language) -> [String] { [member, reference, Moment.text(left), Moment.text(returned)] }
    }

    package let reference: String
    package let heldAt: Instant
    package let chair: String
    package let present: [String]
    package let absences: [Absence]

    package init(_ view: MeetingView) {
        (reference, heldAt, chair, present) = (view.reference, view.heldAt, view.chair, view.present)
        absences = view.absences.map {
            Absence(member: $0.member, reference: $0.reference, left: $0.left, returned: $0.returned)
        }
    }

    /// The meeting as people read it; who left the room apart.
    package func facts(in language: Language) -> Facts {
        func word(_ message: Message) -> String { message.text(in: language) }
        return Facts([
            (word(Words.meeting), reference), (word(Words.at), Moment.text(heldAt)), (word(Words.chair), chair),
            (word(Words.present), present.joined(separator: ", "))
        ])
    }
}
