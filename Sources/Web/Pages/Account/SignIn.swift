import Hummingbird
import Service

/// The page where one signs in.
enum SignIn {
    static func page(_ visit: Visit, _ typed: FormFields? = nil, fault: String? = nil) throws -> Response {
        let email = Field(
            "email", visit.say("account.email"), .line(type: "email", autocomplete: "email"),
            values: [typed?["email"] ?? ""], fault: fault)
        let password = Field("password", visit.say("account.password"), .line(type: "password", autocomplete: "current-password"))
        return try visit.show(
            Page(
                "account/sign-in", title: visit.say("account.signInTitle"),
                [
                    "email": email.parts, "password": password.parts, "next": typed?["next"] ?? visit.query("next") ?? "",
                    "provider": visit.site.provider == nil
                        ? "" : visit.say("account.providerWith", ["name": visit.site.settings.oidcName]),
                    "providerPath": visit.path("provider")
                        + (Visit.local(typed?["next"] ?? visit.query("next")).map { "?next=" + ProviderWire.encoded($0) } ?? ""),
                    "hasKept": visit.request.cookies[KeptForms.cookie] != nil
                ],
                faults: fault.map { [FieldFault(field: email.id, $0)] } ?? []))
    }

    /// Sends whoever is not signed in to the page where one does, and back afterwards. What was typed meanwhile is kept.
    static func asked(_ visit: Visit) async throws -> Response {
        if case .person(let session) = visit.visitor, session.needsSecondFactor { return visit.redirect("code") }
        guard visit.request.method == .post else {
            let asked = visit.request.uri.path + (visit.request.uri.query.map { "?" + $0 } ?? "")
            return visit.redirect("sign-in?next=" + ProviderWire.encoded(asked).replacing("%2F", with: "/"))
        }
        return try await KeptForms.keep(visit)
    }
}
