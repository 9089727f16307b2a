/// The sums of all subsets of some changes, so that a subset with a given sum is found: half of the changes at a time.
///
/// A change of several rows is folded into one number, in such a way that sums stay sums.
struct EverySubset {
    private let first: [UInt64]
    private let second: [UInt64]
    /// How many changes are in the first half.
    private let split: Int
    /// Where a sum of the first half is looked up: the number of its subset and one more, or 0.
    private var table: [Int32]
    private let shift: UInt64

    /// At most this many changes are looked at.
    static let most = 36

    var count: Int { first.count + second.count }

    init(_ changes: [UInt64]) {
        split = (changes.count + 1) / 2
        first = Self.sums(changes[..<split])
        second = Self.sums(changes[split...])
        var bits: UInt64 = 4
        while 1 << bits < 2 * first.count { bits += 1 }
        shift = 64 - bits
        table = Array(repeating: 0, count: 1 << bits)
        for subset in first.indices {
            var slot = slot(first[subset])
            while table[slot] != 0 { slot = (slot + 1) & (table.count - 1) }
            table[slot] = Int32(subset + 1)
        }
    }

    private static func sums(_ changes: ArraySlice<UInt64>) -> [UInt64] {
        var sums: [UInt64] = [0]
        sums.reserveCapacity(1 << changes.count)
        for change in changes { for subset in 0..<sums.count { sums.append(sums[subset] &+ change) } }
        return sums
    }

    private func slot(_ sum: UInt64) -> Int { Int((sum &* 0x9E37_79B9_7F4A_7C15) >> shift) }

    /// Calls with the changes of every subset that has the sum, until told that it is enough.
    func subsets(of sum: UInt64, _ isEnough: ([Int]) -> Bool) {
        for subset in second.indices {
            let wanted = sum &- second[subset]
            var slot = slot(wanted)
            while table[slot] != 0 {
                let other = Int(table[slot]) - 1
                if first[other] == wanted, isEnough(Self.places(other, from: 0) + Self.places(subset, from: split)) { return }
                slot = (slot + 1) & (table.count - 1)
            }
        }
    }

    private static func places(_ subset: Int, from start: Int) -> [Int] {
        (0..<Self.most).filter { subset & (1 << $0) != 0 }.map { start + $0 }
    }
}
