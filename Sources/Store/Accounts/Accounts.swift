package import CallModel
package import Postgres

/// An account as its row has it, without what opens it.
package struct StoredAccount: Hashable, Sendable {
    package let id: AccountID
    package let email: String
    package let name: String
    package let language: Language
    package let isDisabled: Bool
    package let hasPassword: Bool
    package let hasSecondFactor: Bool
    /// Whether a provider vouches for the person.
    package let isVouchedFor: Bool
    package let hats: [StoredHat]
}

/// A role of an account, with the organisation or the member in whose name it is.
package struct StoredHat: Hashable, Sendable {
    package let id: Int64
    /// The role's name.
    package let role: String
    package let organisation: OrganisationID?
    package let member: MemberID?
    package let maySign: Bool
    /// The name of the organisation or the code of the member; empty for the others.
    package let title: String
}

/// A hat that is to be given.
package struct NewHat: Hashable, Sendable {
    package let role: String
    package let organisation: OrganisationID?
    package let member: MemberID?
    package let maySign: Bool

    package init(role: String, organisation: OrganisationID?, member: MemberID?, maySign: Bool) {
        (self.role, self.organisation, self.member, self.maySign) = (role, organisation, member, maySign)
    }
}

private let selection = """
    SELECT a.id, a.email, a.name, a.language, a.disabled_at IS NOT NULL, a.password IS NOT NULL, a.second_factor IS NOT NULL,
        a.issuer IS NOT NULL
    FROM accounts AS a
    """
private let allAccounts = Statement("all accounts", "\(selection) ORDER BY lower(a.email), a.id")
private let accountByID = Statement("account by id", "\(selection) WHERE a.id = $1")
private let accountByEmail = Statement("account by email", "\(selection) WHERE lower(a.email) = lower($1)")
private let accountBySubject = Statement("account by subject", "\(selection) WHERE a.issuer = $1 AND a.subject = $2")
private let lockAccount = Statement("lock account", "SELECT FROM accounts WHERE id = $1 FOR UPDATE")
private let hats = """
    SELECT h.account_id, h.id, h.role, h.organisation_id, h.member_id, h.may_sign, coalesce(o.name, m.code, '')
    FROM account_hats AS h
    LEFT JOIN organisations AS o ON o.id = h.organisation_id
    LEFT JOIN members AS m ON m.id = h.member_id
    """
private let hatsOfAccounts = Statement(
    "hats of accounts", "\(hats) WHERE h.account_id = ANY ($1) ORDER BY h.account_id, h.id")
/// With each request of somebody who is signed in: for an array of any length the server would make a plan each time.
private let hatsOfAccount = Statement("hats of account", "\(hats) WHERE h.account_id = $1 ORDER BY h.account_id, h.id")
private let insertAccount = Statement(
    "insert account",
    "INSERT INTO accounts (email, name, language, created_at) VALUES ($1, $2, $3, appel_now()) ON CONFLICT DO NOTHING RETURNING id")
private let updateDisabled = Statement(
    "set disabled", "UPDATE accounts SET disabled_at = CASE WHEN $2 THEN coalesce(disabled_at, appel_now()) END WHERE id = $1")
private let insertHat = Statement(
    "insert hat",
    """
    INSERT INTO account_hats (account_id, role, organisation_id, member_id, may_sign)
    VALUES ($1, $2, $3, $4, $5)
    """)
private let deleteHats = Statement("delete hats", "DELETE FROM account_hats WHERE id = ANY ($1)")
private let bindSubject = Statement(
    "bind subject", "UPDATE accounts SET issuer = $2, subject = $3 WHERE id = $1 AND issuer IS NULL")
private let nameAccount = Statement("name account", "UPDATE accounts SET name = $2 WHERE id = $1 AND name = ''")
private let organisationsThatAre = Statement(
    "organisations that are", "SELECT count(*) FROM organisations WHERE id = ANY ($1)")
private let membersThatAre = Statement("members that are", "SELECT count(*) FROM members WHERE id = ANY ($1)")

extension Connection {
    /// Every account, by address.
    package func accounts() throws -> [StoredAccount] { try read(query(allAccounts)) }
    package func account(_ id: AccountID) throws -> StoredAccount? { try read(query(accountByID, id)).first }
    /// However the address is typed.
    package func account(email: String) throws -> StoredAccount? { try read(query(accountByEmail, email)).first }
    package func account(issuer: String, subject: String) throws -> StoredAccount? {
        try read(query(accountBySubject, issuer, subject)).first
    }

    /// Two changes of one account take turns.
    package func lock(account: AccountID) throws { try query(lockAccount, account) }

    /// - Returns: `nil` where the address has an account already.
    package func addAccount(email: String, name: String, language: Language) throws -> AccountID? {
        try query(insertAccount, email, name, language.rawValue).singleOrNone()?.value(0)
    }

    package func setDisabled(_ isDisabled: Bool, account: AccountID) throws { try execute(updateDisabled, account, isDisabled) }

    package func add(hats: [NewHat], to account: AccountID) throws {
        for hat in hats { try execute(insertHat, account, hat.role, hat.organisation, hat.member, hat.maySign) }
    }

    package func remove(hats ids: [Int64]) throws { try execute(deleteHats, ids) }

    /// From now on this provider vouches for the account.
    ///
    /// - Returns: whether nobody did before.
    package func bind(account: AccountID, issuer: String, subject: String) throws -> Bool {
        try execute(bindSubject, account, issuer, subject) == 1
    }

    /// Names an account that has no name yet.
    package func name(account: AccountID, _ name: String) throws { try execute(nameAccount, account, name) }

    /// Whether all of these are in the registers.
    package func areKnown(organisations: Set<OrganisationID>, members: Set<MemberID>) throws -> Bool {
        try query(organisationsThatAre, organisations.sorted()).single().int(0) == organisations.count
            && query(membersThatAre, members.sorted()).single().int(0) == members.count
    }

    private func read(_ rows: Rows) throws -> [StoredAccount] {
        let ids: [AccountID] = try rows.map { try $0.value(0) }
        guard !ids.isEmpty else { return [] }
        var hats: [AccountID: [StoredHat]] = [:]
        for row in try ids.count == 1 ? query(hatsOfAccount, ids[0]) : query(hatsOfAccounts, ids) {
            let hat = StoredHat(
                id: try row.int64(1), role: try row.string(2), organisation: try row.value(3), member: try row.value(4),
                maySign: try row.bool(5), title: try row.string(6))
            hats[try row.value(0), default: []].append(hat)
        }
        return try rows.map { row in
            let id: AccountID = try row.value(0)
            guard let language = Language(rawValue: try row.string(3)) else {
                throw StoreError.unreadable("language of account \(id)")
            }
            return StoredAccount(
                id: id, email: try row.string(1), name: try row.string(2), language: language, isDisabled: try row.bool(4),
                hasPassword: try row.bool(5), hasSecondFactor: try row.bool(6),
                isVouchedFor: try row.bool(7), hats: hats[id] ?? [])
        }
    }
}
