package import CallModel

/// A list as a workbook of one sheet: a frozen header, a row for each record, and a last row in which formulas add the amounts up.
package struct ListWorkbook: Hashable, Sendable {
    package var title: String
    /// Of the sheet.
    package var name: String
    package var columns: [WorkbookColumn]
    package var language: Language
    /// Stands in the file instead of the clock.
    package var created: Instant
    package var isRehearsal: Bool

    package init(
        title: String, name: String, columns: [WorkbookColumn], language: Language, created: Instant, isRehearsal: Bool = false
    ) {
        (self.title, self.name, self.columns) = (title, name, columns)
        (self.language, self.created, self.isRehearsal) = (language, created, isRehearsal)
    }

    /// Writes the list in constant memory. Throws `FileWriteError`, `WorkbookError` or what `records` throws, and leaves the old
    /// file then.
    ///
    /// - Parameter cells: one for each column.
    /// - Returns: how many records are in it.
    @discardableResult
    package func write<Record>(
        _ records: RecordStream<Record>, to path: String, cells: @escaping (Record) -> [ExportCell]
    ) throws -> Int {
        var count = 0
        try Workbook.write(to: path, title: title, created: created, isRehearsal: isRehearsal) { workbook in
            let sheet = try workbook.sheet(name, columns: columns)
            try records { record in
                count += 1
                try sheet.row(cells(record))
            }
            try sheet.finish(label: FinanceWords.total.text(in: language))
        }
        return count
    }
}
