import CallModel
import Store
import Testing
import Workflow

@testable import Service

/// The codes of RFC 6238, and what they are good for.
@Suite struct SecondFactorTests {
    /// Appendix B of RFC 6238, with the seeds of its program for each hash.
    @Test(arguments: [
        (59, "94287082", "46119246", "90693936"), (1_111_111_109, "07081804", "68084774", "25091201"),
        (1_111_111_111, "14050471", "67062674", "99943326"), (1_234_567_890, "89005924", "91819424", "93441116"),
        (2_000_000_000, "69279037", "90698825", "38618901"), (20_000_000_000, "65353130", "77737706", "47863826")
    ])
    func `the codes are those of the standard`(_ second: Int64, _ sha1: String, _ sha256: String, _ sha512: String) {
        let digits = Array("1234567890".utf8)
        let seed = Array(repeating: digits, count: 7).flatMap(\.self)
        let step = second / OneTimeCode.period
        #expect(OneTimeCode(secret: Array(seed.prefix(20)), hash: .sha1, digits: 8).code(at: step) == sha1)
        #expect(OneTimeCode(secret: Array(seed.prefix(32)), hash: .sha256, digits: 8).code(at: step) == sha256)
        #expect(OneTimeCode(secret: Array(seed.prefix(64)), hash: .sha512, digits: 8).code(at: step) == sha512)
        let six = OneTimeCode(secret: Array(seed.prefix(20)))
        #expect(six.code(at: step) == String(sha1.suffix(6)))
        for neighbour in -2...2 as ClosedRange<Int64> {
            let found = six.step(of: six.code(at: step + neighbour), atSecond: second)
            #expect(found == (abs(neighbour) <= 1 ? step + neighbour : nil))
        }
    }

    /// RFC 4648, section 10, without what fills up.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI")
    ])
    func `base32 is that of the standard`(_ text: String, _ encoded: String) {
        #expect(OneTimeCode.base32(Array(text.utf8)) == encoded)
        #expect(SignInDesk.bytes(encoded) == Array(text.utf8))
    }

    @Test func `a code works once, and none before it afterwards`() async throws {
        try await withDesk { desk in
            let (account, first) = try await desk.person()
            let offered = try await desk.service.enrolSecondFactor(first.token)
            #expect(offered.address.hasPrefix("otpauth://totp/Appel:claire%40example%2Eorg?secret=\(offered.secret)&"))
            #expect(await desk.refusal { try await desk.service.confirmSecondFactor("000000x", first.token) } == .codeWrong)
            let code = try await desk.code(offered)
            let enrolled = try await desk.service.confirmSecondFactor(code, first.token)
            #expect(enrolled.session.account.hasSecondFactor && !enrolled.session.needsSecondFactor)

            let half = try await desk.signIn()
            // Nothing may be done with half a sign-in.
            #expect(await desk.refusal { try await desk.service.choose(hat: 0, half.token) } == .secondFactorNeeded)
            #expect(
                await desk.refusal { try await desk.service.setPassword("een heel ander wachtwoord", half.token) } == .secondFactorNeeded)
            #expect(await desk.refusal { try await desk.service.enrolSecondFactor(half.token) } == .secondFactorNeeded)
            #expect(await desk.refusal { try await desk.service.confirmSecondFactor(code, half.token) } == .noSecondFactor)
            #expect(await desk.refusal { try await desk.service.provideSecondFactor(code, half.token) } == .codeWrong)
            let earlier = try await desk.code(offered, periods: -1)
            #expect(await desk.refusal { try await desk.other.provideSecondFactor(earlier, half.token) } == .codeWrong)
            let full = try await desk.service.provideSecondFactor(desk.code(offered, periods: 1), half.token)
            #expect(try await desk.service.choose(hat: 0, full.token).hat?.actor == .secretariat)
            // Nor has a link out of a mail the second factor.
            let byLink = try await desk.service.signIn(link: desk.link(.reset, account))
            #expect(byLink.session.needsSecondFactor)
            #expect(
                await desk.refusal { try await desk.service.setPassword("een heel ander wachtwoord", byLink.token) } == .secondFactorNeeded)
        }
    }

    @Test func `the same code at ten browsers lets one in, and wrong codes make wait`() async throws {
        try await withDesk(sessions: 8) { desk in
            let first = try await desk.person().signedIn
            let offered = try await desk.service.enrolSecondFactor(first.token)
            _ = try await desk.service.confirmSecondFactor(desk.code(offered), first.token)
            try await desk.advance(300)
            var tokens: [String] = []
            for _ in 0..<4 { tokens.append(try await desk.signIn().token) }
            let code = try await desk.code(offered)
            let letIn = await withTaskGroup(of: Bool.self) { group in
                for token in tokens { group.addTask { (try? await desk.service.provideSecondFactor(code, token)) != nil } }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(letIn == 1)
            try await desk.advance(61)
            let half = try await desk.signIn()
            for _ in 0..<5 {
                #expect(await desk.refusal { try await desk.service.provideSecondFactor("abcdef", half.token) } == .codeWrong)
            }
            let right = try await desk.code(offered)
            let refusal = await desk.refusal { try await desk.other.provideSecondFactor(right, half.token) }
            #expect((55...60).contains(refusal?.retryAfter ?? 0))
        }
    }

    @Test func `a second factor goes on a code of it, and with it a password that is too short without`() async throws {
        try await withDesk { desk in
            let (account, first) = try await desk.person()
            let offered = try await desk.service.enrolSecondFactor(first.token)
            let enrolled = try await desk.service.confirmSecondFactor(desk.code(offered), first.token)
            let short = try await desk.service.setPassword("wxK7-vqu", current: SignInDesk.password, enrolled.token)
            try await desk.advance(61)
            let code = try await desk.code(offered)
            #expect(await desk.refusal { try await desk.service.removeSecondFactor(code, short.token) } == .passwordTooShort(minimum: 15))
            #expect(await desk.refusal { try await desk.service.removeSecondFactor("1", short.token) } == .codeWrong)
            let long = try await desk.service.setPassword(SignInDesk.password, current: "wxK7-vqu", short.token)
            #expect(await desk.refusal { try await desk.service.removeSecondFactor("1", long.token) } == .codeWrong)
            let without = try await desk.service.removeSecondFactor(code, long.token)
            #expect(!without.session.account.hasSecondFactor)
            #expect(try await desk.signIn().session.needsSecondFactor == false)

            // Who lost the telephone asks an administrator.
            let again = try await desk.service.enrolSecondFactor(without.token)
            let second = try await desk.service.confirmSecondFactor(desk.code(again), without.token)
            let weak = try await desk.service.setPassword("wxK7-vqu", current: SignInDesk.password, second.token)
            _ = try await desk.service.resetSecondFactor(of: account, SignInDesk.administrator)
            #expect(try await desk.service.session(weak.token) == nil)
            #expect(await desk.refusal { try await desk.signIn("wxK7-vqu") } == .signInRefused)
        }
    }
}
