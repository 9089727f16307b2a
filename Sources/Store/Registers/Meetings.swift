package import CallModel
package import Postgres

/// A sitting of the council on one call: who was there, and who left the room for which file.
package struct Meeting: Sendable {
    package struct Absence: Hashable, Sendable {
        package let member: MemberID
        package let application: ApplicationID
        package let left: Instant
        package let returned: Instant

        package init(member: MemberID, application: ApplicationID, left: Instant, returned: Instant) {
            (self.member, self.application, self.left, self.returned) = (member, application, left, returned)
        }
    }

    package let call: CallID
    package let reference: String
    package let heldAt: Instant
    package let chair: MemberID
    package let present: [MemberID]
    package let absences: [Absence]

    package init(
        call: CallID, reference: String, heldAt: Instant, chair: MemberID, present: [MemberID], absences: [Absence]
    ) {
        (self.call, self.reference, self.heldAt) = (call, reference, heldAt)
        (self.chair, self.present, self.absences) = (chair, present, absences)
    }
}

package struct StoredMeeting: Sendable {
    package let id: MeetingID
    package let meeting: Meeting
}

private let insertMeeting = Statement(
    "insert meeting",
    "INSERT INTO meetings (call_id, reference, held_at, chair_id) VALUES ($1, $2, $3, $4) RETURNING id")
private let insertAttendances = Statement(
    "insert attendances", "INSERT INTO attendances (meeting_id, member_id) SELECT $1, unnest($2::bigint[])")
private let insertAbsences = Statement(
    "insert absences",
    """
    INSERT INTO absences (meeting_id, member_id, application_id, left_at, returned_at)
    SELECT $1, n.member_id, n.application_id, n.left_at, n.returned_at
    FROM unnest($2::bigint[], $3::bigint[], $4::timestamptz[], $5::timestamptz[])
        AS n (member_id, application_id, left_at, returned_at)
    """)
private let meetingByReference = Statement(
    "meeting by reference",
    "SELECT id, call_id, reference, held_at, chair_id FROM meetings WHERE call_id = $1 AND reference = $2")
private let meetingsOfCall = Statement(
    "meetings of call",
    "SELECT id, call_id, reference, held_at, chair_id FROM meetings WHERE call_id = $1 ORDER BY held_at, id")
private let attendancesOfMeeting = Statement(
    "attendances of meeting", "SELECT member_id FROM attendances WHERE meeting_id = $1 ORDER BY member_id")
private let absencesOfMeeting = Statement(
    "absences of meeting",
    """
    SELECT member_id, application_id, left_at, returned_at
    FROM absences
    WHERE meeting_id = $1
    ORDER BY left_at, member_id
    """)

extension Connection {
    package func keep(_ meeting: Meeting) throws -> MeetingID {
        let id: MeetingID = try query(
            insertMeeting, meeting.call, meeting.reference, meeting.heldAt, meeting.chair
        ).single().value(0)
        var pipeline = Pipeline()
        pipeline.add(insertAttendances, id, meeting.present)
        pipeline.add(
            insertAbsences, id, meeting.absences.map(\.member), meeting.absences.map(\.application),
            meeting.absences.map(\.left), meeting.absences.map(\.returned))
        _ = try run(pipeline)
        return id
    }

    package func meeting(_ reference: String, of call: CallID) throws -> StoredMeeting? {
        try query(meetingByReference, call, reference).singleOrNone().map { try read(meeting: $0) }
    }

    package func meetings(of call: CallID) throws -> [StoredMeeting] {
        try query(meetingsOfCall, call).map { try read(meeting: $0) }
    }

    private func read(meeting row: Row) throws -> StoredMeeting {
        let id: MeetingID = try row.value(0)
        let present: [MemberID] = try query(attendancesOfMeeting, id).map { try $0.value(0) }
        let absences = try query(absencesOfMeeting, id).map { row in
            Meeting.Absence(
                member: try row.value(0), application: try row.value(1), left: try row.value(2),
                returned: try row.value(3))
        }
        return StoredMeeting(
            id: id,
            meeting: Meeting(
                call: try row.value(1), reference: try row.string(2), heldAt: try row.value(3),
                chair: try row.value(4), present: present, absences: absences))
    }
}
