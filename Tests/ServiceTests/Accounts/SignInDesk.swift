import CallModel
import Store
import Testing
import Workflow

@testable import Service

/// A world in which people sign in. Passwords cost little, so that a test can try many.
struct SignInDesk: Sendable {
    let world: World
    let service: Service
    /// A second server on the same database.
    let other: Service

    static let administrator = Request(actor: .administrator)
    static let site = "https://appel.example.org"
    static let password = "kangoeroe zeven lantaarn"

    init(_ world: World) {
        self.world = world
        var service = world.service
        service.passwordCost = PasswordCost(logRounds: 4, blockSize: 1, parallelism: 1)
        (self.service, other) = (service, service)
    }

    /// Makes an account and lets its owner in by the invitation.
    func invite(_ email: String = "claire@example.org", hats: [Hat]? = nil) async throws -> (account: AccountID, token: String) {
        let hats = try hats ?? [#require(Hat(.secretariat))]
        let account = try await service.invite(
            email: email, name: "Claire Dubois", language: .french, hats: hats, site: nil, Self.administrator
        ).account
        return (account, try await link(.invitation, account))
    }

    /// The token of a link that was made for an account.
    func link(_ purpose: LinkPurpose, _ account: AccountID) async throws -> String {
        try await Self.token(in: service.makeLink(for: account, purpose, site: Self.site, Self.administrator).address)
    }

    static func token(in text: String) -> String {
        let start = text.ranges(of: "/link/").first?.upperBound ?? text.endIndex
        return String(text[start...].prefix { !$0.isWhitespace })
    }

    /// An account with a password, and a session of it.
    func person(_ email: String = "claire@example.org", hats: [Hat]? = nil) async throws -> (account: AccountID, signedIn: SignedIn) {
        let (account, link) = try await invite(email, hats: hats)
        let first = try await service.signIn(link: link)
        let signedIn = try await service.setPassword(Self.password, first.token)
        // That a password was set is told by mail, which this is not about.
        for mail in try await service.claimMails(10) { try await service.mailDelivered(mail.id) }
        return (account, signedIn)
    }

    func signIn(
        _ password: String = Self.password, email: String = "claire@example.org", from address: String = "10.0.0.1"
    ) async throws
        -> SignedIn
    {
        try await service.signIn(email: email, password: password, from: address)
    }

    func advance(_ seconds: Int64) async throws { try await world.setClock(world.now().adding(seconds: seconds)) }

    /// The code that an app shows now, or some periods later.
    func code(_ factor: OfferedFactor, periods: Int64 = 0) async throws -> String {
        let step = try await world.now().microseconds / 1_000_000 / OneTimeCode.period + periods
        return OneTimeCode(secret: Self.bytes(factor.secret)).code(at: step)
    }

    /// Reads base32.
    static func bytes(_ text: String) -> [UInt8] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let bits = text.flatMap { letter -> [UInt8] in
            let value = UInt8(letters.firstIndex(of: letter) ?? 0)
            return (0..<5).reversed().map { value >> $0 & 1 }
        }
        return stride(from: 0, to: bits.count / 8 * 8, by: 8).map { bits[$0..<$0 + 8].reduce(0) { $0 << 1 | $1 } }
    }

    /// What an attempt is refused with.
    func refusal<Answer>(
        sourceLocation: SourceLocation = #_sourceLocation, _ attempt: () async throws -> Answer
    ) async -> AccessRefusal? {
        do {
            let answer = try await attempt()
            Issue.record("let in: \(answer)", sourceLocation: sourceLocation)
            return nil
        } catch ServiceError.access(let refusal) {
            return refusal
        } catch {
            Issue.record("\(error)", sourceLocation: sourceLocation)
            return nil
        }
    }

    func events(_ account: AccountID?) async throws -> [String] {
        try await service.accountHistory(of: account, Self.administrator).map(\.action).reversed()
    }
}

func withDesk<Value>(sessions: Int = 4, _ body: (SignInDesk) async throws -> Value) async throws -> Value {
    try await withWorld(sessions: sessions) { try await body(SignInDesk($0)) }
}
