import Postgres
import Workflow

/// Rebuilds the projections from the log and compares them with the stored ones.
package enum Replay {
    /// Events between two calls of a progress closure.
    static let progressStep = 10_000

    /// Tells whether calls, files, reviews and grants stand where their events leave them, in one snapshot and without
    /// changing anything. Needs memory for the subjects, not for the events.
    ///
    /// - Parameter progress: called now and then with the number of events read so far.
    package static func run(
        _ database: Database, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> ReplayReport {
        try await database.examine { db in
            let rebuild = try rebuild(db, progress)
            var differences = try Shadow<CallMachine>().compare(rebuild.calls, db)
            differences += try db.differencesOfRules(rebuild.calls.sound)
            differences += try Shadow<ApplicationMachine>().compare(rebuild.applications, db)
            differences += try Shadow<ReviewMachine>().compare(rebuild.reviews, db)
            differences += try Shadow<GrantMachine>().compare(rebuild.grants, db)
            return ReplayReport(
                events: rebuild.events, subjects: rebuild.subjects, faults: rebuild.faults, differences: differences)
        }
    }

    private static func rebuild(_ db: borrowing Connection, _ progress: (Int) -> Void) throws -> Rebuild {
        var rebuild = Rebuild()
        try db.forEachEvent { event in
            rebuild.take(event)
            if rebuild.events.isMultiple(of: progressStep) { progress(rebuild.events) }
        }
        return rebuild
    }
}

extension Connection {
    /// Reads the whole log, first event first, one at a time.
    func forEachEvent(_ body: (LoggedEvent) throws -> Void) throws {
        let all = "SELECT \(LoggedEvent.columns) FROM events ORDER BY seq"
        try copyOut(query: all, types: LoggedEvent.columnTypes) { row in try body(LoggedEvent(row: row)) }
    }
}
