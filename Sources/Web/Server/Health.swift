import HTTPTypes
import Hummingbird
import Logging
import Store

extension Site {
    /// For who watches over the servers: alive, ready, and how much there is to do.
    func addHealth(to router: Router<WebContext>) {
        router.get("health") { _, _ in Response.plain("alive\n") }
        router.get("ready") { _, context in
            do {
                _ = try await database.read { db in try db.now() }
                return Response.plain("ready\n")
            } catch {
                context.logger.warning("the database does not answer", metadata: ["error": "\(error)"])
                return Response.plain("the database does not answer\n", status: .serviceUnavailable)
            }
        }
        router.get("metrics") { request, context in
            guard mayReadMetrics(request, context) else { throw HTTPError(.notFound) }
            return Response.plain(Measurements.shared.text, type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    private func mayReadMetrics(_ request: WebRequest, _ context: WebContext) -> Bool {
        if let token = settings.metricsToken {
            return CrossSite.isEqual(request.headers[.authorization] ?? "", "Bearer \(token)")
        }
        // Behind a proxy that nobody told us of, everybody seems to be here.
        let isPassedOn = request.headers.contains { ["x-forwarded-for", "forwarded"].contains($0.name.canonicalName) }
        return !isPassedOn && ["127.0.0.1", "::1"].contains(context.address)
    }
}

extension Response {
    static func plain(_ text: String, status: HTTPResponse.Status = .ok, type: String = "text/plain; charset=utf-8") -> Response {
        Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
