/// JSON text laid out as a list of its values, each with the place of its bytes: what the decoder walks over.
///
/// Strict: what RFC 8259 does not allow is refused, and so is nesting deeper than anything that Appel writes. The bytes must be
/// UTF-8, as everything is that comes from the database. A replay of a million events reads as many small objects, for which
/// `JSONDecoder` sets up too much.
final class JSONTape {
    enum Kind: UInt8 {
        case null, yes, no, number, string, escapedString, array, object
    }

    struct Node {
        let kind: Kind
        /// The value's bytes; for a string without its quotes.
        let start: Int32
        fileprivate(set) var end: Int32
        /// The value that comes after this one and all it contains. In an object, names and values take turns.
        fileprivate(set) var next: Int32
    }

    static let greatestDepth = 64

    let bytes: UnsafeRawBufferPointer
    let nodes: [Node]
    /// Whether a text holds U+0000, which no text column can.
    let hasNUL: Bool

    /// Reads one value that fills the bytes, which must stay as long as the tape.
    init(_ bytes: UnsafeRawBufferPointer) throws(JSONFault) {
        guard bytes.count < Int(Int32.max) else { throw JSONFault("longer than 2 GB", at: 0) }
        var parser = JSONParser(bytes)
        try parser.document()
        (self.bytes, nodes, hasNUL) = (bytes, parser.nodes, parser.hasNUL)
    }
}

/// What is wrong with a JSON text, and where.
struct JSONFault: Error, CustomStringConvertible {
    let reason: String
    /// Bytes from the start.
    let offset: Int

    init(_ reason: String, at offset: Int) { (self.reason, self.offset) = (reason, offset) }

    var description: String { "\(reason), at byte \(offset)" }
}

private struct JSONParser {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0
    private(set) var nodes: [JSONTape.Node] = []
    private(set) var hasNUL = false

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        nodes.reserveCapacity(32)
    }

    mutating func document() throws(JSONFault) {
        try value(depth: 0)
        guard peek() == nil else { throw fault("something after the end") }
    }

    private func fault(_ reason: String) -> JSONFault { JSONFault(reason, at: place) }

    /// The next byte that is not white space; `nil` at the end.
    private mutating func peek() -> UInt8? {
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): place += 1
            default: return bytes[place]
            }
        }
        return nil
    }

    private mutating func open(_ kind: JSONTape.Kind) -> Int {
        nodes.append(JSONTape.Node(kind: kind, start: Int32(place), end: 0, next: 0))
        return nodes.count - 1
    }

    private mutating func close(_ node: Int, end: Int) {
        nodes[node].end = Int32(end)
        nodes[node].next = Int32(nodes.count)
    }

    private mutating func value(depth: Int) throws(JSONFault) {
        guard depth < JSONTape.greatestDepth else { throw fault("nested too deeply") }
        switch peek() {
        case UInt8(ascii: "{"): try members(depth: depth)
        case UInt8(ascii: "["): try elements(depth: depth)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true", .yes)
        case UInt8(ascii: "f"): try word("false", .no)
        case UInt8(ascii: "n"): try word("null", .null)
        case UInt8(ascii: "-")?, (UInt8(ascii: "0")...UInt8(ascii: "9"))?: try number()
        case nil: throw fault("a value is missing at the end")
        case _?: throw fault("no value starts like this")
        }
    }

    private mutating func members(depth: Int) throws(JSONFault) {
        let node = open(.object)
        place += 1
        if peek() != UInt8(ascii: "}") {
            while true {
                guard peek() == UInt8(ascii: "\"") else { throw fault("expected a name in quotes") }
                try string()
                guard peek() == UInt8(ascii: ":") else { throw fault("expected a colon") }
                place += 1
                try value(depth: depth + 1)
                guard try another(before: UInt8(ascii: "}")) else { break }
            }
        }
        place += 1
        close(node, end: place)
    }

    private mutating func elements(depth: Int) throws(JSONFault) {
        let node = open(.array)
        place += 1
        if peek() != UInt8(ascii: "]") {
            repeat { try value(depth: depth + 1) } while try another(before: UInt8(ascii: "]"))
        }
        place += 1
        close(node, end: place)
    }

    /// Whether a comma announces one more, or else the closing bracket is there.
    private mutating func another(before closing: UInt8) throws(JSONFault) -> Bool {
        let byte = peek()
        if byte == closing { return false }
        guard byte == UInt8(ascii: ",") else { throw fault("expected a comma or the end") }
        place += 1
        return true
    }

    private mutating func word(_ word: StaticString, _ kind: JSONTape.Kind) throws(JSONFault) {
        let node = open(kind)
        let end = place + word.utf8CodeUnitCount
        let isThere = word.withUTF8Buffer { end <= bytes.count && bytes[place..<end].elementsEqual($0) }
        guard isThere else { throw fault("no value starts like this") }
        place = end
        close(node, end: end)
    }

    private mutating func digits() throws(JSONFault) {
        let start = place
        while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) { place += 1 }
        guard place > start else { throw fault("expected a digit") }
    }

    private func isNext(_ byte: UInt8, or other: UInt8) -> Bool {
        place < bytes.count && (bytes[place] == byte || bytes[place] == other)
    }

    private mutating func number() throws(JSONFault) {
        let node = open(.number)
        if isNext(UInt8(ascii: "-"), or: UInt8(ascii: "-")) { place += 1 }
        let first = place
        try digits()
        guard bytes[first] != UInt8(ascii: "0") || place == first + 1 else { throw fault("a number starts with 0") }
        if isNext(UInt8(ascii: "."), or: UInt8(ascii: ".")) {
            place += 1
            try digits()
        }
        if isNext(UInt8(ascii: "e"), or: UInt8(ascii: "E")) {
            place += 1
            if isNext(UInt8(ascii: "+"), or: UInt8(ascii: "-")) { place += 1 }
            try digits()
        }
        close(node, end: place)
    }

    private mutating func string() throws(JSONFault) {
        place += 1
        let start = place
        var hasEscapes = false
        while true {
            guard place < bytes.count else { throw fault("a text has no end") }
            switch bytes[place] {
            case UInt8(ascii: "\""):
                let kind: JSONTape.Kind = hasEscapes ? .escapedString : .string
                let next = Int32(nodes.count + 1)
                nodes.append(JSONTape.Node(kind: kind, start: Int32(start), end: Int32(place), next: next))
                place += 1
                return
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try escape()
            case 0..<0x20: throw fault("a control character in a text")
            default: place += 1
            }
        }
    }

    private mutating func escape() throws(JSONFault) {
        place += 1
        guard place < bytes.count else { throw fault("a text has no end") }
        switch bytes[place] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            place += 1
        case UInt8(ascii: "u"):
            place += 1
            let unit = try codeUnit()
            if unit == 0 { hasNUL = true }
            if UTF16.isTrailSurrogate(unit) { throw fault("half a character") }
            guard UTF16.isLeadSurrogate(unit) else { return }
            guard isNext(UInt8(ascii: "\\"), or: UInt8(ascii: "\\")), place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "u")
            else { throw fault("half a character") }
            place += 2
            guard UTF16.isTrailSurrogate(try codeUnit()) else { throw fault("half a character") }
        default: throw fault("no such escape")
        }
    }

    private mutating func codeUnit() throws(JSONFault) -> UInt16 {
        guard place + 4 <= bytes.count, let unit = JSONTape.codeUnit(bytes[place..<place + 4]) else {
            throw fault("expected four hexadecimal digits")
        }
        place += 4
        return unit
    }
}

extension JSONTape {
    /// Reads four hexadecimal digits.
    fileprivate static func codeUnit(_ digits: Slice<UnsafeRawBufferPointer>) -> UInt16? {
        var unit: UInt16 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(digit - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return unit
    }

    /// The bytes of a value.
    func raw(_ index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[Int(nodes[index].start)..<Int(nodes[index].end)])
    }

    /// The text of a value that is one.
    func text(_ index: Int) -> String? {
        switch nodes[index].kind {
        case .string: String(decoding: raw(index), as: UTF8.self)
        case .escapedString: unescaped(raw(index))
        case .null, .yes, .no, .number, .array, .object: nil
        }
    }

    /// A text whose escapes the parser has checked.
    private func unescaped(_ raw: UnsafeRawBufferPointer) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var units: [UInt16] = []
        var place = 0
        while place < raw.count {
            guard raw[place] == UInt8(ascii: "\\") else {
                result.append(raw[place])
                place += 1
                continue
            }
            switch raw[place + 1] {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                let unit = Self.codeUnit(raw[place + 2..<place + 6]) ?? 0
                place += 4
                units.append(unit)
                if !UTF16.isLeadSurrogate(unit) {
                    result.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
                    units.removeAll()
                }
            case let byte: result.append(byte)
            }
            place += 2
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The value under a name in an object; `nil` when there is none.
    func member(_ name: String, of object: Int) throws(JSONFault) -> Int? {
        var found: Int?
        var index = object + 1
        let end = Int(nodes[object].next)
        while index < end {
            let value = index + 1
            if isText(index, name) {
                guard found == nil else { throw JSONFault("\"\(name)\" twice", at: Int(nodes[index].start)) }
                found = value
            }
            index = Int(nodes[value].next)
        }
        return found
    }

    private func isText(_ index: Int, _ name: String) -> Bool {
        guard nodes[index].kind == .string else { return text(index) == name }
        let raw = raw(index)
        guard raw.count == name.utf8.count else { return false }
        // A tape is read by names known in the code, whose bytes lie together: no iterator over them.
        var name = name
        return name.withUTF8 { raw.elementsEqual(UnsafeRawBufferPointer($0)) }
    }
}
