import CallModel
import Foundation
import Workflow

/// JSON as the log writes it: keys in order and nothing escaped that need not be, so that equal values give equal bytes.
package enum LogJSON {
    package static func text(_ value: some Encodable) -> String? {
        guard let data = try? encoder().encode(value) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    package static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws(StoreError) -> Value {
        try decode(type, from: Array(text.utf8))
    }

    package static func decode<Value: Decodable>(_ type: Value.Type, from utf8: [UInt8]) throws(StoreError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(utf8))
        } catch {
            throw .unreadable("\(Value.self): \(error)")
        }
    }

    static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

/// A payload as the log holds it.
struct StoredPayload: PayloadReader {
    let text: String?

    func read<Payload: Decodable>(_ type: Payload.Type) throws -> Payload {
        try LogJSON.decode(type, from: text ?? "null")
    }
}

extension StoredMachine {
    static func stateNamed(_ name: String) throws(StoreError) -> State {
        guard let state = State(name: name) else { throw .unreadable("state \(name) of \(kind.name)") }
        return state
    }
}
