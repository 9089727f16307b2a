import Glibc

/// Standard output or standard error: whether a person looks at it, and how wide it is.
struct Terminal: Sendable {
    let descriptor: Int32

    static let output = Terminal(descriptor: STDOUT_FILENO)
    static let error = Terminal(descriptor: STDERR_FILENO)

    var isInteractive: Bool { isatty(descriptor) == 1 }

    /// Colours only where a person looks, and not against the wish of one (https://no-color.org).
    var style: Style {
        let unwanted = environment("NO_COLOR") ?? ""
        return Style(isColoured: isInteractive && unwanted.isEmpty && environment("TERM") != "dumb")
    }

    /// In columns; `nil` where no person looks, and where a line may be of any length.
    var width: Int? {
        guard isInteractive else { return nil }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes all of it at once. Throws a `Failure` where there is no room, or nobody to read.
    func write(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written >= 0 {
                bytes = bytes.dropFirst(written)
            } else if errno != EINTR {
                throw Failure(.inputOutput, "the output could not be written: \(systemError())")
            }
        }
    }
}

/// A variable of the process's environment.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// What the operating system says of the last call that failed.
func systemError() -> String { String(cString: strerror(errno)) }
