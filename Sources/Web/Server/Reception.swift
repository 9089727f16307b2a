import CallModel
import Foundation
import HTTPTypes
import Hummingbird
import Service

/// Finds out from where a request comes and in which language its answer is, whatever becomes of it.
struct Greeting: RouterMiddleware {
    let site: Site

    @concurrent func handle(
        _ request: WebRequest, context: WebContext, next: @concurrent (WebRequest, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.address = site.settings.origin(of: request, from: context.address)
        let named = Language(rawValue: String(request.uri.path.dropFirst().prefix(2)))
        context.language = named ?? .preferred(request.headers[.acceptLanguage])
        return try await next(request, context)
    }
}

/// Finds out who asks: by the cookie of the pages, or by the key of the API.
struct Reception: RouterMiddleware {
    let site: Site

    @concurrent func handle(
        _ request: WebRequest, context: WebContext, next: @concurrent (WebRequest, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.visitor = request.isOfAPI ? try await machine(request) : try await person(request)
        return try await next(request, context)
    }

    private func person(_ request: WebRequest) async throws -> Visitor {
        // What a page asks by itself, again and again, tells nothing of whether anybody sits before it.
        let isThere = !request.uri.path.hasSuffix(LivePart.ending)
        guard let token = SessionCookie.token(of: request), let session = try await site.service.session(token, isThere: isThere) else {
            return .nobody
        }
        return .person(session)
    }

    /// A key in the header that RFC 6750 describes. One that is unknown or ended is no visitor: it is told so.
    private func machine(_ request: WebRequest) async throws -> Visitor {
        guard let header = request.headers[.authorization] else { return .nobody }
        guard header.lowercased().hasPrefix("bearer "), let holder = try await site.service.key(String(header.dropFirst(7))) else {
            throw Refused(.unauthorized, headers: [.wwwAuthenticate: "Bearer error=\"invalid_token\""])
        }
        return .machine(holder)
    }
}

extension WebRequest {
    /// Whether a program asks the API. The router passes over empty parts of a path: so does this.
    var isOfAPI: Bool { uri.path.utf8.split(separator: UInt8(ascii: "/")).first.map { $0.elementsEqual("api".utf8) } ?? false }
}

/// The cookie of a session (RFC 6265bis): of this host only, over TLS or loopback only, out of reach of scripts.
enum SessionCookie {
    private static let name = "__Host-sid"

    static func token(of request: WebRequest) -> String? { request.cookies[name]?.value }

    static func setting(_ token: String) -> String { "\(name)=\(token); Path=/; Secure; HttpOnly; SameSite=Lax" }

    static let removing = "\(name)=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"
}

extension ServerSettings {
    /// Where a request comes from: what a trusted proxy says, else the other end of the connection.
    func origin(of request: WebRequest, from address: String) -> String {
        visitor(forwarded: Self.forwarded.flatMap { request.headers[$0] } ?? "", by: address)
    }

    /// - Parameter chain: `X-Forwarded-For` as it came.
    package func visitor(forwarded chain: String, by address: String) -> String {
        let address = NetworkAddress.plain(address)
        guard proxies.contains(address) else { return address }
        // Each proxy adds who came to it; the last one that is none of ours is the visitor. What is no address is nobody's word.
        let named = chain.utf8.split(separator: UInt8(ascii: ",")).map { part in
            NetworkAddress.plain(String(decoding: part, as: UTF8.self).trimmingCharacters(in: .whitespaces))
        }
        guard let visitor = named.last(where: { !proxies.contains($0) }), NetworkAddress.isOne(visitor) else { return address }
        return visitor
    }

    private static let forwarded = HTTPField.Name("X-Forwarded-For")
}

extension Language {
    /// The first of the languages of a browser that the house speaks.
    static func preferred(_ accepted: String?) -> Language {
        let wishes = (accepted ?? "").split(separator: ",").enumerated().compactMap { place, wish -> (Language, Int, Int)? in
            let parts = wish.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
            guard let name = parts.first, let language = Language(rawValue: String(name.prefix(2))) else { return nil }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Self.thousandths(String($0.dropFirst(2))) } ?? 1000
            return weight == 0 ? nil : (language, weight, place)
        }
        return wishes.max { ($0.1, $1.2) < ($1.1, $0.2) }?.0 ?? .french
    }

    /// `0.8` is 800.
    private static func thousandths(_ quality: String) -> Int {
        guard let point = quality.firstIndex(of: ".") else { return quality == "1" ? 1000 : 0 }
        guard quality[..<point] != "1" else { return 1000 }
        let digits = (quality[quality.index(after: point)...] + "000").prefix(3)
        return Int(digits) ?? 0
    }
}
