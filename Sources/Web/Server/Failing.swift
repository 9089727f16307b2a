import HTTPTypes
import Hummingbird
import Logging

/// Turns whatever was thrown into an answer that says what is wrong: a page for people, a problem for programs (RFC 9457). What
/// nobody foresaw is said in general words, and in the log in full.
struct Failing: RouterMiddleware {
    let site: Site

    @concurrent func handle(
        _ request: WebRequest, context: WebContext, next: @concurrent (WebRequest, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let refused = Refused(error)
            if refused.status.code >= 500 {
                context.logger.error("failed", metadata: ["error": "\(String(reflecting: error))"])
            }
            guard !request.uri.path.hasPrefix("/api/") else { return try refused.answer(in: context.language) }
            return try page(refused, request, context)
        }
    }

    private func page(_ refused: Refused, _ request: WebRequest, _ context: WebContext) throws -> Response {
        let visit = Visit(site: site, request: request, context: context)
        var response = try visit.show(
            Page(
                "layout/refused", title: refused.title(in: visit),
                ["details": refused.details(in: visit.language), "requestID": context.id], status: refused.status))
        for field in refused.headers { response.headers.append(field) }
        return response
    }
}
