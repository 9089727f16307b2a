import ArgumentParser
import CallModel
import Presentation
import Service
import Store
import Workflow

struct KeyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Keys with which programs act under a role of an account.",
        discussion: "EXAMPLE\n  appel account key list", subcommands: [MakeKey.self, ListKeys.self, RevokeKey.self])
}

struct MakeKey: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "Makes a key and shows it, once.",
        discussion: """
            EXAMPLE
              appel account key make claire@example.org --hat finance --name "accounting" --scope read --days 365
            """)

    @Argument(help: "The e-mail address or the number of the account.")
    var account: String

    @Option(help: "The role of the account under which the key acts; not needed where it has one.")
    var hat: ActorName?

    @Option(help: "What the key is for; it must name nobody.")
    var name: String

    @Option(name: .customLong("scope"), help: "What the program may do: read, for example.")
    var scopes: [String] = ["read"]

    @Option(help: "For how many days it is valid.")
    var days = 365

    @OptionGroup var options: KeepingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let account = try await desk.account(account)
            var index: Int? = account.hats.count == 1 ? 0 : nil
            if let hat {
                let actor = try await desk.actor(hat)
                index = account.hats.firstIndex { $0.actor == actor }
            }
            guard let index else { throw ServiceError.access(.noSuchHat) }
            let key = try await desk.service.makeKey(
                for: account.id, hat: index, name: name, scopes: scopes, days: days, request)
            try desk.printer.show("key", key) { style in
                "\(style.strong(key.text))\n\(AccountWords.shownOnce.text(in: language))\n"
            }
        }
    }
}

struct ListKeys: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the keys, without their secrets.", discussion: "EXAMPLE\n  appel account key list --json")

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in try desk.printer.list("keys", try await desk.service.keys().map(KeyRow.init)) }
    }
}

private struct KeyRow: Encodable, TableRow {
    let prefix: String
    let name: String
    let account: AccountID
    let hat: String?
    let scopes: [String]
    let expiresAt: Instant
    let revokedAt: Instant?
    let lastUsedAt: Instant?

    init(_ key: KeyView) {
        (prefix, name, account, scopes) = (key.prefix, key.name, key.account, key.scopes)
        hat = key.hat.map { $0.title.isEmpty ? $0.role.name : "\($0.role.name):\($0.title)" }
        (expiresAt, revokedAt, lastUsedAt) = (key.expiresAt, key.revokedAt, key.lastUsedAt)
    }

    static let columns: [Column] = [
        .text(AccountWords.key), .flexible(Words.name), .number(AccountWords.number), .flexible(AccountWords.hats),
        .flexible(AccountWords.scopes), .text(AccountWords.expires), .text(AccountWords.revoked), .text(AccountWords.lastUsed)
    ]

    func cells(in language: Language) -> [String] {
        [
            prefix, name, account.description, hat ?? "", scopes.joined(separator: " "), Moment.text(expiresAt), Moment.text(revokedAt),
            Moment.text(lastUsedAt)
        ]
    }
}

struct RevokeKey: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Lets a key open nothing any more.", discussion: "EXAMPLE\n  appel account key revoke ab3cd4ef")

    @Argument(help: "What the list shows of the key.")
    var prefix: String

    @OptionGroup var options: KeepingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in try desk.printer.show(try await desk.service.revokeKey(prefix, request)) }
    }
}
