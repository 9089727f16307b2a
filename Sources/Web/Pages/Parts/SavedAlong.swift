import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What a script is told that saves a form by itself while somebody types.
enum SavedAlong {
    private struct Answer: Encodable {
        var version: Int64?
        var saved: String?
        var refused: String?
    }

    /// - Parameters:
    ///   - version: what the next save has seen.
    ///   - text: said beside the buttons.
    static func saved(_ version: Int64, _ text: String) throws -> Response { try answer(.ok, Answer(version: version, saved: text)) }

    /// Somebody else, or another tab, was quicker: nothing is saved any more until a person has seen both.
    static func overtaken() throws -> Response { try answer(.conflict, Answer()) }

    /// It cannot be saved however often one tries.
    static func refused(_ why: String) throws -> Response { try answer(.unprocessableContent, Answer(refused: why)) }

    private static func answer(_ status: HTTPResponse.Status, _ answer: Answer) throws -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(answer))))
    }
}
