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
            let isRehearsal = desk.printer.isRehearsal == true
            if format == .iati || format == .commongrants { try refuse(isRehearsal) }
            let write = try writer(frameworks, isRehearsal: isRehearsal)
            let rows = try await desk.service.openData(of: code, in: language, write)
            try target.tell(format.rawValue, rows: rows, desk.printer)
        }
    }

    /// What the awards go through, to be taken along to the database's own thread.
    private func writer(
        _ frameworks: [String: ResultsFramework], isRehearsal: Bool
    ) throws -> @Sendable (OpenDataHead, RecordStream<OpenAward>) throws -> Int {
        let language = language
        switch format {
        case .iati:
            let sink = try target.sink(format.rawValue)
            return { head, awards in
                let export = IATIActivities(publisher: head.publisher, generatedAt: head.now, results: frameworks)
                return try sink.write(export, check: { try Self.requireUsed($0, language) }, awards)
            }
        case .commongrants:
            let sink = try target.sink(format.rawValue, isJSON: true)
            return { head, awards in try sink.write(CommonGrantsAwards(publisher: head.publisher), awards) }
        case .giving:
            let prefix = try givenPrefix()
            if target.isNamed(".csv") {
                let sink = try target.sink(format.rawValue)
                return { head, awards in
                    try sink.write(GivingTable(publisher: head.publisher, prefix: prefix, isRehearsal: isRehearsal), awards)
                }
            }
            let sink = try target.sink(format.rawValue, isJSON: true)
            return { head, awards in
                let package = GivingPackage(
                    publisher: head.publisher, prefix: prefix, issued: head.today, isRehearsal: isRehearsal)
                return try sink.write(package, check: { try Self.requireGrants($0, language) }, awards)
            }
        case .inventory:
            let isJSON = target.isNamed(".json") || target.path == nil && target.json
            let (sink, year) = (try target.sink(format.rawValue, isJSON: isJSON), year)
            return { head, awards in
                let inventory = SubsidyInventory(
                    year: year ?? head.today.year - 1, format: isJSON ? .json : .csv, isRehearsal: isRehearsal)
                return try sink.write(inventory, awards)
            }
        }
    }

    /// A package of the standard has one grant at least.
    private static func requireGrants(_ package: GivingPackage, _ language: Language) throws {
        guard package.isEmpty else { return }
        let why = Message(
            fr: "il n'y a aucun subside à publier", nl: "er is geen subsidie te publiceren", en: "there is no grant to publish")
        throw Failure(.refused, why.text(in: language))
    }

    /// Results that were handed over for a file that is not among the awards would be lost in silence.
    private static func requireUsed(_ activities: IATIActivities, _ language: Language) throws {
        guard !activities.unused.isEmpty else { return }
        let names = activities.unused.sorted().joined(separator: ", ")
        let why = Message(
            fr: "aucun subside connu ne porte la référence \(names)", nl: "geen bekende subsidie heeft de referentie \(names)",
            en: "no award that was made known has the reference \(names)")
        throw Failure(.faultyInput, why.text(in: language))
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
