package import CallModel

/// A meeting of the council: who was there, and who left the room for which file.
package struct ImportedMeeting: Hashable, Sendable {
    package struct Absence: Hashable, Sendable {
        package let reference: String
        package let member: String
        package let left: Instant
        package let returned: Instant
        /// The line of the file on which the absence stands.
        package let row: Int

        package init(reference: String, member: String, left: Instant, returned: Instant, row: Int) {
            (self.reference, self.member, self.left, self.returned, self.row) = (reference, member, left, returned, row)
        }
    }

    package let reference: String
    package let heldAt: ZonedTime
    package let chair: String
    /// The codes of the members present, in the order of the file.
    package let present: [String]
    package let absences: [Absence]

    package init(reference: String, heldAt: ZonedTime, chair: String, present: [String], absences: [Absence]) {
        (self.reference, self.heldAt, self.chair) = (reference, heldAt, chair)
        (self.present, self.absences) = (present, absences)
    }
}
