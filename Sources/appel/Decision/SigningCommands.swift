import ArgumentParser
import CallModel
import Presentation
import Service

struct SignAwards: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Signs awards for the step of the ladder that is one's own.",
        discussion: """
            The regulation's `approvals` say who signs an award, by its amount; nobody is told of it before all have. Without \
            references, every award is signed that waits for the signature; one that cannot be holds all of them back.

            The signature stands for whatever the file asked for at most. With --up-to it stands for awards up to that amount, \
            and one that is amended beyond it needs the signature anew.

            EXAMPLE
              appel decision sign water-fund-2023 WF23-004 WF23-007 --as finance
              appel decision sign water-fund-2023 --as budgetHolder --up-to 50000.00
            """)

    @OptionGroup var call: CallArgument

    @Argument(help: "The references of the files; without any, all that wait for the signature.")
    var references: [String] = []

    @Option(
        name: .customLong("up-to"), parsing: .unconditional, help: "The highest award that the signature stands for.",
        transform: AmountArgument.read)
    var limit: Cents?

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let receipt = try await desk.service.sign(
                of: call.code, references: references.isEmpty ? nil : references, upTo: limit, request)
            try desk.printer.show(receipt)
        }
    }
}

struct ListSignatures: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "signatures", abstract: "Shows which signatures the awards of a call still need, and from whom.",
        discussion: "EXAMPLE\n  appel decision signatures water-fund-2023 --all")

    @OptionGroup var call: CallArgument

    @Flag(help: "Show the signatures that were given too.")
    var all = false

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let signatures = try await desk.service.signatures(of: call.code).filter { all || $0.isMissing }
            try desk.printer.list("signatures", signatures.map(SignatureRow.init))
        }
    }
}

struct AmendAward: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend", abstract: "Changes an award that is being signed off, for a reason, before anybody is told of it.",
        discussion: """
            The signatures that are enough for the new amount stay; those that are missing for it have to be given before \
            `appel decision release`.

            EXAMPLE
              appel decision amend water-fund-2023 WF23-004 --amount 16500.00 --reason "The quote was updated." --as college
            """)

    @OptionGroup var file: FileArguments

    @Option(parsing: .unconditional, help: "The new amount, such as 16500.00.", transform: AmountArgument.read)
    var amount: Cents

    @Option(help: "The budget line that pays; by default the one that pays it now.")
    var line: String?

    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.act(file, expected, .amend(line: line, amount: amount), reason: reason.text)
    }
}
