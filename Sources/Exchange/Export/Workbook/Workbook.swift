import CLibXLSXWriter
package import CallModel

/// An XLSX file in the making (ECMA-376), written by libxlsxwriter row by row in constant memory.
///
/// Texts are written as texts: a spreadsheet never runs them, and their cells have the number format "text", so that editing
/// one does not turn it into a formula either. Amounts and dates are real ones. Formulas are the program's own only.
package final class Workbook {
    private let book: UnsafeMutablePointer<lxw_workbook>
    private let isRehearsal: Bool
    private var names = SheetNames()
    private var isOpen = true
    let formats: WorkbookFormats

    /// Writes a whole workbook, or leaves the old file as it was.
    ///
    /// - Parameters:
    ///   - created: stands in the file instead of the clock, so that equal lists give equal files.
    ///   - isPrivate: whether nobody but the owner may read the file.
    /// - Throws: `FileWriteError`, `WorkbookError`, and whatever `body` throws.
    package static func write(
        to path: String, title: String, created: Instant, isRehearsal: Bool = false, isPrivate: Bool = false,
        _ body: (Workbook) throws -> Void
    ) throws {
        try AtomicFile.write(to: path, isPrivate: isPrivate) { (name: String) throws in
            let workbook = try Workbook(name, title: title, created: created, isRehearsal: isRehearsal)
            try body(workbook)
            try workbook.close()
        }
    }

    private init(_ path: String, title: String, created: Instant, isRehearsal: Bool) throws(WorkbookError) {
        self.isRehearsal = isRehearsal
        var options = lxw_workbook_options(constant_memory: 1, tmpdir: nil, use_zip64: 0)
        guard let book = workbook_new_opt(path, &options) else { throw .failed(reason: "out of memory") }
        self.book = book
        formats = WorkbookFormats(book)
        let status = title.withCString { text in
            var properties = lxw_doc_properties()
            // The library copies the text and does not change it; its C signature merely lacks the `const`.
            properties.title = UnsafeMutablePointer(mutating: text)
            properties.created = time_t(created.microseconds / 1_000_000)
            return workbook_set_properties(book, &properties)
        }
        try Self.check(status)
    }

    deinit {
        if isOpen { lxw_workbook_free(book) }
    }

    /// Adds a sheet after the others, with its header frozen.
    package func sheet(_ wanted: String, columns: [WorkbookColumn]) throws(WorkbookError) -> WorkbookSheet {
        let name = names.name(for: wanted)
        guard let sheet = workbook_add_worksheet(book, name) else { throw .failed(reason: "no sheet \(name)") }
        let shown = isRehearsal ? columns + [WorkbookColumn(ExportWriter.rehearsalColumn)] : columns
        return try WorkbookSheet(sheet, name: name, columns: shown, formats: formats, isRehearsal: isRehearsal)
    }

    private func close() throws(WorkbookError) {
        isOpen = false
        // Frees the workbook, whether it can be written or not.
        try Self.check(workbook_close(book))
    }

    static func check(_ status: lxw_error) throws(WorkbookError) {
        guard status != LXW_NO_ERROR else { return }
        throw .failed(reason: lxw_strerror(status).map { String(cString: $0) } ?? "error \(status.rawValue)")
    }
}

/// How cells look, made once for a workbook.
struct WorkbookFormats {
    typealias Format = UnsafeMutablePointer<lxw_format>

    let header: Format?
    let text: Format?
    let amount: Format?
    let date: Format?
    let instant: Format?
    let total: Format?
    let totalLabel: Format?

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
        func format(_ number: String? = nil, bold: Bool = false, ruled: Bool = false) -> Format? {
            let format = workbook_add_format(book)
            if let number { format_set_num_format(format, number) }
            if bold { format_set_bold(format) }
            if ruled { format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue)) }
            return format
        }
        header = format(bold: true)
        if let header { format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue)) }
        text = format("@")
        amount = format("#,##0.00")
        date = format("dd/mm/yyyy")
        instant = format("dd/mm/yyyy hh:mm")
        total = format("#,##0.00", bold: true, ruled: true)
        totalLabel = format(bold: true, ruled: true)
    }
}
