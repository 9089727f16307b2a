package import Postgres

/// Which database Appel works with.
package enum DatabaseLocation: Hashable, Sendable {
    /// One that the user configured, as libpq takes it: a URI, `key=value` pairs, several hosts.
    case connectionString(String)
    /// The private server on a data folder.
    case cluster(Cluster)

    /// What a pool of sessions needs to reach the database as somebody.
    ///
    /// Throws `ClusterError.notRunning` for a private server that does not run.
    /// - Parameter database: Another database of the same server than Appel's own.
    package func configuration(
        as access: DatabaseAccess, sessionCount: Int = 4, database: String? = nil
    ) throws(ClusterError) -> PostgresConfiguration {
        var parameters = ["application_name": "appel"]
        switch self {
        case .connectionString(let text):
            parameters["dbname"] = database
            return PostgresConfiguration(
                connectionString: text, parameters: parameters, settings: access.settings, sessionCount: sessionCount)
        case .cluster(let cluster):
            let keywords = try cluster.connectionKeywords(as: access, database: database)
            parameters.merge(keywords) { $1 }
            return PostgresConfiguration(
                connectionString: "", parameters: parameters, settings: access.settings, sessionCount: sessionCount)
        }
    }

    /// The same as one text for programs such as `psql`, without the settings, which go into `PGOPTIONS`.
    func connectionString(as access: DatabaseAccess) throws(ClusterError) -> String {
        switch self {
        case .connectionString(let text): return text
        case .cluster(let cluster):
            return try cluster.connectionKeywords(as: access, database: nil).sorted { $0.key < $1.key }
                .map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
        }
    }
}

extension Cluster {
    /// How libpq reaches the running server. `requirepeer` makes it refuse a server that another account runs on the socket.
    func connectionKeywords(as access: DatabaseAccess, database: String?) throws(ClusterError) -> [String: String] {
        guard let folder = postmaster?.socketFolder else { throw .notRunning(layout.folder) }
        return [
            "host": folder, "port": String(ClusterLayout.port), "user": access.login,
            "dbname": database ?? Self.databaseName, "requirepeer": try serverUser().name
        ]
    }
}
