import CallModel
import Postgres
import Store
import Testing
import Workflow

extension World {
    /// Expects every history to be without a gap, each event to start where the one before it ended, and what the core makes of
    /// the events to be what the projections hold, to the last field.
    func expectHistoriesJoin(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let faults = try await database.read { db in
            try Self.faults(CallMachine.self, db) + Self.faults(ApplicationMachine.self, db)
                + Self.faults(ReviewMachine.self, db) + Self.faults(GrantMachine.self, db)
        }
        #expect(faults == [], sourceLocation: sourceLocation)
    }

    private static func faults<M: StoredMachine>(_ machine: M.Type, _ db: borrowing Connection) throws -> [String] {
        let rows = Statement(once: "SELECT \(M.table.selection) FROM \(M.table.name)")
        let stored = Dictionary(
            uniqueKeysWithValues: try db.query(rows).map { row -> (Int64, M.Subject) in
                let subject = try M.read(row)
                return (subject.id.value, subject)
            })
        let streams = Statement(once: "SELECT DISTINCT stream_id FROM events WHERE machine = $1 ORDER BY 1")
        var faults: [String] = []
        var found = 0
        for stream in try db.query(streams, M.kind.name).map({ try $0.int64(0) }) {
            found += 1
            var subject = M.Subject(id: Identifier(stream))
            for logged in try db.history(of: M.kind, stream) {
                let event = try logged.event(of: M.self)
                if logged.version != subject.version + 1 || event.from != subject.state {
                    faults.append("\(M.kind.name) \(stream): event \(logged.version) does not join \(subject.version)")
                }
                M.evolve(&subject, with: event)
            }
            if stored[stream] != subject {
                faults.append("\(M.kind.name) \(stream): stored \(stored[stream].map { "\($0)" } ?? "nothing"), told \(subject)")
            }
        }
        if found != stored.count { faults.append("\(M.kind.name): \(found) histories, \(stored.count) rows") }
        return faults
    }
}
