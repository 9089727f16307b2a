import CallModel
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// Coming in, choosing a hat, and going out.
enum AccountPages {
    static let routes: [PageRoute] = [
        .get("sign-in", .anyone) { visit in try SignIn.page(visit) },
        .post("sign-in", .anyone) { visit, fields in try await signIn(visit, fields) },
        .get("link/:token", .anyone) { visit in
            try visit.show(Page("account/link", title: visit.say("account.linkTitle"), ["token": try visit.parameter("token")]))
        },
        .post("link/:token", .anyone) { visit, _ in
            let signedIn = try await visit.site.service.signIn(link: try visit.parameter("token"), replacing: visit.token)
            return visit.enter(signedIn, next: nil)
        },
        .get("link", .anyone) { visit in try visit.show(Page("account/ask", title: visit.say("account.askTitle"))) },
        .post("link", .anyone) { visit, fields in
            try await visit.site.service.requestLink(
                fields.text("email") ?? "", .signIn, site: visit.site.settings.address, from: visit.context.network)
            return visit.redirect("sign-in", notice: "linkSent")
        },
        .get("code", .anyone) { visit in try code(visit) },
        .post("code", .anyone) { visit, fields in try await provide(visit, fields) },
        .post("account/hat", .signedIn) { visit, fields in
            guard let token = visit.token, let index = Int(fields["hat"] ?? "") else { throw HTTPError(.badRequest) }
            _ = try await visit.site.service.choose(hat: index, token)
            return visit.redirect("work")
        },
        .get("work", .signedIn) { visit in
            guard let role = visit.visitor.role else {
                return visit.owesFactor ? visit.factorFirst() : visit.redirect("account", notice: "chooseHat")
            }
            return visit.redirect(Navigation.entries(for: role).last?.path ?? "calls")
        },
        .post("sign-out", .anyone) { visit, _ in
            if let token = visit.token { try await visit.site.service.signOut(token) }
            var response = visit.redirect("", notice: "signedOut")
            response.leaveNothing()
            return response
        }
    ]

    private static func signIn(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        let signedIn: SignedIn
        do throws(ServiceError) {
            signedIn = try await visit.site.service.signIn(
                email: fields.text("email") ?? "", password: fields["password"] ?? "", from: visit.context.network,
                replacing: visit.token)
        } catch {
            let refusal = try refusal(in: error)
            var response = try SignIn.page(visit, fields, fault: refusal.message.text(in: visit.language))
            if let seconds = refusal.retryAfter {
                response.status = .tooManyRequests
                response.headers[.retryAfter] = "\(seconds)"
            }
            return response
        }
        return visit.enter(signedIn, next: fields.text("next"))
    }

    /// Why somebody does not come in, to be said on the page itself. Throws every other error again.
    static func refusal(in error: ServiceError) throws(ServiceError) -> AccessRefusal {
        guard case .access(let refusal) = error else { throw error }
        return refusal
    }

    private static func code(_ visit: Visit, fault: String? = nil, next: String? = nil) throws -> Response {
        let field = Field(
            "code", visit.say("account.code"), .line(className: "short", mode: "numeric", autocomplete: "one-time-code"),
            help: visit.say("account.codeHelp"), fault: fault)
        return try visit.show(
            Page(
                "account/code", title: visit.say("account.codeTitle"),
                ["field": field.parts, "next": next ?? visit.query("next") ?? ""],
                faults: fault.map { [FieldFault(field: field.id, $0)] } ?? []))
    }

    private static func provide(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        guard let token = visit.token else { return visit.redirect("sign-in") }
        let signedIn: SignedIn
        do throws(ServiceError) {
            signedIn = try await visit.site.service.provideSecondFactor(fields.text("code") ?? "", token)
        } catch {
            let refusal = try refusal(in: error)
            return try code(visit, fault: refusal.message.text(in: visit.language), next: fields.text("next"))
        }
        return visit.enter(signedIn, next: fields.text("next"))
    }
}

extension Hat {
    /// `Secrétariat`, `Membre du conseil · M03`.
    func label(_ visit: Visit) -> String {
        [role.label.text(in: visit.language), title].filter { !$0.isEmpty }.joined(separator: " · ")
    }
}

extension Visit {
    /// The token of the browser's session, alive or not.
    var token: String? { SessionCookie.token(of: request) }

    /// Goes on as the person who signed in: to what was asked for before, else to that person's work.
    func enter(_ signedIn: SignedIn, next: String?) -> Response {
        let owed = signedIn.session.needsSecondFactor
        let wanted = Self.local(next).map { "?next=" + $0 } ?? ""
        var response = owed ? redirect("code" + wanted) : redirect("work")
        if !owed, let next = Self.local(next) { response.headers[.location] = next }
        if !owed, request.cookies[KeptForms.cookie] != nil { response.headers[.location] = path("kept") }
        response.headers[values: .setCookie].append(SessionCookie.setting(signedIn.token))
        return response
    }

    /// Whether the hat of whoever asks waits for a second factor.
    var owesFactor: Bool { if case .person(let session) = visitor { session.owesSecondFactor } else { false } }

    /// To the page that sets up a second factor, and from there on to what was asked for; what was sent has nobody's hat, and is not done.
    func factorFirst() -> Response {
        let asked = request.method == .get ? request.uri.path + (request.uri.query.map { "?" + $0 } ?? "") : path("work")
        return redirect("account/factor?next=" + ProviderWire.encoded(asked).replacing("%2F", with: "/"))
    }

    /// A path of this service; nil for an address of anybody else.
    static func local(_ path: String?) -> String? {
        guard let path, path.utf8.count < 2000, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"),
            path.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }),
            Language(rawValue: String(path.dropFirst().prefix(2))) != nil
        else { return nil }
        return path
    }
}

extension Response {
    /// Takes from the browser whatever it has of the session: the cookie, and what it kept of pages.
    mutating func leaveNothing() {
        headers[values: .setCookie] += [SessionCookie.removing, KeptForms.removing]
        if let name = HTTPField.Name("Clear-Site-Data") { headers[name] = "\"cache\", \"cookies\", \"storage\"" }
    }
}
