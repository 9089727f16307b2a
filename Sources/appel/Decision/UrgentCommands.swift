import ArgumentParser
import CallModel
import Service

struct AwardUrgently: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "urgent", abstract: "Awards an admissible file before anybody could sit, within the hours that the rules give.",
        discussion: """
            The alderman decides alone. The College ratifies at its next sitting (`appel decision ratify`) and the council \
            advises afterwards (`appel meeting advise`, with the file among the exceptions). Later than those hours, the file takes the \
            ordinary way.

            EXAMPLE
              appel decision urgent emergency-2027 EM-003 --line emergency --amount 4000.00 --as alderman
            """)

    @OptionGroup var file: FileArguments

    @Option(help: "The budget line that pays.")
    var line: String

    @Option(parsing: .unconditional, help: "The amount, such as 4000.00.", transform: AmountArgument.read)
    var amount: Cents

    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.act(file, expected, .awardUrgently(line: line, amount: amount)) }
}

struct RatifyAward: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "ratify", abstract: "Records that the College made an urgent award its own.",
        discussion: """
            EXAMPLE
              appel decision ratify emergency-2027 EM-003 --sitting "College, 2027-02-18" --as college
            """)

    @OptionGroup var file: FileArguments

    @Option(help: "The sitting, as it is called.")
    var sitting: String

    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.act(file, expected, .ratify(sitting: sitting)) }
}

struct AnnulAward: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "annul", abstract: "Records that the College does not ratify an urgent award, or gives up one that is not signed off.",
        discussion: """
            Possible while no agreement was made on it; cancel that first.

            EXAMPLE
              appel decision annul emergency-2027 EM-003 --reason "The crisis is not on the list." --as college
            """)

    @OptionGroup var file: FileArguments
    @OptionGroup var reason: ReasonOption
    @OptionGroup var expected: ExpectOption
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws { try await options.act(file, expected, .annul, reason: reason.text) }
}
