/// A plain document of one or more pages of text, as PDF 1.7 (ISO 32000-1).
///
/// Every reader has its three fonts, so that none is embedded; they write what Windows code page 1252 has, which is all of French,
/// Dutch and English. What it has not becomes a question mark.
package struct PDFDocument: Sendable {
    package enum Style: Sendable {
        case title, heading, text
        /// Letters of one width, for digests.
        case code
    }

    private let title: String
    private let language: String
    private var lines: [(style: Style, text: String)] = []

    package init(title: String, language: String) { (self.title, self.language) = (title, language) }

    /// Adds a paragraph, broken into lines between its words.
    package mutating func add(_ style: Style, _ text: String) {
        for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
            for line in Self.broken(String(part), every: style.columns) { lines.append((style, line)) }
        }
    }

    package var bytes: [UInt8] {
        let pages = self.pages
        var body = PDFBody()
        let kids = pages.indices.map { "\(6 + $0 * 2) 0 R" }.joined(separator: " ")
        body.object("<< /Type /Catalog /Pages 2 0 R /Lang (\(language)) /ViewerPreferences << /DisplayDocTitle true >> >>")
        body.object("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
        for font in ["Helvetica", "Helvetica-Bold", "Courier"] {
            body.object("<< /Type /Font /Subtype /Type1 /BaseFont /\(font) /Encoding /WinAnsiEncoding >>")
        }
        for (place, page) in pages.enumerated() {
            body.object(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(7 + place * 2) 0 R "
                    + "/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>")
            body.stream(page)
        }
        body.object([UInt8]("<< /Title ".utf8) + Self.string(title) + [UInt8](" /Producer (appel) >>".utf8))
        return body.finished(info: 6 + pages.count * 2)
    }

    // MARK: Pages

    private static let (left, top, bottom) = (64, 778, 64)

    private var pages: [[UInt8]] {
        var pages: [[UInt8]] = []
        var page: [UInt8] = []
        var height = Self.top
        for (style, text) in lines {
            if height - style.leading < Self.bottom {
                pages.append(page)
                (page, height) = ([], Self.top)
            }
            height -= style.leading
            page += Array("BT /\(style.font) \(style.size) Tf \(Self.left) \(height) Td ".utf8) + Self.string(text) + Array(" Tj ET\n".utf8)
        }
        return pages + [page]
    }

    private static func broken(_ text: String, every columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            var word = word
            while word.count > columns {
                if !line.isEmpty { lines.append(line) }
                lines.append(String(word.prefix(columns)))
                (word, line) = (word.dropFirst(columns), "")
            }
            if line.isEmpty {
                line = String(word)
            } else if line.count + 1 + word.count <= columns {
                line += " " + word
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        return lines + [line]
    }

    /// A string of PDF: in parentheses, with what would end it escaped.
    static func string(_ text: String) -> [UInt8] {
        var bytes = [UInt8(ascii: "(")]
        for scalar in text.unicodeScalars {
            let byte = WindowsLatin.byte(of: scalar)
            if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        return bytes + [UInt8(ascii: ")")]
    }
}

extension PDFDocument.Style {
    fileprivate var font: String {
        switch self {
        case .title, .heading: "F2"
        case .text: "F1"
        case .code: "F3"
        }
    }

    fileprivate var size: Int {
        switch self {
        case .title: 18
        case .heading: 12
        case .text: 11
        case .code: 10
        }
    }

    fileprivate var leading: Int {
        switch self {
        case .title: 30
        case .heading: 26
        case .text, .code: 16
        }
    }

    /// How many letters a line takes, none of them wider than those of ordinary words.
    fileprivate var columns: Int {
        switch self {
        case .title: 46
        case .heading: 70
        case .text: 82
        case .code: 64
        }
    }
}

/// The objects of a document, with the table that says where each is.
private struct PDFBody {
    private var bytes = Array("%PDF-1.7\n%\u{E2}\u{E3}\n".utf8)
    private var places: [Int] = []

    mutating func object(_ text: String) { object(Array(text.utf8)) }

    mutating func object(_ content: [UInt8]) {
        places.append(bytes.count)
        bytes += Array("\(places.count) 0 obj\n".utf8) + content + Array("\nendobj\n".utf8)
    }

    mutating func stream(_ content: [UInt8]) {
        object(Array("<< /Length \(content.count) >>\nstream\n".utf8) + content + Array("\nendstream".utf8))
    }

    func finished(info: Int) -> [UInt8] {
        var table = "xref\n0 \(places.count + 1)\n0000000000 65535 f \n"
        for place in places {
            let digits = String(place)
            table += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        table += "trailer\n<< /Size \(places.count + 1) /Root 1 0 R /Info \(info) 0 R >>\nstartxref\n\(bytes.count)\n%%EOF\n"
        return bytes + Array(table.utf8)
    }
}

/// Windows code page 1252.
enum WindowsLatin {
    static func byte(of scalar: Unicode.Scalar) -> UInt8 {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0xFF: return UInt8(scalar.value)
        // The narrow space between thousands, and the minus sign.
        case 0x202F, 0x2009: return 0xA0
        case 0x2212: return 0x96
        default: return high[scalar.value] ?? UInt8(ascii: "?")
        }
    }

    private static let high: [UInt32: UInt8] = [
        0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87, 0x02C6: 0x88, 0x2030: 0x89,
        0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C, 0x017D: 0x8E, 0x2018: 0x91, 0x2019: 0x92, 0x201C: 0x93, 0x201D: 0x94, 0x2022: 0x95,
        0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98, 0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B, 0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F
    ]
}
