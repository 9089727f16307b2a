import ArgumentParser
import CallModel
import Presentation
import Service
import Store
import Workflow

struct WebhookCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook", abstract: "Programs elsewhere that are told what happens.",
        discussion: """
            `appel serve` tells them, signed, and again for about a day where it does not arrive; docs/api.md has what a receiver checks.

            EXAMPLE
              appel webhook list
            """,
        subcommands: [AddWebhook.self, ListWebhooks.self, RemoveWebhook.self, ListDeliveries.self, RetryWebhook.self])
}

extension WebhookKind: ExpressibleByArgument {}

struct AddWebhook: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Adds one, and shows once what its deliveries are signed with.",
        discussion: """
            The address is a public one with https; in a rehearsal it may be on this machine.

            EXAMPLE
              appel webhook add https://books.example.org/appel --name accounting --kind grant.committed --kind grant.paid --dry-run
            """)

    @Argument(help: "Where it is told.")
    var address: String

    @Option(help: "What it is for; it must name nobody.")
    var name: String

    @Option(
        name: .customLong("kind"),
        help: ArgumentHelp(
            "What it wants to hear; as often as needed: \(WebhookKind.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "kind"))
    var kinds: [WebhookKind]

    @OptionGroup var options: KeepingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let added = try await desk.service.addWebhook(name: name, address: address, kinds: kinds.map(\.rawValue), request)
            try desk.printer.show("webhook", added) { style in
                "webhook:\(added.id)\n\(style.strong(added.secret))\n\(WebhookWords.shownOnce.text(in: language))\n"
            }
        }
    }
}

struct ListWebhooks: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the webhooks, and how much waits for each.",
        discussion: "EXAMPLE\n  appel webhook list --json")

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            try desk.printer.list("webhooks", try await desk.service.webhooks(.init(actor: .administrator)).map(WebhookRow.init))
        }
    }
}

struct RemoveWebhook: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes one away, with what it was still to be told.",
        discussion: "EXAMPLE\n  appel webhook remove 3 --dry-run")

    @Argument(help: "Its number, as the list shows it.")
    var webhook: Int64

    @OptionGroup var options: KeepingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in try desk.printer.show(try await desk.service.removeWebhook(webhook, request)) }
    }
}

struct ListDeliveries: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries", abstract: "Lists what one was told, and what waits, the newest first.",
        discussion: "EXAMPLE\n  appel webhook deliveries 3 --json")

    @Argument(help: "Its number, as the list shows it.")
    var webhook: Int64

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let deliveries = try await desk.service.deliveries(of: webhook, .init(actor: .administrator))
            try desk.printer.list("deliveries", deliveries.map(DeliveryRow.init))
        }
    }
}

struct RetryWebhook: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Tries again what did not arrive, and switches the webhook on again.",
        discussion: "EXAMPLE\n  appel webhook retry 3\n  appel webhook retry 3 --delivery 41 --dry-run")

    @Argument(help: "Its number, as the list shows it.")
    var webhook: Int64

    @Option(help: "One of its deliveries; all of them without it.")
    var delivery: Int64?

    @OptionGroup var options: KeepingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            try desk.printer.show(try await desk.service.retryWebhook(webhook, delivery: delivery, request))
        }
    }
}

extension Printer {
    fileprivate func show(_ receipt: WebhookReceipt) throws {
        try show("receipt", receipt) { style in
            "\(style.strong("webhook:\(receipt.webhook)")): \(AccountWords.action(receipt.action, in: language))  "
                + "\(receipt.deliveries)  \(style.faint(Moment.text(receipt.at)))\n"
        }
    }
}
