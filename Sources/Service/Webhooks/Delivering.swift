import CallModel
import Postgres
package import Store

// What webhooks are to be told: written with the event by the database, delivered by whichever worker takes it, at least once and in
// the order of each file.

extension Service {
    /// For so long a delivery is one worker's; one that ends without a word has it taken over then.
    private static let takenSeconds: Int64 = 60
    /// How long to wait after each attempt that failed: about a day in all.
    package static let webhookPauses: [Int64] = [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800]
    /// A webhook at which nothing has arrived for so long is switched off.
    package static let webhookPatienceDays: Int64 = 3

    /// Takes what is due, so many of each webhook. No other worker gets them until it is said what became of them, or a minute passed.
    package func takeDeliveries(perWebhook count: Int) async throws(ServiceError) -> [TakenDelivery] {
        try await access { db in
            let now = try db.now()
            return try db.takeDeliveries(perWebhook: count, at: now, until: now.adding(seconds: Self.takenSeconds))
        }
    }

    package func deliveryArrived(_ delivery: TakenDelivery) async throws(ServiceError) {
        try await access { db in try db.note(arrivalOf: delivery.id, at: delivery.webhook, db.now()) }
    }

    /// A delivery did not arrive: it is tried again later, and given up after the last attempt.
    package func deliveryFailed(_ delivery: TakenDelivery, _ error: String) async throws(ServiceError) {
        try await access { db in
            let now = try db.now()
            let pause = delivery.attempts <= Self.webhookPauses.count ? Self.webhookPauses[max(0, delivery.attempts - 1)] : nil
            let isOff = try db.note(
                failureOf: delivery.id, at: delivery.webhook, String(error.unicodeScalars.prefix(500)),
                next: pause.map { now.adding(seconds: $0) }, now, limit: now.adding(days: -Self.webhookPatienceDays))
            if isOff { try db.note("webhookSwitchedOff", on: nil, by: "system", "\(delivery.webhook)", at: now) }
        }
    }
}
