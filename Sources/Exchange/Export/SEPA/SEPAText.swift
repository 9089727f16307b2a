import Foundation

/// Texts in the character set that every bank of the SEPA must accept (EPC217-08): the letters a to z and A to Z, the digits,
/// blanks and `/ - ? : ( ) . , ' +`.
///
/// Letters with diacritics lose them, letters of their own become the usual pair, Greek and Cyrillic are spelt out, and what
/// has no Latin spelling becomes a point.
package enum SEPAText {
    package static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), Byte.zero...Byte.nine, Byte.space:
            true
        default: "/-?:().,'+".utf8.contains(byte)
        }
    }

    /// The nearest allowed text of at most `length` characters, without blanks at its ends or two in a row.
    ///
    /// It neither begins with a slash nor holds two in a row, which the standard keeps for its own codes. Empty where nothing
    /// could be kept: a name that is only points is none.
    package static func transliterated(_ text: String, to length: Int) -> String {
        var bytes: [UInt8] = []
        for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
            // The marks that decomposition took off their letters.
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            for byte in spelling(of: scalar) { append(byte, to: &bytes) }
        }
        var kept = bytes.prefix(length)
        while kept.last == Byte.space { kept.removeLast() }
        guard kept.contains(where: { isLetterOrDigit($0) }) else { return "" }
        return String(decoding: kept, as: UTF8.self)
    }

    private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
        if byte == Byte.space || byte == UInt8(ascii: "/") {
            guard let last = bytes.last, last != byte else { return }
        }
        bytes.append(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        Byte.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func spelling(of scalar: UnicodeScalar) -> [UInt8] {
        if scalar.isASCII, let byte = UInt8(exactly: scalar.value), isAllowed(byte) { return [byte] }
        if let known = spellings[scalar] { return Array(known.utf8) }
        if scalar.properties.isWhitespace { return [Byte.space] }
        // Invisible: joiners, marks of direction.
        if scalar.properties.generalCategory == .format || scalar.properties.generalCategory == .control { return [] }
        return [Byte.point]
    }

    private static let spellings: [UnicodeScalar: String] = {
        var spellings: [UnicodeScalar: String] = [
            "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "Þ": "TH",
            "þ": "th", "ß": "ss", "ẞ": "SS", "Ł": "L", "ł": "l", "Ħ": "H", "ħ": "h", "ı": "i", "Ŧ": "T", "ŧ": "t", "Ə": "E",
            "ə": "e", "Ɛ": "E", "ɛ": "e", "Ɔ": "O", "ɔ": "o", "Ɲ": "N", "ɲ": "n", "Ɓ": "B", "ɓ": "b", "Ɗ": "D", "ɗ": "d",
            "Ƴ": "Y", "ƴ": "y", "Ŋ": "N", "ŋ": "n", "Ĳ": "IJ", "ĳ": "ij", "&": "+", "·": ".", "•": ".", "’": "'", "‘": "'",
            "ʼ": "'", "`": "'", "´": "'", "“": "'", "”": "'", "\"": "'", "«": "'", "»": "'", "–": "-", "—": "-", "‐": "-",
            "‑": "-", "−": "-", "_": "-", "[": "(", "]": ")", "{": "(", "}": ")", "@": "(at)", "€": "EUR", "…": "...",
            ";": ",", "!": ".", "\\": "/", "|": "/", "№": "No", "º": "o", "ª": "a"
        ]
        let greek = Array("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ".unicodeScalars)
        let greekSpelt = [
            "A", "V", "G", "D", "E", "Z", "I", "TH", "I", "K", "L", "M", "N", "X", "O", "P", "R", "S", "T", "Y", "F", "CH",
            "PS", "O"
        ]
        let cyrillic = Array("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ".unicodeScalars)
        let cyrillicSpelt = [
            "A", "B", "V", "G", "D", "E", "ZH", "Z", "I", "K", "L", "M", "N", "O", "P", "R", "S", "T", "U", "F", "KH", "TS",
            "CH", "SH", "SHT", "A", "Y", "Y", "E", "YU", "YA"
        ]
        for (letter, spelt) in Array(zip(greek, greekSpelt)) + Array(zip(cyrillic, cyrillicSpelt)) {
            spellings[letter] = spelt
            for small in letter.properties.lowercaseMapping.unicodeScalars { spellings[small] = spelt.lowercased() }
        }
        spellings["ς"] = "s"
        return spellings
    }()
}
