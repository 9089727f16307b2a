package import CallModel

extension Cents {
    /// Reads a plain amount, `8000` or `8000.00`, as tables and command lines have it. Throws what is wrong with any other text.
    package init(typed text: String) throws(AmountFault) {
        guard !text.isEmpty else { throw .noNumber }
        self = try AmountText.parse(Array(text.utf8)[...]).get()
    }
}

/// Reads amounts as imports write them: digits, then at most a point and two decimals.
enum AmountText {
    static let limit = ApplicationContent.amountLimit

    static func parse(_ bytes: ArraySlice<UInt8>) -> Result<Cents, AmountFault> {
        var value: Int64 = 0
        var decimals: Int?
        for byte in bytes {
            if Byte.isDigit(byte) {
                if decimals != nil { decimals? += 1 }
                guard bytes.count <= 16 else { return .failure(fault(of: bytes)) }
                value = value * 10 + Int64(byte - Byte.zero)
            } else if byte == Byte.point, decimals == nil, byte != bytes.first {
                decimals = 0
            } else {
                return .failure(fault(of: bytes))
            }
        }
        switch decimals {
        case nil: value *= 100
        case 1: value *= 10
        case 2: break
        default: return .failure(fault(of: bytes))
        }
        return value > limit.value ? .failure(.tooLarge(limit: limit)) : .success(Cents(value))
    }

    /// Why this is no plain amount; the order puts what a person would notice first at the front.
    private static func fault(of bytes: ArraySlice<UInt8>) -> AmountFault {
        var text = String(decoding: bytes, as: UTF8.self)
        if text.contains("€") || text.uppercased().contains("EUR") { return .currency }
        let isNegative = text.hasPrefix("-") || text.hasPrefix("\u{2212}")
        if isNegative { text.removeFirst() }
        guard text.contains(where: \.isNumber) else { return .noNumber }
        let isPlausible = text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isWhitespace || "0123456789.,'’eE+-".unicodeScalars.contains(scalar)
        }
        guard isPlausible else { return .noNumber }
        if text.contains(where: { $0 == "e" || $0 == "E" }) { return .exponent }
        if isNegative { return .negative }
        if text.contains(where: \.isWhitespace) { return .space }
        return fault(ofMarks: text)
    }

    /// Tells grouping from decimals by the number of marks and of digits after the last one.
    private static func fault(ofMarks text: String) -> AmountFault {
        let points = text.count { $0 == "." }
        let commas = text.count { $0 == "," }
        if text.contains("'") || text.contains("’") || points + commas > 1 { return .grouped }
        let parts = text.split(whereSeparator: { $0 == "." || $0 == "," })
        let isNumber = parts.count == points + commas + 1 && parts.allSatisfy { $0.allSatisfy(\.isNumber) }
        guard isNumber else { return .noNumber }
        if commas == 1 { return parts.last?.count == 3 ? .grouped : .decimalComma }
        if points == 1, let last = parts.last, last.count > 2 { return .tooManyDecimals }
        return .tooLarge(limit: limit)
    }
}
