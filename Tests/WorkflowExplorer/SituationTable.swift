/// From the name of a situation to its number: a table of the plainest kind, because every step of every world asks it.
struct SituationTable {
    private var keys: [UInt64] = Array(repeating: .max, count: 1 << 10)
    private var numbers: [Int32] = Array(repeating: 0, count: 1 << 10)
    private var count = 0

    subscript(key: UInt64) -> Int? {
        get {
            let slot = slot(of: key)
            return keys[slot] == key ? Int(numbers[slot]) : nil
        }
        set {
            guard let newValue else { return }
            if count * 2 >= keys.count { grow() }
            let slot = slot(of: key)
            if keys[slot] != key { count += 1 }
            (keys[slot], numbers[slot]) = (key, Int32(newValue))
        }
    }

    private func slot(of key: UInt64) -> Int {
        let mixed = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
        var slot = Int(truncatingIfNeeded: mixed >> 20) & (keys.count - 1)
        while keys[slot] != .max, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
        return slot
    }

    private mutating func grow() {
        let old = zip(keys, numbers).filter { $0.0 != .max }
        keys = Array(repeating: .max, count: keys.count * 4)
        numbers = Array(repeating: 0, count: keys.count)
        for (key, number) in old {
            let slot = slot(of: key)
            (keys[slot], numbers[slot]) = (key, number)
        }
    }
}
