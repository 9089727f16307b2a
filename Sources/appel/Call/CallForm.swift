import ArgumentParser
import CallModel
import Exchange
import Presentation
import Service

/// A call's rules, by its code or in a file that need not be in any database.
struct RulesArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The code of the call, such as brussels-2027, or its YAML file.", valueName: "call"),
        completion: .file(extensions: ["yaml", "yml"]))
    var name: String

    private var isFile: Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.contains("/") }

    func definition(_ options: AskingOptions, _ body: (CallDefinition, Printer) throws -> Void) async throws {
        guard !isFile else {
            return try body(DefinitionFile(name, in: options.language).requireDefinition(in: options.language), options.printing.printer)
        }
        try await options.atDesk { desk in try body(try await desk.service.call(name).definition, desk.printer) }
    }
}

struct CallForm: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "form", abstract: "Shows the form of a call: its sections and questions, with their limits and conditions.",
        discussion: """
            EXAMPLE
              appel call form config/calls/brussels-2027.yaml --lang fr
              appel call form brussels-2027 --json
            """)

    @OptionGroup var rules: RulesArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await rules.definition(options) { definition, printer in
            try printer.show("form", definition.form.map { FormAnswer($0) }) { style in
                FormText(language: language, style: style).form(definition.form)
            }
        }
    }
}

struct CallTemplate: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Prints an empty file of applications of a call, to be filled in and imported.",
        discussion: """
            The header of a CSV table; with --json, a list with one empty application, which also has room for answers of several \
            items: "" for a text, null for what is no text, [] for a list. An optional part that stays empty is not stated.

            EXAMPLE
              appel call template brussels-2027 > applications.csv
              appel call template config/calls/brussels-2027.yaml --json > applications.json
            """)

    @OptionGroup var rules: RulesArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await rules.definition(options) { definition, printer in
            let text = printer.isJSON ? ApplicationTemplate.json(for: definition) : ApplicationTemplate.table(for: definition)
            try Terminal.output.write(text)
        }
    }
}
