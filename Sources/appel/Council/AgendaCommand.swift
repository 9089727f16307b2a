import ArgumentParser
import CallModel
import Presentation
import Service

struct MeetingAgenda: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "agenda", abstract: "Shows in which order to take the files: the tie zone, then disagreements, then the rest by rank.",
        discussion: """
            With each file, the members who have to leave the room for it. Within a part, files for which the same members leave \
            follow each other where that saves a departure.

            EXAMPLE
              appel meeting agenda brussels-2027
              appel meeting agenda brussels-2027 --fund 15 --top 10 --json
            """)

    @OptionGroup var call: CallArgument

    @Option(help: "How many files the money reaches. (default: as many as the budget lines pay)")
    var fund: Int?

    @Option(help: "How many files the part on disagreements has at most.")
    var top = 5

    @Option(help: "The seed of the estimate.")
    var seed = 1

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let agenda = try await desk.service.agenda(of: call.code, fund: fund, seed: seed, disagreements: top)
            let answer = AgendaAnswer(agenda, in: language)
            try desk.printer.show("agenda", answer) { style in
                answer.items.isEmpty ? Words.nothing.text(in: language) + "\n" : desk.printer.text(of: answer.items, style)
            }
        }
    }
}

struct RecordConsensus: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "consensus", abstract: "Writes down the score on which the council agreed, with its reason.",
        discussion: """
            It stands beside the aggregate of the reviews, or takes its place: the regulation says which (scoring.consensus).

            EXAMPLE
              appel meeting consensus brussels-2027 BXL27-004 --meeting 2027-06-08 --score 72.5 --reason "Budget corrigé en séance."
            """)

    @OptionGroup var file: FileArguments

    @Option(help: "The reference of the meeting.")
    var meeting: String

    @Option(
        parsing: .unconditional, help: "The score on 100, with two decimals at most.",
        transform: { text in
            guard let number = DecimalNumber(text), number.scale <= 2 else {
                throw ValidationError("'\(text)' is no score: digits with at most two decimals.")
            }
            return Fraction(number.unscaled, [1, 10, 100][number.scale])
        })
    var score: Fraction

    @OptionGroup var reason: ReasonOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let receipt = try await desk.service.recordConsensus(
                on: file.reference, of: file.call, meeting: meeting, score: score, reason: reason.text, request)
            try desk.printer.show(receipt)
        }
    }
}
