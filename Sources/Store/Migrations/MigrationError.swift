/// Why the schema cannot be brought up to date. Where a file is at fault, it is named.
package enum MigrationError: Error, Hashable, Sendable {
    /// The SQL files are neither beside the program nor in a checkout around it.
    case filesMissing(looked: [String])
    /// A file cannot be read, or is not UTF-8.
    case unreadable(String)
    /// A file in the folder is not called `NNNN_name.sql`.
    case badName(String)
    /// Two files have the same number.
    case duplicateNumber(String, String)
    /// No file has this number, and a later one exists.
    case gap(number: Int, before: String)
    /// A file was changed after it had been applied.
    case changed(String)
    /// A migration was applied and its file is not there any more.
    case missing(String)
    /// A file comes before one that was applied already.
    case outOfOrder(String, after: String)
    /// The server refused a statement of a file.
    case failed(String, line: Int?, reason: String)
    /// A file commits or rolls back, which is the runner's business.
    case endsTransaction(String)
    /// A database is a real one or a rehearsal for ever.
    case kindIsForever(DatabaseKind)
    /// The roles are missing and the connecting role may not make them.
    case rolesMissing(role: String, file: String)
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .filesMissing(let looked):
            "The SQL files of Appel are missing. Install the folder appel_Store.resources beside the program. Looked in: "
                + looked.joined(separator: ", ")
        case .unreadable(let file):
            "\(file) cannot be read as UTF-8 text. Restore the file as it was delivered."
        case .badName(let file):
            "\(file) is not a migration: its name must be four digits, an underscore, a name and .sql. Rename or remove it."
        case .duplicateNumber(let first, let second):
            "\(first) and \(second) have the same number. Give the newer one the next free number."
        case .gap(let number, let file):
            "Migration \(number) is missing before \(file). Restore the file, or number the files without a gap."
        case .changed(let file):
            "\(file) was changed after it had been applied. Restore the file as it was, and put the change in a new migration."
        case .missing(let file):
            "\(file) was applied to this database, and the file is missing. "
                + "Restore it; or this program is older than the database: use the newer one."
        case .outOfOrder(let file, let later):
            "\(file) comes before \(later), which is applied already. Give it the next free number."
        case .failed(let file, let line?, let reason):
            "\(file), line \(line): \(reason). Nothing of this file was applied."
        case .failed(let file, nil, let reason):
            "\(file): \(reason). Nothing of this file was applied."
        case .endsTransaction(let file):
            "\(file) ends its transaction, so it could be applied by half. Remove COMMIT and ROLLBACK from it."
        case .kindIsForever(.real):
            "This is a real database, and cannot become a rehearsal. Rehearse in another one: appel db start --data FOLDER"
        case .kindIsForever(.rehearsal):
            "This database is a rehearsal, and cannot become a real one. Use another database for real calls."
        case .rolesMissing(let role, let file):
            "The roles of Appel are missing in this database, and \(role) may not make them. "
                + "Have an administrator run, in this database, psql -f \(file), then: GRANT appel_owner, appel_app, "
                + "appel_backup TO \(role)"
        }
    }
}
