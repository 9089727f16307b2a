import Foundation

/// Where and when the figures were measured.
struct Host {
    let processor: String
    let cores: Int
    let memory: String
    let kernel: String
    let swift: String
    let commit: String
    let date: String

    /// - Parameter checkout: the folder of the project.
    init(checkout: String) throws {
        let processors = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("model name") }
        processor = processors.first?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
        cores = ProcessInfo.processInfo.activeProcessorCount
        memory = Figures.decimals(Double(ProcessInfo.processInfo.physicalMemory) / Double(1 << 30), 1) + " GiB"
        kernel = try Program.run(["uname", "-sr"]).trimmingCharacters(in: .whitespacesAndNewlines)
        let version = try Program.run(["swift", "--version"]).split(separator: "\n").first { $0.contains("Swift version") }
        swift = version.map(String.init) ?? "unknown"
        let isClean = try Program.run(["git", "-C", checkout, "status", "--porcelain", "Sources", "sql"]).isEmpty
        commit =
            try Program.run(["git", "-C", checkout, "rev-parse", "--short", "HEAD"])
            .trimmingCharacters(in: .whitespacesAndNewlines) + (isClean ? "" : " with changes")
        date = try Program.run(["date", "-u", "+%Y-%m-%d %H:%M UTC"]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func markdown(postgres: String) -> String {
        """
        | | |
        | --- | --- |
        | Processor | \(processor), \(cores) cores |
        | Memory | \(memory) |
        | Kernel | \(kernel) |
        | PostgreSQL | \(postgres), on a private server with fsync, full_page_writes and synchronous_commit on |
        | Swift | \(swift), release build |
        """
    }
}
