import CallModel
import HTTPTypes
import Service

/// How often a program may ask: so that one that runs wild leaves room for people.
enum APILimit {
    static func check(_ visit: APIVisit) async throws {
        let verdict: RateVerdict =
            switch visit.context.visitor {
            case .machine(let holder):
                try await visit.site.service.allow("api key \(holder.prefix)", limit: visit.site.settings.keyLimit, seconds: 60)
            case .nobody, .person:
                try await visit.site.service.allow(
                    "api from \(visit.context.network)", limit: visit.site.settings.strangerLimit, seconds: 60)
            }
        guard verdict.isAllowed else {
            throw Refused(.tooManyRequests, code: "tooManyRequests", wait, headers: [.retryAfter: "\(verdict.retryAfter)"])
        }
    }

    private static let wait = Message(
        fr: "trop de demandes : attendez un peu", nl: "te veel verzoeken: wacht even", en: "too many requests: wait a little")
}
