import Glibc

/// The files and connections that the process may have open at once.
enum Descriptors {
    /// No more are counted on than this, whatever is allowed: each connection takes some memory.
    private static let most: rlim_t = 16_384

    /// Raises the limit as far as whoever started the process allows.
    ///
    /// - Returns: how many there may be.
    static func raise() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        let needed = min(limit.rlim_max, most)
        if limit.rlim_cur < needed {
            limit.rlim_cur = needed
            // Where it is refused, the old limit holds.
            _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            _ = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        return Int(min(limit.rlim_cur, most))
    }
}
