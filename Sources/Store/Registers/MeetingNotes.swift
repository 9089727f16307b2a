package import CallModel
package import Postgres
package import Workflow

/// One line of a meeting that goes on.
package struct MeetingNote: Hashable, Sendable {
    package enum Kind: String, Sendable {
        /// The member opens it as its chair.
        case begins
        /// The file is on the agenda, in the order of the notes.
        case plans
        /// The member comes in, or goes home.
        case comes, goes
        /// The council speaks of the file from now on, or of none.
        case takes, rests
        /// The member leaves the room for the file, or is back.
        case leaves, returns
        /// What the council means to advise on the file.
        case advises
        case closes
        /// Something that whoever reads may not know.
        case noted
    }

    package let kind: Kind
    package let at: Instant
    package let member: MemberID?
    package let application: ApplicationID?
    package let opinion: AdviceOpinion?

    package init(_ kind: Kind, at: Instant, member: MemberID? = nil, application: ApplicationID? = nil, opinion: AdviceOpinion? = nil) {
        (self.kind, self.at, self.member, self.application, self.opinion) = (kind, at, member, application, opinion)
    }
}

/// The notes of one meeting, the oldest first.
package struct MeetingNotes: Sendable {
    package let meeting: String
    /// The number of what was noted last.
    package let step: Int64
    package let notes: [MeetingNote]
}

private let selection = "meeting, step, kind, at, member_id, application_id, opinion"
private let lastNotes = Statement(
    "notes of last meeting",
    """
    SELECT \(selection)
    FROM meeting_notes
    WHERE call_id = $1 AND meeting = (SELECT meeting FROM meeting_notes WHERE call_id = $1 ORDER BY id DESC LIMIT 1)
    ORDER BY id
    """)
private let notesOfMeeting = Statement(
    "notes of meeting", "SELECT \(selection) FROM meeting_notes WHERE call_id = $1 AND meeting = $2 ORDER BY id")
private let insertNotes = Statement(
    "insert meeting notes",
    """
    INSERT INTO meeting_notes (call_id, meeting, step, at, kind, member_id, application_id, opinion)
    SELECT $1, $2, $3, $4, n.kind, n.member_id, n.application_id, n.opinion
    FROM unnest($5::text[], $6::bigint[], $7::bigint[], $8::text[])
        WITH ORDINALITY AS n (kind, member_id, application_id, opinion, place)
    ORDER BY n.place
    """)
private let deleteStep = Statement(
    "delete meeting notes", "DELETE FROM meeting_notes WHERE call_id = $1 AND meeting = $2 AND step = $3")

extension Connection {
    /// What was noted of a meeting on a call; of the last one unless it is named. None where there is none.
    package func meetingNotes(of call: CallID, meeting: String? = nil) throws -> MeetingNotes? {
        let rows = try meeting.map { try query(notesOfMeeting, call, $0) } ?? query(lastNotes, call)
        var found: MeetingNotes?
        var notes: [MeetingNote] = []
        for row in rows {
            let kind = try row.string(2)
            guard let read = MeetingNote.Kind(rawValue: kind) else { throw StoreError.unreadable("the note \(kind) of a meeting") }
            notes.append(
                MeetingNote(
                    read, at: try row.value(3), member: try row.value(4), application: try row.value(5),
                    opinion: try row.optionalString(6).flatMap(AdviceOpinion.init(rawValue:))))
            found = MeetingNotes(meeting: try row.string(0), step: try row.int64(1), notes: notes)
        }
        return found
    }

    /// Writes down what happened at one moment, under one number.
    package func keep(_ notes: [MeetingNote], of meeting: String, on call: CallID, step: Int64, at now: Instant) throws {
        try execute(
            insertNotes, call, meeting, step, now, notes.map(\.kind.rawValue), notes.map(\.member), notes.map(\.application),
            notes.map { $0.opinion?.rawValue })
    }

    /// Takes back what was noted under a number.
    package func drop(step: Int64, of meeting: String, on call: CallID) throws { try execute(deleteStep, call, meeting, step) }
}
