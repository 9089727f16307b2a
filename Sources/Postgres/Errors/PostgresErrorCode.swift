extension PostgresError {
    /// The kind of an error. More may be added, so a `switch` over it needs a `default`; compare with the constants instead.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Base: String {
            case server
            case connectionFailed
            case connectionLost
            case commitUnknown
            case timedOut
            case cancelled
            case poolClosed
            case transactionRolledBack
            case transactionLeftOpen
            case noSuchColumn
            case unexpectedNull
            case typeMismatch
            case malformedValue
            case rowCount
            case statementConflict
            case invalidConnectionString
            case misuse
            case unexpectedReply
        }

        private let base: Base

        private init(_ base: Base) {
            self.base = base
        }

        /// The server refused a statement: see `sqlState`.
        public static let server = Code(.server)
        /// No connection could be made.
        public static let connectionFailed = Code(.connectionFailed)
        /// The connection broke and nothing that was not acknowledged took effect.
        public static let connectionLost = Code(.connectionLost)
        /// The connection broke while a commit was under way: its effects may have been kept or not.
        public static let commitUnknown = Code(.commitUnknown)
        /// The time given to the call ran out, while it waited for a session or while it ran.
        public static let timedOut = Code(.timedOut)
        /// The call was cancelled while it ran. Outside the closure this is a `CancellationError`.
        public static let cancelled = Code(.cancelled)
        /// The pool was shut down.
        public static let poolClosed = Code(.poolClosed)
        /// `COMMIT` was answered with a rollback, as an earlier statement of the transaction had failed.
        public static let transactionRolledBack = Code(.transactionRolledBack)
        /// A closure returned with a transaction still open; it was rolled back.
        public static let transactionLeftOpen = Code(.transactionLeftOpen)
        /// A row has no such column.
        public static let noSuchColumn = Code(.noSuchColumn)
        /// A column held NULL where a value was expected.
        public static let unexpectedNull = Code(.unexpectedNull)
        /// A column has another type than was expected.
        public static let typeMismatch = Code(.typeMismatch)
        /// The bytes of a column are not a value of its type.
        public static let malformedValue = Code(.malformedValue)
        /// A result has another number of rows than was expected.
        public static let rowCount = Code(.rowCount)
        /// Two statements share a name, or one is used with parameters of different types.
        public static let statementConflict = Code(.statementConflict)
        /// libpq does not understand the connection string.
        public static let invalidConnectionString = Code(.invalidConnectionString)
        /// A call that cannot work, such as a transaction inside a transaction.
        public static let misuse = Code(.misuse)
        /// The server answered something that the protocol does not foresee here.
        public static let unexpectedReply = Code(.unexpectedReply)

        /// The name of the constant.
        public var description: String { base.rawValue }
    }
}
