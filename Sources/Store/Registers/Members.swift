package import CallModel
package import Postgres

/// A member of the council, or an expert from outside it.
package struct Member: Hashable, Sendable {
    package let code: String
    package let name: String
    package let email: String
    package let language: PreferredLanguage
    package let isExternal: Bool

    package init(code: String, name: String, email: String, language: PreferredLanguage, isExternal: Bool) {
        (self.code, self.name, self.email) = (code, name, email)
        (self.language, self.isExternal) = (language, isExternal)
    }
}

package struct StoredMember: Sendable {
    package let id: MemberID
    package let member: Member
}

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

private let allMembers = Statement(
    "all members", "SELECT id, code, name, email, language, external FROM members ORDER BY code")
private let upsertMembers = Statement(
    "upsert members",
    """
    INSERT INTO members (code, name, email, language, external)
    SELECT *
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[])
    ON CONFLICT (code) DO UPDATE
    SET name = EXCLUDED.name, email = EXCLUDED.email, language = EXCLUDED.language, external = EXCLUDED.external
    """)
private let conflictsOfCall = Statement(
    "conflicts of call",
    """
    SELECT c.member_id, c.application_id, c.ground, c.note
    FROM conflicts AS c
    JOIN applications AS a ON a.id = c.application_id
    WHERE a.call_id = $1
    ORDER BY c.id
    """)
private let referencesHidden = Statement(
    "references hidden from member",
    """
    SELECT a.reference
    FROM applications AS a
    WHERE a.call_id = $2
      AND (EXISTS (SELECT FROM conflicts AS c WHERE c.application_id = a.id AND c.member_id = $1)
        OR EXISTS (SELECT FROM reviews AS r WHERE r.application_id = a.id AND r.member_id = $1 AND r.state = 'recused'))
    """)
private let insertConflicts = Statement(
    "insert conflicts",
    """
    INSERT INTO conflicts (member_id, application_id, ground, note, declared_by, declared_at)
    SELECT n.member_id, n.application_id, n.ground, n.note, $5, $6
    FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bytea[]) AS n (member_id, application_id, ground, note)
    ON CONFLICT (member_id, application_id) DO NOTHING
    """)

extension Connection {
    package func members() throws -> [StoredMember] {
        try query(allMembers).map { row in
            guard let language = PreferredLanguage(rawValue: try row.string(4)) else {
                throw StoreError.unreadable("language of member \(try row.string(1))")
            }
            return StoredMember(
                id: try row.value(0),
                member: Member(
                    code: try row.string(1), name: try row.string(2), email: try row.string(3), language: language,
                    isExternal: try row.bool(5)))
        }
    }

    package func keep(members: [Member]) throws {
        try query(
            upsertMembers, members.map(\.code), members.map(\.name), members.map(\.email),
            members.map(\.language.rawValue), members.map(\.isExternal))
    }

    package func conflicts(of call: CallID) throws -> [Conflict] {
        try query(conflictsOfCall, call).map { row in
            guard let ground = ConflictGround(rawValue: try row.string(2)) else {
                throw StoreError.unreadable("ground of a conflict: \(try row.string(2))")
            }
            return Conflict(
                member: try row.value(0), application: try row.value(1), ground: ground, note: try row.value(3))
        }
    }

    /// The references of the files of a call of which a member may know nothing.
    package func hiddenReferences(from member: MemberID, in call: CallID) throws -> Set<String> {
        Set(try query(referencesHidden, member, call).map { row in try row.string(0) })
    }

    /// Adds conflicts; those that are known stay as they are. Returns how many are new.
    package func keep(conflicts: [Conflict], documents: [Document], by actor: String, at now: Instant) throws -> Int {
        var pipeline = Pipeline()
        Document.add(documents, to: &pipeline)
        let inserted = pipeline.add(
            insertConflicts, conflicts.map(\.member), conflicts.map(\.application), conflicts.map(\.ground.rawValue),
            conflicts.map(\.note), actor, now)
        return try run(pipeline)[inserted].affected
    }

    /// The clock that commands see.
    package func now() throws -> Instant { try query(clock).single().value(0) }
}
