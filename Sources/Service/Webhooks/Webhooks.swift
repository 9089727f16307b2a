package import CallModel
import Foundation
import Postgres
package import Store
import Workflow

/// A webhook that was just added. What its deliveries are signed with is shown once.
package struct AddedWebhook: Hashable, Codable, Sendable {
    package let id: Int64
    /// As the receivers' libraries read it: `whsec_` and base64.
    package let secret: String
}

/// What became of a command on a webhook.
package struct WebhookReceipt: Hashable, Codable, Sendable {
    package let webhook: Int64
    package let action: String
    /// How many deliveries it was about.
    package let deliveries: Int
    package let at: Instant
}

extension Service {
    /// Adds a program elsewhere that is told what happens from now on.
    ///
    /// - Parameter kinds: names of `WebhookKind`.
    package func addWebhook(
        name: String, address: String, kinds: [String], _ request: Request
    ) async throws(ServiceError) -> AddedWebhook {
        let secret = Secret.bytes(32)
        return try await command(request.withoutKey, "add a webhook") { db, _ in
            try RegisterAction.keepWebhooks.permit(request.actor)
            let isRehearsal = try DatabaseKind.read(db) == .rehearsal
            let wanted = WebhookKind.allCases.filter { kinds.contains($0.rawValue) }
            var faults: [InputFault] = []
            let named = name.personName.flatMap { (1...100).contains($0.unicodeScalars.count) ? $0 : nil }
            if named == nil { faults.append(InputFault(field: "name", message: WebhookWords.nameNeeded)) }
            let place = WebhookAddress(address, isRehearsal: isRehearsal)
            if place == nil { faults.append(InputFault(field: "address", message: WebhookAddress.fault)) }
            if wanted.isEmpty || wanted.count != Set(kinds).count {
                faults.append(InputFault(field: "kinds", message: WebhookWords.kindsNeeded))
            }
            guard let named, let place, faults.isEmpty else { throw ServiceError.faults(faults) }
            let now = try db.now()
            let id = try db.addWebhook(
                name: named, address: place.text, secret: secret, kinds: wanted.map(\.rawValue), events: wanted.flatMap(\.events), at: now)
            try db.note("webhookAdded", on: nil, by: request.actor.reference, "\(id) \(place.host)", at: now)
            return (AddedWebhook(id: id, secret: "whsec_" + Data(secret).base64EncodedString()), now)
        }
    }

    /// In the order in which they were added.
    package func webhooks(_ request: Request) async throws(ServiceError) -> [StoredWebhook] {
        try await question { db in
            try RegisterAction.keepWebhooks.permit(request.actor)
            return try db.webhooks()
        }
    }

    /// Takes a webhook away, with what it was told and was still to be told.
    package func removeWebhook(_ id: Int64, _ request: Request) async throws(ServiceError) -> WebhookReceipt {
        try await command(request, "remove webhook \(id)") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.keepWebhooks.permit(request.actor)
            let found = try Self.webhook(id, db)
            let now = try db.now()
            _ = try db.remove(webhook: id)
            try db.note("webhookRemoved", on: nil, by: request.actor.reference, "\(id)", at: now)
            return (WebhookReceipt(webhook: id, action: "webhookRemoved", deliveries: found.waiting, at: now), now)
        }
    }

    /// Tries again what did not arrive, from now on, and lets the webhook hear again if it was switched off.
    ///
    /// - Parameter delivery: one of its deliveries; all of them without it.
    package func retryWebhook(_ id: Int64, delivery: Int64? = nil, _ request: Request) async throws(ServiceError) -> WebhookReceipt {
        try await command(request, "retry webhook \(id) \(delivery.map(String.init) ?? "")") { db, _ in
            try stopIfAnswered(db.previousAnswer(request.key))
            try RegisterAction.keepWebhooks.permit(request.actor)
            _ = try Self.webhook(id, db)
            let now = try db.now()
            let count = try db.retry(webhook: id, delivery: delivery, at: now)
            if let delivery, count == 0 { throw StoreError.notFound(kind: "delivery", name: "\(delivery)") }
            try db.note("webhookRetried", on: nil, by: request.actor.reference, "\(id)", at: now)
            return (WebhookReceipt(webhook: id, action: "webhookRetried", deliveries: count, at: now), now)
        }
    }

    /// What a webhook was told, the newest first.
    package func deliveries(of id: Int64, most: Int = 500, _ request: Request) async throws(ServiceError) -> [StoredDelivery] {
        try await question { db in
            try RegisterAction.keepWebhooks.permit(request.actor)
            _ = try Self.webhook(id, db)
            return try db.deliveries(of: id, most: most)
        }
    }

    private static func webhook(_ id: Int64, _ db: borrowing Connection) throws -> StoredWebhook {
        guard let found = try db.webhooks().first(where: { $0.id == id }) else {
            throw StoreError.notFound(kind: "webhook", name: "\(id)")
        }
        return found
    }
}

private enum WebhookWords {
    static let nameNeeded = Message(
        fr: "dites en 1 à 100 caractères à quoi il sert", nl: "zeg in 1 tot 100 tekens waarvoor hij dient",
        en: "say in 1 to 100 characters what it is for")
    static var kindsNeeded: Message {
        let names = WebhookKind.allCases.map(\.rawValue).joined(separator: ", ")
        return Message(fr: "choisissez parmi : \(names)", nl: "kies uit: \(names)", en: "choose from: \(names)")
    }
}
