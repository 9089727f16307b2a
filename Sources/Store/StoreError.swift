package import Postgres

/// What can go wrong between the program and its database.
package enum StoreError: Error, Sendable {
    /// The database refused or was not there.
    case database(PostgresError)
    /// A stored value that this program cannot read: it was written by another version, or tampered with.
    case unreadable(String)
    /// A thing that was asked for by a name that nothing has.
    case notFound(kind: String, name: String)
    /// The thing was changed by someone else since it was read.
    case versionConflict(kind: String, id: Int64, expected: Int64, found: Int64)
    /// The same idempotency key came with another command before.
    case keyReused(String)
    /// A log file that cannot be imported, with the line at fault, 1 first.
    case logFile(line: Int, String)
}

extension StoreError {
    /// Runs a closure and keeps its errors typed: PostgreSQL's are wrapped, this layer's go through.
    static func wrapping<T>(_ body: () throws -> T) throws(StoreError) -> T {
        do {
            return try body()
        } catch let error as StoreError {
            throw error
        } catch let error as PostgresError {
            throw .database(error)
        } catch {
            throw .unreadable(String(describing: error))
        }
    }
}
