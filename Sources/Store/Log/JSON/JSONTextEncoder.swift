/// Writes a value by its own `encode(to:)` into a JSON text.
///
/// Containers must be used as `Codable` code does: one is done with before the next one beside it, or around it, is written to,
/// and an encoder that was asked for is given a value.
struct JSONTextEncoder: Encoder {
    let output: JSONOutput
    /// Where the value begins.
    let start: Int

    init(_ output: JSONOutput) {
        self.output = output
        start = output.text.bytes.count
    }

    /// The JSON text of a value.
    ///
    /// - Throws: `EncodingError` for a number that is infinite or none.
    static func text(_ value: some Encodable) throws -> String {
        let output = JSONOutput()
        try output.write(value)
        return String(decoding: output.text.bytes, as: UTF8.self)
    }

    // Kept empty: only a number that JSON does not have makes an error, and it names its value.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONTextObject<Key>(output: output, level: output.text.open(object: true, at: start)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONTextList(output: output, level: output.text.open(object: false, at: start))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { JSONTextValue(output: output) }
}

/// The text that all containers of one value share.
final class JSONOutput {
    var text = JSONText()

    func write(_ value: some Encodable) throws {
        let (start, depth) = (text.bytes.count, text.depth)
        // The commonest members by far; through `encode(to:)` each would take a container of its own.
        switch value {
        case let value as String: text.write(value)
        case let value as Int64: text.write(value)
        default:
            try value.encode(to: JSONTextEncoder(self))
            text.close(to: depth)
            // A value without any member opens nothing.
            if text.bytes.count == start { text.word("{}") }
        }
    }

    func writeNumber(_ value: Double) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(value, .init(codingPath: [], debugDescription: "JSON has no number \(value)"))
        }
        text.write(value)
    }
}

private struct JSONTextObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: JSONOutput
    let level: Int

    var codingPath: [any CodingKey] { [] }

    private func name(_ key: some CodingKey) { output.text.name(key.stringValue, at: level) }

    private func whole(_ value: some FixedWidthInteger, _ key: Key) {
        name(key)
        output.text.write(value)
    }

    func encodeNil(forKey key: Key) {
        name(key)
        output.text.word("null")
    }

    func encode(_ value: Bool, forKey key: Key) {
        name(key)
        output.text.write(value)
    }

    func encode(_ value: String, forKey key: Key) {
        name(key)
        output.text.write(value)
    }

    func encode(_ value: Double, forKey key: Key) throws {
        name(key)
        try output.writeNumber(value)
    }

    func encode(_ value: Float, forKey key: Key) throws { try encode(Double(value), forKey: key) }
    func encode(_ value: Int, forKey key: Key) { whole(value, key) }
    func encode(_ value: Int8, forKey key: Key) { whole(value, key) }
    func encode(_ value: Int16, forKey key: Key) { whole(value, key) }
    func encode(_ value: Int32, forKey key: Key) { whole(value, key) }
    func encode(_ value: Int64, forKey key: Key) { whole(value, key) }
    func encode(_ value: UInt, forKey key: Key) { whole(value, key) }
    func encode(_ value: UInt8, forKey key: Key) { whole(value, key) }
    func encode(_ value: UInt16, forKey key: Key) { whole(value, key) }
    func encode(_ value: UInt32, forKey key: Key) { whole(value, key) }
    func encode(_ value: UInt64, forKey key: Key) { whole(value, key) }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        name(key)
        try output.write(value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
        name(key)
        return JSONTextEncoder(output).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        name(key)
        return JSONTextEncoder(output).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        name(SuperKey())
        return JSONTextEncoder(output)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        name(key)
        return JSONTextEncoder(output)
    }
}

private struct JSONTextList: UnkeyedEncodingContainer {
    let output: JSONOutput
    let level: Int
    private(set) var count = 0

    init(output: JSONOutput, level: Int) { (self.output, self.level) = (output, level) }

    var codingPath: [any CodingKey] { [] }

    private mutating func next() {
        output.text.next(at: level)
        count += 1
    }

    mutating func encodeNil() {
        next()
        output.text.word("null")
    }

    mutating func encode(_ value: some Encodable) throws {
        next()
        try output.write(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        next()
        return JSONTextEncoder(output).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        next()
        return JSONTextEncoder(output).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        next()
        return JSONTextEncoder(output)
    }
}

private struct JSONTextValue: SingleValueEncodingContainer {
    let output: JSONOutput

    var codingPath: [any CodingKey] { [] }

    func encodeNil() { output.text.word("null") }
    func encode(_ value: Bool) { output.text.write(value) }
    func encode(_ value: String) { output.text.write(value) }
    func encode(_ value: Double) throws { try output.writeNumber(value) }
    func encode(_ value: Float) throws { try output.writeNumber(Double(value)) }
    func encode(_ value: Int) { output.text.write(value) }
    func encode(_ value: Int8) { output.text.write(value) }
    func encode(_ value: Int16) { output.text.write(value) }
    func encode(_ value: Int32) { output.text.write(value) }
    func encode(_ value: Int64) { output.text.write(value) }
    func encode(_ value: UInt) { output.text.write(value) }
    func encode(_ value: UInt8) { output.text.write(value) }
    func encode(_ value: UInt16) { output.text.write(value) }
    func encode(_ value: UInt32) { output.text.write(value) }
    func encode(_ value: UInt64) { output.text.write(value) }
    func encode(_ value: some Encodable) throws { try output.write(value) }
}
