import ArgumentParser
import CallModel
import Presentation
import Service
import Workflow

struct ListApplications: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the files of a call.",
        discussion: """
            EXAMPLE
              appel application list brussels-2027 --state submitted --state complementRequested --category awareness
            """)

    @OptionGroup var call: CallArgument

    @Option(name: .customLong("state"), help: "Only files in this state; may be repeated.")
    var states: [ApplicationState] = []

    @Option(help: "Only files of this category.")
    var category: String?

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        let filter = FileFilter(states: Set(states), category: category)
        try await options.atDesk { desk in
            try desk.printer.list("applications", try await desk.service.files(of: call.code, filter).map(FileRow.init))
        }
    }
}

struct SearchApplications: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Finds files by a part of their reference, title or organisation.",
        discussion: "EXAMPLE\n  appel application search brussels-2027 kimbanseke")

    @OptionGroup var call: CallArgument

    @Argument(help: "What to look for, whatever its case.")
    var text: String

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let found = try await desk.service.files(of: call.code, FileFilter(text: text))
            try desk.printer.list("applications", found.map(FileRow.init))
        }
    }
}

extension ApplicationState: ExpressibleByArgument {
    package init?(argument: String) { self.init(name: argument) }

    package static var allValueStrings: [String] { names.filter { $0 != "absent" } }
}
