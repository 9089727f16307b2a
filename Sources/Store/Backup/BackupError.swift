/// Why a backup could not be made, or not be restored.
package enum BackupError: Error, Hashable, Sendable {
    /// There is a file of that name already.
    case exists(String)
    /// The backup cannot be read.
    case unreadable(String)
    /// The backup has no manifest beside it.
    case manifestMissing(String)
    /// The file is not what was written.
    case damaged(String)
    /// The database to restore into has something in it.
    case notEmpty
    /// `pg_dump` or `pg_restore` failed.
    case failed(program: String, output: String)
    /// A file could not be written.
    case unwritable(String, reason: String)
    /// What was restored is not what the manifest counts.
    case differs(String)
}

extension BackupError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .exists(let path): "\(path) exists already. Choose another name, or remove it first."
        case .unreadable(let path): "\(path) cannot be read. Check the name and the permissions."
        case .manifestMissing(let path): "\(path) is missing. Put the manifest that was written with the backup beside it."
        case .damaged(let path): "\(path) is not as it was written. Fetch it again, or use another backup."
        case .notEmpty:
            "The database is not empty, and a backup is restored into an empty one only. "
                + "Make one with: appel db start --data NEW-FOLDER"
        case .failed(let program, let output): "\(program) failed, and nothing was changed:\n\(output)"
        case .unwritable(let path, let reason): "Cannot write \(path): \(reason). Choose another place."
        case .differs(let what): "The restored database is not what was backed up: \(what). Do not use it."
        }
    }
}
