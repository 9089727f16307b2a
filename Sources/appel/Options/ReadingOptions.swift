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

    func validate() throws {
        // An empty path would be the folder where the command is typed: a variable that was never set, most likely.
        guard folder?.isEmpty != true else { throw ValidationError("--data is empty. Name the data folder, or leave the option out.") }
    }
}

/// What every command takes that asks the database.
struct ReadingOptions: ParsableArguments {
    @OptionGroup var data: DataOptions
    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }
}

/// Who asks about calls and files: what the answer says depends on it.
struct AskerOption: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            """
            Who asks: secretariat, college, alderman, budgetHolder, finance, auditor, reviewer:CODE or chair:CODE. A member of the \
            council is told nothing of a file with which he or she has a conflict of interest.
            """, valueName: "role"))
    var reader = ActorName.secretariat

    func validate() throws {
        if case .applicant = reader {
            throw ValidationError("An applicant does not ask here: name the secretariat, the College, finance or a member.")
        }
        if case .administrator = reader {
            throw ValidationError(
                "An administrator keeps accounts and reads no file: name the secretariat, the College, finance or a member.")
        }
    }
}

/// Who asks, where an applicant may ask too.
struct AnyAskerOption: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            """
            Who asks: secretariat, college, alderman, budgetHolder, finance, applicant:REFERENCE, reviewer:CODE or chair:CODE. An \
            applicant hears of its own file once the decision was made known; a member of the council is told nothing of a file with \
            which he or she has a conflict of interest.
            """, valueName: "who"))
    var reader = ActorName.secretariat
}

/// What a command takes that asks about calls and files, and that answers an applicant about its own file.
struct OpenAskingOptions: ParsableArguments {
    @OptionGroup var asker: AnyAskerOption
    @OptionGroup var reading: ReadingOptions

    var language: Language { reading.language }
    var printing: PrintingOptions { reading.printing }
    var data: DataOptions { reading.data }
}

/// What every command takes that asks about calls and files.
struct AskingOptions: ParsableArguments {
    @OptionGroup var asker: AskerOption
    @OptionGroup var reading: ReadingOptions

    var language: Language { reading.language }
    var printing: PrintingOptions { reading.printing }
    var data: DataOptions { reading.data }
}

/// What every command takes that writes, be it to the database or to a file.
struct DryRunOption: ParsableArguments {
    @Flag(name: .customLong("dry-run"), help: "Decide and check everything, show the outcome, and keep nothing.")
    var isDryRun = false
}

/// What every command takes that changes a call or a register.
struct WritingOptions: ParsableArguments {
    @OptionGroup var trial: DryRunOption

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            """
            Who acts: secretariat, college, alderman, budgetHolder, finance, applicant:REFERENCE, reviewer:CODE or \
            chair:CODE.
            """, valueName: "role"))
    var actor = ActorName.secretariat

    @Option(help: "A key that makes repeating the command safe: the second time gives the first answer.")
    var key: String?

    @OptionGroup var reading: ReadingOptions

    var language: Language { reading.language }
    var isDryRun: Bool { trial.isDryRun }
}

/// Who acts, for a command that writes beside what it prints.
struct ActingOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Who acts, where the command changes something: finance.", valueName: "role"))
    var actor = ActorName.secretariat

    @Option(help: "A key that makes repeating the command safe: the second time gives the first answer.")
    var key: String?
}
