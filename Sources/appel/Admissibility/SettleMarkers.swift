import ArgumentParser
import CallModel
import Exchange
import Service

struct SettleMarkers: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle-markers", abstract: "Has the last word on gender markers, beside what was declared and verified.",
        discussion: """
            Columns: reference, marker (0, 1, 2 or none), reason. A marker other than the one that stood needs a reason. A file \
            that goes down from 2 leaves the reserve and competes for the open money. Until the council advises the secretariat \
            settles it; afterwards, or once a decision was annulled, the College.

            EXAMPLE
              appel admissibility settle-markers brussels-2027 final-markers.csv --dry-run
              appel admissibility settle-markers brussels-2027 final-markers.csv --as college
            """)

    @OptionGroup var call: CallArgument

    @Argument(help: ArgumentHelp("A CSV file of gender markers.", valueName: "file"), completion: .file(extensions: ["csv"]))
    var markers: String

    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let markers = try desk.read(markers) { (file) throws(ImportFailure) in try Import.markers(file) }
            let receipt = try await desk.handing(lists: ["markers": self.markers], nil, "Settling gender markers") {
                try await desk.service.settleMarkers(of: call.code, markers, request)
            }
            try desk.printer.show(receipt)
        }
    }
}
