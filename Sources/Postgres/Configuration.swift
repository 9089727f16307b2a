internal import CLibPQ

/// Something that the server says without failing: a warning, a `RAISE NOTICE`.
public struct Notice: Sendable {
    /// `WARNING`, `NOTICE`, `INFO`, `LOG` or `DEBUG`, in the server's language.
    public let severity: String
    /// Five characters that name the condition.
    public let sqlState: String
    /// One sentence.
    public let message: String
    /// The second sentence.
    public let detail: String?
    /// The server's advice.
    public let hint: String?
}

/// How a pool reaches its server and how its sessions behave.
public struct PostgresConfiguration: Sendable {
    /// What libpq takes: a URI, `key=value` pairs with TLS options or several hosts, or a database name. Given as it is.
    public var connectionString: String
    /// Further libpq keywords, which win over the connection string: `application_name`, `dbname`, `connect_timeout`…
    public var parameters: [String: String]
    /// Settings of the server for every session, sent when it starts: `role`, `search_path`, `TimeZone`…
    public var settings: [String: String]
    /// The number of connections at most, from 1. More than 4 to 8 on one machine makes PostgreSQL slower.
    public var sessionCount: Int
    /// The server ends a statement that runs longer. Whole milliseconds; `nil` leaves the server's own setting.
    public var statementTimeout: Duration?
    /// The server ends a statement that waits longer for a lock. Whole milliseconds; `nil` leaves the server's own setting.
    public var lockTimeout: Duration?
    /// The time that a call may take, waiting and running together, unless it says otherwise; `nil` is no limit.
    public var callTimeout: Duration?
    /// How long a cancelled call may go on before its connection is cut.
    public var cancelGrace: Duration
    /// Receives notices on the thread of the session that got them; must not block.
    public var noticeHandler: @Sendable (Notice) -> Void

    /// Takes a connection string; everything else has a default.
    public init(
        connectionString: String,
        parameters: [String: String] = [:],
        settings: [String: String] = [:],
        sessionCount: Int = 4,
        statementTimeout: Duration? = nil,
        lockTimeout: Duration? = nil,
        callTimeout: Duration? = nil,
        cancelGrace: Duration = .seconds(5),
        noticeHandler: @escaping @Sendable (Notice) -> Void = { _ in }
    ) {
        self.connectionString = connectionString
        self.parameters = parameters
        self.settings = settings
        self.sessionCount = sessionCount
        self.statementTimeout = statementTimeout
        self.lockTimeout = lockTimeout
        self.callTimeout = callTimeout
        self.cancelGrace = cancelGrace
        self.noticeHandler = noticeHandler
    }
}

extension PostgresConfiguration {
    /// The keywords for libpq, in the order in which later ones win. Throws `invalidConnectionString`.
    func keywords() throws(PostgresError) -> [(key: String, value: String)] {
        guard sessionCount >= 1 else { throw PostgresError(.misuse, "a pool needs at least one session") }
        var merged: [(key: String, value: String)] = [
            ("connect_timeout", "10"),
            ("dbname", connectionString)
        ]
        for (key, value) in parameters.sorted(by: { $0.key < $1.key }) where key != "options" {
            merged.append((key, value))
        }
        merged.append(("options", try options()))
        // Rows are read as UTF-8 wherever the program runs.
        merged.append(("client_encoding", "UTF8"))
        return merged
    }

    /// Command-line options for the server: those of the connection string, of `parameters`, then the settings.
    private func options() throws(PostgresError) -> String {
        var parts = [try given("options") ?? "", parameters["options"] ?? ""].filter { !$0.isEmpty }
        var settings = settings
        settings["statement_timeout"] = statementTimeout.map { milliseconds($0) } ?? settings["statement_timeout"]
        settings["lock_timeout"] = lockTimeout.map { milliseconds($0) } ?? settings["lock_timeout"]
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
            parts.append("-c " + escaped("\(name)=\(value)"))
        }
        return parts.joined(separator: " ")
    }

    /// The server splits its options at spaces; a backslash keeps one.
    private func escaped(_ option: String) -> String {
        var result = ""
        for character in option {
            if character == "\\" || character.isWhitespace { result.append("\\") }
            result.append(character)
        }
        return result
    }

    /// The value of a keyword in the connection string. A string without `=` and `://` is only a database name.
    private func given(_ keyword: String) throws(PostgresError) -> String? {
        guard connectionString.contains("=") || connectionString.contains("://") else { return nil }
        var message: UnsafeMutablePointer<CChar>?
        guard let parsed = PQconninfoParse(connectionString, &message) else {
            defer { PQfreemem(message) }
            let reason = message.map { String(cString: $0).firstLine } ?? "out of memory"
            throw PostgresError(.invalidConnectionString, reason)
        }
        defer { PQconninfoFree(parsed) }
        var option = parsed
        while let key = option.pointee.keyword {
            if String(cString: key) == keyword {
                return option.pointee.val.map { String(cString: $0) }
            }
            option += 1
        }
        return nil
    }

    /// Rounded up: the server takes 0 for no limit.
    private func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let thousandths = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return String(Swift.max(1, seconds * 1000 + thousandths))
    }
}
