import ArgumentParser
import CallModel
import Workflow

extension TableFormat: ExpressibleByArgument {}

struct WorkflowCommand: ParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "Prints the transition table: which step each state allows, by whom and when.",
        discussion: """
            The same table is in the code, in the database and in docs/workflow.md.

            EXAMPLE
              appel workflow --format dot | dot -Tsvg > workflow.svg
            """)

    @Option(help: "markdown, mermaid, sql or dot. (default: markdown)")
    var format: TableFormat?

    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    private struct Row: Encodable {
        let machine: String
        let from: String
        let action: String
        let to: String
        let roles: [String]
        let guards: [String]
    }

    func validate() throws {
        guard format == nil || !printing.json else { throw ValidationError("--json and --format ask for two things at once.") }
    }

    func run() throws {
        let rows = TransitionTable.rows.map {
            Row(machine: $0.machine.name, from: $0.from, action: $0.action, to: $0.to, roles: $0.roles, guards: $0.guards)
        }
        try printing.printer.show("transitions", rows) { _ in TransitionTable.written(as: format ?? .markdown) }
    }
}
