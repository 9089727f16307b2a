package import Postgres

/// What must hold of a database before the program trusts it with a call.
package enum Preflight {
    /// Checks the server's version and safety settings, and that the session's role cannot change or remove an event.
    ///
    /// Throws `PreflightError`, or `PostgresError`.
    package static func check(_ db: borrowing Connection) throws {
        let major = db.serverVersion / 10000
        guard major >= ServerPrograms.oldestMajor else { throw PreflightError.serverTooOld(major: major) }
        for row in try db.query(settings) {
            guard try row.string(1) == "off" else { continue }
            throw PreflightError.unsafeSetting(try row.string(0))
        }
        if let row = try db.query(eventPrivileges).singleOrNone() {
            throw PreflightError.mayChangeEvents(role: try row.string(0))
        }
    }

    private static let settings = Statement(
        "preflight_settings",
        """
        SELECT name, setting
        FROM pg_settings
        WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')
        ORDER BY name
        """)

    private static let eventPrivileges = Statement(
        "preflight_privileges",
        """
        SELECT current_user::text
        FROM pg_class
        WHERE oid = to_regclass('appel.events')
          AND (has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE') OR has_any_column_privilege(oid, 'UPDATE'))
        """)
}

/// Why Appel refuses to work with a database.
package enum PreflightError: Error, Hashable, Sendable {
    /// The server is older than 15.
    case serverTooOld(major: Int)
    /// `fsync`, `full_page_writes` or `synchronous_commit` is off: a power cut could lose what was acknowledged.
    case unsafeSetting(String)
    /// The role could rewrite the past.
    case mayChangeEvents(role: String)
}

extension PreflightError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .serverTooOld(let major):
            "The server is PostgreSQL \(major); Appel needs version \(ServerPrograms.oldestMajor) or later. "
                + "Upgrade it, or configure another database."
        case .unsafeSetting(let name):
            "The server's setting \(name) is off, so a power cut could lose what Appel has acknowledged. Turn it on as an "
                + "administrator: ALTER SYSTEM SET \(name) = on; SELECT pg_reload_conf();"
        case .mayChangeEvents(let role):
            "The role \(role) may change or remove events, and the program must not. Take the right away as the owner: "
                + "REVOKE UPDATE, DELETE, TRUNCATE ON appel.events FROM \(role); and if it is a superuser, use another role."
        }
    }
}
