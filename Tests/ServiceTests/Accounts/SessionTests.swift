import CallModel
import Service
import Store
import Testing
import Workflow

/// How long somebody stays in, and what ends it.
@Suite struct SessionTests {
    @Test func `the token is new at every step up, and the old one opens nothing`() async throws {
        try await withDesk { desk in
            let (account, link) = try await desk.invite()
            let first = try await desk.service.signIn(link: link, replacing: "a token that an attacker put into the browser")
            #expect(try await desk.service.session("a token that an attacker put into the browser") == nil)
            let second = try await desk.service.setPassword(SignInDesk.password, first.token)
            #expect(try await desk.service.session(first.token) == nil)
            let offered = try await desk.service.enrolSecondFactor(second.token)
            let third = try await desk.service.confirmSecondFactor(desk.code(offered), second.token)
            #expect(try await desk.service.session(second.token) == nil)

            let known = try await desk.service.signIn(
                email: "Claire@Example.ORG ", password: SignInDesk.password, from: "10.0.0.1", replacing: third.token)
            #expect(try await desk.service.session(third.token) == nil)
            #expect(known.session.needsSecondFactor)
            let code = try await desk.code(offered, periods: 1)
            let full = try await desk.service.provideSecondFactor(code, known.token)
            #expect(try await desk.service.session(known.token) == nil)
            #expect(try await desk.service.session(full.token)?.needsSecondFactor == false)
            let tokens = [first, second, third, known, full]
            #expect(Set(tokens.map(\.token)).count == 5 && Set(tokens.map(\.session.csrf)).count == 5)
            #expect(full.session.startedAt == known.session.startedAt)
            #expect(full.session.accepts(csrf: full.session.csrf) && !full.session.accepts(csrf: known.session.csrf))
            // The database has no token in it.
            let stored = try await desk.world.value("SELECT string_agg(s::text, ' ') FROM appel.web_sessions AS s")
            #expect(stored?.contains(full.token) == false)
            #expect(try await desk.service.accounts().map(\.id) == [account])
        }
    }

    @Test func `half an hour of silence ends a session, and so does the twelfth hour`() async throws {
        try await withDesk { desk in
            let signedIn = try await desk.person().signedIn
            try await desk.advance(SessionLimits.idleSeconds - 30)
            #expect(try await desk.service.session(signedIn.token) != nil)
            try await desk.advance(SessionLimits.idleSeconds - 30)
            // Another server knows of it too.
            #expect(try await desk.other.session(signedIn.token) != nil)
            try await desk.advance(SessionLimits.idleSeconds + 1)
            #expect(try await desk.service.session(signedIn.token) == nil)
            #expect(await desk.refusal { try await desk.service.choose(hat: 0, signedIn.token) } == .sessionEnded)

            let second = try await desk.signIn()
            for _ in 0..<28 {
                try await desk.advance(1500)
                #expect(try await desk.service.session(second.token) != nil)
            }
            try await desk.advance(1300)
            #expect(try await desk.service.session(second.token) == nil)
        }
    }

    @Test func `that somebody was there is written down once a minute`() async throws {
        try await withDesk { desk in
            let signedIn = try await desk.person().signedIn
            func seen() async throws -> String? { try await desk.world.value("SELECT seen_at FROM appel.web_sessions") }
            let before = try await seen()
            _ = try await desk.service.session(signedIn.token)
            #expect(try await seen() == before)
            try await desk.advance(61)
            _ = try await desk.service.session(signedIn.token)
            #expect(try await seen() != before)
        }
    }

    @Test func `a disabled account is out at once, with its links and its keys`() async throws {
        try await withDesk { desk in
            let (account, signedIn) = try await desk.person()
            let link = try await desk.link(.signIn, account)
            let key = try await desk.service.makeKey(
                for: account, hat: 0, name: "export", scopes: ["read"], days: 10, SignInDesk.administrator)
            #expect(try await desk.other.key(key.text)?.hat.actor == .secretariat)
            _ = try await desk.other.disable(account, SignInDesk.administrator)
            #expect(try await desk.service.session(signedIn.token) == nil)
            #expect(try await desk.service.key(key.text) == nil)
            #expect(await desk.refusal { try await desk.service.signIn(link: link) } == .linkSpent)
            #expect(await desk.refusal { try await desk.signIn() } == .signInRefused)
            #expect(
                await desk.refusal { try await desk.service.makeLink(for: account, .reset, site: "", SignInDesk.administrator) }
                    == .linkSpent)

            _ = try await desk.service.enable(account, SignInDesk.administrator)
            #expect(try await desk.service.session(signedIn.token) == nil)
            #expect(await desk.refusal { try await desk.service.signIn(link: link) } == .linkSpent)
            #expect(try await desk.signIn().session.account.id == account)
        }
    }

    @Test func `signing out ends one session, and everywhere all of them`() async throws {
        try await withDesk { desk in
            let (account, first) = try await desk.person()
            let (second, third) = (try await desk.signIn(), try await desk.signIn())
            try await desk.service.signOut(second.token)
            #expect(try await desk.service.session(second.token) == nil)
            #expect(try await desk.service.session(third.token) != nil)
            try await desk.service.signOutEverywhere(account)
            for token in [first.token, third.token] { #expect(try await desk.service.session(token) == nil) }
            #expect(try await desk.events(account).suffix(2) == ["signedOut", "signedOutEverywhere"])
        }
    }

    @Test func `of several hats one is chosen, and one that is taken away is worn no more`() async throws {
        try await withDesk { desk in
            _ = try await desk.service.importOrganisations([Builder.organisation(1)], .secretariat)
            _ = try await desk.service.importMembers([Builder.member(1)], .secretariat)
            let organisation = try #require(try await desk.service.organisations().first)
            let member = try await desk.world.member("M1")
            let hats = try [
                #require(Hat(.applicant, organisation: organisation.id, maySign: true)), #require(Hat(.reviewer, member: member)),
                #require(Hat(.finance))
            ]
            let (account, signedIn) = try await desk.person(hats: hats)
            #expect(signedIn.session.hat == nil)
            #expect(signedIn.session.account.hats.map(\.title) == [organisation.organisation.name, "M1", ""])
            #expect(try await desk.service.choose(hat: 1, signedIn.token).hat?.actor == .reviewer(member))
            #expect(await desk.refusal { try await desk.service.choose(hat: 3, signedIn.token) } == .noSuchHat)
            #expect(await desk.refusal { try await desk.service.choose(hat: -1, signedIn.token) } == .noSuchHat)
            _ = try await desk.service.setHats([hats[0], hats[2]], of: account, SignInDesk.administrator)
            #expect(try await desk.service.session(signedIn.token)?.hat == nil)
            #expect(try await desk.service.choose(hat: 0, signedIn.token).hat?.maySign == true)
        }
    }

    @Test func `a hat fits what it acts for`() {
        let (organisation, member) = (OrganisationID(1), MemberID(1))
        for role in Role.allCases {
            let fitting = [
                Hat(role), Hat(role, organisation: organisation), Hat(role, member: member),
                Hat(role, organisation: organisation, member: member)
            ].compactMap(\.self)
            #expect(fitting.count == (role == .system ? 0 : 1))
            #expect(fitting.allSatisfy { $0.actor.role == role })
            #expect((Hat(role, organisation: organisation, maySign: true) != nil) == (role == .applicant))
            #expect(Hat(role, maySign: true) == nil)
        }
    }
}
