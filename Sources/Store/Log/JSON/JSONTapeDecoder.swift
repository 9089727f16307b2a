/// Decodes a value of a tape by its own `init(from:)`. Whole numbers must be written as such: no fraction, no exponent.
struct JSONTapeDecoder: Decoder, SingleValueDecodingContainer {
    let tape: JSONTape
    let index: Int

    // Kept empty: an error says at which byte it is instead, which costs nothing while all is well.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard tape.nodes[index].kind == .object else { throw tape.fault("expected an object", index) }
        return KeyedDecodingContainer(JSONTapeObject<Key>(tape: tape, object: index))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard tape.nodes[index].kind == .array else { throw tape.fault("expected a list", index) }
        return JSONTapeList(tape, index)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { tape.nodes[index].kind == .null }
    func decode(_: Bool.Type) throws -> Bool { try tape.bool(index) }
    func decode(_: String.Type) throws -> String { try tape.string(index) }
    func decode(_: Double.Type) throws -> Double { try tape.double(index) }
    func decode(_: Float.Type) throws -> Float { Float(try tape.double(index)) }
    func decode(_: Int.Type) throws -> Int { try tape.integer(index) }
    func decode(_: Int8.Type) throws -> Int8 { try tape.integer(index) }
    func decode(_: Int16.Type) throws -> Int16 { try tape.integer(index) }
    func decode(_: Int32.Type) throws -> Int32 { try tape.integer(index) }
    func decode(_: Int64.Type) throws -> Int64 { try tape.integer(index) }
    func decode(_: UInt.Type) throws -> UInt { try tape.integer(index) }
    func decode(_: UInt8.Type) throws -> UInt8 { try tape.integer(index) }
    func decode(_: UInt16.Type) throws -> UInt16 { try tape.integer(index) }
    func decode(_: UInt32.Type) throws -> UInt32 { try tape.integer(index) }
    func decode(_: UInt64.Type) throws -> UInt64 { try tape.integer(index) }
    func decode<T: Decodable>(_: T.Type) throws -> T { try T(from: self) }
}

extension JSONTape {
    func fault(_ reason: String, _ index: Int) -> JSONFault { JSONFault(reason, at: Int(nodes[index].start)) }

    func bool(_ index: Int) throws(JSONFault) -> Bool {
        switch nodes[index].kind {
        case .yes: true
        case .no: false
        case .null, .number, .string, .escapedString, .array, .object: throw fault("expected true or false", index)
        }
    }

    func string(_ index: Int) throws(JSONFault) -> String {
        guard let text = text(index) else { throw fault("expected a text", index) }
        return text
    }

    func double(_ index: Int) throws(JSONFault) -> Double {
        guard nodes[index].kind == .number, let value = Double(String(decoding: raw(index), as: UTF8.self)), value.isFinite else {
            throw fault("expected a number", index)
        }
        return value
    }

    func integer<I: FixedWidthInteger>(_ index: Int, _: I.Type = I.self) throws(JSONFault) -> I {
        guard nodes[index].kind == .number else { throw fault("expected a whole number", index) }
        var digits = raw(index)[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits = digits.dropFirst() }
        var value: I = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { throw fault("expected a whole number", index) }
            let number = I(digit - UInt8(ascii: "0"))
            let (tenfold, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isOver) = isNegative ? tenfold.subtractingReportingOverflow(number) : tenfold.addingReportingOverflow(number)
            guard !isTooLarge, !isOver else { throw fault("a number out of range", index) }
            value = sum
        }
        return value
    }
}
