/// How far concurrent transactions may show through one another.
public enum Isolation: Sendable, Hashable, CaseIterable {
    /// Each statement sees what was committed when it began.
    case readCommitted
    /// Every statement sees what was committed when the first began; a write to a row changed since fails with 40001.
    case repeatableRead
    /// As if the transactions had run one after another; those that cannot be fitted fail with 40001.
    case serializable

    var sql: String {
        switch self {
        case .readCommitted: "READ COMMITTED"
        case .repeatableRead: "REPEATABLE READ"
        case .serializable: "SERIALIZABLE"
        }
    }
}

extension Statement {
    /// `BEGIN` with its modes, from a table made once: a statement is kept, not rebuilt.
    static func begin(_ isolation: Isolation, readOnly: Bool) -> Statement {
        switch (isolation, readOnly) {
        case (.readCommitted, false): beginReadCommitted
        case (.readCommitted, true): beginReadCommittedReadOnly
        case (.repeatableRead, false): beginRepeatableRead
        case (.repeatableRead, true): beginRepeatableReadReadOnly
        case (.serializable, false): beginSerializable
        case (.serializable, true): beginSerializableReadOnly
        }
    }

    private static let beginReadCommitted = make(.readCommitted, readOnly: false)
    private static let beginReadCommittedReadOnly = make(.readCommitted, readOnly: true)
    private static let beginRepeatableRead = make(.repeatableRead, readOnly: false)
    private static let beginRepeatableReadReadOnly = make(.repeatableRead, readOnly: true)
    private static let beginSerializable = make(.serializable, readOnly: false)
    private static let beginSerializableReadOnly = make(.serializable, readOnly: true)

    private static func make(_ isolation: Isolation, readOnly: Bool) -> Statement {
        let sql = "BEGIN ISOLATION LEVEL \(isolation.sql) \(readOnly ? "READ ONLY" : "READ WRITE")"
        return Statement(sql.lowercased(), sql)
    }
}
