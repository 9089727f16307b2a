import ArgumentParser
import CallModel
import Exchange
import Service

/// The standards for open data on grants.
enum OpenDataFormat: String, CaseIterable, ExpressibleByArgument {
    /// 360Giving, as JSON or, for a file named .csv, as a table.
    case giving = "360giving"
    case iati
    case commongrants
    case inventory
}

struct ExportOpenData: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "open-data", abstract: "The awards as open data: 360Giving, IATI, CommonGrants, or the yearly inventory.",
        discussion: """
            Only awards that were made known. No person, account or contact is in any of these files, and account numbers, \
            addresses and telephone numbers that an applicant typed into a text are taken out.

            EXAMPLE
              appel export open-data brussels-2027 --format iati --output out/iati.xml
              appel export open-data brussels-2027 --format 360giving --prefix 360G-brussels --output out/360giving.json
              appel export open-data --format inventory --year 2027 --output out/inventory.csv
            """)

    @Argument(help: ArgumentHelp("The code of the call. (default: all calls)", valueName: "call"))
    var code: String?

    @Option(help: "360giving, iati, commongrants or inventory.")
    var format: OpenDataFormat

    @Option(help: "The year of the inventory. (default: last year)")
    var year: Int64?

    @Option(help: ArgumentHelp("360Giving's own prefix for this publisher, such as 360G-example.", valueName: "prefix"))
    var prefix: String?

    @OptionGroup var target: ExportTarget

    var language: Language { target.language }

    func run() async throws {
        try await target.atDesk { desk in
            let view = try await desk.service.openData(of: code, in: language)
            let isRehearsal = desk.printer.isRehearsal == true
            let isTable = target.output?.lowercased().hasSuffix(".csv") == true
            switch format {
            case .iati:
                try refuse(isRehearsal)
                try target.write(IATIActivities(publisher: view.publisher, generatedAt: view.now), view.awards)
            case .commongrants:
                try refuse(isRehearsal)
                try target.write(CommonGrantsAwards(publisher: view.publisher), view.awards)
            case .giving:
                let prefix = try givenPrefix()
                if isTable {
                    let table = GivingTable(publisher: view.publisher, prefix: prefix, isRehearsal: isRehearsal)
                    return try target.write(table, view.awards)
                }
                guard view.awards.contains(where: { $0.status != .cancelled && $0.awarded > .zero }) else {
                    throw Failure(.refused, "there is no grant to publish, and 360Giving has no file without one")
                }
                let package = GivingPackage(
                    publisher: view.publisher, prefix: prefix, issued: view.today, isRehearsal: isRehearsal)
                try target.write(package, view.awards)
            case .inventory:
                let isJSON = target.output?.lowercased().hasSuffix(".json") == true
                let inventory = SubsidyInventory(
                    year: year ?? view.today.year - 1, format: isJSON ? .json : .csv, isRehearsal: isRehearsal)
                try target.write(inventory, view.awards)
            }
        }
    }

    /// These standards have no place where a file could say that it is not real.
    private func refuse(_ isRehearsal: Bool) throws {
        guard isRehearsal else { return }
        let why = Message(
            fr: "une répétition ne publie rien", nl: "een repetitie publiceert niets", en: "a rehearsal publishes nothing")
        throw Failure(.refused, why.text(in: language), next: "the inventory and 360giving say that they are a rehearsal's")
    }

    private func givenPrefix() throws -> String {
        guard let prefix, prefix.hasPrefix("360G-"), prefix.utf8.count > 5, OpenKey.plain(prefix) == prefix else {
            throw Failure(
                .usage, "360Giving needs the prefix that it gave to this publisher", next: "repeat with --prefix 360G-…")
        }
        return prefix
    }
}
