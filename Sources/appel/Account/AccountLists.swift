import ArgumentParser
import CallModel
import Presentation
import Service
import Store
import Workflow

struct ListAccounts: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the accounts.", discussion: "EXAMPLE\n  appel account list --json")

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            try desk.printer.list("accounts", try await desk.service.accounts().map(AccountRow.init))
        }
    }
}

struct ShowAccount: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows an account with its roles.", discussion: "EXAMPLE\n  appel account show claire@example.org")

    @Argument(help: "The e-mail address or the number of the account.")
    var account: String

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let row = AccountRow(try await desk.account(account))
            try desk.printer.show("account", row) { _ in
                Facts(zip(AccountRow.columns.map { $0.heading.text(in: language) }, row.cells(in: language)).map { ($0, $1) }).text
            }
        }
    }
}

/// One account, without what opens it.
struct AccountRow: Encodable, TableRow {
    let id: AccountID
    let email: String
    let name: String
    let language: String
    /// Each role with the name of the organisation or the code of the member; `✓` where he or she may sign.
    let hats: [String]
    let password: Bool
    let secondFactor: Bool
    let disabled: Bool

    init(_ account: Account) {
        (id, email, name, language) = (account.id, account.email, account.name, account.language.rawValue)
        hats = account.hats.map { hat in
            (hat.title.isEmpty ? hat.role.name : "\(hat.role.name):\(hat.title)") + (hat.maySign ? " ✓" : "")
        }
        (password, secondFactor, disabled) = (account.hasPassword, account.hasSecondFactor, account.isDisabled)
    }

    static let columns: [Column] = [
        .number(AccountWords.number), .flexible(Words.email), .flexible(Words.name), .text(Words.language),
        .flexible(AccountWords.hats), .text(AccountWords.password), .text(AccountWords.secondFactor), .text(AccountWords.disabled)
    ]

    func cells(in language: Language) -> [String] {
        let yes = Words.yes.text(in: language)
        return [
            id.description, email, name, self.language, hats.joined(separator: ", "), password ? yes : "", secondFactor ? yes : "",
            disabled ? yes : ""
        ]
    }
}

struct AccountHistory: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Shows what happened to accounts, the newest first.",
        discussion: "EXAMPLE\n  appel account history claire@example.org --as auditor")

    @Argument(help: "The e-mail address or the number of the account; all of them without.")
    var account: String?

    @Option(help: "How many at most.")
    var most = 100

    @Option(help: ArgumentHelp("Goes on before this entry; --json shows the numbers of entries.", valueName: "number"))
    var before: Int64?

    @Option(name: .customLong("as"), help: ArgumentHelp("Who asks: administrator or auditor.", valueName: "role"))
    var actor = ActorName.administrator

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func validate() throws {
        guard (1...100_000).contains(most) else { throw ValidationError("--most is a number from 1 to 100000.") }
    }

    func run() async throws {
        try await options.atDesk { desk in
            var id: AccountID?
            if let account { id = try await desk.account(account).id }
            let events = try await desk.service.accountHistory(
                of: id, before: before, most: most, Request(actor: try await desk.actor(actor)))
            try desk.printer.list("events", events.map(AccountEventRow.init))
        }
    }
}

private struct AccountEventRow: Encodable, TableRow {
    let event: AccountEvent

    func encode(to encoder: any Encoder) throws { try event.encode(to: encoder) }

    static let columns: [Column] = [
        .text(Words.at), .number(AccountWords.number), .text(Words.action), .text(Words.actor), .flexible(AccountWords.detail)
    ]

    func cells(in language: Language) -> [String] {
        [
            Moment.text(event.at), event.account?.description ?? "", AccountWords.action(event.action, in: language), event.actor,
            event.detail
        ]
    }
}

struct AccessLog: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "access",
        abstract: "Shows who looked at what, and who was refused it, within the last twelve months, the newest first.",
        discussion: "EXAMPLE\n  appel account access --call brussels-2027 --file BXL27-001 --as auditor")

    @Option(help: "The code of the call.")
    var call: String?

    @Option(help: "The reference of the file.")
    var file: String?

    @Option(help: "The e-mail address or the number of the account.")
    var account: String?

    @Option(help: "How many at most.")
    var most = 100

    @Option(help: ArgumentHelp("Goes on before this entry; --json shows the numbers of entries.", valueName: "number"))
    var before: Int64?

    @Option(name: .customLong("as"), help: ArgumentHelp("Who asks: auditor.", valueName: "role"))
    var actor = ActorName.auditor

    @OptionGroup var options: ReadingOptions

    var language: Language { options.language }

    func validate() throws {
        guard (1...100_000).contains(most) else { throw ValidationError("--most is a number from 1 to 100000.") }
    }

    func run() async throws {
        try await options.atDesk { desk in
            var id: AccountID?
            if let account { id = try await desk.account(account).id }
            let entries = try await desk.service.accessLog(
                call: call, file: file, account: id, before: before, most: most,
                Request(actor: try await desk.actor(actor)))
            try desk.printer.list("accesses", entries.map(AccessRow.init))
        }
    }
}

private struct AccessRow: Encodable, TableRow {
    let entry: AccessEntry

    func encode(to encoder: any Encoder) throws { try entry.encode(to: encoder) }

    static let columns: [Column] = [
        .text(Words.at), .number(AccountWords.number), .text(Words.actor), .text(AccountWords.question), .text(Words.call),
        .text(Words.reference)
    ]

    func cells(in language: Language) -> [String] {
        [Moment.text(entry.at), entry.account?.description ?? "", entry.actor, entry.question, entry.call ?? "", entry.file ?? ""]
    }
}
