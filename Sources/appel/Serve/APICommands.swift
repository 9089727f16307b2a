import ArgumentParser
import CallModel
import Web

struct APICommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "api", abstract: "The interface for programs.", discussion: "EXAMPLE\n  appel api openapi",
        subcommands: [DescribeAPI.self])
}

struct DescribeAPI: ParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Prints the description of the API, in OpenAPI 3.1.",
        discussion: """
            The same text is in docs/openapi.yaml. Routes and description are made from one list, so that they cannot differ.

            EXAMPLE
              appel api openapi > openapi.yaml
            """)

    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    /// It is YAML, whatever is asked for.
    func run() throws { try Terminal.output.write(try OpenAPI.yaml()) }
}
