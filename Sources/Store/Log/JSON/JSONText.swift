/// JSON text as it grows: values are written depth first into one list of bytes, and the members of an object are put into the
/// order of their names when it ends, so that equal values give equal bytes.
///
/// An import writes two such texts a file, for which `JSONEncoder` builds a tree of boxed values first.
struct JSONText {
    /// A list or an object that has not ended.
    private struct Frame {
        let isObject: Bool
        /// Where its brackets open.
        let start: Int
        /// Where its members start in `members`.
        let firstMember: Int
        var isEmpty = true
    }

    /// A name and its value, without the comma.
    private struct Member {
        let start: Int
        /// Where the name ends, before its quote.
        let nameEnd: Int
        var end = 0
    }

    private(set) var bytes: [UInt8] = []
    private var frames: [Frame] = []
    /// The members of all open objects.
    private var members: [Member] = []

    init() { bytes.reserveCapacity(1_024) }

    /// How many lists and objects are open: what the next one is told to remember as its level.
    var depth: Int { frames.count }

    /// Opens an object or a list, or finds the one that its value has opened before.
    ///
    /// - Parameter start: where the value began.
    /// - Returns: its level.
    mutating func open(object isObject: Bool, at start: Int) -> Int {
        if let level = frames.lastIndex(where: { $0.start == start && $0.isObject == isObject }) { return level + 1 }
        frames.append(Frame(isObject: isObject, start: bytes.count, firstMember: members.count))
        bytes.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
        return frames.count
    }

    /// Starts a member of the object at a level; what is open further in has ended.
    mutating func name(_ name: String, at level: Int) {
        next(at: level)
        let start = bytes.count
        write(name)
        members.append(Member(start: start, nameEnd: bytes.count - 1))
        bytes.append(UInt8(ascii: ":"))
    }

    /// Starts an element of the list at a level; what is open further in has ended.
    mutating func next(at level: Int) {
        close(to: level)
        let frame = level - 1
        if frames[frame].isEmpty {
            frames[frame].isEmpty = false
        } else {
            endMember(of: frames[frame])
            bytes.append(UInt8(ascii: ","))
        }
    }

    /// Ends what is open further in than a level.
    mutating func close(to level: Int) {
        while frames.count > level {
            let frame = frames.removeLast()
            guard frame.isObject else {
                bytes.append(UInt8(ascii: "]"))
                continue
            }
            if !frame.isEmpty {
                endMember(of: frame)
                sortMembers(of: frame)
            }
            members.removeSubrange(frame.firstMember...)
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private mutating func endMember(of frame: Frame) {
        if frame.isObject { members[members.count - 1].end = bytes.count }
    }

    /// Puts an object's members in the order of their names' bytes.
    private mutating func sortMembers(of frame: Frame) {
        let own = members[frame.firstMember...]
        let isSorted = bytes.withUnsafeBytes { bytes in
            zip(own, own.dropFirst()).allSatisfy { Self.precedes($0, $1, in: bytes) }
        }
        guard !isSorted else { return }
        let unsorted = Array(bytes[(frame.start + 1)...])
        let sorted = bytes.withUnsafeBytes { bytes in own.sorted { Self.precedes($0, $1, in: bytes) } }
        bytes.removeSubrange((frame.start + 1)...)
        for member in sorted {
            if bytes.count > frame.start + 1 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: unsorted[(member.start - frame.start - 1)..<(member.end - frame.start - 1)])
        }
    }

    private static func precedes(_ left: Member, _ right: Member, in bytes: UnsafeRawBufferPointer) -> Bool {
        bytes[left.start..<left.nameEnd].lexicographicallyPrecedes(bytes[right.start..<right.nameEnd])
    }
}

extension JSONText {
    mutating func write(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            if utf8.contains(where: Self.mustBeEscaped) {
                for byte in utf8 { writeEscaped(byte) }
            } else {
                bytes.append(contentsOf: utf8)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func mustBeEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func writeEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
        case 0x08: word("\\b")
        case 0x09: word("\\t")
        case 0x0A: word("\\n")
        case 0x0C: word("\\f")
        case 0x0D: word("\\r")
        case 0..<0x20:
            word("\\u00")
            bytes.append(Self.hexDigit(byte >> 4))
            bytes.append(Self.hexDigit(byte & 15))
        default: bytes.append(byte)
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// Writes a word that JSON knows: `true`, `null`.
    mutating func word(_ word: StaticString) {
        word.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ value: Bool) { word(value ? "true" : "false") }

    mutating func write(_ value: some FixedWidthInteger) {
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        withUnsafeMutableBytes(of: &digits) { digits in
            var rest = value.magnitude
            var place = digits.count
            repeat {
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                place -= 1
                digits[place] = UInt8(ascii: "0") + UInt8(digit)
                rest = quotient
            } while rest > 0
            if value < 0 {
                place -= 1
                digits[place] = UInt8(ascii: "-")
            }
            bytes.append(contentsOf: digits[place...])
        }
    }

    /// Writes a number that is not infinite; a whole one without a fraction.
    mutating func write(_ value: Double) {
        let text = value.description
        bytes.append(contentsOf: (text.hasSuffix(".0") ? String(text.dropLast(2)) : text).utf8)
    }
}
