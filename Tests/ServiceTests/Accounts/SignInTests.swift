import CallModel
import Service
import Store
import Testing
import Workflow

/// The ways in, and what keeps others out.
@Suite struct SignInTests {
    @Test func `failures make the next attempt wait, longer each time, on all servers, and a success ends it`() async throws {
        try await withDesk { desk in
            let account = try await desk.person().account
            for place in 0..<5 {
                let server = place.isMultiple(of: 2) ? desk.service : desk.other
                let refusal = await desk.refusal {
                    try await server.signIn(email: "claire@example.org", password: "wrong", from: "10.0.0.\(place)")
                }
                #expect(refusal == .signInRefused)
            }
            // The right password has to wait as well, wherever it comes from, however the address is written.
            for email in ["claire@example.org", "CLAIRE@example.org"] {
                let refusal = await desk.refusal { try await desk.signIn(email: email, from: "192.0.2.9") }
                #expect((1...60).contains(refusal?.retryAfter ?? 0))
            }
            try await desk.advance(61)
            #expect(await desk.refusal { try await desk.signIn("wrong") } == .signInRefused)
            let refusal = await desk.refusal { try await desk.signIn() }
            #expect((61...120).contains(refusal?.retryAfter ?? 0))
            try await desk.advance(121)
            _ = try await desk.signIn()
            for _ in 0..<4 { #expect(await desk.refusal { try await desk.signIn("wrong") } == .signInRefused) }
            _ = try await desk.signIn()
            #expect(try await desk.events(account).filter { $0 == "signInRefused" }.count == 10)
        }
    }

    @Test func `many attempts at once are counted one by one`() async throws {
        try await withDesk(sessions: 8) { desk in
            _ = try await desk.person()
            let refusals = await withTaskGroup(of: AccessRefusal?.self) { group in
                for place in 0..<20 {
                    group.addTask {
                        await desk.refusal {
                            try await (place.isMultiple(of: 2) ? desk.service : desk.other)
                                .signIn(email: "claire@example.org", password: "wrong", from: "10.0.0.\(place)")
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(refusals.filter { $0 == .signInRefused }.count == 5)
            #expect(refusals.compactMap { $0?.retryAfter }.count == 15)
        }
    }

    @Test func `a network address has twenty failures, and one's own success gives back only one's own`() async throws {
        try await withDesk { desk in
            _ = try await desk.person()
            for place in 0..<10 {
                #expect(await desk.refusal { try await desk.signIn("wrong", email: "nobody\(place)@example.org") } == .signInRefused)
            }
            for _ in 0..<4 { #expect(await desk.refusal { try await desk.signIn("wrong") } == .signInRefused) }
            _ = try await desk.signIn()
            for place in 10..<20 {
                #expect(await desk.refusal { try await desk.signIn("wrong", email: "nobody\(place)@example.org") } == .signInRefused)
            }
            #expect(await desk.refusal { try await desk.signIn() }?.retryAfter != nil)
            // Somewhere else nobody waits.
            _ = try await desk.signIn(from: "10.0.0.2")
        }
    }

    @Test func `an unknown address is refused as a wrong password is, after the same work`() async throws {
        try await withDesk { desk in
            _ = try await desk.person()
            var slow = desk.service
            slow.passwordCost = PasswordCost(logRounds: 12, blockSize: 8, parallelism: 1)
            // The account's digest is made anew at that cost.
            _ = try await slow.signIn(email: "claire@example.org", password: SignInDesk.password, from: "10.0.0.1")
            #expect(try await desk.world.value("SELECT password FROM appel.accounts")?.hasPrefix("$scrypt$ln=12,r=8,p=1$") == true)
            let clock = ContinuousClock()
            var times: [String: [Duration]] = [:]
            for round in 0..<3 {
                for email in ["claire@example.org", "nobody@example.org"] {
                    let refusal = await desk.refusal {
                        let start = clock.now
                        defer { times[email, default: []].append(clock.now - start) }
                        return try await slow.signIn(email: email, password: "wrong \(round)", from: "10.0.0.1")
                    }
                    #expect(refusal == .signInRefused)
                }
            }
            let known = try #require(times["claire@example.org"]?.min())
            let unknown = try #require(times["nobody@example.org"]?.min())
            // Without the work it would be a hundredth.
            #expect(unknown > known / 4)
        }
    }

    @Test func `a link opens once, and not after its time`() async throws {
        try await withDesk { desk in
            let (account, invitation) = try await desk.invite()
            try await desk.advance(7 * 86_400 - 60)
            #expect(try await desk.service.signIn(link: invitation).session.account.id == account)
            #expect(await desk.refusal { try await desk.service.signIn(link: invitation) } == .linkSpent)
            for purpose in LinkPurpose.allCases {
                let link = try await desk.link(purpose, account)
                try await desk.advance(purpose == .invitation ? 7 * 86_400 + 1 : 901)
                #expect(await desk.refusal { try await desk.service.signIn(link: link) } == .linkSpent)
            }
            #expect(await desk.refusal { try await desk.service.signIn(link: "") } == .linkSpent)
        }
    }

    @Test func `one link is one way in for ten browsers at once`() async throws {
        try await withDesk(sessions: 8) { desk in
            let link = try await desk.invite().token
            let letIn = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<10 { group.addTask { (try? await desk.service.signIn(link: link)) != nil } }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(letIn == 1)
        }
    }

    @Test func `asking for a link says nothing of who has an account, and writes to nobody too often`() async throws {
        try await withDesk { desk in
            let account = try await desk.person().account
            for _ in 0..<5 {
                for email in ["CLAIRE@example.org", "nobody@example.org"] {
                    try await desk.service.requestLink(email, .signIn, site: SignInDesk.site, from: "10.0.0.1")
                }
            }
            let mails = try await desk.service.claimMails(10)
            #expect(mails.map(\.to) == Array(repeating: "claire@example.org", count: 3))
            let link = SignInDesk.token(in: mails[0].body)
            #expect(try await desk.service.signIn(link: link).session.account.id == account)
            for place in 0..<10 {
                try await desk.service.requestLink("a\(place)@example.org", .reset, site: SignInDesk.site, from: "10.0.0.1")
            }
            let refusal = await desk.refusal {
                try await desk.service.requestLink("claire@example.org", .reset, site: SignInDesk.site, from: "10.0.0.1")
            }
            #expect((1...60).contains(refusal?.retryAfter ?? 0))
        }
    }

    @Test func `a provider names people by issuer and subject, and an address opens an invitation only`() async throws {
        try await withDesk { desk in
            func provider(_ subject: String, _ email: String?, issuer: String = "https://id.example.org") async throws -> SignedIn {
                try await desk.service.signIn(issuer: issuer, subject: subject, email: email, name: "Claire D.")
            }
            // Somebody with a password is not taken over by whoever has the address at a provider.
            _ = try await desk.person("with-password@example.org")
            #expect(await desk.refusal { try await provider("1", "with-password@example.org") } == .notInvited)
            let (account, invitation) = try await desk.invite()
            #expect(await desk.refusal { try await provider("2", nil) } == .notInvited)
            #expect(await desk.refusal { try await provider("2", "someone@example.org") } == .notInvited)
            #expect(try await provider("2", "claire@example.org").session.account.id == account)
            // The invitation is used up, and the address may change at the provider.
            #expect(await desk.refusal { try await desk.service.signIn(link: invitation) } == .linkSpent)
            #expect(try await provider("2", "another@example.org").session.account.id == account)
            #expect(await desk.refusal { try await provider("3", "claire@example.org") } == .notInvited)
            #expect(await desk.refusal { try await provider("2", nil, issuer: "https://other.example.org") } == .notInvited)
            // A mailbox does not stand in for the provider.
            try await desk.service.requestLink("claire@example.org", .signIn, site: SignInDesk.site, from: "10.0.0.1")
            #expect(try await desk.service.mails().isEmpty)
            // Not even a second invitation gives the account to another subject.
            _ = try await desk.link(.invitation, account)
            #expect(await desk.refusal { try await provider("3", "claire@example.org") } == .notInvited)

            let late = try await desk.invite("late@example.org").account
            try await desk.advance(7 * 86_400 + 1)
            #expect(await desk.refusal { try await provider("4", "late@example.org") } == .notInvited)
            _ = try await desk.link(.invitation, late)
            _ = try await desk.service.disable(late, SignInDesk.administrator)
            #expect(await desk.refusal { try await provider("4", "late@example.org") } == .notInvited)
        }
    }
}
