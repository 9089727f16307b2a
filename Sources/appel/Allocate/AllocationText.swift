import CallModel
import Selection
import Service

/// An allocation as people read it: awards, lines, and what stands in the way of each other file.
struct AllocationText {
    private let allocation: Allocation
    private let requested: [String: Cents]
    private let printer: Printer

    init(_ allocation: Allocation, _ problem: AllocationProblem, _ printer: Printer) {
        (self.allocation, self.printer) = (allocation, printer)
        requested = Dictionary(problem.applications.map { ($0.id, $0.requestedCents) }) { first, _ in first }
    }

    func text(_ style: Style) -> String {
        let awards = allocation.awards.map { Award(award: $0, requested: requested[$0.application]) }
        let unfunded = allocation.unfunded.map { Unfunded(file: $0, requested: requested[$0.application]) }
        return [
            section(Words.awardList, awards, style), section(Words.budgetLines, allocation.lines.map(Line.init), style),
            section(Words.unfunded, unfunded, style)
        ].joined(separator: "\n")
    }

    private func section<Row: TableRow>(_ title: Message, _ rows: [Row], _ style: Style) -> String {
        let heading = style.strong("\(title.text(in: printer.language)) (\(rows.count))") + "\n"
        return heading + (rows.isEmpty ? "" : printer.text(of: rows, style))
    }

    private struct Award: TableRow {
        let award: Allocation.Award
        let requested: Cents?

        static let columns: [Column] = [
            .text(Words.reference), .text(Words.line), .number(Words.requested), .number(Words.amount), .number(Words.pass)
        ]

        func cells(in language: Language) -> [String] {
            [award.application, award.line, requested?.decimal ?? "", award.cents.decimal, String(award.pass)]
        }
    }

    private struct Line: TableRow {
        let line: Allocation.LineTotal

        init(_ line: Allocation.LineTotal) { self.line = line }

        static let columns: [Column] = [
            .text(Words.line), .number(Words.awarded), .number(Words.ofWhichReserved), .number(Words.remaining),
            .number(Words.remainingReserve)
        ]

        func cells(in language: Language) -> [String] {
            [
                line.id, line.awardedCents.decimal, line.reservedAwardedCents.decimal, line.unspentCents.decimal,
                line.unspentReserveCents.decimal
            ]
        }
    }

    private struct Unfunded: TableRow {
        let file: Allocation.Unfunded
        let requested: Cents?

        static let columns: [Column] = [.text(Words.reference), .number(Words.requested), .flexible(Words.reason)]

        func cells(in language: Language) -> [String] {
            [file.application, requested?.decimal ?? "", file.reason.sentence.text(in: language)]
        }
    }
}

extension Allocation.Reason {
    /// What stood in the way, with the figures.
    var sentence: Message {
        switch self {
        case .belowThreshold(let score, let threshold):
            Message(
                fr: "Score \(score), sous le seuil de \(threshold).", nl: "Score \(score), onder de drempel van \(threshold).",
                en: "Score \(score), below the threshold of \(threshold).")
        case .notEligible(let ceiling?):
            Message(
                fr: "Demande plus que le plafond de ses lignes, \(ceiling.decimal).",
                nl: "Vraagt meer dan het plafond van zijn lijnen, \(ceiling.decimal).",
                en: "Asks for more than the ceiling of its lines, \(ceiling.decimal).")
        case .notEligible(nil):
            Message(fr: "Aucune ligne ne peut le payer.", nl: "Geen enkele lijn kan het betalen.", en: "No line may pay it.")
        case .lineExhausted(let line, let rank):
            Message(
                fr: "La ligne \(line) est épuisée depuis le rang \(rank).", nl: "De lijn \(line) is uitgeput sinds rang \(rank).",
                en: "Line \(line) was exhausted at rank \(rank).")
        case .skippedShort(let line, let short):
            Message(
                fr: "Il manque \(short.decimal) sur la ligne \(line).", nl: "Op de lijn \(line) ontbreekt \(short.decimal).",
                en: "Line \(line) is \(short.decimal) short.")
        case .fence(let line, let short, let reserve):
            Message(
                fr: "Il manque \(short.decimal) sur la ligne \(line), dont \(reserve.decimal) sont réservés.",
                nl: "Op de lijn \(line) ontbreekt \(short.decimal), terwijl \(reserve.decimal) gereserveerd is.",
                en: "Line \(line) is \(short.decimal) short, while \(reserve.decimal) of it are reserved.")
        case .lineClosed(let line, let rank):
            Message(
                fr: "La ligne \(line) est close depuis le rang \(rank).", nl: "De lijn \(line) is gesloten sinds rang \(rank).",
                en: "Line \(line) was closed at rank \(rank).")
        case .awardCap(let line, let limit):
            Message(
                fr: "La ligne \(line) a donné ses \(limit) subsides.", nl: "De lijn \(line) heeft haar \(limit) subsidies gegeven.",
                en: "Line \(line) has given its \(limit) awards.")
        case .tooFewAwards(let line, let awards, let minimum):
            .tooFewAwards(line: line, awards: awards, minimum: minimum)
        case .applicantCap(let limit):
            Message(
                fr: "L'association a déjà \(limit) subside(s).", nl: "De vereniging heeft al \(limit) subsidie(s).",
                en: "The organisation has \(limit) award(s) already.")
        }
    }
}
