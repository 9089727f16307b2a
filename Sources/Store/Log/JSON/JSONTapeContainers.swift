/// The members of an object.
struct JSONTapeObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let tape: JSONTape
    let object: Int

    var codingPath: [any CodingKey] { [] }

    var allKeys: [Key] {
        var keys: [Key] = []
        var index = object + 1
        while index < Int(tape.nodes[object].next) {
            if let key = tape.text(index).flatMap(Key.init(stringValue:)) { keys.append(key) }
            index = Int(tape.nodes[index + 1].next)
        }
        return keys
    }

    private func member(_ key: some CodingKey) throws(JSONFault) -> Int {
        guard let index = try tape.member(key.stringValue, of: object) else {
            throw tape.fault("\"\(key.stringValue)\" is missing", object)
        }
        return index
    }

    private func decoder(_ key: some CodingKey) throws(JSONFault) -> JSONTapeDecoder {
        JSONTapeDecoder(tape: tape, index: try member(key))
    }

    /// A name that is there twice is there: reading it then tells.
    func contains(_ key: Key) -> Bool {
        do throws(JSONFault) {
            return try tape.member(key.stringValue, of: object) != nil
        } catch {
            return true
        }
    }

    func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).decodeNil() }
    func decode(_: Bool.Type, forKey key: Key) throws -> Bool { try tape.bool(member(key)) }
    func decode(_: String.Type, forKey key: Key) throws -> String { try tape.string(member(key)) }
    func decode(_: Double.Type, forKey key: Key) throws -> Double { try tape.double(member(key)) }
    func decode(_: Float.Type, forKey key: Key) throws -> Float { Float(try tape.double(member(key))) }
    func decode(_: Int.Type, forKey key: Key) throws -> Int { try tape.integer(member(key)) }
    func decode(_: Int8.Type, forKey key: Key) throws -> Int8 { try tape.integer(member(key)) }
    func decode(_: Int16.Type, forKey key: Key) throws -> Int16 { try tape.integer(member(key)) }
    func decode(_: Int32.Type, forKey key: Key) throws -> Int32 { try tape.integer(member(key)) }
    func decode(_: Int64.Type, forKey key: Key) throws -> Int64 { try tape.integer(member(key)) }
    func decode(_: UInt.Type, forKey key: Key) throws -> UInt { try tape.integer(member(key)) }
    func decode(_: UInt8.Type, forKey key: Key) throws -> UInt8 { try tape.integer(member(key)) }
    func decode(_: UInt16.Type, forKey key: Key) throws -> UInt16 { try tape.integer(member(key)) }
    func decode(_: UInt32.Type, forKey key: Key) throws -> UInt32 { try tape.integer(member(key)) }
    func decode(_: UInt64.Type, forKey key: Key) throws -> UInt64 { try tape.integer(member(key)) }
    func decode<T: Decodable>(_: T.Type, forKey key: Key) throws -> T { try T(from: decoder(key)) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<Nested> {
        try decoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try decoder(key).unkeyedContainer() }
    func superDecoder() throws -> any Decoder { try decoder(SuperKey()) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }
}

/// The name under which a class keeps what its superclass encodes.
struct SuperKey: CodingKey {
    let stringValue = "super"
    let intValue: Int? = nil
    init() {}
    init?(stringValue: String) { nil }
    init?(intValue: Int) { nil }
}

/// The elements of a list, one after the other.
struct JSONTapeList: UnkeyedDecodingContainer {
    private let tape: JSONTape
    private let list: Int
    private var next: Int
    let count: Int?
    private(set) var currentIndex = 0

    init(_ tape: JSONTape, _ list: Int) {
        (self.tape, self.list, next) = (tape, list, list + 1)
        var elements = 0
        var index = next
        while index < Int(tape.nodes[list].next) {
            elements += 1
            index = Int(tape.nodes[index].next)
        }
        count = elements
    }

    var codingPath: [any CodingKey] { [] }
    var isAtEnd: Bool { next >= Int(tape.nodes[list].next) }

    /// The place of the next element, which counts as read from here on.
    private mutating func advance() throws(JSONFault) -> Int {
        guard !isAtEnd else { throw JSONFault("a list of \(currentIndex) is too short", at: Int(tape.nodes[list].end)) }
        defer { next = Int(tape.nodes[next].next) }
        currentIndex += 1
        return next
    }

    private mutating func decoder() throws -> JSONTapeDecoder { JSONTapeDecoder(tape: tape, index: try advance()) }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, tape.nodes[next].kind == .null else { return false }
        _ = try advance()
        return true
    }

    mutating func decode(_: Bool.Type) throws -> Bool { try tape.bool(advance()) }
    mutating func decode(_: String.Type) throws -> String { try tape.string(advance()) }
    mutating func decode(_: Double.Type) throws -> Double { try tape.double(advance()) }
    mutating func decode(_: Float.Type) throws -> Float { Float(try tape.double(advance())) }
    mutating func decode(_: Int.Type) throws -> Int { try tape.integer(advance()) }
    mutating func decode(_: Int8.Type) throws -> Int8 { try tape.integer(advance()) }
    mutating func decode(_: Int16.Type) throws -> Int16 { try tape.integer(advance()) }
    mutating func decode(_: Int32.Type) throws -> Int32 { try tape.integer(advance()) }
    mutating func decode(_: Int64.Type) throws -> Int64 { try tape.integer(advance()) }
    mutating func decode(_: UInt.Type) throws -> UInt { try tape.integer(advance()) }
    mutating func decode(_: UInt8.Type) throws -> UInt8 { try tape.integer(advance()) }
    mutating func decode(_: UInt16.Type) throws -> UInt16 { try tape.integer(advance()) }
    mutating func decode(_: UInt32.Type) throws -> UInt32 { try tape.integer(advance()) }
    mutating func decode(_: UInt64.Type) throws -> UInt64 { try tape.integer(advance()) }
    mutating func decode<T: Decodable>(_: T.Type) throws -> T { try T(from: decoder()) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
        try decoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try decoder().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try decoder() }
}
