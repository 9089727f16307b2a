import CallModel
import Foundation
import Hummingbird
import HTTPTypes
import Service
import Store
import Workflow

/// Why a request is not done, as both kinds of readers are told.
struct Refused: Error {
    let status: HTTPResponse.Status
    /// The same for the same kind of refusal, for programs: `conflictOfInterest`.
    let code: String
    /// What is wrong; nil where the status says all.
    let message: Message?
    /// Each thing that is wrong, where there are several, with its place.
    let parts: [(place: String, message: Message)]
    let headers: HTTPFields

    init(
        _ status: HTTPResponse.Status, code: String, _ message: Message? = nil, parts: [(place: String, message: Message)] = [],
        headers: HTTPFields = [:]
    ) {
        (self.status, self.code, self.message, self.parts, self.headers) = (status, code, message, parts, headers)
    }

    func title(in visit: Visit) -> String {
        message?.text(in: visit.language) ?? visit.say("refused.\(status.code)")
    }

    func details(in language: Language) -> [Parts] {
        parts.map { ["place": $0.place, "text": $0.message.text(in: language)] }
    }

    /// RFC 9457.
    func problem(language: Language) throws -> Response {
        let body = ProblemDetails(
            type: "urn:appel:problem:\(code)", title: message?.text(in: language) ?? status.reasonPhrase, status: status.code,
            errors: parts.map { ProblemDetails.Part(place: $0.place, message: $0.message.text(in: language)) })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.contentLanguage] = language.rawValue
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(body))))
    }
}

/// The body of a problem (RFC 9457).
package struct ProblemDetails: Codable, Sendable {
    package struct Part: Codable, Sendable {
        package let place: String
        package let message: String
    }

    package let type: String
    package let title: String
    package let status: Int
    package let errors: [Part]
}
