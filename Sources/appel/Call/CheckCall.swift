import ArgumentParser
import CallModel

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

    private struct Answer: Encodable {
        struct Fault: Encodable {
            let line: Int
            let column: Int
            let path: String
            /// `blocking` or `opening`.
            let severity: String
            let message: String
        }

        let file: String
        let code: String?
        let canBeDrafted: Bool
        let canOpen: Bool
        let faults: [Fault]
    }

    func run() async throws {
        let definition = try DefinitionFile(file, in: language)
        let checked = definition.checked
        let faults = checked.faults + checked.openingFaults
        let answer = Answer(
            file: file, code: checked.definition?.code, canBeDrafted: checked.definition != nil, canOpen: checked.isClean,
            faults: faults.map {
                Answer.Fault(
                    line: $0.position.line, column: $0.position.column, path: $0.path.description,
                    severity: $0.severity == .blocking ? "blocking" : "opening", message: $0.message.text(in: language))
            })
        try printing.printer.show("check", answer) { style in
            definition.lines(faults, in: language).map { $0 + "\n" }.joined() + verdict(checked, style)
        }
        if !checked.isClean { throw ExitCode(CommandStatus.faultyInput.rawValue) }
    }

    private func verdict(_ checked: CheckedDefinition, _ style: Style) -> String {
        let count = checked.faults.count + checked.openingFaults.count
        if checked.isClean {
            return style.good(
                Message(fr: "\(file) : en ordre.", nl: "\(file): in orde.", en: "\(file): in order.").text(in: language))
                + "\n"
        }
        let found = Message(fr: "\(count) erreur(s).", nl: "\(count) fout(en).", en: "\(count) fault(s).")
        let draft = Message(
            fr: " L'appel peut être préparé, mais pas ouvert.", nl: " De oproep kan voorbereid worden, maar niet openen.",
            en: " The call can be drafted, but not opened.")
        return style.bad(found.text(in: language)) + (checked.faults.isEmpty ? draft.text(in: language) : "") + "\n"
    }
}
