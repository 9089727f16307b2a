/// What can be known of a private server without connecting to it.
package struct ClusterStatus: Hashable, Sendable {
    /// Whether there is a server, and whether it runs.
    package enum State: Hashable, Sendable {
        /// There are no data in the folder.
        case absent
        /// There are data, and no server.
        case stopped
        /// The server runs, since a number of seconds from 1970.
        case running(pid: Int32, socket: String, since: Int64)
    }

    package let state: State
    package let folder: String
    /// The major version that wrote the data.
    package let majorVersion: Int?
    package let log: String
    /// Bytes on disk, the log included.
    package let size: Int64
    /// The account that the server runs under.
    package let user: String

    package var isRunning: Bool {
        if case .running = state { true } else { false }
    }
}

extension Cluster {
    /// Looks, and changes nothing. Throws `ClusterError` for a folder that is not the user's.
    package func status() throws(ClusterError) -> ClusterStatus {
        let user = try serverUser()
        let state: ClusterStatus.State =
            if let postmaster {
                .running(
                    pid: postmaster.pid, socket: ClusterLayout.socketPath(in: postmaster.socketFolder ?? ""),
                    since: postmaster.startedAt)
            } else if layout.writtenBy != nil {
                .stopped
            } else {
                .absent
            }
        return ClusterStatus(
            state: state, folder: layout.folder, majorVersion: layout.writtenBy, log: layout.log,
            size: Folder.size(layout.folder), user: user.name)
    }
}
