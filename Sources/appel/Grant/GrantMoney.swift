import ArgumentParser
import CallModel
import Service

struct PayFirst: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "pay-first", abstract: "Records the payment of the first instalment.",
        discussion: "EXAMPLE\n  appel grant pay-first brussels-2027 BXL27-004 --amount 6400.00 --as finance")

    @OptionGroup var file: FileArguments

    @Option(parsing: .unconditional, help: "The amount paid, such as 6400.00.", transform: AmountArgument.read)
    var amount: Cents

    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.payFirst(amount), with: file, expected) }
}

struct PayBalance: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "pay-balance", abstract: "Records the payment of the balance.",
        discussion: "EXAMPLE\n  appel grant pay-balance brussels-2027 BXL27-004 --as finance")

    @OptionGroup var file: FileArguments

    @Option(parsing: .unconditional, help: "The amount paid. (default: what is still due)", transform: AmountArgument.read)
    var amount: Cents?

    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.payBalance(amount), with: file, expected) }
}

struct ClaimRecovery: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim", abstract: "Claims back what was paid and not accepted.",
        discussion: "EXAMPLE\n  appel grant claim brussels-2027 BXL27-004 --as finance")

    @OptionGroup var file: FileArguments

    @Option(
        parsing: .unconditional, help: "The amount claimed. (default: what was paid beyond what is due)", transform: AmountArgument.read)
    var amount: Cents?

    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.claimRecovery(amount), with: file, expected) }
}

struct RecordRecovery: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Records what came back.",
        discussion: "EXAMPLE\n  appel grant recover brussels-2027 BXL27-004 --amount 400.00 --as finance")

    @OptionGroup var file: FileArguments

    @Option(parsing: .unconditional, help: "The amount received. (default: what was claimed)", transform: AmountArgument.read)
    var amount: Cents?

    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.recordRecovery(amount), with: file, expected) }
}

struct WriteOffClaim: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "write-off", abstract: "Gives up a claim that cannot be recovered, for a reason.",
        discussion: "EXAMPLE\n  appel grant write-off brussels-2027 BXL27-004 --as college --reason \"The organisation no longer exists.\"")

    @OptionGroup var file: FileArguments
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.writeOff, with: file, expected, reason: reason.text) }
}
