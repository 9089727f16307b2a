package import CallModel
package import Service

/// What a conflict that came late changed for one file.
package struct ImpactRow: TableRow {
    package let change: ImpactView.Change

    package init(change: ImpactView.Change) { self.change = change }

    package static let columns: [Column] = [
        .text(Words.reference), .text(ConflictWords.change), .number(ConflictWords.rankBefore), .number(ConflictWords.rankAfter),
        .number(ConflictWords.scoreBefore), .number(ConflictWords.scoreAfter), .number(ConflictWords.proposedBefore),
        .number(ConflictWords.proposedAfter)
    ]

    package func cells(in language: Language) -> [String] {
        let (before, after) = (change.before, change.after)
        return [
            change.reference, ConflictWords.change(change.kind).text(in: language), before.rank.map { "\($0)" } ?? "",
            after?.rank.map { "\($0)" } ?? "", before.score.rounded(places: 2), after?.score.rounded(places: 2) ?? "",
            before.proposedCents.decimal, after?.proposedCents.decimal ?? ""
        ]
    }
}

extension ImpactView {
    /// What became of the scores of each member with a conflict, and that nothing changes where nothing does.
    package var sentences: [Message] {
        pairs.map(ConflictWords.impact) + pairs.filter(\.cleared).map(ConflictWords.cleared)
            + (changes.isEmpty ? [ConflictWords.nothingChanges] : [])
    }

    package var rows: [ImpactRow] { changes.map { ImpactRow(change: $0) } }
}

extension ConflictReceipt {
    /// How many declarations were treated, and which of them a ruling overrides.
    package var sentences: [Message] {
        [Words.treated(changed: changed, unchanged: unchanged)] + pinned.map(ConflictWords.pinned)
    }
}
