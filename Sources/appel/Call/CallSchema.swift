import ArgumentParser
import CallModel

struct CallSchema: ParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the JSON Schema of a call's rules, by which an editor completes and checks the file.",
        discussion: """
            The same text is in docs/call.schema.json. The first line of the file tells the editor: \
            # yaml-language-server: $schema=../../docs/call.schema.json

            The schema knows the keys and the form of each value. What two values say about one another is for `appel call check`.

            EXAMPLE
              appel call schema > call.schema.json
            """)

    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    /// It is JSON, with --json or without.
    func run() throws { try Terminal.output.write(DefinitionSchema.text) }
}
