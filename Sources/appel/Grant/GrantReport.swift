import ArgumentParser
import CallModel
import Service

struct ReportSpending: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Records what the organisation justifies of its spending.",
        discussion: "EXAMPLE\n  appel grant report brussels-2027 BXL27-004 --amount 7900.00")

    @OptionGroup var file: FileArguments

    @Option(parsing: .unconditional, help: "The amount that is justified, such as 7900.00.", transform: AmountArgument.read)
    var amount: Cents

    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.report(amount), with: file, expected) }
}

struct AcceptReport: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Accepts the whole of what was justified.",
        discussion: "EXAMPLE\n  appel grant accept brussels-2027 BXL27-004")

    @OptionGroup var file: FileArguments
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.accept, with: file, expected) }
}

struct AcceptReportPartly: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept-partly", abstract: "Accepts a part of what was justified, with the reason for the rest.",
        discussion: "EXAMPLE\n  appel grant accept-partly brussels-2027 BXL27-004 --amount 7000.00 --reason \"Travel without tickets.\"")

    @OptionGroup var file: FileArguments

    @Option(parsing: .unconditional, help: "The amount that is accepted.", transform: AmountArgument.read)
    var amount: Cents

    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.acceptPartly(amount), with: file, expected, reason: reason.text) }
}

struct RejectReport: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Accepts nothing of what was justified, for a reason.",
        discussion: "EXAMPLE\n  appel grant reject brussels-2027 BXL27-004 --reason \"No invoices at all.\"")

    @OptionGroup var file: FileArguments
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.reject, with: file, expected, reason: reason.text) }
}
