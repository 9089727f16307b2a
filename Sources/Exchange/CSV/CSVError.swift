/// Why bytes are not the table that was expected. Lines are physical lines and columns are cells, both counted from 1.
package enum CSVError: Error, Hashable, Sendable {
    /// The place is where the quotation mark was opened.
    case unterminatedQuote(line: Int, column: Int)
    case textAfterQuote(line: Int, column: Int)
    /// A quotation mark inside a cell that did not begin with one.
    case quoteInsideText(line: Int, column: Int)
    /// `offset` counts bytes from 0, to the first byte of what is no character.
    case invalidUTF8(line: Int, column: Int, offset: Int, likely: ForeignEncoding)
    case nulByte(line: Int, column: Int)
    case cellTooLong(line: Int, column: Int, limit: Int)
    case tooManyColumns(line: Int, limit: Int)
    case raggedRow(line: Int, expected: Int, found: Int)
    case noHeader
    case duplicateHeader(String, line: Int, column: Int, first: Int)
    case missingHeader(String, line: Int)
    case unknownHeader(String, line: Int, column: Int, nearest: String?)

    /// What a file that is not UTF-8 probably is.
    package enum ForeignEncoding: Hashable, Sendable {
        case windows1252, utf16
    }

    package var line: Int? {
        switch self {
        case .unterminatedQuote(let line, _), .textAfterQuote(let line, _), .quoteInsideText(let line, _),
            .invalidUTF8(let line, _, _, _), .nulByte(let line, _), .cellTooLong(let line, _, _),
            .tooManyColumns(let line, _), .raggedRow(let line, _, _), .duplicateHeader(_, let line, _, _),
            .missingHeader(_, let line), .unknownHeader(_, let line, _, _):
            line
        case .noHeader: nil
        }
    }

    package var column: Int? {
        switch self {
        case .unterminatedQuote(_, let column), .textAfterQuote(_, let column), .quoteInsideText(_, let column),
            .invalidUTF8(_, let column, _, _), .nulByte(_, let column), .cellTooLong(_, let column, _),
            .duplicateHeader(_, _, let column, _), .unknownHeader(_, _, let column, _):
            column
        case .tooManyColumns, .raggedRow, .noHeader, .missingHeader: nil
        }
    }
}
