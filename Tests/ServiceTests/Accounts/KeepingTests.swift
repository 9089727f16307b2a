import CallModel
import Service
import Store
import Testing
import Workflow

/// Who keeps accounts and keys, and what is written down of it.
@Suite struct KeepingTests {
    /// What whoever keeps accounts can do to one.
    private enum Act: CaseIterable {
        case invite, setHats, disable, enable, makeLink, sendLink, makeKey, history, accesses

        var roles: Set<Role> {
            switch self {
            case .invite, .setHats, .disable, .enable, .makeLink, .sendLink, .makeKey: [.administrator]
            case .history: [.administrator, .auditor]
            case .accesses: [.auditor]
            }
        }

        func run(_ service: Service, _ account: AccountID, _ hat: Hat, _ request: Request) async throws {
            switch self {
            case .invite:
                _ = try await service.invite(email: "n@example.org", name: "N", language: .dutch, hats: [hat], site: nil, request)
            case .setHats: _ = try await service.setHats([hat], of: account, request)
            case .disable: _ = try await service.disable(account, request)
            case .enable: _ = try await service.enable(account, request)
            case .makeLink: _ = try await service.makeLink(for: account, .reset, site: "", request)
            case .sendLink: _ = try await service.sendLink(to: account, .reset, site: "", request)
            case .makeKey:
                _ = try await service.makeKey(for: account, hat: 0, name: "n", scopes: ["read"], days: 1, request)
            case .history: _ = try await service.accountHistory(of: nil, request)
            case .accesses: _ = try await service.accessLog(request)
            }
        }
    }

    @Test func `an administrator keeps accounts, and nobody else`() async throws {
        try await withDesk { desk in
            let account = try await desk.person().account
            let hat = try #require(Hat(.finance))
            for role in Role.allCases {
                let request = Request(actor: Self.actor(role), isDryRun: true)
                for act in Act.allCases {
                    var answer = "done"
                    do {
                        try await act.run(desk.service, account, hat, request)
                    } catch let error as ServiceError {
                        answer = error.summary
                    }
                    #expect(answer == (act.roles.contains(role) ? "done" : "notPermitted"), "\(act) by \(role)")
                }
            }
            #expect(try await desk.service.accounts().map(\.email) == ["claire@example.org"])
        }
    }

    private static func actor(_ role: Role) -> Actor {
        switch role {
        case .applicant: .applicant(OrganisationID(1))
        case .reviewer: .reviewer(MemberID(1))
        case .chair: .chair(MemberID(1))
        case .secretariat: .secretariat
        case .college: .college
        case .alderman: .alderman
        case .budgetHolder: .budgetHolder
        case .finance: .finance
        case .auditor: .auditor
        case .administrator: .administrator
        case .system: .system
        }
    }

    @Test func `one address is one account, and is an address`() async throws {
        try await withDesk { desk in
            _ = try await desk.invite()
            #expect(await desk.refusal { try await desk.invite("CLAIRE@example.org") } == .emailTaken)
            for email in [
                "", "claire", "@example.org", "claire@", "a@b@c", "a b@example.org", "a@example.org\r\nBcc: b@example.org", "-f@x"
            ] {
                #expect(await desk.refusal { try await desk.invite(email) } == .emailInvalid, "\(email)")
            }
            let stranger = try #require(Hat(.applicant, organisation: OrganisationID(99)))
            #expect(await desk.refusal { try await desk.invite("other@example.org", hats: [stranger]) } == .hatUnfit)
            let twice = try [#require(Hat(.finance)), #require(Hat(.finance))]
            #expect(await desk.refusal { try await desk.invite("other@example.org", hats: twice) } == .hatUnfit)
        }
    }

    @Test func `what happened is written down by number, and not to be changed`() async throws {
        try await withDesk { desk in
            let (account, signedIn) = try await desk.person()
            let hats = try [#require(Hat(.secretariat)), #require(Hat(.auditor))]
            _ = try await desk.service.setHats(hats, of: account, SignInDesk.administrator)
            let key = try await desk.service.makeKey(
                for: account, hat: 1, name: "log", scopes: ["read"], days: 30, SignInDesk.administrator)
            _ = try await desk.service.revokeKey(key.prefix, SignInDesk.administrator)
            _ = try await desk.service.disable(account, SignInDesk.administrator)
            #expect(await desk.refusal { try await desk.signIn() } == .signInRefused)
            #expect(try await desk.service.session(signedIn.token) == nil)
            #expect(
                try await desk.events(account) == [
                    "invited", "linkMade", "signedIn", "passwordSet", "hatsChanged", "keyMade", "keyRevoked", "disabled", "signInRefused"
                ])
            let written = try await desk.world.value("SELECT string_agg(e::text, ' ') FROM appel.account_events AS e") ?? ""
            #expect(written.contains("\(key.prefix) auditor read") && written.contains("secretariat, auditor"))
            for name in ["claire", "Claire", "Dubois", key.text] { #expect(!written.contains(name)) }
            for sql in [
                "UPDATE appel.account_events SET action = 'x'", "DELETE FROM appel.account_events", "TRUNCATE appel.account_events",
                "UPDATE appel.access_log SET file = 'x'", "TRUNCATE appel.access_log"
            ] {
                _ = try await desk.service.noteAccess(by: account, as: .secretariat, "file", call: "c", file: "F01")
                await #expect(throws: (any Error).self, "\(sql)") { try await desk.world.script(sql) }
            }
        }
    }

    @Test func `a key acts under one hat until it expires, is revoked or loses the hat`() async throws {
        try await withDesk { desk in
            let hats = try [#require(Hat(.secretariat)), #require(Hat(.finance))]
            let account = try await desk.person(hats: hats).account
            func make(_ hat: Int, days: Int = 10) async throws -> MadeKey {
                try await desk.service.makeKey(
                    for: account, hat: hat, name: "accounting", scopes: ["read", "payments:write"], days: days, SignInDesk.administrator)
            }
            let key = try await make(1)
            #expect(key.text.hasPrefix("appel_\(key.prefix)_") && key.text.utf8.count == 6 + 8 + 1 + 43)
            let holder = try #require(try await desk.other.key(key.text))
            #expect(holder.hat.actor == .finance && holder.scopes == ["read", "payments:write"] && holder.account.id == account)
            let altered = String(key.text.dropLast()) + (key.text.last == "A" ? "B" : "A")
            for wrong in ["", "appel", "appel__", key.prefix, "appel_\(key.prefix)_", altered, key.text + "A", "x" + key.text] {
                #expect(try await desk.service.key(wrong) == nil, "\(wrong)")
            }
            let stored = try await desk.world.value("SELECT string_agg(k::text, ' ') FROM appel.api_keys AS k")
            #expect(stored?.contains(String(key.text.suffix(43))) == false)
            #expect(try await desk.service.keys().first?.lastUsedAt != nil)

            let other = try await make(0)
            _ = try await desk.service.revokeKey(other.prefix, SignInDesk.administrator)
            #expect(try await desk.service.key(other.text) == nil)
            let short = try await make(0, days: 1)
            try await desk.advance(86_401)
            #expect(try await desk.service.key(short.text) == nil)
            #expect(try await desk.service.key(key.text) != nil)
            _ = try await desk.service.setHats([hats[0]], of: account, SignInDesk.administrator)
            #expect(try await desk.service.key(key.text) == nil)
            for (days, scopes) in [(0, ["read"]), (732, ["read"]), (1, []), (1, ["two words"]), (1, ["Read"])] {
                let refusal = await desk.refusal {
                    try await desk.service.makeKey(for: account, hat: 0, name: "n", scopes: scopes, days: days, SignInDesk.administrator)
                }
                #expect(refusal == (days == 1 ? .scopesInvalid : .daysInvalid(maximum: 731)))
            }
            #expect(await desk.refusal { try await make(1) } == .noSuchHat)
        }
    }

    @Test func `an invitation is a mail, a dry run is none`() async throws {
        try await withDesk { desk in
            func invite(_ request: Request) async throws {
                _ = try await desk.service.invite(
                    email: "jan@example.org", name: "Jan", language: .dutch, hats: [], site: SignInDesk.site, request)
            }
            try await invite(Request(actor: .administrator, isDryRun: true))
            #expect(try await desk.service.mails().isEmpty)
            let keyed = Request(actor: .administrator, key: "once")
            try await invite(keyed)
            try await invite(keyed)
            let listed = try #require(try await desk.service.mails().first)
            #expect(listed.subject == "Uw toegang tot Appel" && listed.body.contains("/nl/link/…"))
            let mails = try await desk.service.claimMails(5)
            #expect(mails.count == 1)
            #expect(try await desk.service.signIn(link: SignInDesk.token(in: mails[0].body)).session.account.email == "jan@example.org")
            #expect(try await desk.world.value("SELECT string_agg(i::text, ' ') FROM appel.idempotency AS i")?.contains("jan@") == false)
        }
    }
}
