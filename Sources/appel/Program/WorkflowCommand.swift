import ArgumentParser
import Workflow

extension TableFormat: ExpressibleByArgument {}

struct WorkflowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "Prints the transition table: which step each state allows, by whom and when.",
        discussion: """
            The same table is in the code, in the database and in docs/workflow.md.

            EXAMPLE
              appel workflow --format dot | dot -Tsvg > workflow.svg
            """)

    @Option(help: "markdown, mermaid, sql or dot.")
    var format = TableFormat.markdown

    func run() throws {
        try Terminal.output.write(TransitionTable.written(as: format))
    }
}
