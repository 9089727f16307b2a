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
    }

    package let reference: String
    package let heldAt: ZonedTime
    package let chair: String
    /// The codes of the members present, in the order of the file.
    package let present: [String]
    package let absences: [Absence]
}
