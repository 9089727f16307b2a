internal import Foundation
internal import Glibc
internal import Postgres

/// A database in a file, and back.
package struct Backup: Sendable {
    package let location: DatabaseLocation

    package init(_ location: DatabaseLocation) { self.location = location }

    /// Writes a backup and its manifest (`FILE.manifest.json`), both whole or not at all, while others go on working.
    ///
    /// Throws `BackupError`, `ClusterError` or `PostgresError`.
    package func write(to file: String) async throws -> BackupManifest {
        let path = try Self.freePath(file)
        let unfinished = path + ".unfinished"
        try Self.makePrivate(unfinished)
        let connection = try location.connectionString(as: .backup)
        let pool = try SessionPool(location.configuration(as: .backup, sessionCount: 1))
        do {
            var manifest = try await pool.ending { pool in
                try await pool.transaction(isolation: .repeatableRead, readOnly: true) { db in
                    let programs = try ServerPrograms.locate()
                    let export = Statement(once: "SELECT pg_export_snapshot()")
                    let snapshot = try db.query(export).single().string(0)
                    let manifest = try BackupManifest.count(db)
                    try Self.run(
                        programs.path("pg_dump"), "--format=custom", "--schema=appel", "--schema=appel_member",
                        "--schema=appel_applicant", "--schema=rehearsal", "--snapshot=" + snapshot, "--role=appel_backup",
                        "--lock-wait-timeout=60s",
                        "--file=" + unfinished, "--dbname=" + connection)
                    return manifest
                }
            }
            manifest.sha256 = try BackupManifest.digest(of: unfinished)
            try Self.sync(unfinished)
            // First the manifest: a backup that is there has one.
            try Self.writeDurably(try manifest.json, to: BackupManifest.path(of: path))
            try Self.rename(unfinished, to: path)
            return manifest
        } catch {
            unlink(unfinished)
            unlink(BackupManifest.path(of: path))
            throw error
        }
    }

    /// Restores a backup into an empty database, all of it or nothing, and counts what is there against the manifest.
    ///
    /// Throws `BackupError`, `ClusterError`, `MigrationError.rolesMissing` or `PostgresError`.
    package func restore(from file: String, files: SQLFiles) async throws -> BackupManifest {
        let (path, manifest) = try Self.intact(file)
        try await location.applyRoles(files)
        try await dropEmptySchema()
        do {
            let programs = try ServerPrograms.locate()
            try Self.run(
                programs.path("pg_restore"), "--exit-on-error", "--single-transaction", "--no-owner", "--role=appel_owner",
                "--dbname=" + location.connectionString(as: .owner), path)
        } catch {
            // The schema that was dropped to make room.
            try await location.applyRoles(files)
            throw error
        }
        let restored = try await session(as: .backup) { db in try BackupManifest.count(db) }
        if let difference = manifest.difference(from: restored) { throw BackupError.differs(difference) }
        try await session(as: .owner) { db in try db.executeScript("ANALYZE") }
        return manifest
    }

    /// The backup brings its own schema, so the one that `roles.sql` made must go; PostgreSQL refuses when anything is in it.
    private func dropEmptySchema() async throws {
        try await session(as: .owner) { db in
            guard try DatabaseKind.read(db) == .real else { throw BackupError.notEmpty }
            do {
                try db.executeScript("DROP SCHEMA appel RESTRICT")
            } catch let error as PostgresError where error.sqlState == "2BP01" {
                throw BackupError.notEmpty
            }
        }
    }

    /// The absolute path of a backup to be written, where nothing is yet.
    static func freePath(_ file: String) throws(BackupError) -> String {
        let path = URL(fileURLWithPath: file).path
        guard !FileManager.default.fileExists(atPath: path) else { throw .exists(path) }
        return path
    }

    /// The absolute path of a backup that is as it was written, and its manifest.
    static func intact(_ file: String) throws -> (path: String, manifest: BackupManifest) {
        let path = URL(fileURLWithPath: file).path
        guard FileManager.default.isReadableFile(atPath: path) else { throw BackupError.unreadable(path) }
        let manifest = try BackupManifest.read(of: path)
        guard try BackupManifest.digest(of: path) == manifest.sha256 else { throw BackupError.damaged(path) }
        return (path, manifest)
    }

    func session<T: Sendable>(
        as access: DatabaseAccess, _ body: @escaping @Sendable (borrowing Connection) throws -> T
    ) async throws -> T {
        let pool = try SessionPool(location.configuration(as: access, sessionCount: 1))
        return try await pool.ending { pool in try await pool.transaction { db in try body(db) } }
    }

    /// With the user's environment, where a password file or a certificate may be named.
    private static func run(_ program: String, _ arguments: String...) throws {
        let environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C"]) { $1 }
        let result = try Subprocess.run([program] + arguments, environment: environment)
        guard result.status == 0 else {
            let name = URL(fileURLWithPath: program).lastPathComponent
            throw BackupError.failed(program: name, output: result.output)
        }
    }
}

// MARK: Files that survive a power cut

extension Backup {
    /// Makes an empty file that only its owner may read, for a program to fill: a backup holds personal data.
    private static func makePrivate(_ path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0, fchmod(descriptor, 0o600) == 0 else {
            throw BackupError.unwritable(path, reason: systemError())
        }
        close(descriptor)
    }

    private static func writeDurably(_ data: Data, to path: String) throws {
        let unfinished = path + ".unfinished"
        guard FileManager.default.createFile(atPath: unfinished, contents: data) else {
            throw BackupError.unwritable(unfinished, reason: systemError())
        }
        try sync(unfinished)
        try rename(unfinished, to: path)
    }

    /// Waits until a file or a folder is on the disk.
    private static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw BackupError.unwritable(path, reason: systemError()) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw BackupError.unwritable(path, reason: systemError()) }
    }

    private static func rename(_ path: String, to target: String) throws {
        guard Glibc.rename(path, target) == 0 else { throw BackupError.unwritable(target, reason: systemError()) }
        try sync(URL(fileURLWithPath: target).deletingLastPathComponent().path)
    }
}
