import CallModel
import HTTPTypes
import Presentation
import Service
import Store
import Workflow

extension Operation {
    private static let chapter = "Webhooks"

    /// Programs elsewhere that are told what happens.
    static let webhooks: [Operation] = [
        .list("listWebhooks", "/webhooks", in: chapter, "Who is told what happens.", .doing(.keepWebhooks), key: \.key) {
            visit -> [WebhookRow] in
            try await visit.service.webhooks(try visit.command()).map(WebhookRow.init)
        },
        .command("addWebhook", "/webhooks", in: chapter, "Adds one; what signs its deliveries is shown once.", .doing(.keepWebhooks)) {
            (visit, input: WebhookInput) -> AddedWebhook in
            try await visit.site.service.addWebhook(
                name: input.name, address: input.address, kinds: input.kinds.map(\.rawValue), try visit.command())
        },
        .command(
            "removeWebhook", .delete, "/webhooks/{webhook}", in: chapter, "Takes one away, with what it was still to be told.",
            .doing(.keepWebhooks)
        ) {
            (visit, _: NoInput) -> WebhookReceipt in
            try await visit.site.service.removeWebhook(try visit.webhook(), try visit.command())
        },
        .list(
            "listDeliveries", "/webhooks/{webhook}/deliveries", in: chapter, "What one was told, and what waits.", .doing(.keepWebhooks),
            key: \.key
        ) {
            visit -> [DeliveryRow] in
            try await visit.service.deliveries(of: try visit.webhook(), try visit.command()).map(DeliveryRow.init)
        },
        .command(
            "retryWebhook", "/webhooks/{webhook}/retry", in: chapter, "Tries again what did not arrive, and switches it on again.",
            .doing(.keepWebhooks)
        ) {
            (visit, input: RetryInput) -> WebhookReceipt in
            try await visit.site.service.retryWebhook(try visit.webhook(), delivery: input.delivery, try visit.command())
        }
    ]
}

struct WebhookInput: Codable {
    let name: String
    let address: String
    let kinds: [WebhookKind]
}

struct RetryInput: Codable {
    /// One delivery; all of them without it.
    let delivery: Int64?
}

extension APIVisit {
    fileprivate func webhook() throws -> Int64 {
        let text = try parameter("webhook")
        guard let id = Int64(text) else { throw StoreError.notFound(kind: "webhook", name: text) }
        return id
    }
}

extension WebhookRow {
    fileprivate var key: String { id.inOrder }
}

extension DeliveryRow {
    fileprivate var key: String { id.inOrder }
}

extension Int64 {
    /// The number as a text that sorts as the number does.
    fileprivate var inOrder: String { String(repeating: "0", count: Swift.max(0, 19 - String(self).count)) + String(self) }
}
