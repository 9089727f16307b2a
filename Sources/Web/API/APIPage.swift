import CallModel
import Foundation
import HTTPTypes
import Hummingbird

/// A part of a list: so many rows, and where the next part begins. The cursor is the key of the last row, so that rows which come
/// or go meanwhile move nothing else.
package struct APIPage<Row: Codable & Sendable>: Codable, Sendable {
    package let items: [Row]
    /// For `cursor` of the next request; missing at the end.
    package let next: String?

    static var query: [Operation.Query] {
        [
            Operation.Query(name: "cursor", summary: "Where to go on: `next` of the part before.", schema: .text),
            Operation.Query(name: "limit", summary: "How many rows at most, 1 to 200; 50 unless told.", schema: .integer)
        ]
    }

    init(_ rows: [Row], _ visit: APIVisit, key: (Row) -> String) throws {
        let part = try Self.part(visit)
        let keyed = rows.map { (key: key($0), row: $0) }.sorted { $0.key < $1.key }
        let rest = keyed.drop { row in part.after.map { row.key <= $0 } ?? false }
        let taken = rest.prefix(part.limit)
        self.init(taken.map(\.row), hasMore: taken.count < rest.count, key: key)
    }

    /// A part that was cut out of the list where it is kept.
    init(_ rows: [Row], hasMore: Bool, key: (Row) -> String) {
        items = rows
        next = hasMore ? rows.last.map { Data(key($0).utf8).base64EncodedString().unpadded } : nil
    }

    /// Which part is asked for: after which key, and how many rows.
    static func part(_ visit: APIVisit) throws -> (after: String?, limit: Int) {
        let limit = try Self.limit(visit.query("limit"))
        guard let cursor = visit.query("cursor") else { return (nil, limit) }
        guard let data = Data(base64Encoded: cursor.padded), let after = String(validating: data, as: UTF8.self) else {
            throw Refused(.badRequest, code: "badQuery", Self.cursorNeeded, at: "cursor")
        }
        return (after, limit)
    }

    /// A part of a trail.
    ///
    /// - Parameter rows: one more than wanted, where there are more.
    init(_ rows: [Row], limit: Int, number: (Row) -> Int64) {
        self.init(Array(rows.prefix(limit)), hasMore: rows.count > limit) { "\(number($0))" }
    }

    /// Where a part of a trail begins, and how many entries it has at most.
    static func place(_ visit: APIVisit) throws -> (before: Int64?, limit: Int) {
        let part = try part(visit)
        let before = try part.after.map { text in
            guard let number = Int64(text) else { throw Refused(.badRequest, code: "badQuery", cursorNeeded, at: "cursor") }
            return number
        }
        return (before, part.limit)
    }

    private static var cursorNeeded: Message {
        Message(
            fr: "`next` de la partie précédente est attendu", nl: "`next` van het vorige deel wordt verwacht",
            en: "`next` of the part before is needed")
    }
    private static var limitNeeded: Message {
        Message(
            fr: "un nombre de 1 à 200 est attendu", nl: "een getal van 1 tot 200 wordt verwacht", en: "a number from 1 to 200 is needed")
    }

    private static func limit(_ text: String?) throws -> Int {
        guard let text else { return 50 }
        guard let limit = Int(text), (1...200).contains(limit) else {
            throw Refused(.badRequest, code: "badQuery", Self.limitNeeded, at: "limit")
        }
        return limit
    }
}

extension String {
    /// Base64 for addresses (RFC 4648, section 5), without its padding.
    fileprivate var unpadded: String {
        replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    fileprivate var padded: String {
        let text = replacing("-", with: "+").replacing("_", with: "/")
        return text + String(repeating: "=", count: (4 - text.count % 4) % 4)
    }
}
