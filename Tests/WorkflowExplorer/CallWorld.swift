/// A call with two files, three members and the clock, in 28 bytes. Subjects are numbers that their `Decider` gave them.
package struct CallWorld: Hashable, Sendable {
    var call: UInt16 = 0
    var fileA: UInt16 = 0
    var fileB: UInt16 = 0
    var time: UInt8 = 0
    /// Bits 0 and 1: the file is on the list made at closing; bits 2 and 3: on the list of a closing not yet committed;
    /// bit 4: a list was made.
    var listed: UInt8 = 0
    var members: (Seat, Seat, Seat) = (Seat(), Seat(), Seat())
    /// What an open transaction will write: the number of the subject after it, plus one; 0 for none.
    var pendingCall: UInt16 = 0
    var pendingA: UInt16 = 0
    var pendingB: UInt16 = 0

    package static func == (left: CallWorld, right: CallWorld) -> Bool {
        left.words == right.words
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }

    var words: (UInt64, UInt64, UInt64, UInt64) {
        (
            UInt64(call) | UInt64(fileA) << 16 | UInt64(fileB) << 32 | UInt64(time) << 48 | UInt64(listed) << 56,
            UInt64(members.0.bits) | UInt64(members.1.bits) << 32, UInt64(members.2.bits) | UInt64(pendingCall) << 32,
            UInt64(pendingA) | UInt64(pendingB) << 16
        )
    }

    var fingerprint: UInt64 {
        let words = words
        var mixed = words.0 &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 29 ^ words.1) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 32 ^ words.2) &* 0x94D0_49BB_1331_11EB
        mixed = (mixed ^ mixed >> 30 ^ words.3) &* 0x9E37_79B9_7F4A_7C15
        return mixed ^ mixed >> 31
    }

    func file(_ index: Int) -> UInt16 { index == 0 ? fileA : fileB }
    func pending(_ index: Int) -> UInt16 { index == 0 ? pendingA : pendingB }
    func isListed(_ index: Int) -> Bool { listed >> UInt8(index) & 1 == 1 }

    mutating func setFile(_ index: Int, _ number: UInt16) {
        if index == 0 { fileA = number } else { fileB = number }
    }

    mutating func setPending(_ index: Int, _ number: UInt16) {
        if index == 0 { pendingA = number } else { pendingB = number }
    }

    subscript(member: Int) -> Seat {
        get { member == 0 ? members.0 : member == 1 ? members.1 : members.2 }
        set {
            if member == 0 { members.0 = newValue } else if member == 1 { members.1 = newValue } else { members.2 = newValue }
        }
    }

    /// Puts each file in the other's place, with everything that belongs to it.
    mutating func swapFiles() {
        swap(&fileA, &fileB)
        swap(&pendingA, &pendingB)
        listed = (listed & 0b1_0000) | (listed & 0b0101) << 1 | (listed & 0b1010) >> 1
        members.0.swapFiles()
        members.1.swapFiles()
        members.2.swapFiles()
    }

    mutating func sortMembers() {
        if members.1 < members.0 { swap(&members.0, &members.1) }
        if members.2 < members.1 { swap(&members.1, &members.2) }
        if members.1 < members.0 { swap(&members.0, &members.1) }
    }
}

/// One member's seat: a review of each file, a possible conflict of interest with each, and whether the member is in the room.
struct Seat: Hashable, Comparable, Sendable {
    private(set) var bits: UInt32 = 0

    /// A seat that nobody takes in a smaller world; it sorts last.
    static let vacant = Seat(bits: 1 << 31)

    private init(bits: UInt32) { self.bits = bits }
    init() {}

    var isVacant: Bool { bits >> 31 == 1 }

    static func < (left: Seat, right: Seat) -> Bool { left.bits < right.bits }

    func review(of file: Int) -> UInt16 { UInt16(bits >> UInt32(file * 8) & 0xFF) }
    func isConflicted(with file: Int) -> Bool { bits >> UInt32(16 + file) & 1 == 1 }
    var isPresent: Bool { bits >> 18 & 1 == 1 }

    mutating func setReview(of file: Int, _ number: UInt16) {
        bits = bits & ~(0xFF << UInt32(file * 8)) | UInt32(number) << UInt32(file * 8)
    }
    mutating func setConflict(with file: Int, _ conflicted: Bool) {
        bits = bits & ~(1 << UInt32(16 + file)) | (conflicted ? 1 << UInt32(16 + file) : 0)
    }
    mutating func setPresent(_ present: Bool) { bits = bits & ~(1 << 18) | (present ? 1 << 18 : 0) }

    mutating func swapFiles() {
        bits =
            bits & (1 << 18 | 1 << 31) | (bits & 0xFF) << 8 | bits >> 8 & 0xFF | (bits & 1 << 16) << 1 | (bits & 1 << 17) >> 1
    }
}
