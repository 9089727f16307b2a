internal import Foundation

/// The programs of one installed PostgreSQL.
package struct ServerPrograms: Hashable, Sendable {
    /// The oldest version that Appel works with.
    package static let oldestMajor = 15

    /// The folder that holds `initdb`, `pg_ctl`, `pg_dump`…
    package let folder: String
    /// 15, 16, 17…
    package let major: Int

    package func path(_ program: String) -> String { folder + "/" + program }

    /// The newest installed version, or the one asked for.
    ///
    /// Throws `serverMissing`, or `serverTooOld` when all that is installed is older than 15.
    package static func locate(
        major wanted: Int? = nil, environment: [String: String]? = nil
    ) throws(ClusterError) -> ServerPrograms {
        let environment = environment ?? ProcessInfo.processInfo.environment
        let installed = installed(environment: environment).sorted { $0.major > $1.major }
        if let wanted {
            guard let match = installed.first(where: { $0.major == wanted }) else {
                throw .serverMissing(major: wanted)
            }
            return match
        }
        guard let newest = installed.first else { throw .serverMissing(major: nil) }
        guard newest.major >= oldestMajor else { throw .serverTooOld(major: newest.major, folder: newest.folder) }
        return newest
    }

    /// Debian keeps each version in a folder of its own, outside PATH; elsewhere `pg_config` knows, or PATH itself.
    private static func installed(environment: [String: String]) -> [ServerPrograms] {
        let debian = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
        var folders = versions.map { "\(debian)/\($0)/bin" }
        let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        if let tool = path.map({ $0 + "/pg_config" }).first(where: isExecutable),
            let answer = try? Subprocess.run([tool, "--bindir"], environment: [:]), answer.status == 0
        {
            folders.append(answer.output)
        }
        folders += path
        var seen: Set<String> = []
        return folders.filter { seen.insert($0).inserted }.compactMap(ServerPrograms.init(folder:))
    }

    private static func isExecutable(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// - Returns: `nil` unless the folder holds a whole server that can tell its version.
    private init?(folder: String) {
        let needed = ["initdb", "pg_ctl", "postgres"].map { folder + "/" + $0 }
        guard needed.allSatisfy(Self.isExecutable),
            let answer = try? Subprocess.run([needed[2], "--version"], environment: [:]),
            let number = answer.output.split(separator: " ").first(where: { $0.first?.isNumber == true }),
            let major = Int(number.prefix { $0.isNumber })
        else { return nil }
        self.folder = folder
        self.major = major
    }
}
