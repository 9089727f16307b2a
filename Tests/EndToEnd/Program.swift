import Foundation
import Postgres
import TestSupport
import Testing

/// How one run of the program ended.
struct Run: Sendable {
    let status: Int32
    let output: String
    let error: String

    func json() throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        guard let document = value as? [String: Any] else { throw NotADocument(text: output) }
        return document
    }

    struct NotADocument: Error { let text: String }
}

/// The built program, run as a user would, in an environment of its own.
struct Program: Sendable {
    let folder: String
    let environment: [String: String]

    /// The program lies beside the tests.
    static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("appel").path
    static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Runs a command line to its end.
    func callAsFunction(_ words: [String], output: String? = nil) async throws -> Run {
        let name = UUID().uuidString
        let (outputPath, errorPath) = (output ?? "\(folder)/\(name).out", "\(folder)/\(name).err")
        if output == nil { try Data().write(to: URL(fileURLWithPath: outputPath)) }
        try Data().write(to: URL(fileURLWithPath: errorPath))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments = words
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        let (told, complained) = (FileHandle(forWritingAtPath: outputPath), FileHandle(forWritingAtPath: errorPath))
        // A test that runs the program hundreds of times would otherwise have no descriptors left.
        defer {
            try? told?.close()
            try? complained?.close()
        }
        process.standardOutput = told
        process.standardError = complained
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        return Run(
            status: process.terminationStatus,
            output: output == nil ? try String(contentsOfFile: outputPath, encoding: .utf8) : "",
            error: try String(contentsOfFile: errorPath, encoding: .utf8))
    }

    func callAsFunction(_ words: String...) async throws -> Run { try await self(words) }

    /// A file in the test's folder, for the program to read.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    static func demo(_ name: String) -> String { "\(checkout)/config/demo/\(name)" }
    static let regulation = "\(checkout)/config/calls/brussels-2027.yaml"
}

/// Lends the program with an empty folder and no database.
func withProgram<T>(
    _ more: [String: String] = [:], _ body: (Program) async throws -> T
) async throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("appel-end-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    // PostgreSQL runs under another account where the tests run as root.
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let environment = ["PATH": path, "HOME": folder, "LC_ALL": "C"].merging(more) { $1 }
    return try await body(Program(folder: folder, environment: environment))
}

/// Lends the program with a rehearsal of its own, on the shared test server.
func withRehearsal<T>(_ body: (Program) async throws -> T) async throws -> T {
    let server = try await PrivateServer.shared()
    let database = try await server.makeDatabase()
    return try await withProgram(["APPEL_DATABASE": server.connectionString(database: database)]) { appel in
        try await appel.succeed("db", "migrate", "--rehearsal")
        return try await body(appel)
    }
}

extension Program {
    struct Failed: Error { let words: [String], run: Run }

    /// Runs a command that has to succeed.
    @discardableResult
    func succeed(_ words: String...) async throws -> Run { try await succeed(words) }

    @discardableResult
    func succeed(_ words: [String]) async throws -> Run {
        let run = try await self(words)
        guard run.status == 0 else { throw Failed(words: words, run: run) }
        return run
    }

    /// The call of the demonstration, open, with its organisations and members.
    func openCall() async throws {
        try await succeed("db", "clock", "set", "2027-02-01 09:00")
        try await succeed("call", "create", Self.regulation)
        try await succeed("organisation", "import", Self.demo("organisations.csv"), "--accounts-as-declared")
        try await succeed("earlier-grant", "import", Self.demo("earlier-grants.csv"))
        try await succeed("member", "import", Self.demo("members.csv"))
        try await succeed("call", "open", "brussels-2027")
    }

    /// Takes the mark of a rehearsal away: a rehearsal pays nothing, and a real call takes months.
    func makeReal() async throws {
        let connection = try #require(environment["APPEL_DATABASE"])
        let pool = try SessionPool(PostgresConfiguration(connectionString: connection, sessionCount: 1))
        try await pool.withSession { db in
            try db.executeScript(
                """
                DROP SCHEMA rehearsal CASCADE;
                CREATE OR REPLACE FUNCTION appel.appel_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';
                """)
        }
        await pool.shutdown()
    }
}
