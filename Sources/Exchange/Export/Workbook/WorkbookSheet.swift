import CLibXLSXWriter
import CallModel

/// One sheet of a workbook: a frozen header, rows, and a last row of totals.
package final class WorkbookSheet {
    package let name: String
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let columns: [WorkbookColumn]
    private let formats: WorkbookFormats
    private let isRehearsal: Bool
    private var rows = 0
    private var sums: [Cents]

    init(
        _ sheet: UnsafeMutablePointer<lxw_worksheet>, name: String, columns: [WorkbookColumn], formats: WorkbookFormats,
        isRehearsal: Bool
    ) throws(WorkbookError) {
        (self.sheet, self.name, self.columns, self.formats) = (sheet, name, columns, formats)
        self.isRehearsal = isRehearsal
        sums = [Cents](repeating: .zero, count: columns.count)
        for (column, heading) in columns.enumerated() {
            try check(worksheet_set_column(sheet, place(column), place(column), heading.width, nil), column)
        }
        worksheet_freeze_panes(sheet, 1, 0)
        worksheet_repeat_rows(sheet, 0, 0)
        worksheet_set_landscape(sheet)
        worksheet_fit_to_pages(sheet, 1, 0)
        for (column, heading) in columns.enumerated() {
            try check(worksheet_write_string(sheet, 0, place(column), heading.title, formats.header), column)
        }
    }

    /// Adds a row.
    ///
    /// - Precondition: one cell for each column; a totalled column holds amounts or nothing.
    package func row(_ cells: [ExportCell]) throws(WorkbookError) { try row(cells.map(WorkbookCell.value)) }

    package func row(_ cells: [WorkbookCell]) throws(WorkbookError) {
        let cells = isRehearsal ? cells + [.value(.boolean(true))] : cells
        precondition(cells.count == columns.count, "a row has one cell for each column")
        rows += 1
        for (column, cell) in cells.enumerated() {
            if let amount = cell.amount { sums[column] += amount }
            precondition(!columns[column].isTotalled || cell.mayBeTotalled, "a totalled column holds amounts")
            try check(write(cell, at: column), column)
        }
    }

    /// Writes the row of totals. Nothing may be added after it.
    ///
    /// - Returns: where each totalled column's sum stands, in the order of these columns.
    @discardableResult
    package func finish(label: String) throws(WorkbookError) -> [WorkbookReference] {
        rows += 1
        var totals: [WorkbookReference] = []
        for (column, heading) in columns.enumerated() {
            if heading.isTotalled {
                let letters = Self.letters(column)
                // Without rows the header alone is added up, which gives 0.
                let formula = "=SUM(\(letters)\(min(2, rows)):\(letters)\(rows))"
                try check(
                    worksheet_write_formula_num(
                        sheet, row, place(column), formula, formats.total, Self.number(sums[column])), column)
                totals.append(
                    WorkbookReference(
                        formula: "\(SheetNames.quoted(name))!\(letters)\(rows + 1)", value: sums[column]))
            } else if column == 0 {
                try check(worksheet_write_string(sheet, row, 0, label, formats.totalLabel), column)
            } else {
                try check(worksheet_write_blank(sheet, row, place(column), formats.totalLabel), column)
            }
        }
        return totals
    }

    private func write(_ cell: WorkbookCell, at column: Int) -> lxw_error {
        let column = place(column)
        switch cell {
        case .reference(let reference):
            return worksheet_write_formula_num(
                sheet, row, column, "=" + reference.formula, formats.amount, Self.number(reference.value))
        case .value(.text(let text)), .value(.decimal(let text)):
            return worksheet_write_string(sheet, row, column, XMLCharacters.kept(of: text), formats.text)
        case .value(.amount(let amount)):
            return worksheet_write_number(sheet, row, column, Self.number(amount), formats.amount)
        case .value(.integer(let value)): return worksheet_write_number(sheet, row, column, Double(value), nil)
        case .value(.date(let date)):
            var day = lxw_datetime(
                year: Int32(date.year), month: Int32(date.month), day: Int32(date.day), hour: 0, min: 0, sec: 0)
            return worksheet_write_datetime(sheet, row, column, &day, formats.date)
        // A spreadsheet's dates have no zone: an instant stays a text that says which one it is in.
        case .value(.instant(let instant)):
            return worksheet_write_string(sheet, row, column, instant.iso8601, formats.text)
        case .value(.boolean(let value)): return worksheet_write_boolean(sheet, row, column, value ? 1 : 0, nil)
        case .value(.empty): return LXW_NO_ERROR
        }
    }

    /// The row being written, as the library counts: the header is 0.
    private var row: UInt32 { UInt32(rows) }

    private func place(_ column: Int) -> UInt16 { UInt16(column) }

    private func check(_ status: lxw_error, _ column: Int) throws(WorkbookError) {
        switch status {
        case LXW_NO_ERROR: return
        case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED:
            throw .textTooLong(sheet: name, row: rows + 1, column: columns[column].title)
        case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE: throw .tooManyRows(sheet: name)
        default: try Workbook.check(status)
        }
    }

    /// The double that is nearest to an amount; a spreadsheet has no other numbers. Exact to the cent below 90 billion euro.
    private static func number(_ amount: Cents) -> Double { Double(amount.value) / 100 }

    /// A, B, … Z, AA, AB, …
    static func letters(_ column: Int) -> String {
        var rest = column
        var letters = ""
        repeat {
            letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }
}

extension WorkbookCell {
    fileprivate var amount: Cents? {
        switch self {
        case .value(.amount(let amount)): amount
        case .reference(let reference): reference.value
        case .value: nil
        }
    }

    fileprivate var mayBeTotalled: Bool { amount != nil || self == .value(.empty) }
}
