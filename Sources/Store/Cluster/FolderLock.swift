internal import Glibc

/// Makes commands that start or stop the same server wait for one another. Released by the system when the process ends.
struct FolderLock: ~Copyable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// Waits for a minute at most, without holding a thread. Throws `busy`, or `fileSystem`.
    static func take(_ path: String, owner: OSUser) async throws -> FolderLock {
        // Closed in the server that is started under the lock: it must not keep it.
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ClusterError.fileSystem(path, reason: systemError()) }
        let lock = FolderLock(descriptor: descriptor)
        try Folder.give(path, to: owner, permissions: 0o600)
        for _ in 0..<600 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return lock }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw ClusterError.busy(path)
    }

    deinit { close(descriptor) }
}
