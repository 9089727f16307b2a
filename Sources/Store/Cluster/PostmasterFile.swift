internal import Foundation
internal import Glibc

/// What a server leaves in its data folder while it runs: `postmaster.pid`.
struct PostmasterFile {
    let pid: Int32
    let startedAt: Int64
    /// The folder of the unix socket; `nil` in the first moments.
    let socketFolder: String?
    /// Whether the server takes connections.
    let isReady: Bool
    private let dataFolder: String

    /// - Returns: `nil` when there is no such file or it is not one.
    init?(dataFolder: String) {
        guard let text = try? String(contentsOfFile: dataFolder + "/postmaster.pid", encoding: .utf8) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard let first = lines.first, let pid = Int32(first), pid > 0 else { return nil }
        self.pid = pid
        self.dataFolder = dataFolder
        startedAt = lines.count > 2 ? Int64(lines[2]) ?? 0 : 0
        socketFolder = lines.count > 4 && !lines[4].isEmpty ? lines[4] : nil
        isReady = lines.count > 7 && lines[7] == "ready"
    }

    /// Whether the process is a living PostgreSQL server on these data. After a crash or a restart of the machine its number may
    /// belong to another program, another server, or a dead process that nobody has waited for.
    var isAlive: Bool {
        guard let state = ProcessTable.state(of: pid), state.letter != "Z", state.letter != "X" else { return false }
        guard state.name == "postgres" || state.name == "postmaster" else { return false }
        return ProcessTable.isWorking(pid, in: dataFolder)
    }
}

/// The processes of this machine, as Linux shows them.
enum ProcessTable {
    /// The name and the state of a process (`R`, `S`, `Z`…), or `nil` when there is none.
    static func state(of pid: Int32) -> (name: String, letter: Character)? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")")
        else { return nil }
        // The name stands in parentheses and may hold anything, so the state is what follows the last one.
        let rest = text[text.index(after: close)...].drop { $0 == " " }
        guard let letter = rest.first else { return nil }
        return (String(text[text.index(after: open)..<close]), letter)
    }

    /// The processes whose working folder is `folder`: every process of a PostgreSQL server works in its data folder.
    static func working(in folder: String) -> [Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap(Int32.init).filter { isWorking($0, in: folder) }
    }

    /// Whether the working folder of a process is `folder`, by whatever path. Only root and the process's own account may know;
    /// nobody else reads a data folder either.
    static func isWorking(_ pid: Int32, in folder: String) -> Bool {
        var (its, ours) = (stat(), stat())
        guard stat("/proc/\(pid)/cwd", &its) == 0, stat(folder, &ours) == 0 else { return false }
        return its.st_dev == ours.st_dev && its.st_ino == ours.st_ino
    }
}
