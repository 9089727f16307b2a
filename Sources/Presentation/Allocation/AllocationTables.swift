package import CallModel
package import Selection

/// An allocation as people read it: awards, lines, and what stands in the way of each other file.
package struct AllocationTables {
    package let awards: [AllocatedRow]
    package let lines: [AllocatedLineRow]
    package let unfunded: [UnfundedRow]

    package init(_ allocation: Allocation, _ problem: AllocationProblem) {
        let requested = Dictionary(problem.applications.map { ($0.id, $0.requestedCents) }) { first, _ in first }
        awards = allocation.awards.map { AllocatedRow(award: $0, requested: requested[$0.application]) }
        lines = allocation.lines.map(AllocatedLineRow.init)
        unfunded = allocation.unfunded.map { UnfundedRow(file: $0, requested: requested[$0.application]) }
    }
}

/// An award of an allocation.
package struct AllocatedRow: TableRow {
    package let award: Allocation.Award
    package let requested: Cents?

    package init(award: Allocation.Award, requested: Cents?) { (self.award, self.requested) = (award, requested) }

    package static let columns: [Column] = [
        .text(Words.reference), .text(Words.line), .number(Words.requested), .number(Words.amount), .number(Words.pass)
    ]

    package func cells(in language: Language) -> [String] {
        [award.application, award.line, requested?.decimal ?? "", award.cents.decimal, String(award.pass)]
    }
}

/// A budget line of an allocation.
package struct AllocatedLineRow: TableRow {
    package let line: Allocation.LineTotal

    package init(_ line: Allocation.LineTotal) { self.line = line }

    package static let columns: [Column] = [
        .text(Words.line), .number(Words.awarded), .number(Words.ofWhichReserved), .number(Words.remaining),
        .number(Words.remainingReserve)
    ]

    package func cells(in language: Language) -> [String] {
        [
            line.id, line.awardedCents.decimal, line.reservedAwardedCents.decimal, line.unspentCents.decimal,
            line.unspentReserveCents.decimal
        ]
    }
}

/// A file that an allocation gives nothing, and why.
package struct UnfundedRow: TableRow {
    package let file: Allocation.Unfunded
    package let requested: Cents?

    package init(file: Allocation.Unfunded, requested: Cents?) { (self.file, self.requested) = (file, requested) }

    package static let columns: [Column] = [.text(Words.reference), .number(Words.requested), .flexible(Words.reason)]

    package func cells(in language: Language) -> [String] {
        [file.application, requested?.decimal ?? "", file.reason.sentence.text(in: language)]
    }
}
