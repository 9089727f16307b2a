internal import Foundation
internal import Postgres

extension Backup {
    /// Checks what `write` needs, and counts what the backup would hold. Writes nothing.
    ///
    /// Throws what `write` would throw.
    package func examineWriting(to file: String) async throws -> BackupManifest {
        let path = try Self.freePath(file)
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard access(folder, W_OK | X_OK) == 0 else { throw BackupError.unwritable(path, reason: systemError()) }
        _ = try ServerPrograms.locate().path("pg_dump")
        return try await session(as: .backup) { db in try BackupManifest.count(db) }
    }

    /// Checks that a backup is as it was written, and that the database is one that it can be brought back into. Changes nothing.
    ///
    /// Throws what `restore` would throw.
    package func examineRestoring(from file: String) async throws -> BackupManifest {
        let manifest = try Self.intact(file).manifest
        _ = try ServerPrograms.locate().path("pg_restore")
        // As the administrator: the roles that restoring uses may still have to be made.
        try await session(as: .administrator) { db in
            guard try DatabaseKind.read(db) == .real, try db.query(Self.isEmpty).single().bool(0) else {
                throw BackupError.notEmpty
            }
        }
        return manifest
    }

    private static let isEmpty = Statement(
        once: "SELECT NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace('appel'))")
}
