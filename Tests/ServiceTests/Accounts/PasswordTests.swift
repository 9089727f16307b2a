import CallModel
import Store
import Synchronization
import Testing
import Workflow

@testable import Service

/// What a password must be, and what it costs to try one.
@Suite struct PasswordTests {
    /// RFC 7914, section 12: of its 64 bytes the first 32 are those of the shorter digest.
    @Test func `scrypt is that of the standard`() throws {
        let text = "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI"
        let digest = try #require(PasswordDigest(text: text))
        #expect(digest.text == text && digest.salt == Array("SodiumChloride".utf8))
        #expect(digest.matches("pleaseletmein"))
        #expect(!digest.matches("pleaseletmeiN"))
    }

    @Test func `the cost is the one that was asked for, and is read back`() throws {
        #expect(PasswordCost.standard == PasswordCost(logRounds: 15, blockSize: 8, parallelism: 3))
        let cost = PasswordCost(logRounds: 4, blockSize: 2, parallelism: 3)
        let digest = PasswordDigest.make(of: "één wachtwoord", cost: cost)
        let read = try #require(PasswordDigest(text: digest.text))
        #expect(read == digest && read.matches("één wachtwoord"))
        // The same letters from another keyboard: e and an accent on it.
        #expect(read.matches("e\u{301}e\u{301}n wachtwoord"))
        #expect(PasswordDigest.make(of: "één wachtwoord", cost: cost) != digest)
        for broken in ["", "$scrypt$", "$bcrypt$ln=4,r=8,p=1$AAAA$AAAA", "$scrypt$ln=40,r=8,p=1$AAAA$AAAA", "$scrypt$ln=4,r=8,p=1$AAAA$"] {
            #expect(PasswordDigest(text: broken) == nil)
        }
    }

    @Test(arguments: [
        "password12345678", "Passw0rd!Passw0rd!", "MotDePasse2027!!", "azertyuiopqsdfghjklm", "1234567890123456", "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc", "Bruxelles2027!!!", "claire.dubois@example.org", "ClaireDubois1987", "Dubois Claire 123", "Welkom2027Welkom",
        "qwertyuiop123456", "gemeente gemeente", "ikhouvanjou12345", "0987654321098765", "Anderlecht-2026!", "$olidarité$olidarité",
        "p@ssw0rdp@ssw0rd", "jetaimejetaime99", "AZERTYazerty1234", "1qaz2wsx3edc4rfv"
    ])
    func `what anybody would try first is refused`(_ password: String) {
        #expect(throws: AccessRefusal.passwordGuessable) {
            try PasswordRules.check(password, besideSecondFactor: false, context: ["claire.dubois@example.org", "Claire Dubois"])
        }
    }

    @Test(arguments: [
        "correct horse battery staple", "kangoeroe zeven lantaarn", "un hérisson sous la table", "四つの季節の中で一番好きなのは秋です",
        "839201748562930", "🦔🌲🚲🎻🧀🌊🪁🎲🧵🪵🛶🎺🧊🪴🎈", "pas de majuscule ici"
    ])
    func `anything else of fifteen signs is a password, whatever it is made of`(_ password: String) throws {
        try PasswordRules.check(password, besideSecondFactor: false, context: ["claire.dubois@example.org", "Claire Dubois"])
    }

    @Test func `fifteen signs alone, eight beside a second factor, however many bytes they have`() throws {
        let fourteen = "kangoeroe zeve"
        #expect(throws: AccessRefusal.passwordTooShort(minimum: 15)) {
            try PasswordRules.check(fourteen, besideSecondFactor: false, context: [])
        }
        try PasswordRules.check(fourteen, besideSecondFactor: true, context: [])
        #expect(throws: AccessRefusal.passwordTooShort(minimum: 8)) {
            try PasswordRules.check("wxK7-vq", besideSecondFactor: true, context: [])
        }
        // Seven letters, each with its accent apart, are seven signs.
        #expect(throws: AccessRefusal.passwordTooShort(minimum: 8)) {
            try PasswordRules.check(String(repeating: "e\u{301}", count: 7), besideSecondFactor: true, context: [])
        }
        #expect(throws: AccessRefusal.passwordGuessable) { try PasswordRules.check("Welkom01", besideSecondFactor: true, context: []) }
        #expect(throws: AccessRefusal.passwordTooLong(maximum: 256)) {
            try PasswordRules.check(String(repeating: "kangoeroe zeven", count: 18), besideSecondFactor: false, context: [])
        }
    }

    /// How many work at once.
    private final class Crowd: Sendable {
        let most = Atomic<Int>(0)
        private let running = Atomic<Int>(0)

        /// Long enough that all have come before the first is done.
        func work() -> Bool {
            most.max(running.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
            let digest = PasswordDigest.make(of: "x", cost: PasswordCost(logRounds: 14, blockSize: 8, parallelism: 1))
            running.subtract(1, ordering: .relaxed)
            return !digest.bytes.isEmpty
        }
    }

    @Test func `two run at once, some wait, the flood is refused`() async {
        let gate = WorkGate(atOnce: 2, waiting: 3)
        let crowd = Crowd()
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask { (try? await gate.run { crowd.work() }) ?? false }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect((1...2).contains(crowd.most.load(ordering: .relaxed)))
        // Whoever came later than the first ones were done was let in too, on a slow machine.
        #expect((5..<20).contains(outcomes.filter(\.self).count))
        let load = await gate.load
        #expect(load.running == 0 && load.waiting == 0)
    }

    @Test func `a new password needs the old one, or the mailbox, and ends every other session`() async throws {
        try await withDesk { desk in
            let (account, first) = try await desk.person()
            let second = try await desk.signIn()
            let new = "drie vossen op zolder"
            #expect(await desk.refusal { try await desk.service.setPassword(new, second.token) } == .currentPasswordWrong)
            #expect(await desk.refusal { try await desk.service.setPassword(new, current: "x", second.token) } == .currentPasswordWrong)
            #expect(
                await desk.refusal { try await desk.service.setPassword("Claire Dubois 2027", current: SignInDesk.password, second.token) }
                    == .passwordGuessable)
            let link = try await desk.link(.signIn, account)
            let third = try await desk.service.setPassword(new, current: SignInDesk.password, second.token)
            for token in [first.token, second.token] { #expect(try await desk.service.session(token) == nil) }
            #expect(try await desk.service.session(third.token) != nil)
            #expect(await desk.refusal { try await desk.service.signIn(link: link) } == .linkSpent)
            #expect(await desk.refusal { try await desk.signIn() } == .signInRefused)
            _ = try await desk.signIn(new)

            // Whoever came by a link may set one for a quarter of an hour.
            let byLink = try await desk.service.signIn(link: desk.link(.reset, account))
            try await desk.advance(901)
            #expect(await desk.refusal { try await desk.service.setPassword(SignInDesk.password, byLink.token) } == .currentPasswordWrong)
            let again = try await desk.service.signIn(link: desk.link(.reset, account))
            _ = try await desk.service.setPassword(SignInDesk.password, again.token)
            _ = try await desk.signIn()
            #expect(try await desk.world.value("SELECT count(*) FROM appel.accounts AS a WHERE a::text LIKE '%kangoeroe%'") == "0")
        }
    }
}
