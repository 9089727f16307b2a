import ArgumentParser
import CallModel
import Service
import Workflow

struct ListCalls: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the calls.", discussion: "EXAMPLE\n  appel call list --json")

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            try desk.printer.list("calls", try await desk.service.calls().map(CallRow.init))
        }
    }
}

/// A call in a list.
struct CallRow: Encodable, TableRow {
    let code: String
    let state: String
    let procedure: String?
    let opensAt: Instant?
    let closesAt: Instant?
    let definitionVersion: Int32
    let version: Int64

    init(_ call: Call) {
        code = call.code
        state = call.state.name
        procedure = call.terms?.procedure.rawValue
        opensAt = call.terms?.opensAt
        closesAt = call.terms?.closesAt
        definitionVersion = call.definitionVersion
        version = call.version
    }

    static let columns: [Column] = [.text(Words.code), .text(Words.state), .text(Words.opens), .text(Words.closes)]

    func cells(in language: Language) -> [String] {
        [code, StateLabel.text("call", state, in: language), Moment.text(opensAt), Moment.text(closesAt)]
    }
}
