package import CallModel

/// How many things of a kind wait to be sent.
package struct WaitingRow: Codable, TableRow {
    package let kind: String
    package let count: Int

    package init(kind: String, count: Int) { (self.kind, self.count) = (kind, count) }

    package static let columns: [Column] = [.text(Words.kind), .number(Words.waiting)]

    package func cells(in language: Language) -> [String] { [kind, String(count)] }
}
