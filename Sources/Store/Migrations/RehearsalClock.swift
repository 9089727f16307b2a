package import CallModel
internal import Postgres

/// The clock of a rehearsal, which commands see instead of the real one.
package enum RehearsalClock {
    /// What a rehearsal's clock shows.
    package struct Reading: Hashable, Sendable {
        /// What commands take for now.
        package let now: Instant
        /// The database server's own clock.
        package let real: Instant
        /// Whether something happened already, so that the clock may not go back behind it.
        package let hasHistory: Bool

        /// The same with the clock moved to an instant. Throws `backwards` or `tooFar`.
        package func moved(to instant: Instant) throws(RehearsalError) -> Reading {
            guard instant >= now || !hasHistory else { throw .backwards(now: now, asked: instant) }
            guard instant <= RehearsalClock.latest else { throw .tooFar(asked: instant) }
            return Reading(now: instant, real: real, hasHistory: hasHistory)
        }
    }

    /// 9999-12-30T00:00:00Z: dates are written with four digits for the year, in every zone.
    package static let latest = Instant(microseconds: 253_402_128_000_000_000)

    /// Reads the clock. Throws `RehearsalError.realDatabase`, `ClusterError` or `PostgresError`.
    package static func read(_ location: DatabaseLocation) async throws -> Reading {
        try await change(location) { _ in nil }
    }

    /// Moves the clock to an instant. Throws what `Reading.moved(to:)` and `read` throw.
    package static func set(_ instant: Instant, _ location: DatabaseLocation) async throws -> Reading {
        try await change(location) { _ in instant }
    }

    /// Moves the clock forward. Throws what `Reading.moved(to:)` and `read` throw.
    package static func advance(seconds: Int64, _ location: DatabaseLocation) async throws -> Reading {
        try await change(location) { $0.now.adding(seconds: seconds) }
    }

    private static func change(
        _ location: DatabaseLocation, to target: @escaping @Sendable (Reading) -> Instant?
    ) async throws -> Reading {
        let pool = try SessionPool(location.configuration(as: .program, sessionCount: 1))
        return try await pool.ending { pool in
            try await pool.transaction { db in
                guard try DatabaseKind.read(db) == .rehearsal else { throw RehearsalError.realDatabase }
                let row = try db.query(lock).single()
                let real = Instant(microseconds: try row.instantMicroseconds(0))
                let ahead = try row.int64(1)
                let reading = Reading(
                    now: Instant(microseconds: real.microseconds + ahead), real: real, hasHistory: try row.bool(2))
                guard let instant = target(reading) else { return reading }
                let moved = try reading.moved(to: instant)
                try db.execute(update, instant.microseconds - real.microseconds)
                return moved
            }
        }
    }

    // Locked, so that the clock cannot move between reading and setting it.
    private static let lock = Statement(
        once: """
            SELECT clock_timestamp(), ahead_microseconds, EXISTS (SELECT FROM events) FROM rehearsal.clock FOR UPDATE
            """)
    private static let update = Statement(once: "UPDATE rehearsal.clock SET ahead_microseconds = $1")
}

/// Why a clock cannot be set.
package enum RehearsalError: Error, Hashable, Sendable {
    /// A real database has no clock but the server's.
    case realDatabase
    /// The clock has passed that instant.
    case backwards(now: Instant, asked: Instant)
    /// Dates have four digits for the year.
    case tooFar(asked: Instant)
}

extension RehearsalError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .realDatabase:
            "This is a real database: its clock cannot be set. Rehearse in a database made with: appel db migrate --rehearsal"
        case .backwards(let now, let asked):
            "The clock of a rehearsal moves forward only, once something has happened: it shows \(now.iso8601), and \(asked.iso8601) is earlier. "
                + "Choose a later instant, or rehearse in a new database."
        case .tooFar:
            "The clock of a rehearsal goes up to the year 9999. Choose an earlier instant."
        }
    }
}
