import ArgumentParser
import CallModel
import Service

struct SendAgreement: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Sends the agreement on an award to its organisation.",
        discussion: "EXAMPLE\n  appel grant send brussels-2027 BXL27-004")

    @OptionGroup var file: FileArguments
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.send, with: file, expected) }
}

struct SignAgreement: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Records that the agreement was signed.",
        discussion: "EXAMPLE\n  appel grant sign brussels-2027 BXL27-004")

    @OptionGroup var file: FileArguments
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.sign, with: file, expected) }
}

struct CommitGrant: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit", abstract: "Records the commitment in the municipality's books.",
        discussion: "EXAMPLE\n  appel grant commit brussels-2027 BXL27-004 --commitment 2027-104-88 --as finance")

    @OptionGroup var file: FileArguments

    @Option(help: "The number of the commitment in the books.")
    var commitment: String

    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.commit(number: commitment), with: file, expected) }
}

struct LapseGrant: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "lapse", abstract: "Ends a grant whose agreement was not signed in time.",
        discussion: "EXAMPLE\n  appel grant lapse brussels-2027 BXL27-004")

    @OptionGroup var file: FileArguments
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.lapse, with: file, expected) }
}

struct CancelGrant: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancels a grant before anything was paid, for a reason.",
        discussion: "EXAMPLE\n  appel grant cancel brussels-2027 BXL27-004 --as college --reason \"The project will not take place.\"")

    @OptionGroup var file: FileArguments
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.cancel, with: file, expected, reason: reason.text) }
}

struct SuspendGrant: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend", abstract: "Holds a grant, for a reason.",
        discussion: "EXAMPLE\n  appel grant suspend brussels-2027 BXL27-004 --reason \"The organisation is being wound up.\"")

    @OptionGroup var file: FileArguments
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.suspend, with: file, expected, reason: reason.text) }
}

struct ResumeGrant: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Takes a suspended grant up where it was.",
        discussion: "EXAMPLE\n  appel grant resume brussels-2027 BXL27-004")

    @OptionGroup var file: FileArguments
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.resume, with: file, expected) }
}

struct CloseGrant: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Closes a grant on which nothing is left to do.",
        discussion: "EXAMPLE\n  appel grant close brussels-2027 BXL27-004")

    @OptionGroup var file: FileArguments
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.take(.close, with: file, expected) }
}
