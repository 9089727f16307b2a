import CallModel
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import Presentation
import Service

/// Why a request is not done, with the status that says so to a browser or a program.
struct Refused: Error {
    let status: HTTPResponse.Status
    let problem: Problem?
    let headers: HTTPFields

    init(_ status: HTTPResponse.Status, _ problem: Problem? = nil, headers: HTTPFields = [:]) {
        (self.status, self.problem, self.headers) = (status, problem, headers)
    }

    /// What was sent cannot be taken as it is.
    init(_ status: HTTPResponse.Status, code: String, _ title: Message, at place: String? = nil, headers: HTTPFields = [:]) {
        let details = place.map { [Problem.Detail(title, subject: $0)] } ?? []
        self.init(status, Problem(code, .faultyInput, title, details), headers: headers)
    }

    /// Whatever was thrown. What nobody foresaw, and what a database says, is told in general words only: it may tell too much.
    init(_ error: any Error) {
        switch error {
        case let refused as Refused: self = refused
        case let error as HTTPError: self.init(error.status, headers: error.headers)
        case let error as any HTTPResponseError: self.init(error.status)
        // Whoever asked has gone in the middle of it, and reads no answer.
        case is HTTPParserError, is ChannelError, is IOError: self.init(.badRequest)
        case ServiceError.access(let refusal): self.init(refusal)
        default:
            let problem = Problem(of: error)
            let status = problem.category.status(of: problem.code)
            self.init(
                status, status.code < 500 ? problem : nil, headers: status == .serviceUnavailable ? [.retryAfter: "2"] : [:])
        }
    }

    private init(_ refusal: AccessRefusal) {
        let problem = Problem(ServiceError.access(refusal))
        switch refusal {
        case .tooMany(let seconds): self.init(.tooManyRequests, problem, headers: [.retryAfter: "\(seconds)"])
        case .busy(let seconds): self.init(.serviceUnavailable, problem, headers: [.retryAfter: "\(seconds)"])
        case .signInRefused, .linkSpent, .notInvited, .sessionEnded, .secondFactorNeeded: self.init(.forbidden, problem)
        default: self.init(.unprocessableContent, problem)
        }
    }

    func title(in visit: Visit) -> String {
        problem.map { visit.formats.prose($0.title.text(in: visit.language)) } ?? visit.say("refused.\(status.code)")
    }

    func details(in language: Language) -> [String] {
        ((problem?.details.map { $0.text(in: language) } ?? []) + [problem?.advice?.text(in: language)].compactMap { $0 })
            .map(Formats(language).prose)
    }

    /// RFC 9457.
    func answer(in language: Language) throws -> Response {
        let body = ProblemDetails(
            type: "urn:appel:problem:\(problem?.code ?? "http\(status.code)")",
            title: problem?.title.text(in: language) ?? status.reasonPhrase, status: status.code,
            detail: problem?.advice?.text(in: language),
            errors: (problem?.details ?? []).map { ProblemDetails.Part($0, in: language) })
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
    /// One thing that is wrong.
    package struct Part: Codable, Sendable {
        package let subject: String?
        package let row: Int?
        package let field: String?
        package let message: String

        init(_ detail: Problem.Detail, in language: Language) {
            (subject, row, field) = (detail.subject, detail.row, detail.field)
            message = detail.message?.text(in: language) ?? ""
        }
    }

    package let type: String
    package let title: String
    package let status: Int
    /// What to do, where there is something to say.
    package let detail: String?
    package let errors: [Part]
}

extension Problem.Category {
    func status(of code: String) -> HTTPResponse.Status {
        switch self {
        case .faultyInput: .unprocessableContent
        case .notFound, .fileMissing: .notFound
        case .exists, .refused: .conflict
        case .conflict: .preconditionFailed
        case .notPermitted: .forbidden
        case .busy, .unavailable: .serviceUnavailable
        case .inputOutput: code == "diskFull" ? .init(code: 507, reasonPhrase: "Insufficient Storage") : .internalServerError
        case .unfit, .unexpected: .internalServerError
        }
    }
}
