import HTTPTypes
import Hummingbird
import Logging
import Postgres
import Service
import Store

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
                context.logger.error("failed", metadata: ["error": "\(Self.inTheLog(error))"])
            }
            guard !request.isOfAPI else { return try refused.answer(in: context.language) }
            return try page(refused, request, context)
        }
    }

    /// What went wrong, without what it went wrong with: rows and addresses of people have no place in a log.
    private static func inTheLog(_ error: any Error) -> String {
        let postgres: PostgresError? =
            switch error {
            case ServiceError.store(.database(let error)), StoreError.database(let error): error
            default: error as? PostgresError
            }
        guard let postgres else { return String(reflecting: error) }
        let parts = [
            ("statement", postgres.statement), ("state", postgres.sqlState), ("table", postgres.table), ("constraint", postgres.constraint)
        ]
        return "database" + parts.map { name, value in value.map { " \(name)=\($0)" } ?? "" }.joined()
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
