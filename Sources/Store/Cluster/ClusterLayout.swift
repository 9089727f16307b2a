internal import Foundation

/// Where the files of one private server are.
struct ClusterLayout: Hashable, Sendable {
    /// The port is only a part of the socket's name: nothing listens on the network.
    static let port = 5432
    /// The longest path of a unix socket, in bytes without the final zero.
    static let longestSocketPath = 107

    /// The data folder that the user chose, absolute and without symbolic links.
    let folder: String

    init(folder: String) {
        let absolute = URL(fileURLWithPath: folder).standardizedFileURL.path
        self.folder = Self.resolved(absolute)
    }

    /// PostgreSQL's own folder.
    var data: String { folder + "/postgresql" }
    /// Where the data are made; renamed once they are whole, so that a start that was cut off leaves nothing that looks whole.
    var unfinishedData: String { folder + "/postgresql.new" }
    var log: String { folder + "/server.log" }
    var lock: String { folder + "/lock" }
    private var run: String { folder + "/run" }

    /// What may be in the folder before there are data.
    static let ownNames: Set<String> = ["postgresql", "postgresql.new", "server.log", "server.log.1", "lock", "run"]

    /// The major version that wrote the data, or `nil` when there are none.
    var writtenBy: Int? {
        guard let text = try? String(contentsOfFile: data + "/PG_VERSION", encoding: .utf8) else { return nil }
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// The folder for the socket: in the data folder where the path is short and plain enough, else a private one in the
    /// user's run-time folder or in `/tmp`.
    ///
    /// Plain, because libpq takes a comma for the next host, and the server's command line passes through a shell.
    func socketFolder(server: OSUser, runtimeFolder: String?) -> String {
        let name = "appel-\(server.uid)-" + digest
        let inRuntime = runtimeFolder.map { $0 + "/" + name }
        return [run, inRuntime].compactMap { $0 }.first(where: Self.canHoldSocket) ?? "/tmp/" + name
    }

    private static func canHoldSocket(_ folder: String) -> Bool {
        let isPlain = folder.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isPlain && socketPath(in: folder).utf8.count <= longestSocketPath
    }

    static func socketPath(in folder: String) -> String { "\(folder)/.s.PGSQL.\(port)" }

    /// Tells data folders apart in a few characters (FNV-1a of the path).
    private var digest: String {
        let hash = folder.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }

    /// Resolves symbolic links in the part of the path that exists.
    private static func resolved(_ path: String) -> String {
        var missing: [String] = []
        var present = URL(fileURLWithPath: path)
        while !FileManager.default.fileExists(atPath: present.path), present.path != "/" {
            missing.insert(present.lastPathComponent, at: 0)
            present.deleteLastPathComponent()
        }
        return missing.reduce(present.resolvingSymlinksInPath()) { $0.appendingPathComponent($1) }.path
    }
}
