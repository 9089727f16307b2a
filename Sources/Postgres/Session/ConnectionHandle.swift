internal import CLibPQ

/// Owns one connection of libpq: it is closed when the handle goes, and cannot be owned twice.
struct ConnectionHandle: ~Copyable {
    let raw: OpaquePointer

    private init(raw: OpaquePointer) {
        self.raw = raw
    }

    deinit {
        PQfinish(raw)
    }

    /// Connects, waiting as long as `connect_timeout` says. Throws `connectionFailed`, or the server's refusal.
    static func open(_ keywords: [(key: String, value: String)]) throws(PostgresError) -> ConnectionHandle {
        let keys = CStringArray(keywords.map(\.key))
        let values = CStringArray(keywords.map(\.value))
        guard let raw = PQconnectdbParams(keys.pointer, values.pointer, 1) else {
            throw PostgresError(.connectionFailed, "libpq could not allocate a connection")
        }
        let handle = ConnectionHandle(raw: raw)
        guard PQstatus(raw) == CONNECTION_OK else {
            throw PostgresError(.connectionFailed, String(cString: PQerrorMessage(raw)).trimmingNewlines)
        }
        return handle
    }
}

/// A NULL-terminated array of C strings, as libpq takes keywords and values.
private final class CStringArray {
    let pointer: UnsafeMutablePointer<UnsafePointer<CChar>?>
    private let buffers: [UnsafeMutablePointer<CChar>]

    init(_ strings: [String]) {
        buffers = strings.map { string in
            let bytes = Array(string.utf8CString)
            let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
            buffer.initialize(from: bytes, count: bytes.count)
            return buffer
        }
        pointer = .allocate(capacity: buffers.count + 1)
        for (place, buffer) in buffers.enumerated() { (pointer + place).initialize(to: UnsafePointer(buffer)) }
        (pointer + buffers.count).initialize(to: nil)
    }

    deinit {
        for buffer in buffers { buffer.deallocate() }
        pointer.deallocate()
    }
}

extension String {
    fileprivate var trimmingNewlines: String {
        split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
}
