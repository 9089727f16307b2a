import HTTPTypes
import Hummingbird
import Service
import Store

/// What somebody typed when the session had lapsed: kept until the same account signs in again, then offered to be sent again. Nothing
/// is done by itself.
enum KeptForms {
    static let cookie = "__Host-kept"

    static let routes: [PageRoute] = [
        .get("kept", .signedIn) { visit in try await offer(visit) }
    ]

    static let removing = "\(cookie)=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"

    /// Nobody who never was signed in fills the house with forms.
    static func keep(_ visit: Visit) async throws -> Response {
        try CrossSite.checkOrigin(visit.request, site: visit.site)
        guard let session = visit.token, let account = try await visit.site.service.account(ofLapsed: session),
            try await visit.site.service.allow("kept \(account)", limit: 60, seconds: 3600).isAllowed
        else { return visit.redirect("sign-in") }
        let body = try await visit.request.body.collect(upTo: Service.largestForm)
        let token = try await visit.site.service.keepForm(visit.request.uri.path, Array(body.readableBytesView), of: account)
        var response = visit.redirect("sign-in", notice: "kept")
        response.headers[values: .setCookie].append("\(cookie)=\(token); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=86400")
        return response
    }

    private static func offer(_ visit: Visit) async throws -> Response {
        // It is given back once, to who may send it.
        guard !visit.owesFactor else { return visit.factorFirst() }
        guard let token = visit.request.cookies[cookie]?.value, case .person(let session) = visit.visitor,
            let form = try await visit.site.service.takeKeptForm(token, for: session.account.id),
            let fields = FormFields(encoded: form.body)
        else { return visit.redirect("work") }
        var response = try visit.show(
            Page(
                "account/kept", title: visit.say("account.keptTitle"),
                [
                    "path": form.path,
                    "fields": fields.names.enumerated().filter { $0.element != "csrf" }.map { place, name -> Parts in
                        ["name": name, "value": fields.value(at: place)]
                    }
                ]))
        response.headers[values: .setCookie].append(removing)
        return response
    }
}
