import CallModel
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// Programs elsewhere that are told what happens.
enum WebhookPages {
    private static let keeper = Access.doing(.keepWebhooks)

    static let routes: [PageRoute] = [
        .get("admin/webhooks", keeper) { visit in try await list(visit) },
        .get("admin/webhooks/new", keeper) { visit in try form(visit) },
        .post("admin/webhooks/new", keeper) { visit, fields in try await add(visit, fields) },
        .get("admin/webhooks/:webhook", keeper) { visit in try await one(visit) },
        .get("admin/webhooks/:webhook/remove", keeper) { visit in try await ask(visit) },
        .post("admin/webhooks/:webhook/remove", keeper) { visit, fields in
            _ = try await visit.site.service.removeWebhook(try await asked(visit).id, try visit.command(key: fields.text("key")))
            return visit.redirect("admin/webhooks", notice: "webhookRemoved")
        },
        .post("admin/webhooks/:webhook/retry", keeper) { visit, fields in
            let webhook = try await asked(visit)
            _ = try await visit.site.service.retryWebhook(webhook.id, try visit.command(key: fields.text("key")))
            return visit.redirect("admin/webhooks/\(webhook.id)", notice: "webhookRetried")
        }
    ]

    private static func asked(_ visit: Visit) async throws -> StoredWebhook {
        let id = Int64(try visit.parameter("webhook"))
        guard let found = try await visit.site.service.webhooks(try visit.command()).first(where: { $0.id == id }) else {
            throw HTTPError(.notFound)
        }
        return found
    }

    private static func path(_ id: Int64, _ visit: Visit) -> String { visit.path("admin/webhooks/\(id)") }

    private static func list(_ visit: Visit) async throws -> Response {
        let rows = try await visit.site.service.webhooks(try visit.command()).map(WebhookRow.init)
        let table = TableView(visit.say("admin.webhooks"), rows, visit) { path($0.id, visit) }
        return try AdminPages.listed(
            "webhooks", at: "admin/webhooks", table, visit, text: visit.say("admin.webhookText"),
            step: ("admin/webhooks/new", "admin.addWebhook"))
    }

    private static func form(_ visit: Visit, _ typed: FormFields? = nil, faults: [InputFault] = []) throws -> Response {
        func said(_ name: String) -> String? {
            guard let fault = faults.first(where: { $0.field == name }) else { return nil }
            return name == "kinds" ? visit.say("admin.webhookKindsNeeded") : fault.message.text(in: visit.language)
        }
        let kinds = WebhookKind.allCases.map { Field.Choice($0.rawValue, $0.label.text(in: visit.language)) }
        let fields = [
            Field(
                "name", visit.say("admin.keyName"), .line(autocomplete: "off"), values: [typed?["name"] ?? ""],
                help: visit.say("admin.keyNameHelp"), isRequired: true, fault: said("name")),
            Field(
                "address", WebhookWords.address.text(in: visit.language), .line(type: "url", autocomplete: "off"),
                values: [typed?["address"] ?? ""], help: visit.say("admin.webhookAddressHelp"), isRequired: true, fault: said("address")),
            Field("kinds", visit.say("admin.webhookKinds"), .boxes(kinds), values: typed?.all("kinds") ?? [], fault: said("kinds"))
        ]
        return try visit.show(
            Page(
                "admin/form", title: visit.say("admin.addWebhook"),
                [
                    "text": visit.say("admin.webhookText"), "path": visit.path("admin/webhooks/new"), "back": visit.path("admin/webhooks"),
                    "button": visit.say("admin.addWebhook"), "key": AdminPages.key(), "fields": fields.map(\.parts)
                ],
                faults: fields.compactMap { field in field.fault.map { FieldFault(field: field.id, $0) } }))
    }

    private static func add(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        let added: AddedWebhook
        do throws(ServiceError) {
            added = try await visit.site.service.addWebhook(
                name: fields.text("name") ?? "", address: fields.text("address") ?? "", kinds: fields.all("kinds"),
                Service.Command(actor: try visit.actor()))
        } catch {
            guard case .faults(let faults) = error else { throw error }
            return try form(visit, fields, faults: faults)
        }
        return try visit.show(
            Page(
                "admin/shown", title: visit.say("admin.webhookAdded"),
                [
                    "text": WebhookWords.shownOnce.text(in: visit.language), "secret": added.secret, "back": path(added.id, visit),
                    "facts": Facts([(WebhookWords.address.text(in: visit.language), fields.text("address") ?? "")]).parts
                ]))
    }

    private static func one(_ visit: Visit) async throws -> Response {
        let webhook = try await asked(visit)
        let row = WebhookRow(webhook)
        let path = path(webhook.id, visit)
        let deliveries = try await visit.site.service.deliveries(of: webhook.id, try visit.command()).map(DeliveryRow.init)
        let mayRetry = webhook.waiting + webhook.givenUp > 0 || webhook.disabledAt != nil
        return try visit.show(
            Page(
                "admin/webhook", title: webhook.name,
                [
                    "text": webhook.disabledAt == nil ? "" : visit.say("admin.webhookOff"),
                    "facts": Facts(
                        zip(WebhookRow.columns, row.cells(in: visit.language)).filter { !$0.1.isEmpty }.map { column, cell in
                            (column.heading.text(in: visit.language), cell)
                        }
                    ).parts,
                    "forms": mayRetry
                        ? [
                            [
                                "path": path + "/retry", "key": AdminPages.key(), "class": "", "text": visit.say("admin.webhookRetry")
                            ] as Parts
                        ] : [],
                    "remove": path + "/remove", "removeText": visit.say("admin.webhookRemove"),
                    "deliveries": visit.say("admin.deliveries"),
                    "table": TableView(visit.say("admin.deliveries"), deliveries, visit).parts, "back": visit.path("admin/webhooks")
                ]))
    }

    /// What it was still to be told is gone with it: it is asked first.
    private static func ask(_ visit: Visit) async throws -> Response {
        let webhook = try await asked(visit)
        return try visit.show(
            Page(
                "admin/form", title: visit.say("admin.webhookRemove"),
                [
                    "text": visit.say("admin.webhookRemoveText", ["name": webhook.name, "waiting": "\(webhook.waiting)"]),
                    "path": path(webhook.id, visit) + "/remove", "back": path(webhook.id, visit),
                    "button": visit.say("admin.webhookRemove"), "key": AdminPages.key(), "fields": [] as [Parts]
                ]))
    }
}
