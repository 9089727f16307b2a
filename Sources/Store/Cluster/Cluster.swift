internal import Foundation

/// A private PostgreSQL server: its data in one folder, reached through a unix socket only.
///
/// The server goes on after the command that started it. It never runs as root: root starts it under another account, which
/// then owns the folder.
package struct Cluster: Hashable, Sendable {
    /// The name of Appel's database on the private server.
    package static let databaseName = "appel"

    let layout: ClusterLayout
    let environment: [String: String]

    /// The absolute path of the data folder.
    package var folder: String { layout.folder }

    /// Names a server, which need not exist yet.
    /// - Parameters:
    ///   - folder: The data folder; by default `/var/lib/appel` for root, else `appel` in the user's state folder.
    ///   - environment: By default that of the process.
    package init(folder: String? = nil, environment: [String: String]? = nil) {
        let environment = environment ?? ProcessInfo.processInfo.environment
        layout = ClusterLayout(folder: folder ?? Self.defaultFolder(environment: environment))
        self.environment = environment
    }

    /// Where the data go when the user chose nothing.
    package static func defaultFolder(environment: [String: String]) -> String {
        if OSUser.current?.isRoot == true { return "/var/lib/appel" }
        // An XDG path that is not absolute is to be ignored, says its specification.
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/appel" }
        return (environment["HOME"] ?? NSHomeDirectory()) + "/.local/state/appel"
    }

    /// The account that the server runs under. Throws `noAccount`, `noUnprivilegedAccount` or `foreignFolder`.
    func serverUser() throws(ClusterError) -> OSUser {
        guard let current = OSUser.current else { throw .noAccount(uid: geteuid()) }
        let owner = (Folder.facts(layout.data) ?? Folder.facts(layout.folder))?.owner
        if current.isRoot {
            if layout.writtenBy != nil, let owner, owner != 0, let user = OSUser(uid: owner) { return user }
            guard let user = OSUser.unprivileged else { throw .noUnprivilegedAccount }
            return user
        }
        if let owner, owner != current.uid {
            let name = OSUser(uid: owner)?.name ?? "user number \(owner)"
            throw .foreignFolder(layout.folder, owner: name, user: current.name)
        }
        return current
    }

    /// The server that runs on this folder now, if any.
    var postmaster: PostmasterFile? {
        PostmasterFile(dataFolder: layout.data).flatMap { $0.isAlive ? $0 : nil }
    }

    /// The variables for PostgreSQL's programs: nothing of the user's own that could change what they do.
    var programEnvironment: [String: String] {
        ["PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C", "TZ": "UTC"]
    }
}
