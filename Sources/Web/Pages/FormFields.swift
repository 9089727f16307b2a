import Foundation
import Hummingbird

/// The fields of a form that was sent, in the order of the page; a name may come more than once.
package struct FormFields: Sendable {
    /// Enough for every form of the pages but those with documents: 1 MiB.
    package static let usualLimit = 1 << 20

    private let values: [(name: String, value: String)]

    package init(_ values: [(name: String, value: String)]) { self.values = values }

    /// Throws an `HTTPError` where the body is too large or is no form.
    init(_ request: WebRequest, limit: Int) async throws {
        let type = request.headers[.contentType] ?? ""
        guard type.isEmpty || type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw HTTPError(.unsupportedMediaType)
        }
        let body = try await request.body.collect(upTo: limit)
        guard let fields = FormFields(encoded: Array(body.readableBytesView)) else { throw HTTPError(.badRequest) }
        self = fields
    }

    /// - Returns: nil where these bytes are no form.
    init?(encoded bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self), let values = Self.decoded(text) else { return nil }
        self.values = values
    }

    package subscript(_ name: String) -> String? { values.first { $0.name == name }?.value }

    package func all(_ name: String) -> [String] { values.filter { $0.name == name }.map(\.value) }

    package var names: [String] { values.map(\.name) }

    func value(at place: Int) -> String { values[place].value }

    /// What was typed, without the space around it; nil where that leaves nothing.
    package func text(_ name: String) -> String? {
        guard let text = self[name]?.trimmingCharacters(in: .whitespacesAndNewlines), !text.isEmpty else { return nil }
        return text
    }

    /// - Returns: nil where an escape is none or hides bytes that are no UTF-8.
    private static func decoded(_ text: String) -> [(name: String, value: String)]? {
        var values: [(name: String, value: String)] = []
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = parts.map { $0.replacing("+", with: " ").removingPercentEncoding }
            guard let name = decoded[0] else { return nil }
            guard decoded.count == 2 else {
                values.append((name, ""))
                continue
            }
            guard let value = decoded[1] else { return nil }
            values.append((name, value))
        }
        return values
    }
}
