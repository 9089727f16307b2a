import Foundation
import Glibc
import Synchronization

/// A PostgreSQL server of this process alone: a temporary folder, a unix socket, gone when the process ends.
///
/// The first test that asks for it starts it; all others share it, each with a database of its own. The server is a direct child,
/// killed by the kernel should this process die without a word, and the folders that such a death leaves are swept by the next.
package final class PrivateServer: Sendable {
    /// The folder that holds the socket.
    package let socketDirectory: String
    private let databaseNumber = Atomic<Int>(0)

    private init(socketDirectory: String) {
        self.socketDirectory = socketDirectory
    }

    private static let starting = Task { try await start() }

    /// The server, started when nobody has asked before.
    package static func shared() async throws -> PrivateServer {
        try await starting.value
    }

    /// What libpq takes to reach a database, as the superuser `postgres` unless told otherwise. Nobody needs a password. On a
    /// machine that is busy with hundreds of tests at once a connection may take its time.
    package func connectionString(database: String = "postgres", user: String = "postgres") -> String {
        "host=\(socketDirectory) port=5432 dbname=\(database) user=\(user) connect_timeout=120"
    }

    /// Creates a database that no other test has, and returns its name. It goes with the server.
    /// - Parameter template: The database to copy, to which nobody may be connected.
    package func makeDatabase(template: String = "template1") async throws -> String {
        let number = databaseNumber.add(1, ordering: .relaxed).newValue
        let name = "test_\(number)"
        let createdb = ServerPrograms.path("createdb")
        try await Child.run(
            [createdb, "-h", socketDirectory, "-U", "postgres", "-T", template, name],
            output: "\(socketDirectory)/\(name).log")
        return name
    }

    private static func start() async throws -> PrivateServer {
        ServerFolder.sweep()
        let folder = try ServerFolder.make()
        let data = folder + "/data"
        let asServer = ["/usr/bin/env", "-C", folder, "setpriv", "--pdeathsig", "QUIT"] + ServerFolder.ownerOptions
        try await Child.run(
            asServer + [
                ServerPrograms.path("initdb"), "--pgdata", data, "--username", "postgres", "--auth", "trust",
                "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"
            ], output: folder + "/initdb.log")
        let settings = [
            "listen_addresses=", "unix_socket_directories=\(folder)", "max_connections=1000", "shared_buffers=64MB",
            "timezone=UTC", "max_wal_size=256MB", "deadlock_timeout=100ms", "log_min_messages=warning"
        ]
        let command = asServer + [ServerPrograms.path("postgres"), "-D", data] + settings.flatMap { ["-c", $0] }
        let server = try await Child.start(command, output: folder + "/log")
        ServerFolder.removeAtExit(folder, server)
        while !isReady(data) {
            guard server.isRunning else {
                let log = try String(contentsOfFile: folder + "/log", encoding: .utf8)
                throw ServerFailure(description: "the server did not start: \(log)")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        return PrivateServer(socketDirectory: folder)
    }

    /// The server writes its state into the last line of its lock file.
    private static func isReady(_ data: String) -> Bool {
        guard let text = try? String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8) else { return false }
        return text.split(separator: "\n").last?.trimmingCharacters(in: .whitespaces) == "ready"
    }
}

/// Why there is no server.
package struct ServerFailure: Error, CustomStringConvertible {
    /// One sentence, with what the server said.
    package let description: String
}

/// Where PostgreSQL's programs are.
private enum ServerPrograms {
    /// The path of a program of the newest version; its bare name where Debian's folders are not used.
    static func path(_ name: String) -> String {
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        let newest = versions.compactMap { Int($0) }.sorted(by: >)
        return newest.map { "\(root)/\($0)/bin/\(name)" }.first { access($0, X_OK) == 0 } ?? name
    }
}

/// The temporary folders of servers, each named after the process that owns it.
private enum ServerFolder {
    private static let prefix = "postgres-test-"
    /// Memory first: the server keeps its promise to sync, and no test waits for a disk.
    private static let roots = ["/dev/shm", "/tmp"]

    /// Where there is room for some hundred databases.
    private static var root: String {
        var space = statvfs()
        let hasRoom = statvfs("/dev/shm", &space) == 0 && UInt64(space.f_bavail) * UInt64(space.f_frsize) > 4 << 30
        return hasRoom ? "/dev/shm" : "/tmp"
    }

    private static let leaving = Mutex<(folder: String, server: Child)?>(nil)

    /// PostgreSQL refuses to run as root, so it runs as the user that Debian made for it.
    static var ownerOptions: [String] {
        geteuid() == 0 ? ["--reuid=postgres", "--regid=postgres", "--clear-groups"] : []
    }

    static func make() throws -> String {
        var template = Array("\(root)/\(prefix)\(getpid())-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ServerFailure(description: "no temporary folder: errno \(errno)") }
        let folder = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        if geteuid() == 0 {
            guard let owner = getpwnam("postgres") else {
                throw ServerFailure(description: "running as root needs a user named postgres to run the server as")
            }
            guard chown(folder, owner.pointee.pw_uid, owner.pointee.pw_gid) == 0 else {
                throw ServerFailure(description: "\(folder) cannot be given to postgres: errno \(errno)")
            }
        }
        return folder
    }

    /// Removes the folders of processes that are gone.
    static func sweep() {
        for root in roots {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
            for name in names where name.hasPrefix(prefix) {
                let digits = name.dropFirst(prefix.count).prefix { $0.isNumber }
                guard let owner = pid_t(digits), kill(owner, 0) != 0, errno == ESRCH else { continue }
                try? FileManager.default.removeItem(atPath: "\(root)/\(name)")
            }
        }
    }

    static func removeAtExit(_ folder: String, _ server: Child) {
        leaving.withLock { $0 = (folder, server) }
        atexit {
            guard let (folder, server) = ServerFolder.leaving.withLock({ $0 }) else { return }
            server.stop(SIGQUIT)
            try? FileManager.default.removeItem(atPath: folder)
        }
    }
}

/// A process started and waited for by a thread of its own, which outlives it: the kernel's signal on the death of a parent is on the
/// death of the parent's thread.
private final class Child: Sendable {
    private struct State {
        var process: pid_t = 0
        var status: Int32?
    }

    private let state = Mutex(State())

    var isRunning: Bool { state.withLock { $0.status == nil } }

    /// Sends a signal and waits for the end.
    func stop(_ signal: Int32) {
        let process = state.withLock { $0.status == nil ? $0.process : 0 }
        guard process > 0 else { return }
        kill(process, signal)
        while isRunning { usleep(1000) }
    }

    /// Runs a program to its end. Throws what it printed when it fails.
    static func run(_ command: [String], output: String) async throws {
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            launch(
                command, output: output,
                onStart: { result in
                    if case .failure(let error) = result { continuation.resume(throwing: error) }
                }, onEnd: { continuation.resume(returning: $0) })
        }
        guard status == 0 else {
            let said = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
            throw ServerFailure(description: "\(command.joined(separator: " ")) failed: \(said)")
        }
    }

    /// Starts a program that goes on.
    static func start(_ command: [String], output: String) async throws -> Child {
        let child = Child()
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            launch(
                command, output: output,
                onStart: { result in
                    if case .success(let process) = result { child.state.withLock { $0.process = process } }
                    continuation.resume(with: result.map { _ in })
                }, onEnd: { status in child.state.withLock { $0.status = status } })
        }
        return child
    }

    private static func launch(
        _ command: [String], output: String, onStart: @escaping @Sendable (Result<pid_t, any Error>) -> Void,
        onEnd: @escaping @Sendable (Int32) -> Void
    ) {
        Thread.detachNewThread {
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            defer { posix_spawn_file_actions_destroy(&actions) }
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
            var arguments = command.map { strdup($0) }
            arguments.append(nil)
            defer { for argument in arguments { free(argument) } }
            var process = pid_t()
            let failure = posix_spawnp(&process, command[0], &actions, nil, arguments, environ)
            guard failure == 0 else {
                onStart(.failure(ServerFailure(description: "\(command[0]) cannot be started: errno \(failure)")))
                return
            }
            onStart(.success(process))
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            onEnd(status)
        }
    }
}
