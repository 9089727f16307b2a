package import CallModel
package import Service

/// A budget line with what was given of it.
package struct LineRow: Codable, TableRow {
    package let line: String
    package let article: String
    package let totalCents: Cents
    /// The part of the total that an earlier edition left over, and which.
    package let carriedOverCents: Cents?
    package let carriedOverFrom: Int?
    package let reserveCents: Cents
    package let awards: Int
    package let awardedCents: Cents
    package let awardedReservedCents: Cents
    package let leftCents: Cents
    /// The part of what is left that goes to the next edition: the reserve that no award took.
    package let carriedForwardCents: Cents?

    package init(_ line: ResultsView.Line) {
        (self.line, article, totalCents, reserveCents) = (line.id, line.article, line.total, line.reserve)
        (carriedOverCents, carriedOverFrom) = (line.carriedOver?.amount, line.carriedOver?.edition)
        (awards, awardedCents, awardedReservedCents) = (line.awards, line.awarded, line.awardedReserved)
        leftCents = line.total - line.awarded
        carriedForwardCents = line.carriedForward
    }

    package static let columns: [Column] = [
        .text(Words.line), .text(Words.budgetArticle), .number(Words.total), .number(Words.reserve), .number(Words.awards),
        .number(Words.awarded), .number(Words.ofWhichReserved), .number(Words.remaining)
    ]

    package func cells(in language: Language) -> [String] {
        [
            line, article, totalCents.decimal, reserveCents.decimal, String(awards), awardedCents.decimal,
            awardedReservedCents.decimal, leftCents.decimal
        ]
    }
}

/// Money that an earlier edition left over, shown apart from what the line has of its own.
package struct CarryOverRow: TableRow {
    package let line: String
    package let edition: Int
    package let carried: Cents
    package let own: Cents

    package init?(_ row: LineRow) {
        guard let carried = row.carriedOverCents, let edition = row.carriedOverFrom else { return nil }
        (line, self.edition, self.carried, own) = (row.line, edition, carried, row.totalCents - carried)
    }

    package static let columns: [Column] = [
        .text(Words.line), .number(Words.edition), .number(Words.carriedOver), .number(Words.ownMoney)
    ]

    package func cells(in language: Language) -> [String] { [line, String(edition), carried.decimal, own.decimal] }
}

/// Reserved money that no award took, for the next edition, shown apart from what else the line has left.
package struct CarryForwardRow: TableRow {
    package let line: String
    package let forward: Cents
    package let rest: Cents

    package init?(_ row: LineRow) {
        guard let forward = row.carriedForwardCents else { return nil }
        (line, self.forward, rest) = (row.line, forward, row.leftCents - forward)
    }

    package static let columns: [Column] = [.text(Words.line), .number(Words.carriedForward), .number(Words.otherwiseLeft)]

    package func cells(in language: Language) -> [String] { [line, forward.decimal, rest.decimal] }
}
