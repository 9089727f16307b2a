package import CallModel
import Postgres
package import Store
package import Workflow

extension Service {
    /// The most that is kept of a form whose sender's session had lapsed: what people type, not what they upload.
    package static let largestForm = 1 << 20
    /// So many forms of one account are kept, the newest.
    private static let mostForms = 20
    /// For so long a form waits for its sender.
    private static let formSeconds: Int64 = 86_400

    /// Keeps what somebody typed when the session had lapsed, until the next sign-in.
    ///
    /// - Returns: what to ask for it with.
    package func keepForm(_ path: String, _ body: [UInt8], of account: AccountID?) async throws(ServiceError) -> String {
        guard body.count <= Self.largestForm, (1...2000).contains(path.unicodeScalars.count) else {
            throw .access(.formTooLarge(maximum: Self.largestForm))
        }
        let token = Secret.token()
        try await access { db in
            let form = KeptForm(path: path, body: body, keptAt: try db.now())
            try db.keep(form: form, of: account, under: Secret.digest(token), most: Self.mostForms)
        }
        return token
    }

    /// Gives a form back, once, and to the account that typed it. One that was kept for nobody goes to whoever has its token.
    package func takeKeptForm(_ token: String, for account: AccountID?) async throws(ServiceError) -> KeptForm? {
        try await access { db in
            let oldest = try db.now().adding(seconds: -Self.formSeconds)
            return try db.take(form: Secret.digest(token), for: account, keptAfter: oldest)
        }
    }

    /// Writes down that somebody looked at something.
    ///
    /// - Parameters:
    ///   - question: what was asked, in words of the program: `file`, `reviews`.
    ///   - call: the call's code.
    ///   - file: the file's reference.
    ///   - request: the number of the request, where it came by HTTP.
    package func noteAccess(
        by account: AccountID?, as actor: Actor, _ question: String, call: String? = nil, file: String? = nil, request: String? = nil
    ) async throws(ServiceError) {
        try await access { db in
            try db.noteAccess(by: account, as: actor.reference, question, call: call, file: file, request: request)
        }
    }

    /// Refusals of one account that are written down within an hour; who tries more often is known by then.
    package static let mostRefusalsNoted = 60

    /// Writes down that somebody was refused what is there.
    ///
    /// - Parameters:
    ///   - actor: nobody acts where no hat is worn.
    ///   - door: what he or she came to: the method and the pattern of the path.
    package func noteRefusal(
        of account: AccountID, as actor: Actor?, _ door: String, call: String? = nil, file: String? = nil, request: String? = nil
    ) async throws(ServiceError) {
        try await access { db in
            let verdict = try Self.count("refused \(account)", limit: Self.mostRefusalsNoted, seconds: 3600, at: db.now(), db)
            guard verdict.isAllowed else { return }
            try db.noteAccess(
                by: account, as: actor?.reference ?? "account:\(account)", String("refused \(door)".prefix(100)), call: call,
                file: file, request: request)
        }
    }

    /// Who looked at what within the last twelve months, the newest first.
    ///
    /// - Parameter before: the number of the entry that the part before ended with: what is written meanwhile moves nothing.
    package func accessLog(
        call: String? = nil, file: String? = nil, account: AccountID? = nil, before: Int64? = nil, most: Int = 1000, _ request: Request
    ) async throws(ServiceError) -> [AccessEntry] {
        try await question { db in
            try RegisterAction.readAccessLog.permit(request.actor)
            return try db.accesses(call: call, file: file, account: account, before: before, most: most)
        }
    }

    /// Counts one more of something, on all servers together, and says whether it is within the limit.
    ///
    /// - Parameters:
    ///   - bucket: what is counted and for whom: `upload account:7`. Only its digest is kept.
    ///   - limit: how many are allowed in a window.
    ///   - seconds: how long a window lasts, from the first that is counted in it.
    package func allow(_ bucket: String, limit: Int, seconds: Int) async throws(ServiceError) -> RateVerdict {
        try await access { db in try Self.count(bucket, limit: limit, seconds: seconds, at: db.now(), db) }
    }

    static func count(
        _ bucket: String, limit: Int, seconds: Int, at now: Instant, _ db: borrowing Connection
    ) throws -> RateVerdict {
        let key = "bucket \(Digest.sha256(Array(bucket.utf8)).hex)"
        let counter = try db.count(key, at: now, after: now.adding(seconds: -Int64(seconds)))
        guard counter.count > limit else { return RateVerdict(isAllowed: true, remaining: limit - counter.count, retryAfter: 0) }
        let left = counter.start.adding(seconds: Int64(seconds)).microseconds - now.microseconds
        return RateVerdict(isAllowed: false, remaining: 0, retryAfter: max(1, Int((left + 999_999) / 1_000_000)))
    }
}
