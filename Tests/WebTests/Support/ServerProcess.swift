import Foundation
import Glibc
import Store

/// `appel serve` as it is run in earnest: a process of its own, on a free port of this machine.
final class ServerProcess: Sendable {
    let port: Int
    let pid: pid_t
    private let ended: Task<Int32, Never>

    private init(port: Int, pid: pid_t, ended: Task<Int32, Never>) { (self.port, self.pid, self.ended) = (port, pid, ended) }

    /// The program lies beside the tests.
    private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("appel").path

    /// - Parameter settings: as the environment has them, `APPEL_KEY_LIMIT`.
    static func start(_ connection: String, _ settings: [String: String] = [:]) async throws -> ServerProcess {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        // Should the tests die, it does too.
        process.arguments = ["--pdeathsig", "KILL", program, "serve", "--listen", "127.0.0.1:0"]
        process.environment = [
            "PATH": "/usr/bin:/bin", "LC_ALL": "C", "APPEL_DATABASE": connection, "APPEL_LOG_LEVEL": "error",
            "APPEL_REQUIRE_SECOND_FACTOR": "no"
        ]
        .merging(settings) { $1 }
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            end.yield(process.terminationStatus)
            end.finish()
        }
        let line = try await run(process, output.fileHandleForReading)
        let ended = Task { await ends.first { _ in true } ?? -1 }
        guard let port = line.split(separator: ":").last.flatMap({ Int($0) }) else {
            process.terminate()
            throw FixtureError("the server did not start: \(line)")
        }
        return ServerProcess(port: port, pid: process.processIdentifier, ended: ended)
    }

    /// Starts the process from a thread that lives as long as it does: the kernel watches over the thread, not over its process.
    ///
    /// - Returns: the first line that it prints.
    private static func run(_ process: Process, _ output: FileHandle) async throws -> String {
        let (lines, line) = AsyncThrowingStream.makeStream(of: String.self)
        let child = Unchecked(process)
        Thread.detachNewThread {
            do {
                try child.value.run()
                var bytes: [UInt8] = []
                while let byte = try output.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { bytes.append(byte) }
                line.yield(String(decoding: bytes, as: UTF8.self))
                line.finish()
                while let more = try output.read(upToCount: 4096), !more.isEmpty {}
            } catch {
                line.finish(throwing: error)
            }
        }
        return try await lines.first { _ in true } ?? ""
    }

    /// Handed from the one who makes it to the thread that runs it, and used by nobody else meanwhile.
    private struct Unchecked: @unchecked Sendable {
        let value: Process

        init(_ value: Process) { self.value = value }
    }

    var router: RouterCall { RouterCall(port: port) }

    /// The same visitor at this server.
    func seen(by browser: Browser) -> Browser {
        Browser(router: router, token: browser.token, csrf: browser.csrf, cookies: browser.cookies)
    }

    /// Asks it to stop, as an operator does.
    func stop() { kill(pid, SIGTERM) }

    /// Waits for its end.
    ///
    /// - Returns: its exit status.
    func exitStatus() async -> Int32 { await ended.value }
}

/// Lends some servers on the one database of a stage.
func withServers<Value>(
    _ count: Int, at point: DemoPoint, _ settings: [String: String] = [:],
    _ body: (Stage, [ServerProcess]) async throws -> Value
) async throws -> Value {
    try await withStage(point) { stage in try await withServers(count, on: stage, settings) { try await body(stage, $0) } }
}

/// Lends some servers on the one database of a stage, as it is now.
func withServers<Value>(
    _ count: Int, on stage: Stage, _ settings: [String: String] = [:], _ body: ([ServerProcess]) async throws -> Value
) async throws -> Value {
    guard case .connectionString(let connection) = stage.location else { throw FixtureError("no connection string") }
    let servers = try await withThrowingTaskGroup(of: ServerProcess.self) { group in
        for _ in 0..<count { group.addTask { try await ServerProcess.start(connection, settings) } }
        return try await group.reduce(into: []) { $0.append($1) }
    }
    let value: Value
    do {
        value = try await body(servers)
    } catch {
        for server in servers { server.stop() }
        for server in servers { _ = await server.exitStatus() }
        throw error
    }
    for server in servers { server.stop() }
    for server in servers { _ = await server.exitStatus() }
    return value
}
