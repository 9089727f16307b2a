import CallModel
import Foundation
import Workflow

/// JSON as the log writes it: keys in order and nothing escaped that need not be, so that equal values give equal bytes.
package enum LogJSON {
    package static func text(_ value: some Encodable) -> String? {
        try? JSONTextEncoder.text(value)
    }

    /// - Throws: `StoreError.unreadable`, which says what was expected and where.
    package static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws(StoreError) -> Value {
        var text = text
        do {
            return try text.withUTF8 { utf8 in
                try Value(from: JSONTapeDecoder(tape: JSONTape(UnsafeRawBufferPointer(utf8)), index: 0))
            }
        } catch {
            throw .unreadable("\(Value.self): \(reason(error))")
        }
    }

    /// What is wrong with a JSON text, or with a value in it, in words.
    static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.dataCorrupted(let context), DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context), DecodingError.keyNotFound(_, let context):
            context.debugDescription
        default: String(describing: error)
        }
    }
}

/// A payload as the log holds it.
struct StoredPayload: PayloadReader {
    let text: String?

    func read<Payload: Decodable>(_ type: Payload.Type) throws -> Payload {
        var text = text ?? "null"
        do {
            return try text.withUTF8 { utf8 in
                let tape = try JSONTape(UnsafeRawBufferPointer(utf8))
                guard !tape.hasNUL else { throw JSONFault("U+0000, which no text column can hold", at: 0) }
                return try Payload(from: JSONTapeDecoder(tape: tape, index: 0))
            }
        } catch {
            throw StoreError.unreadable("payload: \(LogJSON.reason(error))")
        }
    }
}

extension StoredMachine {
    static func stateNamed(_ name: String) throws(StoreError) -> State {
        guard let state = State(name: name) else { throw .unreadable("state \(name) of \(kind.name)") }
        return state
    }
}
