import Foundation

/// Another program, run to its end.
enum Program {
    /// What it printed. Throws with what it said when it fails.
    @discardableResult
    static func run(_ command: [String], environment: [String: String] = [:]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        let errors = FileManager.default.temporaryDirectory.appendingPathComponent("appel-bench-\(getpid()).err")
        guard FileManager.default.createFile(atPath: errors.path, contents: nil) else {
            throw BenchFailure("\(errors.path) cannot be written")
        }
        defer { try? FileManager.default.removeItem(at: errors) }
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let said = try String(contentsOf: errors, encoding: .utf8)
            throw BenchFailure("\(command.joined(separator: " ")): \(said.suffix(2_000))")
        }
        return printed
    }
}
