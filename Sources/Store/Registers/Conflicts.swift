package import CallModel
package import Postgres

/// A conflict of interest as somebody declared it.
package struct Conflict: Hashable, Sendable {
    package let member: MemberID
    package let application: ApplicationID
    package let ground: ConflictGround
    /// The digest of the declaration, which is a document.
    package let note: Digest?

    package init(member: MemberID, application: ApplicationID, ground: ConflictGround, note: Digest?) {
        (self.member, self.application, self.ground, self.note) = (member, application, ground, note)
    }
}

/// A conflict with who declared it, by the actor's name in the log.
package struct DeclaredConflict: Hashable, Sendable {
    package let conflict: Conflict
    package let declaredBy: String
    package let at: Instant
}

/// What the secretariat ruled on a member and a file.
package struct ConflictPin: Hashable, Sendable {
    package let member: MemberID
    package let application: ApplicationID
    package let ruling: ConflictRuling
    /// The digest of the reason, which is a document.
    package let reason: Digest

    package init(member: MemberID, application: ApplicationID, ruling: ConflictRuling, reason: Digest) {
        (self.member, self.application, self.ruling, self.reason) = (member, application, ruling, reason)
    }
}

/// A pin with who set it.
package struct StoredPin: Hashable, Sendable {
    package let pin: ConflictPin
    package let pinnedBy: String
    package let at: Instant
}

/// A member and a file that have to stay apart.
package struct ConflictInForce: Hashable, Sendable {
    package let member: MemberID
    package let application: ApplicationID

    package init(member: MemberID, application: ApplicationID) { (self.member, self.application) = (member, application) }
}

private let conflictsOfCall = Statement(
    "conflicts of call",
    """
    SELECT c.member_id, c.application_id
    FROM conflicts_in_force AS c
    JOIN applications AS a ON a.id = c.application_id
    WHERE a.call_id = $1
    ORDER BY c.application_id, c.member_id
    """)
private let declaredInCall = Statement(
    "conflicts declared in call",
    """
    SELECT c.member_id, c.application_id, c.ground, c.note, c.declared_by, c.declared_at
    FROM conflicts AS c
    JOIN applications AS a ON a.id = c.application_id
    WHERE a.call_id = $1
    ORDER BY c.id
    """)
private let pinsOfCall = Statement(
    "conflict pins of call",
    """
    SELECT p.member_id, p.application_id, p.ruling, p.reason, p.pinned_by, p.pinned_at
    FROM conflict_pins AS p
    JOIN applications AS a ON a.id = p.application_id
    WHERE a.call_id = $1
    ORDER BY p.id
    """)
private let referencesHidden = Statement(
    "references hidden from member",
    """
    SELECT a.reference
    FROM applications AS a
    JOIN conflicts_in_force AS c ON c.application_id = a.id
    WHERE a.call_id = $2 AND c.member_id = $1
    """)
private let insertConflicts = Statement(
    "insert conflicts",
    """
    INSERT INTO conflicts (member_id, application_id, ground, note, declared_by, declared_at)
    SELECT n.member_id, n.application_id, n.ground, n.note, $5, $6
    FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bytea[]) AS n (member_id, application_id, ground, note)
    ON CONFLICT (member_id, application_id, declared_by) DO NOTHING
    """)
private let insertPin = Statement(
    "insert conflict pin",
    """
    INSERT INTO conflict_pins (member_id, application_id, ruling, reason, pinned_by, pinned_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    """)

extension Connection {
    /// The conflicts in force: what every guard goes by.
    package func conflicts(of call: CallID) throws -> [ConflictInForce] {
        try query(conflictsOfCall, call).map { ConflictInForce(member: try $0.value(0), application: try $0.value(1)) }
    }

    /// What was declared, in force or not, oldest first.
    package func declaredConflicts(of call: CallID) throws -> [DeclaredConflict] {
        try query(declaredInCall, call).map { row in
            guard let ground = ConflictGround(rawValue: try row.string(2)) else {
                throw StoreError.unreadable("ground of a conflict: \(try row.string(2))")
            }
            return DeclaredConflict(
                conflict: Conflict(member: try row.value(0), application: try row.value(1), ground: ground, note: try row.value(3)),
                declaredBy: try row.string(4), at: try row.value(5))
        }
    }

    /// Every pin that was ever set, oldest first.
    package func conflictPins(of call: CallID) throws -> [StoredPin] {
        try query(pinsOfCall, call).map { row in
            guard let ruling = ConflictRuling(rawValue: try row.string(2)) else {
                throw StoreError.unreadable("ruling of a pin: \(try row.string(2))")
            }
            return StoredPin(
                pin: ConflictPin(member: try row.value(0), application: try row.value(1), ruling: ruling, reason: try row.value(3)),
                pinnedBy: try row.string(4), at: try row.value(5))
        }
    }

    /// The references of the files of a call of which a member may know nothing.
    package func hiddenReferences(from member: MemberID, in call: CallID) throws -> Set<String> {
        Set(try query(referencesHidden, member, call).map { row in try row.string(0) })
    }

    /// Adds what somebody declares; what the same declarant said of a pair before stays as it is. Returns how many are new.
    package func keep(conflicts: [Conflict], documents: [Document], by actor: String, at now: Instant) throws -> Int {
        var pipeline = Pipeline()
        Document.add(documents, to: &pipeline)
        let inserted = pipeline.add(
            insertConflicts, conflicts.map(\.member), conflicts.map(\.application), conflicts.map(\.ground.rawValue),
            conflicts.map(\.note), actor, now)
        return try run(pipeline)[inserted].affected
    }

    /// Sets a pin, which stands until another one.
    package func keep(_ pin: ConflictPin, reason: Document, by actor: String, at now: Instant) throws {
        var pipeline = Pipeline()
        Document.add([reason], to: &pipeline)
        pipeline.add(insertPin, pin.member, pin.application, pin.ruling.rawValue, pin.reason, actor, now)
        _ = try run(pipeline)
    }
}
