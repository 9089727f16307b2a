internal import Crypto
internal import Foundation
internal import Postgres

/// What a backup holds, counted in the same snapshot as the backup itself.
package struct BackupManifest: Hashable, Sendable, Codable {
    /// The form of this file, 1 for now.
    package let format: Int
    package let kind: DatabaseKind
    /// The server's clock, in UTC.
    package let takenAt: String
    /// The version of the server, as 150004 for 15.4.
    package let serverVersion: Int
    package let events: Int64
    /// The number of the last event, 0 when there is none.
    package let lastSeq: Int64
    /// The number of rows of every table, by its qualified name.
    package let rows: [String: Int64]
    /// The SHA-256 of the backup file, in hexadecimal; absent until there is one.
    package var sha256: String?

    /// Counts what a session sees. The session reads everything in one snapshot.
    static func count(_ db: borrowing Connection) throws -> BackupManifest {
        var rows: [String: Int64] = [:]
        for table in try db.query(tables) {
            let name = try table.string(0)
            let count = Statement(once: "SELECT count(*) FROM \(try table.string(1))")
            rows[name] = try db.query(count).single().int64(0)
        }
        let hasEvents = rows["appel.events"] != nil
        let last = Statement(once: hasEvents ? "SELECT coalesce(max(seq), 0) FROM appel.events" : "SELECT 0")
        return BackupManifest(
            format: 1, kind: try DatabaseKind.read(db), takenAt: try db.query(clock).single().string(0),
            serverVersion: db.serverVersion, events: rows["appel.events"] ?? 0, lastSeq: try db.query(last).single().int64(0),
            rows: rows, sha256: nil)
    }

    private static let tables = Statement(
        once: """
            SELECT schemaname || '.' || tablename, format('%I.%I', schemaname, tablename)
            FROM pg_tables
            WHERE schemaname IN ('appel', 'rehearsal')
            ORDER BY 1
            """)

    private static let clock = Statement(
        once: #"SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"#)

    /// The first thing that is not as in another manifest, in words; `nil` when both count the same.
    func difference(from other: BackupManifest) -> String? {
        if kind != other.kind { return "the backup is of a \(kind.rawValue) database, this one is \(other.kind.rawValue)" }
        for table in Set(rows.keys).union(other.rows.keys).sorted() where rows[table] != other.rows[table] {
            let counts = [rows[table], other.rows[table]].map { $0.map(String.init) ?? "no" }
            return "\(table) has \(counts[0]) rows in the backup and \(counts[1]) here"
        }
        if lastSeq != other.lastSeq { return "the last event is \(lastSeq) in the backup and \(other.lastSeq) here" }
        return nil
    }
}

extension BackupManifest {
    /// The manifest stands beside its backup.
    static func path(of backup: String) -> String { backup + ".manifest.json" }

    static func read(of backup: String) throws -> BackupManifest {
        guard let data = FileManager.default.contents(atPath: path(of: backup)) else {
            throw BackupError.manifestMissing(path(of: backup))
        }
        guard let manifest = try? JSONDecoder().decode(BackupManifest.self, from: data), manifest.format == 1 else {
            throw BackupError.damaged(path(of: backup))
        }
        return manifest
    }

    var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            return try encoder.encode(self) + Data("\n".utf8)
        }
    }

    /// The SHA-256 of a file, read piece by piece.
    static func digest(of path: String) throws -> String {
        guard let file = FileHandle(forReadingAtPath: path) else { throw BackupError.unreadable(path) }
        defer { try? file.close() }
        var hash = SHA256()
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(data: piece) }
        return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
