import CallModel
import HTTPTypes
import Hummingbird
import Presentation
import Service

/// The account as its owner keeps it: the hats, the password, the second factor, and where one is signed in.
enum OwnAccountPages {
    static let routes: [PageRoute] = [
        .get("account", .signedIn) { visit in try account(visit) },
        .get("account/password", .signedIn) { visit in try password(visit) },
        .post("account/password", .signedIn) { visit, fields in try await setPassword(visit, fields) },
        .get("account/factor", .signedIn) { visit in try factor(visit, next: visit.query("next")) },
        .post("account/factor", .signedIn) { visit, fields in try await enrol(visit, fields) },
        .post("account/factor/confirm", .signedIn) { visit, fields in try await confirm(visit, fields) },
        .post("account/factor/remove", .signedIn) { visit, fields in try await remove(visit, fields) },
        .get("account/data", .signedIn) { visit in try await data(visit) },
        .post("account/sign-out-everywhere", .signedIn) { visit, _ in
            try await visit.site.service.signOutEverywhere(try session(visit).account.id)
            var response = visit.redirect("sign-in", notice: "signedOutEverywhere")
            response.leaveNothing()
            return response
        }
    ]

    private static func session(_ visit: Visit) throws -> WebSession {
        guard case .person(let session) = visit.visitor else { throw HTTPError(.forbidden) }
        return session
    }

    private static func account(_ visit: Visit) throws -> Response {
        let session = try session(visit)
        let account = session.account
        func state(_ isSet: Bool) -> String { visit.say(isSet ? "account.isSet" : "account.isNotSet") }
        return try visit.show(
            Page(
                "account/account", title: visit.say("account.title"),
                [
                    "facts": Facts([
                        (visit.say("account.name"), account.name), (visit.say("account.email"), account.email),
                        (visit.say("account.hat"), session.hat.map { $0.label(visit) } ?? ""),
                        (visit.say("account.password"), state(account.hasPassword)),
                        (visit.say("account.factor"), state(account.hasSecondFactor))
                    ]).parts,
                    "hats": account.hats.enumerated().map { place, hat -> Parts in
                        ["place": place, "label": hat.label(visit), "isWorn": hat == session.hat]
                    },
                    "owesFactor": session.owesSecondFactor, "hasSeveral": account.hats.count > 1, "hasNone": account.hats.isEmpty,
                    "mayHavePassword": !account.isVouchedFor
                ]))
    }

    /// What is kept of whoever asks, to take away.
    private static func data(_ visit: Visit) async throws -> Response {
        let account = try session(visit).account.id
        let verdict = try await visit.site.service.allow("own data \(account)", limit: 10, seconds: 3600)
        guard verdict.isAllowed else { throw ServiceError.access(.tooMany(retryAfter: verdict.retryAfter)) }
        let found = try await visit.site.service.ownData(of: account, request: visit.context.id)
        return visit.download(ByteBuffer(string: found.json), named: "appel-\(account).json", type: "application/json")
    }

    // MARK: The password

    private static func password(_ visit: Visit, fault: AccessRefusal? = nil) throws -> Response {
        let text = fault?.message.text(in: visit.language)
        let isOfCurrent = fault == .currentPasswordWrong
        let current = Field(
            "current", visit.say("account.currentPassword"), .line(type: "password", autocomplete: "current-password"),
            help: visit.say("account.currentHelp"), fault: isOfCurrent ? text : nil)
        let new = Field(
            "password", visit.say("account.newPassword"), .line(type: "password", autocomplete: "new-password"),
            help: visit.say("account.newPasswordHelp"), isRequired: true, fault: isOfCurrent ? nil : text)
        let fields = try session(visit).account.hasPassword ? [current, new] : [new]
        return try visit.show(
            Page(
                "account/password", title: visit.say("account.passwordTitle"), ["fields": fields.map(\.parts)],
                faults: text.map { [FieldFault(field: isOfCurrent ? current.id : new.id, $0)] } ?? []))
    }

    private static func setPassword(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        guard let token = visit.token else { throw HTTPError(.forbidden) }
        let signedIn: SignedIn
        do throws(ServiceError) {
            signedIn = try await visit.site.service.setPassword(fields["password"] ?? "", current: fields["current"], token)
        } catch {
            let refusal = try AccountPages.refusal(in: error)
            // What has another cause than what was typed is said on a page of its own.
            guard ![.sessionEnded, .secondFactorNeeded, .byProviderOnly].contains(refusal) else { throw error }
            return try password(visit, fault: refusal)
        }
        return visit.stay(signedIn, notice: "passwordSet")
    }

    // MARK: The second factor

    /// - Parameter next: where to go on once the factor is set.
    private static func factor(
        _ visit: Visit, offered: OfferedFactor? = nil, isOffered: Bool = false, next: String?, fault: String? = nil
    ) throws -> Response {
        let code = Field(
            "code", visit.say("account.code"), .line(className: "short", mode: "numeric", autocomplete: "one-time-code"),
            help: visit.say("account.codeHelp"), isRequired: true, fault: fault)
        let hasFactor = try session(visit).account.hasSecondFactor
        return try visit.show(
            Page(
                "account/factor", title: visit.say("account.factorTitle"),
                [
                    "field": code.parts, "isOffered": isOffered, "hasFactor": hasFactor && !isOffered,
                    "mayEnrol": !isOffered, "enrolWord": visit.say(hasFactor ? "account.replaceFactor" : "account.enrolFactor"),
                    "secret": offered.map { groups(of: $0.secret) } ?? "", "address": offered?.address ?? "",
                    "next": Visit.local(next) ?? "", "owesFactor": visit.owesFactor
                ],
                faults: fault.map { [FieldFault(field: code.id, $0)] } ?? []))
    }

    /// In fours, which are easier to type.
    private static func groups(of secret: String) -> String {
        let letters = Array(secret)
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: " ")
    }

    private static func enrol(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        guard let token = visit.token else { throw HTTPError(.forbidden) }
        let offered = try await visit.site.service.enrolSecondFactor(token)
        return try factor(visit, offered: offered, isOffered: true, next: fields.text("next"))
    }

    private static func confirm(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        try await withCode(visit, fields, isOffered: true, notice: "factorSet") { service, code, token async throws(ServiceError) in
            try await service.confirmSecondFactor(code, token)
        }
    }

    private static func remove(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        try await withCode(visit, fields, isOffered: false, notice: "factorRemoved") { service, code, token async throws(ServiceError) in
            try await service.removeSecondFactor(code, token)
        }
    }

    private static func withCode(
        _ visit: Visit, _ fields: FormFields, isOffered: Bool, notice: String,
        _ act: (Service, String, String) async throws(ServiceError) -> SignedIn
    ) async throws -> Response {
        guard let token = visit.token else { throw HTTPError(.forbidden) }
        let signedIn: SignedIn
        do throws(ServiceError) {
            signedIn = try await act(visit.site.service, fields.text("code") ?? "", token)
        } catch {
            let refusal = try AccountPages.refusal(in: error)
            guard refusal != .sessionEnded, refusal != .secondFactorNeeded else { throw error }
            return try factor(
                visit, isOffered: isOffered, next: fields.text("next"), fault: refusal.message.text(in: visit.language))
        }
        return visit.stay(signedIn, notice: notice, next: fields.text("next"))
    }
}

extension Visit {
    /// Goes on with the same session under its new token: where one wanted to go, else to the account.
    fileprivate func stay(_ signedIn: SignedIn, notice: String, next: String? = nil) -> Response {
        var response = redirect("account", notice: notice)
        if let next = Self.local(next) { response.headers[.location] = next }
        response.headers[values: .setCookie].append(SessionCookie.setting(signedIn.token))
        return response
    }
}
