/// One SQL statement with `$1`, `$2`… for its parameters, prepared on each connection the first time it is used there.
///
/// Made once and kept, as a `static let` beside the code that uses it. The name appears in errors and in
/// `pg_prepared_statements`, so it must be unique in the program: two texts under one name are refused.
public struct Statement: Sendable {
    /// The name on the server and in errors. Empty for a statement that is parsed anew each time.
    public let name: String
    /// The text, one statement only.
    public let sql: String
    /// Whether running this statement may end a transaction with its effects kept.
    let commits: Bool
    /// Whether running this statement opens a transaction.
    let begins: Bool

    /// Names a statement that is prepared once per connection. `name` has at most 63 bytes and is not empty.
    public init(_ name: String, _ sql: String) {
        self.name = name
        self.sql = sql
        let word = sql.drop { $0.isWhitespace }.prefix { $0.isLetter }.uppercased()
        commits = word == "COMMIT" || word == "END"
        begins = word == "BEGIN" || word == "START"
    }

    /// A statement that is run too rarely to be worth preparing.
    public init(once sql: String) {
        self.init("", sql)
    }

    /// `COMMIT`
    static let commit = Statement("commit", "COMMIT")
    /// `ROLLBACK`
    static let rollback = Statement("rollback", "ROLLBACK")
}
