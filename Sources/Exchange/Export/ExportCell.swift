package import CallModel

/// One value of an export, with the type that decides how each format writes it.
package enum ExportCell: Hashable, Sendable {
    case text(String)
    /// A plain decimal with two digits: "8000.00".
    case amount(Cents)
    case integer(Int)
    /// A number that the caller has rounded and written itself, such as a score: "82.50".
    case decimal(String)
    case date(CalendarDate)
    case instant(Instant)
    case boolean(Bool)
    case empty
}

extension CSVWriter {
    mutating func cell(_ cell: ExportCell) {
        switch cell {
        case .text(let value): text(value)
        case .amount(let value): plain(value.decimal)
        case .integer(let value): plain(String(value))
        // Written by a caller, so not known to be a number.
        case .decimal(let value): text(value)
        case .date(let value): plain(value.description)
        case .instant(let value): plain(value.iso8601)
        case .boolean(let value): plain(value ? "true" : "false")
        case .empty: plain("")
        }
    }
}

extension JSONText {
    mutating func cell(_ cell: ExportCell) {
        switch cell {
        case .text(let value): string(value)
        // A JSON number would invite a reader to make it a binary float.
        case .amount(let value): string(value.decimal)
        case .decimal(let value): string(value)
        case .integer(let value): raw(String(value))
        case .date(let value): string(value.description)
        case .instant(let value): string(value.iso8601)
        case .boolean(let value): raw(value ? "true" : "false")
        case .empty: raw("null")
        }
    }
}
