package import CallModel
package import Postgres

/// Somebody on the board of an organisation.
package struct BoardMember: Hashable, Sendable {
    package let organisation: OrganisationID
    package let name: String
    package let office: String

    package init(organisation: OrganisationID, name: String, office: String) {
        (self.organisation, self.name, self.office) = (organisation, name, office)
    }
}

/// What ties a member to an organisation or a place.
package struct StoredTie: Hashable, Sendable {
    package let member: MemberID
    package let tie: MemberTie

    package init(member: MemberID, tie: MemberTie) { (self.member, self.tie) = (member, tie) }
}

private let allBoards = Statement(
    "boards", "SELECT organisation_id, name, office FROM board_members ORDER BY organisation_id, name")
private let allTies = Statement("member ties", "SELECT member_id, kind, value FROM member_ties ORDER BY member_id, kind, value")
private let removeFromBoards = Statement(
    "remove from boards",
    """
    DELETE FROM board_members AS b
    WHERE b.organisation_id = ANY ($1)
      AND NOT EXISTS (
        SELECT FROM unnest($2::bigint[], $3::text[]) AS n (organisation_id, name)
        WHERE n.organisation_id = b.organisation_id AND n.name = b.name)
    """)
private let addToBoards = Statement(
    "add to boards",
    """
    INSERT INTO board_members AS b (organisation_id, name, office)
    SELECT *
    FROM unnest($1::bigint[], $2::text[], $3::text[])
    ON CONFLICT (organisation_id, name) DO UPDATE
    SET office = EXCLUDED.office
    WHERE b.office <> EXCLUDED.office
    """)
private let removeTies = Statement(
    "remove member ties",
    """
    DELETE FROM member_ties AS t
    WHERE t.member_id = ANY ($1)
      AND NOT EXISTS (
        SELECT FROM unnest($2::bigint[], $3::text[], $4::text[]) AS n (member_id, kind, value)
        WHERE n.member_id = t.member_id AND n.kind = t.kind AND n.value = t.value)
    """)
private let addTies = Statement(
    "add member ties",
    """
    INSERT INTO member_ties (member_id, kind, value)
    SELECT *
    FROM unnest($1::bigint[], $2::text[], $3::text[])
    ON CONFLICT (member_id, kind, value) DO NOTHING
    """)

extension Connection {
    package func boards() throws -> [BoardMember] {
        try query(allBoards).map { row in
            BoardMember(organisation: try row.value(0), name: try row.string(1), office: try row.string(2))
        }
    }

    package func memberTies() throws -> [StoredTie] {
        try query(allTies).map { row in
            guard let kind = MemberTie.Kind(rawValue: try row.string(1)) else {
                throw StoreError.unreadable("kind of a tie: \(try row.string(1))")
            }
            return StoredTie(member: try row.value(0), tie: MemberTie(kind: kind, value: try row.string(2)))
        }
    }

    /// Makes these people the boards of the organisations: whoever is not named any more is forgotten.
    ///
    /// - Returns: how many rows are new, differ or went.
    package func replace(boardsOf organisations: Set<OrganisationID>, with people: [BoardMember]) throws -> Int {
        var pipeline = Pipeline()
        let (owners, names) = (people.map(\.organisation), people.map(\.name))
        let removed = pipeline.add(removeFromBoards, organisations.sorted(), owners, names)
        let added = pipeline.add(addToBoards, owners, names, people.map(\.office))
        let results = try run(pipeline)
        return results[removed].affected + results[added].affected
    }

    /// Makes these the ties of the members: what is not named any more is forgotten.
    ///
    /// - Returns: how many rows are new or went.
    package func replace(tiesOf members: Set<MemberID>, with ties: [StoredTie]) throws -> Int {
        var pipeline = Pipeline()
        let owners = ties.map(\.member)
        let (kinds, values) = (ties.map(\.tie.kind.rawValue), ties.map(\.tie.value))
        let removed = pipeline.add(removeTies, members.sorted(), owners, kinds, values)
        let added = pipeline.add(addTies, owners, kinds, values)
        let results = try run(pipeline)
        return results[removed].affected + results[added].affected
    }
}
