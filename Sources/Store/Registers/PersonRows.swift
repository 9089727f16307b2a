package import CallModel
package import Postgres

/// A row that tells of somebody: as JSON, without digests and without what opens something.
package struct PersonRow: Hashable, Sendable {
    package let table: String
    package let json: String
}

/// The columns that hold somebody's number.
private let columnsOfPeople = Statement(
    "columns of people",
    """
    SELECT c.relname::text, a.attname::text
    FROM pg_class AS c
    JOIN pg_attribute AS a ON a.attrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v') AND NOT a.attisdropped
      AND has_table_privilege(c.oid, 'SELECT')
      -- What an organisation asked for and got tells of no person.
      AND c.relname NOT IN ('applications', 'earlier_grants', 'conflicts_in_force')
      AND (a.attname IN ('account_id', 'saved_by', 'member_id', 'chair_id', 'organisation_id')
        OR c.relname IN ('accounts', 'members', 'organisations') AND a.attname = 'id')
    ORDER BY 1, 2
    """)

/// What a table is read as.
private enum Shown {
    /// Without these the row opens nothing, and without digests nobody misses anything.
    static let row = """
        (to_jsonb(t) - ARRAY['password', 'second_factor', 'offered_factor', 'factor_step', 'csrf', 'secret', 'digest', 'salt'])::text
        """

    static func source(_ table: String) -> String {
        switch table {
        case "mails":
            """
            (SELECT m.id, m.kind, m.language, m.recipient, m.subject, m.created_at, m.delivered_at,
                CASE WHEN m.secret IS NULL THEN m.body ELSE replace(m.body, m.secret, '…') END AS body
             FROM mails AS m)
            """
        case "kept_forms": "(SELECT f.account_id, f.path, f.kept_at, encode(f.body, 'escape') AS body FROM kept_forms AS f)"
        // Whoever typed last has not typed all of it.
        case "working_copies": "(SELECT c.id, c.call_id, c.organisation_id, c.reference, c.saved_at, c.saved_by FROM working_copies AS c)"
        default: table
        }
    }
}

extension Connection {
    /// The rows with somebody's numbers: of an account, of a member, of an organisation. For a member who asks, those that a member sees.
    package func rows(
        ofAccounts accounts: [AccountID], member: MemberID? = nil, organisation: OrganisationID? = nil
    ) throws -> [PersonRow] {
        var found: [PersonRow] = []
        for row in try query(columnsOfPeople) {
            let (table, column) = (try row.string(0), try row.string(1))
            let numbers: [Int64] =
                switch (column, table) {
                case ("account_id", _), ("saved_by", _), ("id", "accounts"): accounts.map(\.value)
                case ("member_id", _), ("chair_id", _), ("id", "members"): member.map { [$0.value] } ?? []
                default: organisation.map { [$0.value] } ?? []
                }
            guard !numbers.isEmpty else { continue }
            let statement = Statement(
                once: "SELECT \(Shown.row) FROM \(Shown.source(table)) AS t WHERE t.\(column) = ANY ($1) ORDER BY 1")
            found += try query(statement, numbers).map { PersonRow(table: table, json: try $0.string(0)) }
        }
        return found
    }

    /// The rows in which somebody is named, as `tables(naming:)` finds them.
    ///
    /// - Parameter only: one table alone.
    package func rows(naming person: NameSearch, in only: String? = nil) throws -> [PersonRow] {
        var found: [PersonRow] = []
        for table in try only.map({ [$0] }) ?? searchedTables() {
            let statement = Statement(
                once: """
                    SELECT \(Shown.row) FROM \(Shown.source(table)) AS t WHERE \(NameSQL.names("t::text", "$1", "$2")) ORDER BY 1
                    """)
            let phrases = Self.wordless.contains(table) ? [] : person.phrases
            found += try query(statement, person.texts, phrases).map { PersonRow(table: table, json: try $0.string(0)) }
        }
        return found
    }

    /// Texts, by their digests, and what was attached to them.
    package func rows(ofDocuments digests: [Digest]) throws -> [PersonRow] {
        try [("documents", "digest"), ("attached", "content")].flatMap { table, column in
            let statement = Statement(once: "SELECT \(Shown.row) FROM \(table) AS t WHERE t.\(column) = ANY ($1) ORDER BY 1")
            return try query(statement, digests).map { PersonRow(table: table, json: try $0.string(0)) }
        }
    }

    /// The mails that went to an address, or wait to.
    package func rows(ofMailsTo address: String) throws -> [PersonRow] {
        let statement = Statement(
            once: "SELECT \(Shown.row) FROM \(Shown.source("mails")) AS t WHERE lower(t.recipient) = lower($1) ORDER BY t.id")
        return try query(statement, address).map { PersonRow(table: "mails", json: try $0.string(0)) }
    }
}
