package import CallModel
package import Postgres

/// What opens an account.
package struct StoredCredentials: Hashable, Sendable {
    /// The password's digest, with its salt and its cost.
    package let password: String?
    /// Whether the password may stand alone.
    package let passwordIsLong: Bool
    package let secondFactor: [UInt8]?
    /// A second factor that was handed out and not confirmed yet.
    package let offeredFactor: [UInt8]?
}

private let credentialsOf = Statement(
    "credentials", "SELECT password, password_is_long, second_factor, offered_factor FROM accounts WHERE id = $1")
private let setPassword = Statement(
    "set password", "UPDATE accounts SET password = $2, password_is_long = $3 WHERE id = $1")
private let rehashPassword = Statement("rehash password", "UPDATE accounts SET password = $3 WHERE id = $1 AND password = $2")
private let offerFactor = Statement("offer factor", "UPDATE accounts SET offered_factor = $2 WHERE id = $1")
private let confirmFactor = Statement(
    "confirm factor",
    """
    UPDATE accounts
    SET second_factor = offered_factor, offered_factor = NULL, factor_step = $3
    WHERE id = $1 AND offered_factor = $2
    """)
private let deleteFactor = Statement(
    "remove factor",
    """
    UPDATE accounts
    SET second_factor = NULL, offered_factor = NULL, factor_step = 0,
        password = CASE WHEN password_is_long THEN password END
    WHERE id = $1
    """)
private let takeStep = Statement("take step", "UPDATE accounts SET factor_step = $2 WHERE id = $1 AND factor_step < $2")

extension Connection {
    package func credentials(of account: AccountID) throws -> StoredCredentials? {
        try query(credentialsOf, account).singleOrNone().map { row in
            StoredCredentials(
                password: try row.optionalString(0), passwordIsLong: try row.bool(1), secondFactor: try row.optionalBytes(2),
                offeredFactor: try row.optionalBytes(3))
        }
    }

    package func set(password: String, isLong: Bool, of account: AccountID) throws { try execute(setPassword, account, password, isLong) }

    /// Replaces the digest of a password by one of another cost, unless the password was changed meanwhile.
    package func rehash(password old: String, as new: String, of account: AccountID) throws {
        try execute(rehashPassword, account, old, new)
    }

    package func offer(factor: [UInt8], to account: AccountID) throws { try execute(offerFactor, account, factor) }

    /// Makes the offered second factor the account's.
    ///
    /// - Returns: whether it still was the one on offer.
    package func confirm(factor: [UInt8], of account: AccountID, step: Int64) throws -> Bool {
        try execute(confirmFactor, account, factor, step) == 1
    }

    /// Takes the second factor away, and with it a password that is too short without.
    package func removeFactor(of account: AccountID) throws { try execute(deleteFactor, account) }

    /// Uses up a step of time, and all before it.
    ///
    /// - Returns: whether none as late was used before.
    package func take(step: Int64, of account: AccountID) throws -> Bool { try execute(takeStep, account, step) == 1 }
}
