package import CallModel
package import Selection
package import Service

/// A scenario that was kept, in a list.
package struct KeptScenarioRow: Codable, TableRow {
    package let name: String
    package let stamp: String
    package let awards: Int
    package let madeBy: String
    package let madeAt: Instant
    package let changes: ScenarioChanges

    package init(_ row: ScenarioRow) {
        (name, stamp, awards) = (row.name, row.stamp.hex, row.awards)
        (madeBy, madeAt, changes) = (row.madeBy, row.madeAt, row.changes)
    }

    package static let columns: [Column] = [
        .text(Words.scenario), .number(Words.awards), .text(Words.at), .text(Words.actor), .flexible(Words.stamp)
    ]

    package func cells(in language: Language) -> [String] { [name, String(awards), Moment.text(madeAt), madeBy, stamp] }
}

/// The money of a budget line in two outcomes.
package struct ScenarioLineRow: TableRow {
    package let line: ScenarioComparison.Line

    package init(_ line: ScenarioComparison.Line) { self.line = line }

    package static let columns: [Column] = [
        .text(Words.line), .number(Words.before), .number(Words.ofWhichReserved), .number(Words.after), .number(Words.ofWhichReserved)
    ]

    package func cells(in language: Language) -> [String] {
        [line.id, line.first.decimal, line.firstReserved.decimal, line.second.decimal, line.secondReserved.decimal]
    }
}

extension ScenarioComparison {
    /// Which files enter, leave, or get another amount.
    package func facts(in language: Language) -> Facts {
        let altered = altered.map { "\($0.application) \($0.first.decimal) → \($0.second.decimal)" }
        let lists = [(Words.entering, entering), (Words.leaving, leaving), (Words.altered, altered)]
        return Facts(lists.map { ($0.0.text(in: language), $0.1.isEmpty ? "–" : $0.1.joined(separator: ", ")) })
    }

    package var rows: [ScenarioLineRow] { lines.map(ScenarioLineRow.init) }
}
