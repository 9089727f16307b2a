/// As whom a session acts. `sql/roles.sql` makes the roles; the migrations say what each may do.
package enum DatabaseAccess: Hashable, Sendable, CaseIterable {
    /// The program: `appel_app`, which cannot change or remove an event.
    case program
    /// Migrations and restoring: `appel_owner`.
    case owner
    /// Awards and payments, to read: `appel_finance`.
    case finance
    /// The whole log, to read: `appel_auditor`.
    case auditor
    /// Everything, to read: `appel_backup`.
    case backup
    /// Whoever the connection string says, or the superuser of the private server: makes roles and databases.
    case administrator

    /// The superuser of a private server.
    static let superuser = "postgres"

    /// Every role of a private server that someone logs in as.
    static var logins: [String] { allCases.map(\.login) }

    /// The role that the session assumes; `nil` for none but the one that logged in.
    package var role: String? {
        switch self {
        case .program: "appel_app"
        case .owner: "appel_owner"
        case .finance: "appel_finance"
        case .auditor: "appel_auditor"
        case .backup: "appel_backup"
        case .administrator: nil
        }
    }

    /// The role that logs in on a private server, so that there the session cannot fall back on a stronger one.
    var login: String {
        switch self {
        case .program: "appel_app"
        case .owner: "appel_migrate"
        case .finance: "appel_finance"
        case .auditor: "appel_auditor"
        case .backup: "appel_backup"
        case .administrator: Self.superuser
        }
    }

    /// Settings for the session. The same as in `sql/roles.sql`, where they hold only for those who log in as the role itself.
    package var settings: [String: String] {
        var settings = ["TimeZone": "UTC"]
        settings["role"] = role
        switch self {
        case .program, .finance:
            settings["statement_timeout"] = "60s"
            settings["lock_timeout"] = "10s"
            settings["idle_in_transaction_session_timeout"] = "60s"
        case .auditor:
            settings["statement_timeout"] = "10min"
            settings["lock_timeout"] = "10s"
            settings["idle_in_transaction_session_timeout"] = "60s"
        case .owner:
            settings["statement_timeout"] = "0"
            settings["lock_timeout"] = "30s"
            settings["idle_in_transaction_session_timeout"] = "10min"
        case .backup:
            settings["statement_timeout"] = "0"
            settings["lock_timeout"] = "60s"
            settings["idle_in_transaction_session_timeout"] = "10min"
        case .administrator:
            break
        }
        if self != .administrator { settings["search_path"] = "appel,pg_temp" }
        return settings
    }
}
