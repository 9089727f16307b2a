import CallModel

/// A text that may be published: account numbers, e-mail addresses, telephone numbers and national register numbers that an
/// applicant typed into it are replaced by "[…]".
///
/// The only form in which a text enters an open data file. It cannot know the names of people; a form that asks for them
/// marks the question as personal, and such answers are never handed over.
package struct PublicText: Hashable, Sendable {
    package let text: String
    /// How many places were replaced.
    package let redactions: Int

    package init(_ text: String) {
        let bytes = Array(text.utf8)
        // Most texts hold nothing of the sort, and are taken as they are.
        guard bytes.contains(UInt8(ascii: "@")) || bytes.lazy.filter(Byte.isDigit).count >= 8 else {
            (self.text, redactions) = (text, 0)
            return
        }
        var scan = Scan(bytes)
        scan.run()
        (self.text, redactions) = (String(decoding: scan.kept, as: UTF8.self), scan.redactions)
    }

    /// Goes over the bytes once; non-ASCII bytes belong to words and are kept.
    private struct Scan {
        let bytes: [UInt8]
        var kept: [UInt8] = []
        var redactions = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func run() {
            var place = 0
            while place < bytes.count {
                let isStart = place == 0 || !isWord(bytes[place - 1])
                if isStart, let end = account(at: place) ?? email(at: place) ?? number(at: place) {
                    kept.append(contentsOf: "[…]".utf8)
                    redactions += 1
                    place = end
                } else {
                    kept.append(bytes[place])
                    place += 1
                }
            }
        }

        /// The end of an IBAN, in groups or not: the longest run of characters from here that is one.
        private func account(at start: Int) -> Int? {
            guard start + 4 <= bytes.count, isLetter(bytes[start]), isLetter(bytes[start + 1]),
                Byte.isDigit(bytes[start + 2]), Byte.isDigit(bytes[start + 3])
            else { return nil }
            var found: Int?
            var compact: [UInt8] = []
            var place = start
            while place < bytes.count, compact.count < 34 {
                let byte = bytes[place]
                if isLetter(byte) || Byte.isDigit(byte) {
                    compact.append(byte)
                    if compact.count >= 15, IBAN(String(decoding: compact, as: UTF8.self)) != nil { found = place + 1 }
                } else if !isSeparator(byte) {
                    break
                }
                place += 1
            }
            return found
        }

        private func email(at start: Int) -> Int? {
            var end = start
            while end < bytes.count, isAddress(bytes[end]) { end += 1 }
            let run = bytes[start..<end]
            guard let sign = run.firstIndex(of: UInt8(ascii: "@")), sign > start, sign + 1 < end,
                run[(sign + 1)...].contains(Byte.point)
            else { return nil }
            return end
        }

        /// The end of a telephone number or a Belgian national register number.
        private func number(at start: Int) -> Int? {
            guard Byte.isDigit(bytes[start]) || bytes[start] == UInt8(ascii: "+") else { return nil }
            var digits: [UInt8] = []
            var end = start
            var place = bytes[start] == UInt8(ascii: "+") ? start + 1 : start
            var separators = 0
            while place < bytes.count, digits.count <= 15 {
                if Byte.isDigit(bytes[place]) {
                    digits.append(bytes[place])
                    separators = 0
                    end = place + 1
                } else if isSeparator(bytes[place]) || bytes[place] == UInt8(ascii: "(") || bytes[place] == UInt8(ascii: ")") {
                    separators += 1
                    guard separators <= 2 else { break }
                } else {
                    break
                }
                place += 1
            }
            let isInternational = bytes[start] == UInt8(ascii: "+") || digits.starts(with: "00".utf8)
            // The numbers of enterprises are public and look alike.
            let isEnterprise = EnterpriseNumber(String(decoding: digits, as: UTF8.self)) != nil
            let isTelephone =
                isInternational
                ? (9...15).contains(digits.count)
                : digits.first == Byte.zero && (9...10).contains(digits.count) && !isEnterprise
            return isTelephone || isNational(digits) ? end : nil
        }

        /// Nine digits and two check digits: 97 less the remainder, with a 2 before the nine for births from 2000 on.
        private func isNational(_ digits: [UInt8]) -> Bool {
            guard digits.count == 11, let value = Int64(String(decoding: digits, as: UTF8.self)) else { return false }
            let (base, check) = (value / 100, value % 100)
            return check == 97 - base % 97 || check == 97 - (base + 2_000_000_000) % 97
        }

        private func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
        private func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || Byte.isDigit(byte) || byte >= 0x80 }
        private func isSeparator(_ byte: UInt8) -> Bool { [Byte.space, Byte.point, Byte.minus, UInt8(ascii: "/")].contains(byte) }
        private func isAddress(_ byte: UInt8) -> Bool { isWord(byte) || "@.-_+%".utf8.contains(byte) }
    }
}
