internal import Glibc

/// Makes commands that start or stop the same server wait for one another.
enum FolderLock {
    /// Runs a closure while no other process, or task, holds the lock. The system lets go of it when the process ends.
    ///
    /// Waits for a minute at most, without holding a thread. Throws `busy`, `fileSystem` or what the closure throws.
    static func holding<T: Sendable>(
        _ path: String, owner: OSUser, _ body: () async throws -> T
    ) async throws -> T {
        // Closed in the server that is started under the lock: it must not keep it.
        let descriptor = try Folder.openPrivate(path, owner: owner)
        defer { close(descriptor) }
        var attempts = 600
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard attempts > 0 else { throw ClusterError.busy(path) }
            attempts -= 1
            try await Task.sleep(for: .milliseconds(100))
        }
        return try await body()
    }
}
