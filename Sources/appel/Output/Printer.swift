import CallModel
import Presentation

/// How a command answers: as a table or as a JSON document, marked where the database is a rehearsal.
struct Printer: Sendable {
    let isJSON: Bool
    let language: Language
    /// What kind of database was asked; `nil` where none was.
    var isRehearsal: Bool?
    /// Whether nothing is kept; `nil` for a command that only reads.
    var isDryRun: Bool?

    private var terminal: Terminal { .output }
    private var style: Style { terminal.style }

    /// Prints an answer.
    ///
    /// - Parameters:
    ///   - name: the key of the content in the JSON document.
    ///   - people: the text for people, made only where it is wanted.
    func show(_ name: String, _ content: some Encodable, for people: (Style) -> String) throws {
        if isJSON {
            let document = JSONDocument(name: name, content: content, isRehearsal: isRehearsal, isDryRun: isDryRun)
            try terminal.write(try JSONText.text(document))
        } else {
            try terminal.write(mark + people(style) + unkept)
        }
    }

    /// Prints a list, or a sentence where it is empty.
    func list<Row: TableRow & Encodable>(_ name: String, _ rows: [Row], heading: String = "", ending: String = "") throws {
        try show(name, rows) { style in
            let table = rows.isEmpty ? Words.nothing.text(in: language) + "\n" : text(of: rows, style)
            return heading + table + ending
        }
    }

    /// The table of some rows, for answers that show more than one.
    func text<Row: TableRow>(of rows: [Row], _ style: Style) -> String {
        Table(Row.columns, rows.map { $0.cells(in: language) })
            .text(in: language, style: style, width: terminal.width)
    }

    /// The first line of every list of a rehearsal.
    var mark: String {
        guard isRehearsal == true else { return "" }
        return style.warning(Words.rehearsal.text(in: language)) + "\n"
    }

    private var unkept: String {
        guard isDryRun == true else { return "" }
        return style.strong(Words.dryRun.text(in: language)) + "\n"
    }
}
