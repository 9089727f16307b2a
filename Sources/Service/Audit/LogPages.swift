import CallModel
import Postgres
package import Store

/// A part of the log, the newest event first.
package struct LogPage: Sendable {
    package let events: [LoggedEvent]
    /// What to ask for to go on; nil at the beginning of the log.
    package let next: Int64?
}

/// How many messages of a kind wait to leave the house.
package struct WaitingEffects: Sendable {
    package let kind: String
    package let count: Int
}

extension Service {
    /// Reads the log backwards, some events at a time.
    ///
    /// - Parameters:
    ///   - before: only what came before this event; nil begins with the last one.
    ///   - machine: only what happened to calls, files, reviews or grants, by the name of their machine.
    package func logPage(before: Int64?, of machine: String?, most: Int = 50) async throws(ServiceError) -> LogPage {
        try await question { db in
            let events = try db.events(before: before ?? .max, of: machine, most: most + 1)
            let shown = Array(events.prefix(most))
            return LogPage(events: shown, next: events.count > most ? shown.last?.seq : nil)
        }
    }

    /// Every checkpoint that was signed, oldest first.
    package func checkpoints() async throws(ServiceError) -> [StoredCheckpoint] { try await question { try $0.checkpoints() } }

    /// What was written with the decisions that it follows from and did not leave yet, by kind.
    package func waitingEffects() async throws(ServiceError) -> [WaitingEffects] {
        try await question { db in try db.waitingEffects().map { WaitingEffects(kind: $0.kind, count: $0.count) } }
    }
}
