package import CallModel

/// One line of an audited log: an event as the log writes it, with the leaf hash of the event before it in its stream.
///
/// A flat JSON object without blanks, its names in ascending order, its values strings and whole numbers. The bytes of the line,
/// without the line feed, are a leaf of the tree.
package struct LogLine: Hashable, Sendable {
    package let stream: StreamName
    /// The number of the event in its stream, 1 first.
    package let version: Int64
    package let action: String
    /// When, as the line says it.
    package let at: String?
    /// The leaf hash of the event before it in its stream; `nil` for the first one.
    package let previous: Digest?
    /// The hash of this line as a leaf.
    package let leaf: Digest

    package struct StreamName: Hashable, Sendable, CustomStringConvertible {
        package let machine: String
        package let number: Int64

        package init(machine: String, number: Int64) { (self.machine, self.number) = (machine, number) }

        package var description: String { "\(machine) \(number)" }
    }

    /// - Parameter bytes: of the line, without its line feed.
    package init?(_ bytes: [UInt8]) {
        guard let members = FlatObject(bytes), let machine = members.string("machine"), let number = members.integer("stream"),
            let version = members.integer("version"), version >= 1, let action = members.string("action")
        else { return nil }
        if let hex = members.string("previous") {
            guard let previous = Digest(hex: hex) else { return nil }
            self.previous = previous
        } else {
            guard !members.has("previous") else { return nil }
            previous = nil
        }
        stream = StreamName(machine: machine, number: number)
        (self.version, self.action, at) = (version, action, members.string("at"))
        leaf = MerkleHash.leaf(bytes)
    }
}

/// The members of a JSON object that holds nothing but strings and whole numbers, as the log writes it.
struct FlatObject {
    private let bytes: [UInt8]
    private var members: [(name: Range<Int>, value: Range<Int>, isString: Bool)] = []

    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        members.reserveCapacity(12)
        var place = 0
        func take(_ byte: Character) -> Bool {
            guard place < bytes.count, bytes[place] == byte.asciiValue else { return false }
            place += 1
            return true
        }
        guard take("{") else { return nil }
        repeat {
            guard let name = Self.string(in: bytes, at: &place), take(":") else { return nil }
            if let last = members.last, !bytes[last.name].lexicographicallyPrecedes(bytes[name]) { return nil }
            if let value = Self.string(in: bytes, at: &place) {
                members.append((name, value, true))
            } else if let value = Self.integer(in: bytes, at: &place) {
                members.append((name, value, false))
            } else {
                return nil
            }
        } while take(",")
        guard take("}"), place == bytes.count else { return nil }
    }

    /// The inside of a string at a place, which moves behind it.
    private static func string(in bytes: [UInt8], at place: inout Int) -> Range<Int>? {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return nil }
        let start = place + 1
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            guard bytes[end] >= 0x20 else { return nil }
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < bytes.count else { return nil }
        place = end + 1
        return start..<end
    }

    private static func integer(in bytes: [UInt8], at place: inout Int) -> Range<Int>? {
        var end = place
        if end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
        while end < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[end]) { end += 1 }
        guard Int64(String(decoding: bytes[place..<end], as: UTF8.self)) != nil else { return nil }
        defer { place = end }
        return place..<end
    }

    private func member(_ name: StaticString) -> (value: Range<Int>, isString: Bool)? {
        let found = members.first { member in
            name.withUTF8Buffer { bytes[member.name].elementsEqual($0) }
        }
        return found.map { ($0.value, $0.isString) }
    }

    func has(_ name: StaticString) -> Bool { member(name) != nil }

    /// A string without anything escaped; `nil` for another one.
    func string(_ name: StaticString) -> String? {
        guard let member = member(name), member.isString, !bytes[member.value].contains(UInt8(ascii: "\\")) else { return nil }
        return String(validating: bytes[member.value], as: UTF8.self)
    }

    func integer(_ name: StaticString) -> Int64? {
        guard let member = member(name), !member.isString else { return nil }
        return Int64(String(decoding: bytes[member.value], as: UTF8.self))
    }

    /// A string with quotes and backslashes taken back; anything else stays escaped.
    func unquoted(_ name: StaticString) -> String? {
        guard let member = member(name), member.isString else { return nil }
        var text: [UInt8] = []
        var isEscaped = false
        for byte in bytes[member.value] {
            if byte == UInt8(ascii: "\\"), !isEscaped {
                isEscaped = true
            } else {
                if isEscaped, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { text.append(UInt8(ascii: "\\")) }
                text.append(byte)
                isEscaped = false
            }
        }
        return String(validating: text, as: UTF8.self)
    }
}
