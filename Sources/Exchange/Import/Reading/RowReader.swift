import CallModel

/// One row of a table while its cells become values. Every reading that fails reports why and gives nil.
struct RowReader {
    let row: CSVRow
    let log: FaultLog

    var place: ImportFault.Place { .row(row.line) }

    /// The cell without the blanks around it; empty when the file does not have the column.
    func bytes(_ column: Column) -> ArraySlice<UInt8> {
        guard let index = column.index else { return [] }
        return row[index].trimmed
    }

    func isEmpty(_ column: Column) -> Bool { bytes(column).isEmpty }

    func report(_ fault: CellFault, _ column: Column) { report(.cell(fault), column) }

    func report(_ problem: ImportFault.Problem, _ column: Column) {
        let text = String(decoding: bytes(column), as: UTF8.self)
        log.report(problem, at: place, column: column.name, value: text.isEmpty ? nil : text)
    }

    /// Reports a key that an earlier row has; does nothing while a part of it is missing.
    func claim(_ parts: [String?], _ column: Column) {
        let present = parts.compactMap { $0 }
        guard present.count == parts.count else { return }
        log.claim(present.joined(separator: "\u{1F}"), column.name, at: place)
    }

    /// The cell that has to hold something. A missing column has been reported once, with the header.
    private func required(_ column: Column) -> ArraySlice<UInt8>? {
        guard column.index != nil else { return nil }
        let bytes = bytes(column)
        if bytes.isEmpty { report(.empty, column) }
        return bytes.isEmpty ? nil : bytes
    }

    /// A code or a name, as it is written: one line, without anything that cannot be seen.
    func text(_ column: Column) -> String? { text(column, allowingLines: false) }

    /// Whether any of the cells is filled in. Then all of them are needed, and a column that the table lacks is reported.
    func needsAll(_ columns: [Column]) -> Bool {
        guard columns.contains(where: { !isEmpty($0) }) else { return false }
        for column in columns where column.index == nil { report(.empty, column) }
        return true
    }

    func optionalText(_ column: Column) -> String? { isEmpty(column) ? nil : text(column) }

    /// What may run over several lines: a summary, a reason, a justification.
    func prose(_ column: Column) -> String? { text(column, allowingLines: true) }

    func optionalProse(_ column: Column) -> String? { isEmpty(column) ? nil : prose(column) }

    private func text(_ column: Column, allowingLines: Bool) -> String? {
        guard let bytes = required(column) else { return nil }
        let text = String(decoding: FormulaGuard.undone(bytes), as: UTF8.self)
        guard text.holdsControls(allowingLines: allowingLines) else { return text }
        report(.controlCharacter, column)
        return nil
    }

    func amount(_ column: Column) -> Cents? {
        guard let bytes = required(column) else { return nil }
        switch AmountText.parse(bytes) {
        case .success(let amount): return amount
        case .failure(let fault):
            report(.amount(fault), column)
            return nil
        }
    }

    func optionalAmount(_ column: Column) -> Cents? { isEmpty(column) ? nil : amount(column) }

    /// A positive decimal number of any length.
    func decimal(_ column: Column) -> ExactDecimal? {
        guard let bytes = required(column) else { return nil }
        if let decimal = ExactDecimal(String(decoding: bytes, as: UTF8.self)) { return decimal }
        report(.notDecimal, column)
        return nil
    }

    /// A decimal number, also zero or negative.
    func number(_ column: Column) -> DecimalNumber? {
        guard let bytes = required(column) else { return nil }
        if let number = DecimalNumber(String(decoding: bytes, as: UTF8.self)) { return number }
        report(.notDecimal, column)
        return nil
    }

    func date(_ column: Column) -> CalendarDate? {
        guard let bytes = required(column) else { return nil }
        switch DateText.parse(bytes) {
        case .success(let date): return date
        case .failure(let fault):
            report(fault.cell, column)
            return nil
        }
    }

    func whole(_ column: Column, in range: ClosedRange<Int>) -> Int? {
        guard let bytes = required(column) else { return nil }
        guard let value = Int(String(decoding: bytes, as: UTF8.self)), bytes.first != UInt8(ascii: "+") else {
            let isNumber =
                bytes.dropFirst(bytes.first == Byte.minus ? 1 : 0).allSatisfy(Byte.isDigit) && bytes.count > 18
            let range = CellFault.outOfRange(lowest: range.lowerBound, highest: range.upperBound)
            report(isNumber ? range : .notWhole, column)
            return nil
        }
        guard range.contains(value) else {
            report(.outOfRange(lowest: range.lowerBound, highest: range.upperBound), column)
            return nil
        }
        return value
    }

    func flag(_ column: Column) -> Bool? {
        guard let bytes = required(column) else { return nil }
        if let flag = FlagText.parse(bytes) { return flag }
        report(.notYesNo, column)
        return nil
    }

    func optionalFlag(_ column: Column) -> Bool? { isEmpty(column) ? nil : flag(column) }

    /// One of the words that `Value` allows.
    func word<Value: RawRepresentable & CaseIterable>(
        _ column: Column, _: Value.Type = Value.self
    ) -> Value? where Value.RawValue == String {
        guard let bytes = required(column) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        if let value = Value(rawValue: text) { return value }
        let allowed = Value.allCases.map(\.rawValue)
        report(.notAllowed(allowed, nearest: CallModel.nearest(to: text, among: allowed)), column)
        return nil
    }

    func country(_ column: Column) -> String? {
        guard let bytes = required(column) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        if CountryCode.isAssigned(text) { return text }
        report(.unknownCountry, column)
        return nil
    }

    /// The parts of a cell between semicolons, without blanks; none when it is empty. A part that stands twice is reported.
    func list(_ column: Column) -> [String] {
        let bytes = bytes(column)
        guard !bytes.isEmpty else { return [] }
        var words: [String] = []
        for part in bytes.split(separator: CSVSeparator.semicolon.rawValue) {
            let word = String(decoding: part.trimmed, as: UTF8.self)
            guard !word.isEmpty else { continue }
            if words.contains(word) {
                log.report(.cell(.repeated), at: place, column: column.name, value: word)
            } else {
                words.append(word)
            }
        }
        return words
    }
}

extension ArraySlice<UInt8> {
    /// Without spaces and tabs at both ends.
    var trimmed: ArraySlice<UInt8> {
        let isBlank = { (byte: UInt8) in byte == Byte.space || (byte >= Byte.tab && byte <= Byte.carriageReturn) }
        guard let first, let last, isBlank(first) || isBlank(last) else { return self }
        guard let start = firstIndex(where: { !isBlank($0) }), let end = lastIndex(where: { !isBlank($0) }) else {
            return []
        }
        return self[start...end]
    }
}
