/// The formats in which a list leaves the program.
package enum ExportFormat: String, CaseIterable, Sendable {
    case csv, json
}

/// Writes a list row by row: CSV, or a JSON array of objects with the keys in the order of the columns.
///
/// A rehearsal's lists say so: in a column `rehearsal` that is true in every row, or in an envelope
/// `{ "rehearsal": true, "rows": […] }`.
package struct ExportWriter {
    package let columns: [String]
    private let format: ExportFormat
    private let isRehearsal: Bool
    private var csv: CSVWriter
    private var json = JSONText()
    private var rowCount = 0

    package static let rehearsalColumn = "rehearsal"

    package init(columns: [String], format: ExportFormat, isRehearsal: Bool = false, lineEnd: CSVWriter.LineEnd = .crlf) {
        self.columns = columns
        self.format = format
        self.isRehearsal = isRehearsal
        csv = CSVWriter(lineEnd: lineEnd)
        switch format {
        case .csv: csv.row(columns + (isRehearsal ? [ExportWriter.rehearsalColumn] : []))
        case .json: json.raw(isRehearsal ? "{ \"rehearsal\": true, \"rows\": [" : "[")
        }
    }

    /// Adds a row.
    ///
    /// - Precondition: one cell for each column.
    package mutating func row(_ cells: [ExportCell]) {
        precondition(cells.count == columns.count, "a row has one cell for each column")
        switch format {
        case .csv: csvRow(cells)
        case .json: jsonRow(cells)
        }
        rowCount += 1
    }

    /// Ends the list. Nothing may be added after it.
    package mutating func finish() {
        guard format == .json else { return }
        json.raw(rowCount == 0 ? "]" : "\n]")
        json.raw(isRehearsal ? " }\n" : "\n")
    }

    /// Bytes that wait to be taken.
    package var count: Int { format == .csv ? csv.count : json.bytes.count }

    /// Hands over what has been written since the last time.
    package mutating func take() -> [UInt8] {
        switch format {
        case .csv: csv.take()
        case .json: json.take()
        }
    }

    private mutating func csvRow(_ cells: [ExportCell]) {
        for cell in cells { csv.cell(cell) }
        if isRehearsal { csv.cell(.boolean(true)) }
        csv.endRow()
    }

    private mutating func jsonRow(_ cells: [ExportCell]) {
        json.raw(rowCount == 0 ? "\n  {" : ",\n  {")
        for (index, cell) in cells.enumerated() {
            json.raw(index == 0 ? " " : ", ")
            json.string(columns[index])
            json.raw(": ")
            json.cell(cell)
        }
        json.raw(" }")
    }
}
