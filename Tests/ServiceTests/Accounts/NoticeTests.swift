import CallModel
import Store
import Testing
import Workflow

@testable import Service

/// Whoever owns an account hears of what opens it.
@Suite struct NoticeTests {
    private static func told(_ desk: SignInDesk) async throws -> [StoredMail] {
        let mails = try await desk.service.claimMails(10)
        for mail in mails { try await desk.service.mailDelivered(mail.id) }
        return mails
    }

    @Test func `a password, a second factor and a link of the administrator are told to the owner`() async throws {
        try await withDesk { desk in
            let (account, link) = try await desk.invite()
            // Nobody was ever in: there is nothing to tell.
            #expect(try await Self.told(desk).isEmpty)
            let first = try await desk.service.signIn(link: link)
            let second = try await desk.service.setPassword(SignInDesk.password, first.token)
            let mail = try #require(try await Self.told(desk).first)
            #expect(mail.kind == "passwordSet" && mail.to == "claire@example.org" && mail.language == .french)
            #expect(mail.body.hasPrefix("Bonjour Claire Dubois,") && !mail.body.contains(SignInDesk.password))

            let offered = try await desk.service.enrolSecondFactor(second.token)
            #expect(try await Self.told(desk).isEmpty)
            let third = try await desk.service.confirmSecondFactor(desk.code(offered), second.token)
            #expect(try await Self.told(desk).map(\.kind) == ["secondFactorSet"])
            try await desk.advance(61)
            _ = try await desk.service.removeSecondFactor(desk.code(offered), third.token)
            #expect(try await Self.told(desk).map(\.kind) == ["secondFactorRemoved"])

            _ = try await desk.service.makeLink(for: account, .signIn, site: SignInDesk.site, SignInDesk.administrator)
            let made = try #require(try await Self.told(desk).first)
            // The link itself is nobody's but the administrator's.
            #expect(made.kind == "linkMade" && !made.body.contains("/link/"))
        }
    }

    @Test func `a second factor that the administrator takes away is told, and what was refused is not`() async throws {
        try await withDesk { desk in
            let (account, signedIn) = try await desk.person()
            #expect(await desk.refusal { try await desk.service.setPassword("short", signedIn.token) } == .passwordTooShort(minimum: 15))
            #expect(
                await desk.refusal { try await desk.service.resetSecondFactor(of: account, SignInDesk.administrator) } == .noSecondFactor)
            #expect(try await Self.told(desk).isEmpty)
            let offered = try await desk.service.enrolSecondFactor(signedIn.token)
            _ = try await desk.service.confirmSecondFactor(desk.code(offered), signedIn.token)
            _ = try await Self.told(desk)
            _ = try await desk.service.resetSecondFactor(of: account, Request(actor: .administrator, isDryRun: true))
            #expect(try await Self.told(desk).isEmpty)
            _ = try await desk.service.resetSecondFactor(of: account, SignInDesk.administrator)
            #expect(try await Self.told(desk).map(\.kind) == ["secondFactorReset"])
        }
    }

    @Test func `each notice is said in each language`() async throws {
        try await withDesk { desk in
            for language in Language.allCases {
                let id = try await desk.service.invite(
                    email: "\(language)@example.org", name: "", language: language, hats: [], site: nil, SignInDesk.administrator
                ).account
                let account = try #require(try await desk.service.database.read { db in try db.account(id) })
                let mails = AccountNotice.allCases.map { $0.mail(to: account) }
                #expect(Set(mails.map(\.body)).count == mails.count && mails.allSatisfy { $0.language == language })
            }
        }
    }
}
