import ArgumentParser
import CallModel
import Presentation
import Service

struct CallSource: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "definition", abstract: "Prints the rules of a call as they now stand: the YAML file as it was handed over.",
        discussion: """
            With --json, the rules as the program applies them, every instant resolved.

            EXAMPLE
              appel call definition brussels-2027 > brussels-2027.yaml
            """)

    @OptionGroup var call: CallArgument
    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let view = try await desk.service.call(call.code)
            // The mark would not be YAML, so here it is a comment.
            let mark = desk.printer.isRehearsal == true ? "# \(Words.rehearsal.text(in: language))\n" : ""
            guard desk.printer.isJSON else { return try Terminal.output.write(mark + view.source) }
            try desk.printer.show("definition", view.definition) { _ in "" }
        }
    }
}
