import Foundation
import Glibc

/// The program from its start to its end, when it does nothing but say how it is used.
struct StartUp {
    private static let runs = 20

    /// The folder of the program.
    let programs: String
    let workFolder: String

    func run() throws -> Subject {
        var subject = Subject(
            "Starting",
            method: """
                `appel --help` from start to end, median of \(Self.runs) interleaved runs, and the memory that it held at most; \
                beside it a Swift program that only prints a word, and `/bin/true`.
                """,
            columns: ["program", "time", "memory"])
        let contenders = [
            ("`appel --help`", ["\(programs)/appel", "--help"]), ("Swift, one `print`", ["\(workFolder)/hello"]),
            ("`/bin/true`", ["/bin/true"])
        ]
        var times = contenders.map { _ in Samples() }
        for _ in 0..<Self.runs {
            for (place, contender) in contenders.enumerated() { times[place].add(try Self.time(contender.1)) }
        }
        for (place, contender) in contenders.enumerated() {
            let memory = try Self.memory(contender.1).map { Figures.decimals($0 / 1024, 1) + " MiB" }
            subject.add(contender.0, Figures.milliseconds(times[place].median), memory ?? "–")
        }
        return subject
    }

    private static func time(_ command: [String]) throws -> Double {
        let start = ContinuousClock.now
        let process = try Child(command, output: open("/dev/null", O_WRONLY | O_CLOEXEC))
        process.wait()
        return (ContinuousClock.now - start).seconds
    }

    /// The most memory that a program held, in KiB: its output goes into a pipe that is full, so that it waits at its end and can
    /// be asked. `nil` for one that prints nothing.
    private static func memory(_ command: [String]) throws -> Double? {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchFailure("no pipe: errno \(errno)") }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // F_SETPIPE_SZ, which Glibc's module leaves out.
        let size = fcntl(ends[1], 1031, 4096)
        let filling = [UInt8](repeating: 10, count: Int(size))
        guard write(ends[1], filling, filling.count) == filling.count else {
            throw BenchFailure("a pipe cannot be filled: errno \(errno)")
        }
        let process = try Child(command, output: ends[1])
        var peak: Double?
        // Asleep several times in a row: it waits for the pipe.
        var sleeps = 0
        while sleeps < 5, let status = process.status, status["State"]?.hasPrefix("Z") != true {
            sleeps = status["State"]?.hasPrefix("S") == true ? sleeps + 1 : 0
            peak = status["VmHWM"].flatMap { Double($0.prefix { $0 != " " }) } ?? peak
            usleep(4_000)
        }
        if sleeps < 5 { peak = nil }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while read(ends[0], &buffer, buffer.count) > 0 {}
        process.wait()
        return peak
    }
}

/// A process of its own.
private struct Child {
    private let process: pid_t

    /// - Parameter output: where it prints; closed here.
    init(_ command: [String], output: Int32) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            close(output)
        }
        var arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        let failure = posix_spawn(&process, command[0], &actions, nil, &arguments, environ)
        guard failure == 0 else { throw BenchFailure("\(command[0]) cannot be started: errno \(failure)") }
        self.process = process
    }

    func wait() {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    /// What the kernel says of it, by name.
    var status: [Substring: String]? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
        let pairs = text.split(separator: "\n").compactMap { line -> (Substring, String)? in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return (parts[0], String(parts[1].drop { $0 == "\t" || $0 == " " }))
        }
        return Dictionary(pairs, uniquingKeysWith: { $1 })
    }
}
