import ArgumentParser
import CallModel

/// What every command takes that prints.
struct PrintingOptions: ParsableArguments {
    @Flag(help: "Print one JSON document instead of a table.")
    var json = false

    @OptionGroup var speech: LanguageOptions

    var language: Language { speech.language }
    var printer: Printer { Printer(isJSON: json, language: language) }
}

/// Where the private server's data are.
struct DataOptions: ParsableArguments {
    @Option(
        name: .customLong("data"),
        help: ArgumentHelp("The data folder of the private PostgreSQL.", valueName: "folder"),
        completion: .directory)
    var folder: String?
}

/// What every command takes that asks the database.
struct ReadingOptions: ParsableArguments {
    @OptionGroup var data: DataOptions
    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }
}

/// What every command takes that changes something.
struct WritingOptions: ParsableArguments {
    @Flag(name: .customLong("dry-run"), help: "Decide and check everything, show the outcome, and keep nothing.")
    var isDryRun = false

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            """
            Who acts: secretariat, college, finance, applicant:REFERENCE, reviewer:CODE or chair:CODE.
            """, valueName: "role"))
    var actor = ActorName.secretariat

    @Option(help: "A key that makes repeating the command safe: the second time gives the first answer.")
    var key: String?

    @OptionGroup var reading: ReadingOptions

    var language: Language { reading.language }
}
