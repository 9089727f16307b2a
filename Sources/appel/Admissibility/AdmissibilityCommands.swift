import ArgumentParser
import CallModel
import Exchange
import Presentation
import Service

struct AdmissibilityCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admissibility", abstract: "Whether each file may take part: first examined, then decided.",
        discussion: """
            EXAMPLE
              appel admissibility report brussels-2027
              appel admissibility decide brussels-2027 --rulings config/demo/rulings.csv --markers config/demo/markers.csv
              appel admissibility settle-markers brussels-2027 final-markers.csv
            """,
        subcommands: [ReportAdmissibility.self, DecideAdmissibility.self, SettleMarkers.self])
}

struct ReportAdmissibility: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Shows every rule that a file fails, with the article and the values.",
        discussion: """
            Changes nothing.

            EXAMPLE
              appel admissibility report brussels-2027 --all
            """)

    @OptionGroup var call: CallArgument

    @Flag(help: "Also the files that pass every rule.")
    var all = false

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let findings = try await desk.service.admissibilityReport(of: call.code)
            let shown = findings.filter { all || !$0.failures.isEmpty }
            let rows = shown.flatMap { FindingRow.rows(of: $0, withBound: all, in: language) }
            try desk.printer.show("files", shown.map { FindingsAnswer($0, in: language) }) { style in
                (rows.isEmpty ? "" : desk.printer.text(of: rows, style)) + FindingsAnswer.summary(findings).text(in: language) + "\n"
            }
        }
    }
}

struct DecideAdmissibility: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Decides on every file that awaits it: what fails a rule is inadmissible.",
        discussion: """
            The rules that fail are the reason. Rulings by hand, each with its reason, are for what no rule can see. Markers \
            are gender markers that the secretariat verified otherwise than declared.

            EXAMPLE
              appel admissibility decide brussels-2027 --rulings config/demo/rulings.csv --markers config/demo/markers.csv
            """)

    @OptionGroup var call: CallArgument

    @Option(
        help: ArgumentHelp("A CSV file of rulings by hand.", valueName: "file"), completion: .file(extensions: ["csv"]))
    var rulings: String?

    @Option(
        help: ArgumentHelp("A CSV file of verified gender markers.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var markers: String?

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let rulings = try desk.read(rulings) { (file) throws(ImportFailure) in try Import.rulings(file) }
            let markers = try desk.read(markers) { (file) throws(ImportFailure) in try Import.markers(file) }
            let lists = ["rulings": self.rulings, "markers": self.markers].compactMapValues { $0 }
            let receipt = try await desk.handing(lists: lists, nil, "Deciding on admissibility") {
                try await desk.service.decideAdmissibility(of: call.code, rulings: rulings, markers: markers, request)
            }
            try desk.printer.show(receipt)
        }
    }
}
