/// One subject of the benchmark: a table of figures, and what is to be said of them.
struct Subject {
    let title: String
    /// What was measured and how, in a sentence or two.
    let method: String
    let columns: [String]
    private(set) var rows: [[String]] = []
    /// Sentences after the table: on targets that were missed, and what it does not hold.
    private(set) var shortfalls: [String] = []

    init(_ title: String, method: String, columns: [String]) {
        (self.title, self.method, self.columns) = (title, method, columns)
    }

    mutating func add(_ cells: String...) { rows.append(cells) }

    /// Notes a target that was missed, and why.
    mutating func fellShort(_ sentence: String) { shortfalls.append(sentence) }

    /// Says what no table holds.
    mutating func note(_ sentence: String) { shortfalls.append(sentence) }

    var markdown: String {
        let header = [columns, columns.indices.map { $0 == 0 ? "---" : "---:" }]
        let table = (header + rows).map { "| " + $0.joined(separator: " | ") + " |" }
        return (["## \(title)", "", method, ""] + table + (shortfalls.isEmpty ? [] : [""]) + shortfalls)
            .joined(separator: "\n")
    }
}
