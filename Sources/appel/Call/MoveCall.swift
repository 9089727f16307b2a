import ArgumentParser
import CallModel
import Presentation
import Service

extension WritingOptions {
    fileprivate func move(
        _ call: CallArgument, _ expected: ExpectOption, _ step: CallStep, reason: String? = nil
    ) async throws {
        try await atDesk(expectedVersion: expected.version) { desk, request in
            try desk.printer.show(try await desk.service.move(call: call.code, step, reason: reason, request))
        }
    }
}

struct OpenCall: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Opens a call: its rules are frozen and files may come in.",
        discussion: "EXAMPLE\n  appel call open brussels-2027")

    @OptionGroup var call: CallArgument
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.move(call, expected, .open) }
}

struct ExtendCall: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend", abstract: "Puts the closing of an open call off.",
        discussion: """
            23:59 means the whole minute, as in the rules: up to but not including 00:00.

            EXAMPLE
              appel call extend brussels-2027 --to "2027-04-08 23:59" --reason "The website was down for two days."
            """)

    @OptionGroup var call: CallArgument

    @Option(name: .customLong("to"), help: ArgumentHelp("The new closing, as a clock on the wall shows it.", valueName: "YYYY-MM-DD hh:mm"))
    var closing: String

    @Option(help: "The zone of that clock.")
    var zone = Moment.homeZone

    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        let time = try ZonedTime.typed(closing, zone: zone, isClosing: true, in: language)
        try await options.move(call, expected, .extend(to: time.instant), reason: reason.text)
    }
}

struct ExtendReview: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend-review", abstract: "Gives the members more time for their reviews.",
        discussion: """
            EXAMPLE
              appel call extend-review brussels-2027 --to "2027-05-21 23:59" --reason "Two members were ill."
            """)

    @OptionGroup var call: CallArgument

    @Option(
        name: .customLong("to"),
        help: ArgumentHelp("The new end, as a clock on the wall shows it.", valueName: "YYYY-MM-DD hh:mm"))
    var closing: String

    @Option(help: "The zone of that clock.")
    var zone = Moment.homeZone

    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        let time = try ZonedTime.typed(closing, zone: zone, isClosing: true, in: language)
        try await options.move(call, expected, .extendReview(to: time.instant), reason: reason.text)
    }
}

struct CloseCall: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Closes a call once its closing has passed: nothing more comes in.",
        discussion: "EXAMPLE\n  appel call close brussels-2027")

    @OptionGroup var call: CallArgument
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.move(call, expected, .close) }
}

struct BeginStage: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin", abstract: "Begins the next stage of a call.",
        discussion: """
            admissibility: the secretariat checks every file. review: members score. deliberation: scores are frozen; the \
            council advises and the College decides.

            EXAMPLE
              appel call begin brussels-2027 admissibility
            """)

    enum Stage: String, CaseIterable, ExpressibleByArgument {
        case admissibility
        case review
        case deliberation
    }

    @OptionGroup var call: CallArgument

    @Argument(help: "admissibility, review or deliberation.")
    var stage: Stage

    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        switch stage {
        case .admissibility: try await options.move(call, expected, .beginAdmissibility)
        case .review: try await options.move(call, expected, .beginReview)
        case .deliberation: try await options.move(call, expected, .beginDeliberation)
        }
    }
}

struct ArchiveCall: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive", abstract: "Archives a call whose results are published and whose files are all settled.",
        discussion: "EXAMPLE\n  appel call archive brussels-2027")

    @OptionGroup var call: CallArgument
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.move(call, expected, .archive) }
}

struct CancelCall: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancels a call, for a reason.",
        discussion: "EXAMPLE\n  appel call cancel brussels-2027 --as college --reason \"The budget was not approved.\"")

    @OptionGroup var call: CallArgument
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.move(call, expected, .cancel, reason: reason.text) }
}

struct DeclareCallUnsuccessful: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "unsuccessful", abstract: "Declares a call unsuccessful: too few files to award anything.",
        discussion: "EXAMPLE\n  appel call unsuccessful brussels-2027 --as college --reason \"Two admissible files came in.\"")

    @OptionGroup var call: CallArgument
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.move(call, expected, .declareUnsuccessful, reason: reason.text) }
}
