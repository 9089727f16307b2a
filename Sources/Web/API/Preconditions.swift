import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// Versions as entity tags (RFC 9110, section 8.8 and 13): `"v12"` is version 12 of a thing; of what has no version the tag is a
/// digest of the answer.
enum Preconditions {
    static func tag(_ version: Int64) -> String { "\"v\(version)\"" }

    static func tag(of body: Data) -> String {
        "\"" + SHA256.hash(data: body).prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\""
    }

    /// The version that a command must find; nil where it takes any.
    static func version(of request: WebRequest) throws -> Int64? {
        guard let field = request.headers[.ifMatch], field != "*" else { return nil }
        let text = field.trimmingCharacters(in: .whitespaces)
        guard text.hasPrefix("\"v"), text.hasSuffix("\""), let version = Int64(text.dropFirst(2).dropLast()), version >= 0 else {
            throw Refused(.preconditionFailed)
        }
        return version
    }

    /// Whether the asker has this answer already.
    static func isKnown(_ tag: String, to request: WebRequest) -> Bool {
        guard let field = request.headers[.ifNoneMatch] else { return false }
        return field == "*" || field.split(separator: ",").contains { $0.trimmingCharacters(in: .whitespaces).hasSuffix(tag) }
    }
}
