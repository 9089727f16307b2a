/// Draws the schema of a type from its `init(from:)`: a decoder that hands out empty values and notes what is asked for.
///
/// It sees what the compiler writes for a plain `Codable` type: every key once, in the order of the properties, with its type and
/// whether it may be missing. A type with another way of reading says its schema itself, by `SchemaDescribed`.
enum SchemaProbe {
    static func schema<Value: Decodable>(of type: Value.Type) -> Schema {
        if let described = type as? any SchemaDescribed.Type { return described.schema }
        if let optional = type as? any Wrapping.Type { return optional.wrappedSchema }
        if let choices = type as? any (RawRepresentable & CaseIterable).Type { return .choice(texts(of: choices)) }
        let notes = Notes()
        // Reading ends early where an empty value is none of the type: what was noted until then is what there is.
        _ = try? Value(from: ProbeDecoder(notes: notes, codingPath: []))
        return notes.schema
    }

    /// An empty value of the type, good for nothing but reading on.
    fileprivate static func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if let choices = type as? any (RawRepresentable & CaseIterable).Type, let first = first(of: choices) as? Value {
            return first
        }
        // Many types are written as texts of some form: an instant, a day, a digest.
        for text in samples {
            if let value = try? Value(from: ProbeDecoder(notes: Notes(), codingPath: [], text: text)) { return value }
        }
        return try Value(from: ProbeDecoder(notes: Notes(), codingPath: []))
    }

    private static let samples = [
        "", "2027-01-01T00:00:00Z", "2027-01-01", "1", String(repeating: "0", count: 64), "0123456749", "1/2", "fr"
    ]

    private static func texts<Choice: RawRepresentable & CaseIterable>(of type: Choice.Type) -> [String] {
        type.allCases.map { "\($0.rawValue)" }
    }

    private static func first<Choice: RawRepresentable & CaseIterable>(of type: Choice.Type) -> Any? { Array(type.allCases).first }

    /// What was asked for so far.
    fileprivate final class Notes {
        var shape: Schema?
        private var properties: [Schema.Property] = []
        private var isObject = false

        var schema: Schema { shape ?? (isObject ? .object(properties) : .anything) }

        func beginObject() { isObject = true }

        func note(_ name: String, _ schema: Schema, isRequired: Bool) {
            guard !properties.contains(where: { $0.name == name }) else { return }
            properties.append(Schema.Property(name: name, schema: schema, isRequired: isRequired))
        }
    }
}

/// A type that may hold another one or nothing.
private protocol Wrapping {
    static var wrappedSchema: Schema { get }
}

extension Optional: Wrapping where Wrapped: Decodable {
    fileprivate static var wrappedSchema: Schema { SchemaProbe.schema(of: Wrapped.self) }
}

private struct ProbeDecoder: Decoder {
    let notes: SchemaProbe.Notes
    let codingPath: [any CodingKey]
    /// What every text is here.
    var text = ""
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        notes.beginObject()
        return KeyedDecodingContainer(ProbeObject<Key>(notes: notes, codingPath: codingPath))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { ProbeList(notes: notes, codingPath: codingPath) }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { ProbeValue(notes: notes, codingPath: codingPath, text: text) }
}

private struct ProbeObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let notes: SchemaProbe.Notes
    let codingPath: [any CodingKey]

    // A dictionary asks for all its keys, of which there are none: its values are anything.
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }

    func decodeNil(forKey key: Key) throws -> Bool {
        notes.note(key.stringValue, .anything, isRequired: false)
        return true
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        notes.note(key.stringValue, SchemaProbe.schema(of: type), isRequired: !(type is any Wrapping.Type))
        return try SchemaProbe.value(type)
    }

    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        notes.note(key.stringValue, SchemaProbe.schema(of: type), isRequired: false)
        return nil
    }

    // What the language can hold by itself is asked for by name, and not by the question above.
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { absent(key, .flag) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { absent(key, .text) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { absent(key, .number) }
    func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { absent(key, .number) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { absent(key, .integer) }
    func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { absent(key, .integer) }
    func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { absent(key, .integer) }
    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { absent(key, .integer) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { absent(key, .integer) }
    func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { absent(key, .integer) }
    func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { absent(key, .integer) }
    func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? { absent(key, .integer) }
    func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? { absent(key, .integer) }
    func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? { absent(key, .integer) }

    private func absent<Value>(_ key: Key, _ schema: Schema) -> Value? {
        notes.note(key.stringValue, schema, isRequired: false)
        return nil
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        let inner = SchemaProbe.Notes()
        inner.beginObject()
        notes.note(key.stringValue, .object([]), isRequired: true)
        return KeyedDecodingContainer(ProbeObject<Nested>(notes: inner, codingPath: codingPath))
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        notes.note(key.stringValue, .list(.anything), isRequired: true)
        return ProbeList(notes: SchemaProbe.Notes(), codingPath: codingPath)
    }

    func superDecoder() throws -> any Decoder { ProbeDecoder(notes: SchemaProbe.Notes(), codingPath: codingPath) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try superDecoder() }
}

private struct ProbeList: UnkeyedDecodingContainer {
    let notes: SchemaProbe.Notes
    let codingPath: [any CodingKey]
    let count: Int? = 1
    private(set) var currentIndex = 0

    init(notes: SchemaProbe.Notes, codingPath: [any CodingKey]) {
        (self.notes, self.codingPath) = (notes, codingPath)
        notes.shape = .list(.anything)
    }

    var isAtEnd: Bool { currentIndex > 0 }

    mutating func decodeNil() throws -> Bool { false }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        currentIndex += 1
        notes.shape = .list(SchemaProbe.schema(of: type))
        return try SchemaProbe.value(type)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        currentIndex += 1
        return KeyedDecodingContainer(ProbeObject<Nested>(notes: SchemaProbe.Notes(), codingPath: codingPath))
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        currentIndex += 1
        return ProbeList(notes: SchemaProbe.Notes(), codingPath: codingPath)
    }

    mutating func superDecoder() throws -> any Decoder { ProbeDecoder(notes: SchemaProbe.Notes(), codingPath: codingPath) }
}

private struct ProbeValue: SingleValueDecodingContainer {
    let notes: SchemaProbe.Notes
    let codingPath: [any CodingKey]
    let text: String

    func decodeNil() -> Bool { false }
    func decode(_ type: Bool.Type) throws -> Bool { note(.flag, false) }
    func decode(_ type: String.Type) throws -> String { note(.text, text) }
    func decode(_ type: Double.Type) throws -> Double { note(.number, 0) }
    func decode(_ type: Float.Type) throws -> Float { note(.number, 0) }
    func decode(_ type: Int.Type) throws -> Int { note(.integer, 0) }
    func decode(_ type: Int8.Type) throws -> Int8 { note(.integer, 0) }
    func decode(_ type: Int16.Type) throws -> Int16 { note(.integer, 0) }
    func decode(_ type: Int32.Type) throws -> Int32 { note(.integer, 0) }
    func decode(_ type: Int64.Type) throws -> Int64 { note(.integer, 0) }
    func decode(_ type: UInt.Type) throws -> UInt { note(.integer, 0) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { note(.integer, 0) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { note(.integer, 0) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { note(.integer, 0) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { note(.integer, 0) }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        notes.shape = SchemaProbe.schema(of: type)
        return try SchemaProbe.value(type)
    }

    private func note<Value>(_ schema: Schema, _ value: Value) -> Value {
        notes.shape = schema
        return value
    }
}
