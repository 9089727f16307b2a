import ArgumentParser
import CallModel
import Exchange
import Service
import Store

struct EarlierGrantCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "earlier-grant", abstract: "Grants of earlier editions, which the rules ask about.",
        discussion: "EXAMPLE\n  appel earlier-grant import config/demo/earlier-grants.csv",
        subcommands: [ImportEarlierGrants.self, ListEarlierGrants.self])
}

struct ImportEarlierGrants: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings in what organisations received before and how far they justified it.",
        discussion: "EXAMPLE\n  appel earlier-grant import config/demo/earlier-grants.csv")

    @OptionGroup var file: ImportArgument
    @OptionGroup var options: WritingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk, request in
            let records = try desk.read(file.path) { (file) throws(ImportFailure) in try Import.earlierGrants(file) }
            let receipt = try await desk.handing(file.path, "Importing earlier grants") {
                try await desk.service.importEarlierGrants(records, request)
            }
            try desk.printer.show(receipt)
        }
    }
}

struct ListEarlierGrants: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists what organisations received before, and how far they justified it.",
        discussion: "EXAMPLE\n  appel earlier-grant list --json")

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let rows = try await desk.service.earlierGrants().map(EarlierGrantRow.init)
            try desk.printer.list("earlierGrants", rows.sorted { ($0.name, $0.edition) < ($1.name, $1.edition) })
        }
    }
}

private struct EarlierGrantRow: Encodable, TableRow {
    let organisation: String
    let name: String
    let edition: String
    let awardedCents: Cents
    let acceptedCents: Cents
    let refundedCents: Cents
    let closed: Bool

    init(_ view: EarlierGrantView) {
        (organisation, name, edition) = (view.organisation, view.name, view.grant.edition)
        (awardedCents, acceptedCents) = (view.grant.awarded, view.grant.accepted)
        (refundedCents, closed) = (view.grant.refunded, view.grant.closed)
    }

    static let columns: [Column] = [
        .text(Words.reference), .flexible(Words.organisation), .text(Words.edition), .number(Words.awarded),
        .number(Words.accepted), .number(Words.recovered), .text(Words.settled)
    ]

    func cells(in language: Language) -> [String] {
        [
            organisation, name, edition, awardedCents.decimal, acceptedCents.decimal, refundedCents.decimal,
            closed ? Words.yes.text(in: language) : ""
        ]
    }
}
