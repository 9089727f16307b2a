import ArgumentParser
import CallModel
import Presentation
import Service

extension WritingOptions {
    /// Takes one step with one file, and shows what came of it.
    func act(
        _ file: FileArguments, _ expected: ExpectOption, _ step: FileStep, reason: String? = nil
    ) async throws {
        try await atDesk(expectedVersion: expected.version) { desk, request in
            let receipt = try await desk.service.act(
                on: file.reference, of: file.call, step, reason: reason, request)
            try desk.printer.show(receipt)
        }
    }
}

struct WithdrawApplication: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Takes a file back on behalf of its organisation.",
        discussion: """
            EXAMPLE
              appel application withdraw brussels-2027 BXL27-045 --as applicant:1990.944.004 --reason "Funded elsewhere."
            """)

    @OptionGroup var file: FileArguments

    @Option(help: "Why; the secretariat must give a reason.")
    var reason: String?

    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.act(file, expected, .withdraw, reason: reason) }
}

struct ReinstateApplication: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reinstate", abstract: "Makes a withdrawn file a draft again, while the call is open.",
        discussion: "EXAMPLE\n  appel application reinstate brussels-2027 BXL27-045 --as applicant:1990.944.004")

    @OptionGroup var file: FileArguments
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.act(file, expected, .reinstate) }
}

struct RequestComplement: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "request-complement",
        abstract: "Asks for something that is missing and cannot influence the ranking.",
        discussion: """
            Without --due, the organisation has the number of days that the rules give.

            EXAMPLE
              appel application request-complement brussels-2027 BXL27-026 --due "2027-04-20 23:59" \\
                --reason "The partner's agreement is missing."
            """)

    @OptionGroup var file: FileArguments

    @Option(help: ArgumentHelp("Until when, as a clock on the wall shows it.", valueName: "YYYY-MM-DD hh:mm"))
    var due: String?

    @Option(help: "The zone of that clock.")
    var zone = Moment.homeZone

    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        let due = try due.map { try ZonedTime.typed($0, zone: zone, isClosing: true, in: language).instant }
        try await options.act(file, expected, .requestComplement(due: due), reason: reason.text)
    }
}

struct BeginReview: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin-review", abstract: "Puts one admissible file under review, in a call that takes files all the time.",
        discussion: """
            Where files compete they all go under review together, by `appel call begin review`.

            EXAMPLE
              appel application begin-review emergency-2027 EM-003
            """)

    @OptionGroup var file: FileArguments
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.act(file, expected, .beginReview) }
}

struct ReturnToReview: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "return-to-review", abstract: "Sends a scored file back to its reviewers, for a reason.",
        discussion: "EXAMPLE\n  appel application return-to-review brussels-2027 BXL27-011 --reason \"A review was void.\"")

    @OptionGroup var file: FileArguments
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.act(file, expected, .returnToReview, reason: reason.text) }
}

struct AppealDecision: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "appeal", abstract: "Records an organisation's appeal against the decision on its file.",
        discussion: """
            EXAMPLE
              appel application appeal brussels-2027 BXL27-043 --as applicant:1990.807.511 --reason "Our seat is in Brussels."
            """)

    @OptionGroup var file: FileArguments
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.act(file, expected, .appeal, reason: reason.text) }
}

struct UpholdDecision: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "uphold", abstract: "Rejects an appeal: the decision stands, for good.",
        discussion: "EXAMPLE\n  appel application uphold brussels-2027 BXL27-043 --as college --reason \"Nothing new.\"")

    @OptionGroup var file: FileArguments
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.act(file, expected, .uphold, reason: reason.text) }
}

struct OverturnDecision: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "overturn", abstract: "Allows an appeal: the decision is annulled and must be taken again.",
        discussion: "EXAMPLE\n  appel application overturn brussels-2027 BXL27-043 --as college --reason \"The seat was proven.\"")

    @OptionGroup var file: FileArguments
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.act(file, expected, .overturn, reason: reason.text) }
}

struct DismissApplication: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "dismiss", abstract: "Ends a file whose call was cancelled or declared unsuccessful.",
        discussion: "EXAMPLE\n  appel application dismiss brussels-2027 BXL27-009 --reason \"The call was cancelled.\"")

    @OptionGroup var file: FileArguments
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.act(file, expected, .dismiss, reason: reason.text) }
}
