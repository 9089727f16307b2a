/// One row of a table, as bytes: a cell becomes a text only when somebody wants it.
package struct CSVRow: Sendable {
    /// The unquoted cells, one after another.
    let bytes: [UInt8]
    /// Where each cell ends in `bytes`.
    let ends: [Int]
    /// The physical line on which the row begins, counted from 1.
    package let line: Int

    package var count: Int { ends.count }

    package subscript(index: Int) -> ArraySlice<UInt8> {
        bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// The cell as it was written, without its quotation marks. The reader has checked that it is UTF-8.
    package func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

    package var texts: [String] { ends.indices.map(text) }

    /// No cell holds anything: a spreadsheet saves such rows after the last one that was used.
    package var isBlank: Bool { bytes.isEmpty }
}
