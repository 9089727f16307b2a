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

    /// The clock that commands see.
    package func now() throws -> Instant { try query(clock).single().value(0) }
}
