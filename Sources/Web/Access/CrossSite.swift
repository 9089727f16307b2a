import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Service

/// Forms are taken from our own pages only (OWASP's cheat sheet on cross-site request forgery): the browser says where a request
/// comes from, and the form carries the session's token.
enum CrossSite {
    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

    static func check(_ visit: Visit, _ fields: FormFields) throws {
        try checkOrigin(visit.request, site: visit.site)
        guard case .person(let session) = visit.visitor else { return }
        guard let token = fields["csrf"], session.accepts(csrf: token) else { throw HTTPError(.forbidden) }
    }

    /// A browser that says nothing of where the request comes from is believed; one that says another site is not.
    static func checkOrigin(_ request: WebRequest, site: Site) throws {
        if let name = fetchSite, let from = request.headers[name] {
            guard from == "same-origin" || from == "none" else { throw HTTPError(.forbidden) }
        } else if let origin = request.headers[.origin] {
            guard site.settings.isOwn(origin: origin, host: request.head.authority) else { throw HTTPError(.forbidden) }
        }
    }

    /// Takes as long for a near miss as for a hit.
    static func isEqual(_ left: String, _ right: String) -> Bool {
        SHA256.hash(data: Data(left.utf8)) == SHA256.hash(data: Data(right.utf8))
    }
}
