internal import Foundation
internal import Glibc

/// `psql` on Appel's database, for people who know SQL.
package enum DatabaseShell {
    /// Becomes `psql`: returns only by throwing, `ClusterError` where the database or the program cannot be had.
    /// - Parameters:
    ///   - access: The role to act as; `appel_auditor` may look at the log and change nothing.
    ///   - arguments: What `psql` takes besides the connection.
    package static func run(
        _ location: DatabaseLocation, as access: DatabaseAccess, arguments: [String] = []
    ) throws(ClusterError) -> Never {
        let program = try ServerPrograms.locate().path("psql")
        let connection = try location.connectionString(as: access).adding(options: access.commandLineOptions)
        let command = [program, "--dbname=" + connection] + arguments
        _ = withCStrings(command) { execv(program, $0) }
        throw .cannotRun(program, reason: systemError())
    }
}

extension DatabaseAccess {
    /// The settings as options for the server's command line, which splits them at spaces.
    var commandLineOptions: String {
        settings.sorted { $0.key < $1.key }.map { "-c \($0.key)=\($0.value)" }.joined(separator: " ")
    }
}

extension String {
    /// This connection string with options for the server. The last `options` wins, in both forms.
    func adding(options: String) -> String {
        if hasPrefix("postgresql://") || hasPrefix("postgres://") {
            let allowed = CharacterSet.alphanumerics
            let encoded = options.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
            return self + (contains("?") ? "&" : "?") + "options=" + encoded
        }
        // A text without a keyword is the name of a database.
        let keywords = contains("=") || isEmpty ? self : "dbname='\(self)'"
        return keywords + " options='\(options)'"
    }
}
