/// Why the private PostgreSQL, or a database of the user's own, cannot be used.
package enum ClusterError: Error, Hashable, Sendable {
    /// No PostgreSQL server is installed, or not the version that wrote the data.
    case serverMissing(major: Int?)
    /// Only a server older than 15 is installed.
    case serverTooOld(major: Int, folder: String)
    /// The process runs under a number that has no account.
    case noAccount(uid: UInt32)
    /// Root started Appel and there is no other account to run the server under.
    case noUnprivilegedAccount
    /// The data folder belongs to someone else.
    case foreignFolder(String, owner: String, user: String)
    /// The folder holds other things, and no data of Appel.
    case notDataFolder(String)
    /// The server's account cannot enter the folder.
    case unreachable(String, user: String)
    /// A folder could not be made, or a file not be written.
    case fileSystem(String, reason: String)
    /// The folder for the socket is someone else's, or open to others.
    case unsafeSocketFolder(String)
    /// Too little room to make or start a server, in bytes.
    case diskFull(String, free: UInt64)
    /// A program could not be run at all.
    case cannotRun(String, reason: String)
    /// `initdb` failed.
    case creationFailed(output: String)
    /// The server did not start; the end of its log.
    case startFailed(log: String, tail: String)
    /// The server did not stop.
    case stopFailed(output: String)
    /// Processes of a server that was killed are still there.
    case processesRemain([Int32])
    /// Another command has been starting or stopping this server for a minute.
    case busy(String)
    /// The private server is needed and does not run.
    case notRunning(String)
}

extension ClusterError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .serverMissing(nil):
            "PostgreSQL is not installed. Install it with: sudo apt-get install postgresql"
        case .serverMissing(let major?):
            "The data were written by PostgreSQL \(major), which is not installed. "
                + "Install it with: sudo apt-get install postgresql-\(major)"
        case .serverTooOld(let major, let folder):
            "PostgreSQL \(major) in \(folder) is too old; Appel needs version \(ServerPrograms.oldestMajor) or later. "
                + "Install it with: sudo apt-get install postgresql"
        case .noAccount(let uid):
            "User number \(uid) has no account on this machine, and PostgreSQL needs one. "
                + "Run Appel under an account that has a name."
        case .noUnprivilegedAccount:
            "PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody. "
                + "Run Appel as a plain user, or install PostgreSQL's own account with: apt-get install postgresql-common"
        case .foreignFolder(let path, let owner, let user):
            "The data folder \(path) belongs to \(owner), not to \(user). "
                + "Run this command as \(owner), or choose another folder with --data."
        case .notDataFolder(let path):
            "The folder \(path) holds other files and no data of Appel. Choose an empty or a new folder with --data."
        case .unreachable(let path, let user):
            "PostgreSQL runs as \(user), who may not enter \(path). "
                + "Choose a folder with --data that every user can reach, such as one under /var/lib or /srv."
        case .fileSystem(let path, let reason):
            "Cannot write \(path): \(reason). Correct this, or choose another folder with --data."
        case .unsafeSocketFolder(let path):
            "The folder for the server's socket, \(path), belongs to someone else or is open to others. "
                + "Remove it, or choose a data folder with a shorter path with --data."
        case .diskFull(let path, let free):
            "The disk of \(path) is full: \(free / 1_048_576) MB are free. Make room (at least 256 MB) and start again."
        case .cannotRun(let program, let reason):
            "Cannot run \(program): \(reason). Check that PostgreSQL is installed whole: sudo apt-get install postgresql"
        case .creationFailed(let output):
            "PostgreSQL could not create its data folder. Correct what it says and start again:\n\(output)"
        case .startFailed(let log, let tail):
            "PostgreSQL did not start. Correct what its log says (\(log)) and start again:\n\(tail)"
        case .stopFailed(let output):
            "PostgreSQL did not stop. Look at its log, or stop it again:\n\(output)"
        case .processesRemain(let pids):
            "The server was killed and its processes \(pids.map(String.init).joined(separator: ", ")) are still there. "
                + "Wait until they have gone, or end them, and start again."
        case .busy(let path):
            "Another command is starting or stopping the server in \(path). Wait until it has ended and try again."
        case .notRunning(let path):
            "The private PostgreSQL in \(path) does not run. Start it with: appel db start"
        }
    }
}
