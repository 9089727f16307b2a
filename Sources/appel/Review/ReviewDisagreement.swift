import ArgumentParser
import CallModel
import Selection
import Service

struct ReviewDisagreement: AsyncParsableCommand, SpeakingCommand {
    static let configuration = CommandConfiguration(
        commandName: "disagreement", abstract: "Lists the files whose reviewers lie furthest apart.",
        discussion: """
            By the variance of the reviews' totals on 100; range and variance are exact fractions with --json.

            EXAMPLE
              appel review disagreement brussels-2027 --top 10
            """)

    @OptionGroup var call: CallArgument

    @Option(help: "How many files at most. (default: all on which reviewers differ)")
    var top: Int?

    @OptionGroup var options: AskingOptions

    var language: Language { options.language }

    func run() async throws {
        try await options.atDesk { desk in
            let found = try await desk.service.disagreements(of: call.code)
            try desk.printer.list("disagreements", found.prefix(max(0, top ?? found.count)).map(DisagreementRow.init))
        }
    }
}

private struct DisagreementRow: Encodable, TableRow {
    let reference: String
    let reviews: Int
    let lowest: Fraction
    let highest: Fraction
    let range: Fraction
    let variance: Fraction

    init(_ file: Disagreement) {
        (reference, reviews, lowest, highest) = (file.id, file.reviews, file.lowest, file.highest)
        (range, variance) = (file.dispersion.range, file.dispersion.variance)
    }

    static let columns: [Column] = [
        .text(Words.reference), .number(Words.reviews), .number(CalibrationWords.lowest), .number(CalibrationWords.highest),
        .number(CalibrationWords.range), .number(CalibrationWords.variance)
    ]

    func cells(in language: Language) -> [String] {
        [reference, "\(reviews)"] + [lowest, highest, range, variance].map { $0.rounded(places: 2) }
    }
}
