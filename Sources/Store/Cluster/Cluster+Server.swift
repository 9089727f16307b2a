internal import Foundation
internal import Glibc

extension Cluster {
    /// What `start` found or did.
    package enum StartOutcome: Hashable, Sendable {
        /// A server was started, on data that were there or are new. It goes on after this process.
        case started(createdData: Bool)
        /// A server ran already.
        case alreadyRunning
    }

    /// What `stop` found or did.
    package enum StopOutcome: Hashable, Sendable {
        case stopped
        case notRunning
    }

    /// Room that the server needs to write its first log segment and to recover.
    private static let roomToStart: UInt64 = 48 << 20

    /// Starts the server, with new data where there are none, and waits until it takes connections. Two at once are one.
    ///
    /// Throws `ClusterError`, or `CancellationError` while it waits for another command.
    func startServer() async throws -> StartOutcome {
        let server = try serverUser()
        try prepareFolder(server: server)
        return try await FolderLock.holding(layout.lock, owner: server) {
            if postmaster != nil {
                try await waitUntilReady()
                return .alreadyRunning
            }
            try await clearRemains()
            let written = layout.writtenBy
            let programs = try ServerPrograms.locate(major: written, environment: environment)
            if written == nil { try create(with: programs, server: server) }
            try writeAccessFiles(server: server)
            try launch(programs, server: server)
            return .started(createdData: written == nil)
        }
    }

    /// Stops the server: open transactions are rolled back, everything committed is kept. Waits until it has ended.
    ///
    /// Throws `stopFailed`, and what `start` throws for the folder.
    package func stop() async throws -> StopOutcome {
        let server = try serverUser()
        guard let written = layout.writtenBy else { return .notRunning }
        return try await FolderLock.holding(layout.lock, owner: server) {
            guard let postmaster else { return .notRunning }
            let programs = try ServerPrograms.locate(major: written, environment: environment)
            let command = server.commanding([
                programs.path("pg_ctl"), "stop", "--pgdata=" + layout.data, "--mode=fast", "--wait", "--timeout=60", "--silent"
            ])
            let result = try Subprocess.run(command, environment: programEnvironment)
            guard result.status == 0 || self.postmaster == nil else { throw ClusterError.stopFailed(output: result.output) }
            // One in the data folder is kept; one elsewhere is made again when needed.
            if let sockets = postmaster.socketFolder, !sockets.hasPrefix(layout.folder) { rmdir(sockets) }
            return .stopped
        }
    }

    /// Runs `pg_ctl start`, which leaves the server in a session of its own.
    private func launch(_ programs: ServerPrograms, server: OSUser) throws(ClusterError) {
        if let free = Folder.freeBytes(layout.data), free < Self.roomToStart { throw .diskFull(layout.data, free: free) }
        let runtime = server.uid == geteuid() ? environment["XDG_RUNTIME_DIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } : nil
        let sockets = layout.socketFolder(server: server, runtimeFolder: runtime)
        try prepareSocketFolder(sockets, server: server)
        if Folder.fileSize(layout.log) > 10 << 20 { try Folder.rename(layout.log, to: layout.log + ".1") }
        let logged = Folder.fileSize(layout.log)
        let settings = [
            "listen_addresses=''", "port=\(ClusterLayout.port)", "unix_socket_directories='\(sockets)'",
            "unix_socket_permissions=0700", "fsync=on", "full_page_writes=on", "synchronous_commit=on"
        ]
        let command = server.commanding([
            programs.path("pg_ctl"), "start", "--pgdata=" + layout.data, "--log=" + layout.log, "--wait", "--timeout=60",
            "--silent", "--options=" + settings.map { "-c " + $0 }.joined(separator: " ")
        ])
        let result = try Subprocess.run(command, environment: programEnvironment)
        guard result.status == 0 else {
            let tail = Folder.tail(layout.log, from: logged, lines: 12)
            if tail.contains("No space left on device") {
                throw .diskFull(layout.data, free: Folder.freeBytes(layout.data) ?? 0)
            }
            throw .startFailed(log: layout.log, tail: tail.isEmpty ? result.output : tail)
        }
    }

    /// A folder for the socket that nobody but the server's account and root can enter.
    private func prepareSocketFolder(_ path: String, server: OSUser) throws(ClusterError) {
        if let facts = Folder.facts(path) {
            guard facts.isFolder, facts.owner == server.uid, facts.permissions & 0o077 == 0 else {
                throw .unsafeSocketFolder(path)
            }
        }
        try Folder.makePrivate(path, owner: server)
        // A server that was killed leaves them, and its number may since have gone to another process.
        let socket = ClusterLayout.socketPath(in: path)
        try Folder.remove(socket + ".lock")
        try Folder.remove(socket)
    }

    /// Removes what a killed server left, once all its processes have gone: only then are the data no one else's.
    private func clearRemains() async throws {
        guard PostmasterFile(dataFolder: layout.data) != nil else { return }
        var remaining: [Int32] = []
        // As long as a stop is waited for: a large server on a slow disk takes its time to go.
        for _ in 0..<600 {
            remaining = ProcessTable.working(in: layout.data)
            if remaining.isEmpty { return try Folder.remove(layout.data + "/postmaster.pid") }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw ClusterError.processesRemain(remaining)
    }

    /// Waits for a server that is starting, perhaps recovering from a crash.
    private func waitUntilReady() async throws {
        for _ in 0..<600 {
            guard let postmaster else { break }
            if postmaster.isReady { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw ClusterError.startFailed(log: layout.log, tail: Folder.tail(layout.log, from: 0, lines: 12))
    }
}
