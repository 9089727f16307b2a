import ArgumentParser
import CallModel
import Presentation

struct CheckCall: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks a call's rules as a whole: every fault at once, with its line.",
        discussion: """
            Needs no database. A missing French or Dutch text lets the call be drafted but not opened; it counts as a fault \
            here.

            EXAMPLE
              appel call check config/calls/brussels-2027.yaml --lang fr
            """)

    @Argument(
        help: ArgumentHelp("The YAML file, or - for standard input.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @OptionGroup var printing: PrintingOptions

    var language: Language { printing.language }

    func run() async throws {
        let definition = try DefinitionFile(file, in: language)
        let checked = definition.checked
        let faults = checked.faults + checked.openingFaults
        let answer = DefinitionAnswer(checked, file: file, in: language)
        try printing.printer.show("check", answer) { style in
            definition.lines(faults, in: language).map { $0 + "\n" }.joined() + verdict(checked, style)
        }
        if !checked.isClean { throw ExitCode(CommandStatus.faultyInput.rawValue) }
    }

    private func verdict(_ checked: CheckedDefinition, _ style: Style) -> String {
        if checked.isClean {
            return style.good(
                Message(fr: "\(file) : en ordre.", nl: "\(file): in orde.", en: "\(file): in order.").text(in: language))
                + "\n"
        }
        let draft = checked.faults.isEmpty ? " " + CheckedDefinition.draftOnly.text(in: language) : ""
        return style.bad(checked.verdict.text(in: language)) + draft + "\n"
    }
}
