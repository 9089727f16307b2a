package import CallModel
package import Postgres

/// Accounts that go with a person: those that act for the subject and for nobody else, and those that bear one of the names.
private let accountsOfSubject = Statement(
    "accounts of subject",
    """
    SELECT a.id, a.email, a.name
    FROM accounts AS a
    WHERE EXISTS (SELECT FROM account_hats AS h WHERE h.account_id = a.id AND (h.member_id = $1 OR h.organisation_id = $2))
      AND NOT EXISTS (
        SELECT FROM account_hats AS h
        WHERE h.account_id = a.id AND NOT (coalesce(h.member_id = $1, false) OR coalesce(h.organisation_id = $2, false)))
    UNION
    SELECT a.id, a.email, a.name
    FROM accounts AS a
    WHERE EXISTS (SELECT FROM unnest($3::text[]) AS n (name) WHERE lower(n.name) IN (lower(a.email), lower(a.name)))
       OR \(NameSQL.says("a.name", "$4"))
    ORDER BY 1
    """)
private let endSessionsOfMany = Statement("end sessions of many", "DELETE FROM web_sessions WHERE account_id = ANY ($1)")
private let dropLinks = Statement("drop links", "DELETE FROM login_links WHERE account_id = ANY ($1)")
private let dropKeys = Statement(
    "drop keys",
    """
    DELETE FROM api_keys AS k
    WHERE k.account_id = ANY ($1)
       OR \(NameSQL.names("k.name", "$2", "$3"))
    """)
private let dropForms = Statement(
    "drop forms",
    """
    DELETE FROM kept_forms AS f
    WHERE f.account_id = ANY ($1)
       OR EXISTS (
        SELECT FROM unnest($2::text[]) AS n (name)
        WHERE position(lower(n.name) IN lower(f.path)) > 0
           OR position(lower(n.name) IN lower(encode(f.body, 'escape'))) > 0
           OR position(convert_to(n.name, 'UTF8') IN f.body) > 0)
       OR \(NameSQL.says("encode(f.body, 'escape')", "$3"))
    """)
private let dropMails = Statement(
    "drop mails",
    """
    DELETE FROM mails AS m
    WHERE \(NameSQL.names("m::text", "$1", "$2"))
    """)
private let dropHats = Statement(
    "drop hats", "DELETE FROM account_hats WHERE account_id = ANY ($1) OR member_id = $2 OR organisation_id = $3")
private let eraseAccounts = Statement(
    "erase accounts",
    """
    UPDATE accounts
    SET email = 'erased-' || id, name = '', password = NULL, password_is_long = false, second_factor = NULL, offered_factor = NULL,
        issuer = NULL, subject = NULL, disabled_at = coalesce(disabled_at, appel_now())
    WHERE id = ANY ($1)
    """)

extension Connection {
    /// The accounts of a person, with the names that stand in them.
    package func accounts(of subject: ErasedSubject, naming person: NameSearch) throws -> [(id: AccountID, names: [String])] {
        let (member, organisation) = Self.numbers(of: subject)
        return try query(accountsOfSubject, member, organisation, person.texts, person.phrases).map { row in
            (try row.value(0), [try row.string(1), try row.string(2)])
        }
    }

    /// Takes a person out of the accounts, which keep their numbers and let nobody in any more, and out of everything that stands
    /// around them.
    ///
    /// - Parameters:
    ///   - person: what mails and kept forms are searched for.
    ///   - typed: the same as browsers send them.
    package func erase(
        accounts ids: [AccountID], of subject: ErasedSubject, naming person: NameSearch, typed: [String]
    ) throws {
        let (member, organisation) = Self.numbers(of: subject)
        try execute(endSessionsOfMany, ids)
        try execute(dropLinks, ids)
        try execute(dropKeys, ids, person.texts, person.phrases)
        try execute(dropForms, ids, person.texts + typed, person.phrases)
        try execute(dropMails, person.texts, person.phrases)
        try execute(dropHats, ids, member, organisation)
        try execute(eraseAccounts, ids)
    }

    private static func numbers(of subject: ErasedSubject) -> (MemberID?, OrganisationID?) {
        switch subject {
        case .member(let id): (id, nil)
        case .organisation(let id): (nil, id)
        }
    }
}
