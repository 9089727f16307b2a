import ArgumentParser
import CallModel
import Service

/// The review that a command is about: that of one member on one file.
struct ReviewArguments: ParsableArguments {
    @OptionGroup var file: FileArguments

    @Option(help: "The code of the member.")
    var member: String
}

extension WritingOptions {
    fileprivate func act(
        _ review: ReviewArguments, _ expected: ExpectOption, _ step: ReviewStep, reason: String
    ) async throws {
        try await atDesk(expectedVersion: expected.version) { desk, request in
            let receipt = try await desk.service.act(
                onReviewOf: review.file.reference, by: review.member, of: review.file.call, step, reason: reason, request)
            try desk.printer.show(receipt, machine: "review")
        }
    }
}

struct ReopenReview: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Gives a review that was handed in back to its member, for a reason.",
        discussion: "EXAMPLE\n  appel review reopen brussels-2027 BXL27-011 --member M03 --reason \"Scores of another file.\"")

    @OptionGroup var review: ReviewArguments
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.act(review, expected, .reopen, reason: reason.text) }
}

struct VoidReview: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "void", abstract: "Takes a review out of the count for good, for a reason.",
        discussion: "EXAMPLE\n  appel review void brussels-2027 BXL27-011 --member M03 --reason \"A conflict came to light.\"")

    @OptionGroup var review: ReviewArguments
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.act(review, expected, .void, reason: reason.text) }
}
