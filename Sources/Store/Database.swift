package import CallModel
package import Postgres

/// One granting authority's database: a few sessions, and the way into transactions.
package struct Database: Sendable {
    private let pool: SessionPool
    /// For what is read for as long as it takes: whoever takes an export away slowly keeps nobody from filing.
    private let long: SessionPool

    /// Reaches a database as somebody; connects when first used.
    ///
    /// - Parameter sessions: how many connections at most; each has a thread of its own.
    package init(
        _ location: DatabaseLocation, as access: DatabaseAccess = .program, sessions: Int = 4
    ) throws {
        pool = try SessionPool(try location.configuration(as: access, sessionCount: sessions))
        long = try SessionPool(try location.configuration(as: access, sessionCount: max(1, sessions / 2)))
    }

    /// Runs a transaction that writes. It is run again when it collides with another one, so that it must have no effect
    /// outside the database; an error leaves nothing behind.
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        try await Self.typed {
            try await pool.retrying { connection in
                try Self.bare { try connection.transaction { try body($0) } }
            }
        }
    }

    /// Runs a transaction that writes what can be read only once: it is not run again, whatever it collides with.
    func writeOnce<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        try await Self.typed {
            try await pool.withSession { connection in
                try Self.bare { try connection.transaction { try body($0) } }
            }
        }
    }

    /// Runs a transaction that reads one consistent state and can change nothing. One whose session ended is run once more on a
    /// new one: the server may have been restarted since the session was last used.
    ///
    /// - Parameter member: the member of the council who asks, and who sees nothing of the files with which there is a conflict of
    ///   interest; `nil` for whoever may know of all.
    package func read<Value: Sendable>(
        for member: MemberID? = nil, _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        let seen = Self.seen(by: member, body)
        return try await Self.typed {
            do {
                return try await readOnce(seen)
            } catch let error as PostgresError where error.isSessionEnded {
                return try await readOnce(seen)
            }
        }
    }

    /// The same transaction as a member of the council sees it: every table is a view then, see `0007_member_views.sql`. Ends
    /// with the transaction.
    private static func seen<Value: Sendable>(
        by member: MemberID?, _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) -> @Sendable (borrowing Connection) throws -> Value {
        guard let member else { return body }
        return { db in
            try db.executeScript(
                """
                SET LOCAL ROLE appel_member; SET LOCAL search_path = appel_member, appel, pg_temp; \
                SET LOCAL "appel.member" = '\(member.value)'
                """)
            return try db.planning(as: "member") { try body(db) }
        }
    }

    private func readOnce<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        try await pool.retrying { connection in
            try Self.bare { try connection.transaction(isolation: .repeatableRead, readOnly: true) { try body($0) } }
        }
    }

    /// Runs a transaction that reads one consistent state for as long as it takes, and hands it on as it reads: it is not run
    /// again, because what was handed on cannot be taken back.
    ///
    /// - Parameter member: as in `read`.
    package func stream<Value: Sendable>(
        for member: MemberID? = nil, _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        let seen = Self.seen(by: member, body)
        return try await Self.typed {
            try await long.withSession { connection in
                try Self.bare {
                    try connection.transaction(isolation: .repeatableRead, readOnly: true) { db in
                        try db.executeScript("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
                        return try seen(db)
                    }
                }
            }
        }
    }

    /// Runs a transaction that sees one consistent state and may use temporary tables, for as long as it takes.
    func examine<Value: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Value
    ) async throws -> Value {
        try await Self.typed {
            try await long.retrying { connection in
                try Self.bare {
                    try connection.transaction(isolation: .repeatableRead) { db in
                        try db.executeScript("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
                        return try body(db)
                    }
                }
            }
        }
    }

    /// Closes the connections, after the transactions under way.
    package func close() async {
        await pool.shutdown()
        await long.shutdown()
    }

    /// The pool must see PostgreSQL's own error to know whether to run a transaction again.
    private static func bare<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch StoreError.database(let error) {
            throw error
        }
    }

    private static func typed<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as PostgresError {
            throw StoreError.database(error)
        }
    }
}
