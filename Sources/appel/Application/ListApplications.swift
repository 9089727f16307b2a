import ArgumentParser
import CallModel
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

/// A file in a list.
struct FileRow: Encodable, TableRow {
    let reference: String
    let organisation: String
    let title: String
    let category: String?
    let state: String
    let version: Int64
    let requestedCents: Cents?
    let score: String?
    let rank: Int32?
    let advisedCents: Cents?
    let awardedCents: Cents?
    let line: String?
    let submittedAt: Instant?

    init(_ view: FileView) {
        let file = view.file
        reference = file.reference
        organisation = view.organisation
        title = view.title
        category = file.summary?.category
        state = file.state.name
        version = file.version
        requestedCents = file.summary?.requested
        score = file.score?.rounded(places: 2)
        rank = file.rank
        advisedCents = file.advised
        awardedCents = file.awarded
        line = file.line
        submittedAt = file.submittedAt
    }

    static let columns: [Column] = [
        .text(Words.reference), .flexible(Words.organisation), .flexible(Words.title), .text(Words.category),
        .number(Words.requested), .number(Words.score), .number(Words.awarded), .text(Words.state)
    ]

    func cells(in language: Language) -> [String] {
        [
            reference, organisation, title, category ?? "", requestedCents?.decimal ?? "", score ?? "",
            awardedCents?.decimal ?? "", StateLabel.text("application", state, in: language)
        ]
    }
}
