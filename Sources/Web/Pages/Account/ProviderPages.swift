import CallModel
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Service
import Store

/// Coming in by a provider that tells who somebody is.
enum ProviderPages {
    private static let cookie = "__Host-oidc"
    /// What the way in is kept under; no page has such a path.
    private static let mark = "provider"
    /// Where the provider sends people back to: one address, which it is told beforehand.
    private static let answerPath = "provider/answer"

    static let routes: [PageRoute] = [
        .get("provider", .anyone) { visit in try await begin(visit) }
    ]

    static func addAnswer(of site: Site, to router: Router<WebContext>) {
        guard site.provider != nil else { return }
        router.get("\(answerPath)") { request, context in
            try await finish(Visit(site: site, request: request, context: context))
        }
    }

    private static func redirect(_ visit: Visit) -> String { visit.site.settings.address + "/" + answerPath }

    private static func begin(_ visit: Visit) async throws -> Response {
        guard let provider = visit.site.provider else { throw HTTPError(.notFound) }
        // Nobody is sent to sign in by another site.
        try CrossSite.checkOrigin(visit.request, site: visit.site)
        let verdict = try await visit.site.service.allow("provider from \(visit.context.network)", limit: 60, seconds: 60)
        guard verdict.isAllowed else { throw ServiceError.access(.tooMany(retryAfter: verdict.retryAfter)) }
        let began = BegunSignIn(language: visit.language.rawValue, next: Visit.local(visit.query("next")))
        do {
            let address = try await provider.address(for: began, returningTo: redirect(visit))
            let token = try await visit.site.service.keepForm(mark, Array(try JSONEncoder().encode(began)), of: nil)
            var response = Response(status: .seeOther, headers: [.location: address])
            response.headers[values: .setCookie].append(set(token, seconds: 600))
            return response
        } catch let fault as ProviderFault {
            throw refused(fault, visit)
        }
    }

    private static func set(_ token: String, seconds: Int) -> String {
        "\(cookie)=\(token); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=\(seconds)"
    }

    private static func finish(_ visit: Visit) async throws -> Response {
        guard let provider = visit.site.provider else { throw HTTPError(.notFound) }
        // Whatever comes of it, the same answer opens nothing a second time.
        guard let token = visit.request.cookies[cookie]?.value,
            let kept = try await visit.site.service.takeKeptForm(token, for: nil), kept.path == mark,
            let began = try? JSONDecoder().decode(BegunSignIn.self, from: Data(kept.body))
        else { throw refused(.answer("cookie"), visit) }
        var context = visit.context
        context.language = Language(rawValue: began.language) ?? context.language
        return try await enter(Visit(site: visit.site, request: visit.request, context: context), began, provider)
    }

    /// In the language in which it began.
    private static func enter(_ visit: Visit, _ began: BegunSignIn, _ provider: Provider) async throws -> Response {
        do {
            let answer = ProviderAnswer(
                code: visit.all("code"), state: visit.all("state"), issuer: visit.all("iss"), error: visit.all("error"))
            let person = try await provider.person(answer, of: began, returningTo: redirect(visit))
            let signedIn = try await visit.site.service.signIn(
                issuer: person.issuer, subject: person.subject, email: person.email, name: person.name, replacing: visit.token)
            var response = visit.enter(signedIn, next: began.next)
            response.headers[values: .setCookie].append(set("", seconds: 0))
            return response
        } catch let fault as ProviderFault {
            throw refused(fault, visit)
        }
    }

    /// People are told no more than that it did not work; the log is told what did not hold.
    private static func refused(_ fault: ProviderFault, _ visit: Visit) -> Refused {
        visit.context.logger.notice("the provider's word was not taken", metadata: ["fault": "\(fault)"])
        if case .unreachable = fault {
            return Refused(
                .serviceUnavailable, code: "providerUnreachable",
                Message(
                    fr: "Le service d'identification ne répond pas. Réessayez plus tard, ou demandez un lien par courriel.",
                    nl: "De identificatiedienst antwoordt niet. Probeer later opnieuw, of vraag een link per e-mail.",
                    en: "The service that identifies people does not answer. Try again later, or ask for a link by e-mail."))
        }
        return Refused(
            .forbidden, code: "providerRefused",
            Message(
                fr: "L'identification n'a pas abouti. Reprenez depuis la page de connexion.",
                nl: "De identificatie is niet gelukt. Begin opnieuw op de aanmeldpagina.",
                en: "Who you are could not be established. Start again from the page where one signs in."))
    }
}

extension Visit {
    /// Every value of that name after the question mark.
    fileprivate func all(_ name: String) -> [String] {
        (FormFields(encoded: Array((request.uri.query ?? "").utf8))?.all(name)) ?? []
    }
}
