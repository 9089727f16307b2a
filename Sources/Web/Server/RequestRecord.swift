import HTTPTypes
import Hummingbird
import Logging
import Metrics
import Workflow

/// Writes down every request: its number, the door that it came to, the answer and the time that it took. Never who asked, nor
/// what: the path is that of the route, without the things that it names.
struct RequestRecord: RouterMiddleware {
    @concurrent func handle(
        _ request: WebRequest, context: WebContext, next: @concurrent (WebRequest, WebContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next(request, context)
        let took = ContinuousClock.now - start
        let door = context.endpointPath ?? "none"
        let labels = [("door", door), ("method", request.method.rawValue), ("status", "\(response.status.code)")]
        Counter(label: "http_requests_total", dimensions: labels).increment()
        Timer(label: "http_request_seconds", dimensions: [("door", door)]).recordNanoseconds(took.nanoseconds)
        context.logger.info(
            "answered",
            metadata: [
                "method": "\(request.method.rawValue)", "door": "\(door)", "status": "\(response.status.code)",
                "ms": "\(took.nanoseconds / 1_000_000)"
            ])
        if let name = Self.requestID { response.headers[name] = context.id }
        return response
    }

    private static let requestID = HTTPField.Name("X-Request-Id")
}

extension Duration {
    var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
