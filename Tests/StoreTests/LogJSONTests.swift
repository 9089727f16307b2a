import CallModel
import Foundation
import Store
import TestSupport
import Testing

/// The reader of the log's JSON, held against Foundation's.
@Suite struct LogJSONTests {
    private struct Everything: Codable, Equatable {
        enum Kind: String, Codable { case plain, fancy }
        enum Choice: Codable, Equatable {
            case none
            case amount(Int64, currency: String)
        }
        var text: String
        var count: Int
        var small: Int8
        var large: UInt64
        var ratio: Double
        var flag: Bool
        var absent: String?
        var list: [Int32?]
        var nested: [[String]]
        var table: [String: Int]
        var kind: Kind
        var choice: [Choice]
    }

    private static let sample = Everything(
        text: "é \"quoted\" \\ / \n\t\u{8}\u{c}\u{1} 🦊 \u{2028}", count: -12, small: -128, large: .max, ratio: -0.25, flag: true,
        absent: nil, list: [1, nil, Int32.min], nested: [[], ["a", ""]], table: ["x": 1, "y\"": 2], kind: .fancy,
        choice: [.none, .amount(.min, currency: "EUR")])

    @Test func `what the log writes is read back`() throws {
        let text = try #require(LogJSON.text(Self.sample))
        #expect(try LogJSON.decode(Everything.self, from: text) == Self.sample)
    }

    @Test func `answers of every shape are read back`() throws {
        let answers: [String: AnswerValue] = [
            "text": .text("oui"), "words": .list(["a", "b"]), "count": .integer(12), "flag": .flag(false), "none": .list([]),
            "reach": .record(["direct": .record(["total": .integer(3), "female": .record(["0-11": .integer(3)])])]),
            "risks": .records([.record(["risk": .text("pluie")]), .record(["risk": .text("vent"), "impact": .text("low")])])
        ]
        let text = try #require(LogJSON.text(answers))
        #expect(try LogJSON.decode([String: AnswerValue].self, from: text) == answers)
        #expect(try JSONDecoder().decode([String: AnswerValue].self, from: Data(text.utf8)) == answers)
        let partly = "{\"r\":{\"a\":null,\"b\":\"x\"}}"
        let stated: [String: AnswerValue] = ["r": .record(["b": .text("x")])]
        #expect(try LogJSON.decode([String: AnswerValue].self, from: partly) == stated)
    }

    @Test func `the text is the one that Foundation writes`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(LogJSON.text(Self.sample) == String(decoding: try encoder.encode(Self.sample), as: UTF8.self))
    }

    /// Codes values in every way that `Codable` offers.
    private struct ByHand: Encodable {
        enum Key: String, CodingKey { case z, list, again, object, empty, parent }
        struct Empty: Encodable {}
        class Base: Encodable {
            let base = 1
        }
        final class Derived: Base {
            enum Key: String, CodingKey { case own }
            override func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(2, forKey: .own)
                try super.encode(to: container.superEncoder())
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(true, forKey: .z)
            var list = container.nestedUnkeyedContainer(forKey: .list)
            try list.encode(UInt8(255))
            try list.encodeNil()
            var inner = list.nestedContainer(keyedBy: Key.self)
            try inner.encode("in", forKey: .z)
            try inner.encode("a\u{0}b\u{1f}", forKey: .again)
            var innermost = list.nestedUnkeyedContainer()
            try innermost.encode([Int64.min, .max])
            try list.encode(Empty())
            var same = encoder.container(keyedBy: Key.self)
            try same.encode(1.5, forKey: .again)
            try container.encodeNil(forKey: .empty)
            var object = container.nestedContainer(keyedBy: Key.self, forKey: .object)
            try object.encode([String: Int](), forKey: .z)
            try object.encode([String](), forKey: .list)
            try container.encode(Derived(), forKey: .parent)
        }
    }

    @Test func `every way to encode a value gives what Foundation makes of it`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(LogJSON.text(ByHand()) == String(decoding: try encoder.encode(ByHand()), as: UTF8.self))
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan])
    func `a number that JSON does not have is refused`(_ number: Double) {
        #expect(LogJSON.text([number]) == nil)
    }

    @Test(arguments: [
        #"{"a":1}"#, " [ 1 , 2 ] ", #""\u00e9\ud83e\udd8a""#, "0", "-0", "true", "null", "{}", "[]", "[[[]]]", #"{"a":{"b":[{}]}}"#
    ])
    func `what is JSON is taken`(_ text: String) throws {
        struct Anything: Decodable { init(from decoder: any Decoder) {} }
        _ = try LogJSON.decode(Anything.self, from: text)
    }

    @Test(arguments: [
        "", " ", "{", "}", "[1,]", "[,1]", #"{"a":1,}"#, #"{"a" 1}"#, "{a:1}", "01", "1.", ".5", "+1", "1e", "--1", "nul", "nulll", "tru",
        "'a'", #""a"#, "\"\n\"", #""\x""#, #""\u12""#, #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#, "1 2", "[1 2]", "NaN", "\u{feff}1",
        String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    ])
    func `what is not JSON is refused`(_ text: String) {
        struct Anything: Decodable { init(from decoder: any Decoder) {} }
        #expect(throws: StoreError.self) { try LogJSON.decode(Anything.self, from: text) }
    }

    @Test(arguments: ["1.0", "1e2", "9223372036854775808", "-9223372036854775809", "\"1\"", "true", "null", "[1]"])
    func `an amount is a whole number of 64 bits`(_ text: String) {
        #expect(throws: StoreError.self) { try LogJSON.decode(Int64.self, from: text) }
    }

    @Test func `a name that comes twice is refused`() {
        struct Amount: Decodable { let amount: Int }
        #expect(throws: StoreError.self) { try LogJSON.decode(Amount.self, from: #"{"amount":1,"amount":2}"#) }
        #expect(throws: StoreError.self) { try LogJSON.decode(Amount.self, from: #"{"amount":1,"\u0061mount":2}"#) }
    }

    /// Broken texts must end in an error or in a value, as Foundation's reader would; never in a crash.
    @Test(arguments: UInt64(1)...8)
    func `a damaged text is read as Foundation reads it, or refused`(_ seed: UInt64) throws {
        let sound = Array(try #require(LogJSON.text(Self.sample)).utf8)
        var random = SplitMix64(seed: seed)
        for _ in 0..<2_000 {
            var bytes = sound
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = "{}[]\",:\\u0e-1 nt".utf8.randomElement(using: &random) ?? 0
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: bytes[place..<min(place + 9, bytes.count)], at: place)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard let read = try? LogJSON.decode(Everything.self, from: text) else { continue }
            let expected = try? JSONDecoder().decode(Everything.self, from: Data(text.utf8))
            #expect(read == expected, "\(text)")
        }
    }
}
