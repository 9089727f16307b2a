internal import Foundation
internal import Glibc
internal import Synchronization

/// A program run to its end, with what it printed.
///
/// Not Foundation's `Process`: a server started while another thread reads a pipe would inherit that pipe and keep it open
/// for ever. Here the pipe is made and the program started under one lock, so that nothing leaks into a daemon.
struct Subprocess {
    /// The exit status, or 128 plus the signal that ended the program.
    let status: Int32
    /// Standard output and standard error together, without the last line feeds.
    let output: String

    private static let starting = Mutex(())

    /// Runs a program with an environment of its own and no input. Throws `cannotRun`.
    /// - Parameter command: The path of the program, then its arguments.
    static func run(_ command: [String], environment: [String: String]) throws(ClusterError) -> Subprocess {
        let variables = environment.map { "\($0.key)=\($0.value)" }
        let (pid, descriptor) = try start(command, variables: variables)
        defer { close(descriptor) }
        let output = String(decoding: readAll(descriptor), as: UTF8.self)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 {
            guard errno == EINTR else { throw .cannotRun(command[0], reason: systemError()) }
        }
        let signal = status & 0x7f
        return Subprocess(
            status: signal == 0 ? status >> 8 & 0xff : 128 + signal,
            output: String(output.reversed().drop { $0.isNewline }.reversed()))
    }

    private static func start(_ command: [String], variables: [String]) throws(ClusterError) -> (pid_t, Int32) {
        let started = starting.withLock { _ -> (pid_t, Int32, Int32) in
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { return (-1, -1, errno) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            defer { close(ends[1]) }
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            defer { posix_spawn_file_actions_destroy(&actions) }
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
            posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
            // A server goes on for weeks: it must not hold a lock or a pipe that this process was started with.
            for descriptor in openDescriptors() where descriptor > 2 {
                posix_spawn_file_actions_addclose(&actions, descriptor)
            }
            var pid: pid_t = -1
            let code = withCStrings(command) { arguments in
                withCStrings(variables) { posix_spawn(&pid, command[0], &actions, nil, arguments, $0) }
            }
            guard code == 0 else {
                close(ends[0])
                return (-1, -1, code)
            }
            return (pid, ends[0], 0)
        }
        guard started.0 > 0 else { throw .cannotRun(command[0], reason: systemError(started.2)) }
        return (started.0, started.1)
    }

    private static func openDescriptors() -> [Int32] {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.compactMap { Int32($0) } ?? []
    }

    private static func readAll(_ descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 { bytes.append(contentsOf: buffer[..<count]) }
            if count == 0 || (count < 0 && errno != EINTR) { return bytes }
        }
    }
}

/// Lends texts as the NULL-terminated array that `exec` takes.
func withCStrings<T>(_ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> T) -> T {
    var pointers = texts.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress else { preconditionFailure("an array of at least one element has an address") }
        return body(start)
    }
}

/// What the operating system says of an error number, by default the last.
func systemError(_ number: Int32 = errno) -> String {
    String(cString: strerror(number))
}
