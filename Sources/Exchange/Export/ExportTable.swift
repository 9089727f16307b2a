/// A list that is ready to leave the program.
package struct ExportTable: Hashable, Sendable {
    package let columns: [String]
    package private(set) var rows: [[ExportCell]] = []

    package init(columns: [String]) { self.columns = columns }

    /// - Precondition: one cell for each column.
    package mutating func add(_ cells: [ExportCell]) {
        precondition(cells.count == columns.count, "a row has one cell for each column")
        rows.append(cells)
    }

    /// The whole list as the bytes of a file.
    package func encoded(as format: ExportFormat, isRehearsal: Bool = false) -> [UInt8] {
        var writer = ExportWriter(columns: columns, format: format, isRehearsal: isRehearsal)
        for row in rows { writer.row(row) }
        writer.finish()
        return writer.take()
    }

    /// Writes the list to a file that is either the old one or the whole new one, whatever happens.
    package func write(
        to path: String, as format: ExportFormat, isRehearsal: Bool = false
    ) throws(FileWriteError) {
        try AtomicFile.write(to: path) { file throws(FileWriteError) in
            var writer = ExportWriter(columns: columns, format: format, isRehearsal: isRehearsal)
            for row in rows {
                writer.row(row)
                if writer.count >= AtomicFile.pieceSize { try file.append(writer.take()) }
            }
            writer.finish()
            try file.append(writer.take())
        }
    }
}
