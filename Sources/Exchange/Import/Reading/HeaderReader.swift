import CallModel

/// A column that a table may have, and where it is: found once, then used for every row.
struct Column {
    let name: String
    /// Nil when the file does not have it.
    let index: Int?
}

/// The first row of a table, while its columns are being looked up.
struct HeaderReader {
    let log: FaultLog
    let count: Int
    private let line: Int
    private let names: [String]
    private var indexes: [String: Int] = [:]
    /// The columns that were asked for so far.
    private(set) var known: [String] = []

    init(_ row: CSVRow, log: FaultLog) {
        self.log = log
        (line, count) = (row.line, row.count)
        names = (0..<row.count).map { String(decoding: row[$0].trimmed, as: UTF8.self) }
        for (index, name) in names.enumerated() {
            if let first = indexes[name] {
                let error = CSVError.duplicateHeader(name, line: line, column: index + 1, first: first + 1)
                log.report(.table(error), at: .row(line), column: HeaderReader.heading(name, index))
            } else {
                indexes[name] = index
            }
        }
    }

    mutating func required(_ name: String) -> Column {
        let column = optional(name)
        if column.index == nil {
            log.report(.table(.missingHeader(name, line: line)), at: .row(line), column: name)
        }
        return column
    }

    mutating func optional(_ name: String) -> Column {
        known.append(name)
        return Column(name: name, index: indexes[name])
    }

    /// The headings that begin with `prefix`, for tables whose columns depend on the call.
    func names(startingWith prefix: String) -> [String] { names.filter { $0.hasPrefix(prefix) && $0 != prefix } }

    /// The heading of a cell, for faults that concern no known column.
    func heading(of index: Int) -> String {
        HeaderReader.heading(names.indices.contains(index) ? names[index] : "", index)
    }

    /// Reports what nobody asked for.
    func finish() {
        for (index, name) in names.enumerated() where !known.contains(name) && indexes[name] == index {
            let near = CallModel.nearest(to: name, among: known)
            let error = CSVError.unknownHeader(name, line: line, column: index + 1, nearest: near)
            log.report(.table(error), at: .row(line), column: HeaderReader.heading(name, index))
        }
    }

    static func heading(_ name: String, _ index: Int) -> String { name.isEmpty ? "#\(index + 1)" : name }
}
