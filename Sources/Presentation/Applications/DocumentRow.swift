package import CallModel
package import Service
import Store

/// A document in a list.
package struct DocumentRow: Codable, TableRow {
    package let id: String
    package let name: String
    package let type: String
    package let bytes: Int
    package let sha256: String
    /// `clean`, `infected`, `unscanned`, or `gone` where the bytes are not there any more.
    package let scan: String

    package init(_ document: FileDocument) {
        id = document.id
        name = document.document.name
        type = document.document.type.rawValue
        bytes = document.document.size
        sha256 = document.document.digest.hex
        scan = document.stored?.scan.name ?? "gone"
    }

    package static let columns: [Column] = [
        .text(Message(fr: "document", nl: "document", en: "document")), .flexible(Words.name), .text(Words.kind),
        .number(Message(fr: "octets", nl: "bytes", en: "bytes")), .text(Message(fr: "antivirus", nl: "virusscan", en: "virus scan")),
        .text(Message(fr: "SHA-256", nl: "SHA-256", en: "SHA-256"))
    ]

    package func cells(in language: Language) -> [String] {
        let label: Message =
            switch scan {
            case "clean": Message(fr: "sain", nl: "schoon", en: "clean")
            case "infected": Message(fr: "infecté", nl: "besmet", en: "infected")
            case "unscanned": Message(fr: "non analysé", nl: "niet gescand", en: "not scanned")
            default: Message(fr: "disparu", nl: "verdwenen", en: "gone")
            }
        return [id, name, type, String(bytes), label.text(in: language), sha256]
    }
}

extension ScanReport {
    /// How many documents were found how.
    package var sentence: Message {
        Message(
            fr: "\(clean) sain(s), \(infected.count) infecté(s), \(unscanned) non analysé(s)",
            nl: "\(clean) schoon, \(infected.count) besmet, \(unscanned) niet gescand",
            en: "\(clean) clean, \(infected.count) infected, \(unscanned) not scanned")
    }

    /// What is said of a document whose bytes are other ones.
    package static var damagedMark: Message {
        Message(fr: "n'est pas ce qui a été conservé", nl: "is niet wat bewaard werd", en: "is not what was stored")
    }
}
