internal import Glibc

/// An account of the operating system.
package struct OSUser: Hashable, Sendable {
    package let name: String
    package let uid: UInt32
    package let gid: UInt32

    package var isRoot: Bool { uid == 0 }

    /// The account under which this process acts, or `nil` when its number has no name.
    package static var current: OSUser? { OSUser(uid: geteuid()) }

    /// The account that PostgreSQL runs under when root starts it: `postgres`, else `nobody`.
    static var unprivileged: OSUser? { OSUser(name: "postgres") ?? OSUser(name: "nobody") }

    init?(uid: UInt32) {
        self.init { entry, buffer, size, found in getpwuid_r(uid, entry, buffer, size, found) }
    }

    init?(name: String) {
        self.init { entry, buffer, size, found in getpwnam_r(name, entry, buffer, size, found) }
    }

    private init?(
        lookUp: (
            UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
            UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
        ) -> Int32
    ) {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        let buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 16384)
        defer { buffer.deallocate() }
        guard let start = buffer.baseAddress, lookUp(&entry, start, buffer.count, &found) == 0, found != nil else {
            return nil
        }
        name = String(cString: entry.pw_name)
        uid = entry.pw_uid
        gid = entry.pw_gid
    }

    /// A command that does the same as `command`, under this account, in a folder that everyone can enter.
    func commanding(_ command: [String]) -> [String] {
        guard uid != geteuid() else { return ["/usr/bin/env", "-C", "/", "--"] + command }
        return [
            "/usr/bin/env", "-C", "/", "--", "setpriv", "--reuid=\(uid)", "--regid=\(gid)", "--clear-groups", "--"
        ] + command
    }
}
