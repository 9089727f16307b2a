import CallModel

/// Reads dates as imports write them, `2027-04-01`.
enum DateText {
    enum Fault: Error {
        case notDate, noSuchDay

        var cell: CellFault {
            switch self {
            case .notDate: .notDate
            case .noSuchDay: .noSuchDay
            }
        }
    }

    static func parse(_ bytes: ArraySlice<UInt8>) -> Result<CalendarDate, Fault> {
        let start = bytes.startIndex
        guard bytes.count == 10, bytes[start + 4] == Byte.minus, bytes[start + 7] == Byte.minus,
            let year = number(bytes[start..<start + 4]), let month = number(bytes[start + 5..<start + 7]),
            let day = number(bytes[start + 8..<start + 10])
        else { return .failure(.notDate) }
        guard let date = CalendarDate(year: year, month: month, day: day) else { return .failure(.noSuchDay) }
        return .success(date)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
        var value: Int64 = 0
        for byte in bytes {
            guard Byte.isDigit(byte) else { return nil }
            value = value * 10 + Int64(byte - Byte.zero)
        }
        return value
    }
}

/// Reads yes and no in the languages of the house, in either case.
enum FlagText {
    static func parse(_ bytes: ArraySlice<UInt8>) -> Bool? {
        switch String(decoding: bytes, as: UTF8.self).lowercased() {
        case "true", "yes", "oui", "ja": true
        case "false", "no", "non", "nee": false
        default: nil
        }
    }
}

/// Reads the name of an organisation: its enterprise number in any punctuation, or any other code.
enum OrganisationKey {
    enum Reading {
        case key(String)
        /// It has the shape of an enterprise number and the wrong check digits.
        case wrongNumber
    }

    static func parse(_ text: String) -> Reading {
        if let number = EnterpriseNumber(text) { return .key(number.digits) }
        var bytes = text.utf8.filter { $0 != Byte.point && $0 != Byte.space }
        if bytes.starts(with: "BE".utf8) { bytes.removeFirst(2) }
        let hasShape = bytes.count == 10 && bytes.allSatisfy(Byte.isDigit) && (bytes[0] - Byte.zero) < 2
        return hasShape ? .wrongNumber : .key(text)
    }
}
