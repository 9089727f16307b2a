/// The selection of RFC 3797: what comes out of a key, for anybody who has the key.
package enum Lottery {
    /// The order in which numbers from 1 to `pool` are drawn, without putting any back.
    ///
    /// The key between two copies of the number of the draw (two bytes, from 0) goes through MD5; the digest, read as one number,
    /// is divided by how many are left, and the remainder says which of them is next.
    ///
    /// - Parameter count: how many are drawn; all of the pool gives its whole order.
    package static func select(key: String, pool: Int, count: Int) throws(LotteryFault) -> [Int] {
        guard !key.isEmpty else { throw .emptyKey }
        guard (1...largestPool).contains(pool) else { throw .poolOutOfRange(pool) }
        guard (1...pool).contains(count) else { throw .countOutOfRange(count, pool: pool) }
        let key = Array(key.utf8)
        var left = Array(1...pool)
        return (0..<count).map { draw in
            let number = [UInt8(truncatingIfNeeded: draw >> 8), UInt8(truncatingIfNeeded: draw)]
            return left.remove(at: remainder(of: MD5.digest(of: number + key + number), by: left.count))
        }
    }

    /// The number of a draw has two bytes.
    package static let largestPool = 65_535

    /// The remainder of a number of many bytes, the highest first.
    private static func remainder(of bytes: [UInt8], by divisor: Int) -> Int {
        bytes.reduce(0) { ($0 << 8 + Int($1)) % divisor }
    }

    /// The key of some sources: the numbers of each from the smallest to the largest, then a slash.
    package static func key(of sources: [[LotteryNumber]]) throws(LotteryFault) -> String {
        guard (1...most).contains(sources.count), sources.allSatisfy({ (1...most).contains($0.count) }) else {
            throw .tooManyValues
        }
        return sources.map { $0.sorted().map(\.text).joined() + "/" }.joined()
    }

    /// How many sources, and how many numbers of each, the reference program of the RFC takes.
    package static let most = 16
}

/// Why nothing can be drawn.
package enum LotteryFault: Error, Hashable, Sendable {
    case emptyKey
    case poolOutOfRange(Int)
    case countOutOfRange(Int, pool: Int)
    /// No source or a source without numbers, or more than sixteen.
    case tooManyValues
}
