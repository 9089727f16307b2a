import CallModel
import HTTPTypes
import Hummingbird
import Service
import Store

/// Four requests of one account are answered at once; some more wait for their turn, and the rest is told to come back. Other accounts
/// notice nothing of it, in the last minutes before a deadline least of all.
actor AccountTurns {
    private struct Line {
        var inside = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let most: Int
    private let mostWaiting: Int
    private var lines: [AccountID: Line] = [:]

    init(atOnce most: Int = 4, waiting mostWaiting: Int = 32) { (self.most, self.mostWaiting) = (most, mostWaiting) }

    /// - Returns: false where too many wait already; else `leave` must follow.
    func enter(_ account: AccountID) async -> Bool {
        var line = lines[account] ?? Line()
        if line.inside < most {
            line.inside += 1
            lines[account] = line
            return true
        }
        guard line.waiting.count < mostWaiting else { return false }
        // Whoever leaves hands over the place.
        await withCheckedContinuation { lines[account, default: Line()].waiting.append($0) }
        return true
    }

    func leave(_ account: AccountID) {
        guard var line = lines[account] else { return }
        if line.waiting.isEmpty {
            line.inside -= 1
            lines[account] = line.inside == 0 ? nil : line
        } else {
            let next = line.waiting.removeFirst()
            lines[account] = line
            next.resume()
        }
    }
}

/// Sees to it that one account does not take the service for itself.
struct TakingTurns: RouterMiddleware {
    private let turns = AccountTurns()

    @concurrent func handle(
        _ request: WebRequest, context: WebContext, next: @concurrent (WebRequest, WebContext) async throws -> Response
    ) async throws -> Response {
        guard let account = context.visitor.account, !request.uri.path.hasPrefix("/static/") else {
            return try await next(request, context)
        }
        guard await turns.enter(account) else {
            throw Refused(.tooManyRequests, code: "tooManyAtOnce", Self.wait, headers: [.retryAfter: "1"])
        }
        do {
            let response = try await next(request, context)
            await turns.leave(account)
            return response
        } catch {
            await turns.leave(account)
            throw error
        }
    }

    private static let wait = Message(
        fr: "Trop de demandes à la fois pour un compte. Attendez un instant.",
        nl: "Te veel verzoeken tegelijk voor één account. Wacht even.",
        en: "Too many requests at once for one account. Wait a moment.")
}
