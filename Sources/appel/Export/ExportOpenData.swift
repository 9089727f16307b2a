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
              appel export open-data brussels-2027 --format iati --results BXL27-001=config/results/belfaa-jette.yaml
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

    @Option(
        help: ArgumentHelp(
            "For iati: the results of a file, as in config/results. May be repeated.", valueName: "reference=file"))
    var results: [ResultsArgument] = []

    @OptionGroup var target: ExportTarget

    var language: Language { target.language }

    func validate() throws {
        guard results.isEmpty || format == .iati else { throw ValidationError("--results goes with --format iati.") }
        guard Set(results.map(\.reference)).count == results.count else {
            throw ValidationError("--results names a file twice.")
        }
    }

    func run() async throws {
        let frameworks = Dictionary(
            uniqueKeysWithValues: try results.map { ($0.reference, try $0.framework(in: language)) })
        try await target.atDesk { desk in
            let view = try await desk.service.openData(of: code, in: language)
            try target.deliver(try ready(view, frameworks, isRehearsal: desk.printer.isRehearsal == true), desk.printer)
        }
    }

    private func ready(
        _ view: OpenDataView, _ frameworks: [String: ResultsFramework], isRehearsal: Bool
    ) throws -> ReadyExport {
        switch format {
        case .iati:
            try refuse(isRehearsal)
            let export = IATIActivities(publisher: view.publisher, generatedAt: view.now, results: frameworks)
            return ReadyExport(format.rawValue, export, view.awards)
        case .commongrants:
            try refuse(isRehearsal)
            return ReadyExport(
                format.rawValue, isJSON: true, CommonGrantsAwards(publisher: view.publisher), view.awards)
        case .giving:
            let prefix = try givenPrefix()
            if target.isNamed(".csv") {
                let table = GivingTable(publisher: view.publisher, prefix: prefix, isRehearsal: isRehearsal)
                return ReadyExport(format.rawValue, table, view.awards)
            }
            guard view.awards.contains(where: { $0.status != .cancelled && $0.awarded > .zero }) else {
                let why = Message(
                    fr: "il n'y a aucun subside à publier", nl: "er is geen subsidie te publiceren",
                    en: "there is no grant to publish")
                throw Failure(.refused, why.text(in: language))
            }
            let package = GivingPackage(
                publisher: view.publisher, prefix: prefix, issued: view.today, isRehearsal: isRehearsal)
            return ReadyExport(format.rawValue, isJSON: true, package, view.awards)
        case .inventory:
            let isJSON = target.isNamed(".json") || target.path == nil && target.json
            let inventory = SubsidyInventory(
                year: year ?? view.today.year - 1, format: isJSON ? .json : .csv, isRehearsal: isRehearsal)
            return ReadyExport(format.rawValue, isJSON: isJSON, inventory, view.awards)
        }
    }

    /// These standards have no place where a file could say that it is not real.
    private func refuse(_ isRehearsal: Bool) throws {
        guard isRehearsal else { return }
        let why = Message(
            fr: "une répétition ne publie rien", nl: "een repetitie publiceert niets", en: "a rehearsal publishes nothing")
        let next = Message(
            fr: "l'inventaire et 360giving disent qu'ils viennent d'une répétition",
            nl: "de inventaris en 360giving zeggen dat ze van een repetitie komen",
            en: "the inventory and 360giving say that they are a rehearsal's")
        throw Failure(.refused, why.text(in: language), next: next.text(in: language))
    }

    private func givenPrefix() throws -> String {
        guard let prefix, prefix.hasPrefix("360G-"), prefix.utf8.count > 5, OpenKey.plain(prefix) == prefix else {
            let why = Message(
                fr: "360Giving demande le préfixe qu'il a donné à l'éditeur", nl: "360Giving vraagt het voorvoegsel van de uitgever",
                en: "360Giving needs the prefix that it gave to this publisher")
            let next = Message(
                fr: "répétez avec --prefix 360G-…", nl: "herhaal met --prefix 360G-…", en: "repeat with --prefix 360G-…")
            throw Failure(.usage, why.text(in: language), next: next.text(in: language))
        }
        return prefix
    }
}
