import Foundation

/// Measures what the product does against the best that the same database does for the same work.
@main
enum AppelBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        if arguments.dropFirst().first == HelloServer.word { return try await HelloServer.run() }
        guard arguments.count >= 4 else {
            throw BenchFailure("usage: AppelBench SOCKET-FOLDER WORK-FOLDER CHECKOUT [SUBJECT…]")
        }
        let run = try BenchRun(
            server: BenchServer(socketFolder: arguments[1], workFolder: arguments[2]), checkout: arguments[3],
            subjects: Array(arguments.dropFirst(4)))
        try await run.run()
    }
}
