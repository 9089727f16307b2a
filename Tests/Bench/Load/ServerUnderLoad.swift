import Foundation
import Glibc

/// A server of HTTP in a process of its own, whose work and memory are read from the kernel.
final class ServerUnderLoad {
    let port: Int
    private let process: Process
    private let postmaster: Int?
    /// From its start to the line that says where it listens.
    let startSeconds: Double

    /// Starts a program that prints an address as its first line.
    ///
    /// - Parameter world: the database that it works with.
    init(_ command: [String], _ world: World?, _ settings: [String: String] = [:]) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        var environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C"].merging(settings) { $1 }
        if let world {
            environment["APPEL_DATABASE"] = "host=\(world.server.socketFolder) dbname=\(world.name) user=postgres"
        }
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        // Written down as in earnest, a line a request.
        let log = FileManager.default.temporaryDirectory.appendingPathComponent("served-\(getpid()).log").path
        guard FileManager.default.createFile(atPath: log, contents: nil), let handle = FileHandle(forWritingAtPath: log) else {
            throw BenchFailure("\(log) cannot be written")
        }
        process.standardError = handle
        let start = ContinuousClock.now
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { line.append(byte) }
        startSeconds = (ContinuousClock.now - start).seconds
        guard let port = String(decoding: line, as: UTF8.self).split(separator: ":").last.flatMap({ Int($0) }) else {
            process.terminate()
            throw BenchFailure("the server did not start: " + ((try? String(contentsOfFile: log, encoding: .utf8)) ?? ""))
        }
        self.port = port
        postmaster = try world.flatMap { world in
            try String(contentsOfFile: world.server.socketFolder + "/data/postmaster.pid", encoding: .utf8)
                .split(separator: "\n").first.flatMap { Int($0) }
        }
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    deinit { if process.isRunning { stop() } }

    /// A line of `/proc/PID/status` in MiB: `VmRSS`, `VmHWM`.
    func memory(_ name: String) throws -> Double {
        let text = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name + ":") }),
            let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) })
        else { throw BenchFailure("no \(name)") }
        return kibibytes / 1024
    }

    /// Seconds of a processor that it has worked.
    var work: Double { Self.stat(Int(process.processIdentifier)).map { $0.work } ?? 0 }

    /// Seconds of a processor that the database has worked, all its processes together.
    var databaseWork: Double {
        guard let postmaster else { return 0 }
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { Int($0) } ?? []
        return all.compactMap(Self.stat).filter { $0.parent == postmaster }.reduce(0) { $0 + $1.work }
            + (Self.stat(postmaster).map { $0.work + $0.workOfDead } ?? 0)
    }

    private static func stat(_ pid: Int) -> (parent: Int, work: Double, workOfDead: Double)? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8), let end = text.lastIndex(of: ")") else {
            return nil
        }
        // From the state on, which is the third field.
        let fields = text[text.index(after: end)...].split(separator: " ").map { Double($0) ?? 0 }
        guard fields.count > 14 else { return nil }
        let tick = Double(sysconf(Int32(_SC_CLK_TCK)))
        return (Int(fields[1]), (fields[11] + fields[12]) / tick, (fields[13] + fields[14]) / tick)
    }

    /// Lets clients ask for so long, each on a connection of its own.
    func load<Client: Asking>(
        _ clients: Int, seconds: Double, _ make: @escaping @Sendable (Int) throws -> Client
    ) async throws -> LoadFigures {
        let (port, gathered) = (port, Gathered())
        let (before, databaseBefore, ownBefore) = (work, databaseWork, ProcessorTime.ofProcess)
        var figures = LoadFigures()
        let start = ContinuousClock.now
        let end = start + .seconds(seconds)
        try await Clients.run(clients) { client in
            let line = try HTTPLine(port: port)
            var (asking, own) = (try make(client), Latencies())
            var now = ContinuousClock.now
            while now < end {
                try asking.took(try line.ask(asking.next()))
                let after = ContinuousClock.now
                own.add((after - now).seconds)
                now = after
            }
            gathered.add(own)
        }
        figures.seconds = (ContinuousClock.now - start).seconds
        figures.latencies = gathered.all
        (figures.serverWork, figures.databaseWork) = (work - before, databaseWork - databaseBefore)
        figures.clientWork = ProcessorTime.ofProcess - ownBefore
        return figures
    }
}

extension ProcessorTime {
    /// Of all threads of this process, in seconds.
    static var ofProcess: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
