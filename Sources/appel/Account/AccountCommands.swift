import ArgumentParser
import CallModel
import Presentation
import Service
import Store
import Workflow

struct AccountCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Who may sign in, and under which roles.",
        discussion: """
            The first account of an installation is made here:
              appel account add claire@example.org --name "Claire Dubois" --hat administrator
              appel account link claire@example.org --purpose invitation --site https://appel.example.org

            EXAMPLE
              appel account list
            """,
        subcommands: [
            AddAccount.self, ListAccounts.self, ShowAccount.self, GrantHat.self, RevokeHat.self, DisableAccount.self, EnableAccount.self,
            ResetFactor.self, LinkAccount.self, AccountHistory.self, AccessLog.self, SweepAccounts.self, KeyCommands.self
        ])
}

/// What every command takes that keeps accounts.
struct KeepingOptions: ParsableArguments {
    @OptionGroup var trial: DryRunOption

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Who acts: administrator.", valueName: "role"))
    var actor = ActorName.administrator

    // What opens something is never kept to be given again.
    @Option(
        help: """
            A key that makes repeating the command safe: the second time gives the first answer. A link, and a key of a program, are \
            made anew all the same.
            """)
    var key: String?

    @OptionGroup var reading: ReadingOptions

    var language: Language { reading.language }

    /// Opens the database and finds out who acts.
    func atDesk(_ body: (Desk, Request) async throws -> Void) async throws {
        var printer = reading.printing.printer
        printer.isDryRun = trial.isDryRun
        try await reading.data.atDesk(printer) { desk in
            try await body(desk, Request(actor: try await desk.actor(actor), key: key, isDryRun: trial.isDryRun))
        }
    }
}

/// A role as it is typed: `secretariat`, `applicant:REFERENCE`, `reviewer:CODE`.
struct HatOptions: ParsableArguments {
    @Option(
        name: .customLong("hat"),
        help: ArgumentHelp(
            """
            A role: secretariat, college, alderman, budgetHolder, finance, auditor, administrator, applicant:REFERENCE, \
            reviewer:CODE or chair:CODE.
            """, valueName: "role"))
    var hats: [ActorName] = []

    @Flag(name: .customLong("may-sign"), help: "May certify and file in the name of the organisation.")
    var maySign = false

    func hats(_ desk: Desk) async throws -> [Hat] {
        var found: [Hat] = []
        for name in hats {
            let actor = try await desk.actor(name)
            let signs = maySign && actor.role == .applicant
            guard let hat = Hat(actor.role, organisation: actor.organisation, member: actor.member, maySign: signs) else {
                throw ServiceError.access(.hatUnfit)
            }
            found.append(hat)
        }
        return found
    }

    func validate() throws {
        let isApplicant = hats.contains { if case .applicant = $0 { true } else { false } }
        guard isApplicant || !maySign else { throw ValidationError("--may-sign goes with --hat applicant:REFERENCE.") }
    }
}

extension Desk {
    /// An account by its address or its number.
    func account(_ name: String) async throws -> Account {
        let found = try await service.accounts()
        let wanted = name.lowercased()
        guard let account = found.first(where: { $0.email.lowercased() == wanted || $0.id.description == name }) else {
            throw StoreError.notFound(kind: "account", name: name)
        }
        return account
    }
}

extension Printer {
    func show(_ receipt: AccountReceipt) throws {
        try show("receipt", receipt) { style in
            "\(style.strong("account:\(receipt.account)")): \(AccountWords.action(receipt.action, in: language))  "
                + "\(style.faint(Moment.text(receipt.at)))\n"
        }
    }
}

struct AddAccount: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Makes an account.",
        discussion: """
            With --site an invitation is written to its owner; it is sent with the other mails. Without, `appel account link` gives the \
            link.

            EXAMPLE
              appel account add claire@example.org --name "Claire Dubois" --hat secretariat --site https://appel.example.org
              appel account add awa@example.org --name "Awa Diop" --hat applicant:0123456749 --may-sign --speaks fr --dry-run
            """)

    @Argument(help: "The e-mail address.")
    var email: String

    @Option(help: "The name of the person.")
    var name = ""

    @Option(help: "The language in which the person is written to: fr, nl or en.")
    var speaks = Language.french

    @Option(help: "The address of the pages, without a slash at its end; then an invitation is written.")
    var site: String?

    @OptionGroup var wanted: HatOptions
    @OptionGroup var options: KeepingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let hats = try await wanted.hats(desk)
            try desk.printer.show(
                try await desk.service.invite(email: email, name: name, language: speaks, hats: hats, site: site, request))
        }
    }
}

struct GrantHat: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Gives an account a role.",
        discussion: "EXAMPLE\n  appel account grant claire@example.org --hat auditor --as administrator")

    @Argument(help: "The e-mail address or the number of the account.")
    var account: String

    @OptionGroup var wanted: HatOptions
    @OptionGroup var options: KeepingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let account = try await desk.account(account)
            let new = try await wanted.hats(desk)
            let kept = account.hats.filter { hat in !new.contains { $0.actor == hat.actor } }
            try desk.printer.show(try await desk.service.setHats(kept + new, of: account.id, request))
        }
    }
}

struct RevokeHat: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Takes a role from an account.",
        discussion: "EXAMPLE\n  appel account revoke claire@example.org --hat auditor")

    @Argument(help: "The e-mail address or the number of the account.")
    var account: String

    @OptionGroup var wanted: HatOptions
    @OptionGroup var options: KeepingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let account = try await desk.account(account)
            let gone = Set(try await wanted.hats(desk).map(\.actor))
            guard gone.isSubset(of: account.hats.map(\.actor)) else { throw ServiceError.access(.noSuchHat) }
            let kept = account.hats.filter { !gone.contains($0.actor) }
            try desk.printer.show(try await desk.service.setHats(kept, of: account.id, request))
        }
    }
}

struct DisableAccount: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Lets an account in no more; its sessions end at once.",
        discussion: "EXAMPLE\n  appel account disable claire@example.org")

    @Argument(help: "The e-mail address or the number of the account.")
    var account: String

    @OptionGroup var options: KeepingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            try desk.printer.show(try await desk.service.disable(try await desk.account(account).id, request))
        }
    }
}

struct EnableAccount: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Lets an account in again.", discussion: "EXAMPLE\n  appel account enable claire@example.org")

    @Argument(help: "The e-mail address or the number of the account.")
    var account: String

    @OptionGroup var options: KeepingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            try desk.printer.show(try await desk.service.enable(try await desk.account(account).id, request))
        }
    }
}

struct ResetFactor: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-factor", abstract: "Takes away a second factor whose owner has lost it.",
        discussion: """
            A password that is too short to stand alone goes with it; its owner asks for a link by mail.

            EXAMPLE
              appel account reset-factor claire@example.org
            """)

    @Argument(help: "The e-mail address or the number of the account.")
    var account: String

    @OptionGroup var options: KeepingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            try desk.printer.show(try await desk.service.resetSecondFactor(of: try await desk.account(account).id, request))
        }
    }
}

struct LinkAccount: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Makes a link that lets the owner of an account in, once, and shows it.",
        discussion: """
            For an installation without mail, and for its first account. The link opens for a quarter of an hour, an invitation for seven \
            days; that it was made is written down.

            EXAMPLE
              appel account link claire@example.org --purpose invitation --site https://appel.example.org
            """)

    @Argument(help: "The e-mail address or the number of the account.")
    var account: String

    @Option(help: "What it is for: signIn, invitation or reset.")
    var purpose = LinkPurpose.signIn

    @Option(help: "The address of the pages, without a slash at its end.")
    var site = "http://localhost:8080"

    @OptionGroup var options: KeepingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let link = try await desk.service.makeLink(for: try await desk.account(account).id, purpose, site: site, request)
            try desk.printer.show("link", link) { style in "\(link.address)\n\(style.faint(Moment.text(link.expiresAt)))\n" }
        }
    }
}

extension LinkPurpose: ExpressibleByArgument {}

struct SweepAccounts: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep", abstract: "Takes away what has had its time: sessions, links, kept forms, old traces.",
        discussion: """
            The service does it by itself every hour.

            EXAMPLE
              appel account sweep --dry-run
            """)

    @OptionGroup var options: KeepingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let swept = try await desk.service.sweepAccounts(request)
            try desk.printer.show("swept", swept) { _ in
                Facts(AccountWords.swept(swept).map { ($0.0.text(in: language), String($0.1)) }).text
            }
        }
    }
}
