internal import CLibPQ

extension Connection {
    /// Runs a closure in a transaction: commits when it returns, rolls back when it throws.
    ///
    /// `BEGIN` travels with the first statement. A closure whose last pipeline ends with `commit()` needs no further round trip;
    /// a transaction of two pipelines is then two round trips in all. Throws `misuse` inside another transaction, and
    /// `commitUnknown` when the connection broke during the commit.
    @discardableResult
    public func transaction<T>(
        isolation: Isolation = .readCommitted, readOnly: Bool = false, _ body: (borrowing Connection) throws -> T
    ) throws -> T {
        guard !isInTransaction else {
            throw PostgresError(.misuse, "a transaction is open already")
        }
        session.pendingBegin = .begin(isolation, readOnly: readOnly)
        session.isReadOnly = readOnly
        defer { session.isReadOnly = false }
        let value: T
        do {
            value = try body(self)
        } catch {
            session.rollBack()
            throw error
        }
        if session.pendingBegin != nil {
            // Nothing was run, so there is nothing to commit.
            session.pendingBegin = nil
        } else if session.isInTransaction {
            try finish()
        }
        return value
    }

    private func finish() throws(PostgresError) {
        do throws(PostgresError) {
            try query(.commit)
        } catch {
            session.rollBack()
            throw error
        }
    }
}
