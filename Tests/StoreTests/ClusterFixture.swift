import Foundation
import Postgres
import Store

/// A folder that is there as long as a test runs, under a path that every account can reach.
func withTemporaryFolder<T>(_ body: (String) async throws -> T) async throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("appel-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    return try await body(folder)
}

/// Lends a private server that does not run yet; stops it afterwards, whatever the test did.
func withCluster<T>(
    in subfolder: String = "data", environment: [String: String] = [:], _ body: (Cluster) async throws -> T
) async throws -> T {
    try await withTemporaryFolder { folder in
        let cluster = Cluster(folder: folder + "/" + subfolder, environment: environment)
        do {
            let value = try await body(cluster)
            _ = try await cluster.stop()
            return value
        } catch {
            _ = try? await cluster.stop()
            throw error
        }
    }
}

/// The SQL files of this checkout.
let checkout = SQLFiles(
    folder: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("sql").path)

extension DatabaseLocation {
    /// Runs a closure on one session, acting as somebody.
    func session<T: Sendable>(
        as access: DatabaseAccess, _ body: @escaping @Sendable (borrowing Connection) throws -> T
    ) async throws -> T {
        let pool = try SessionPool(configuration(as: access, sessionCount: 1))
        do {
            let value = try await pool.withSession(body)
            await pool.shutdown()
            return value
        } catch {
            await pool.shutdown()
            throw error
        }
    }

    /// The one text that a query gives.
    func text(_ sql: String, as access: DatabaseAccess = .program) async throws -> String {
        try await session(as: access) { db in try db.query(Statement(once: sql)).single().string(0) }
    }
}
