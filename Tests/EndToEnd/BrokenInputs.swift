import Foundation
import TestSupport

/// A file that somebody hands in and in which one thing is wrong.
struct BrokenInput: Sendable {
    /// What is wrong, in words.
    let what: String
    /// The name of the file or folder.
    let name: String
    /// The command that takes it, without the file.
    let command: [String]
    /// What the one line of the error has to begin with: file, row and column.
    let place: String
    /// What it has to say.
    let says: String
    let content: Content

    enum Content: Sendable {
        case bytes([UInt8])
        case folder([String: [UInt8]])
        /// A folder in which one path is a link to another.
        case link(path: String, to: String, [String: [UInt8]])
    }

    static let applications = ["application", "import", "brussels-2027"]
}

extension BrokenInput {
    /// The header and the first row of the demonstration's applications.
    private static let demo: (header: String, row: String) = {
        let text = (try? String(contentsOfFile: Program.demo("applications.csv"), encoding: .utf8)) ?? ""
        let lines = text.components(separatedBy: "\n")
        return (lines[0], lines.count > 1 ? lines[1] : "")
    }()

    private static func table(_ what: String, _ column: String, _ says: String, _ change: (String, String) -> [UInt8]) -> BrokenInput {
        BrokenInput(
            what: what, name: "broken.csv", command: applications, place: "broken.csv\(column)", says: says,
            content: .bytes(change(demo.header, demo.row)))
    }

    /// One cell of the first row written otherwise.
    private static func cell(_ what: String, _ column: String, _ says: String, _ old: String, _ new: String) -> BrokenInput {
        table(what, ":2: \(column): ", says) { header, row in
            let changed = row.replacingOccurrences(of: old, with: new)
            return changed == row ? [] : Array("\(header)\n\(changed)\n".utf8)
        }
    }

    static let tables: [BrokenInput] = [
        table("broken UTF-8", ":2: title", "UTF-8") { header, row in
            let parts = row.components(separatedBy: "Un acte")
            return Array("\(header)\n\(parts[0])".utf8) + [0xC3, 0x28] + Array("\(parts[1])\n".utf8)
        },
        table("Latin-1", ":2: title", "UTF-8") { header, row in
            let latin = row.replacingOccurrences(of: "Un acte", with: "Été").data(using: .windowsCP1252)
            return Array("\(header)\n".utf8) + (latin.map(Array.init) ?? [])
        },
        table("UTF-16", ":1", "UTF-16") { header, row in
            [0xFF, 0xFE] + ("\(header)\n\(row)\n".data(using: .utf16LittleEndian).map(Array.init) ?? [])
        },
        table("a quotation mark that is never closed", ":2: summary", "quotation mark") { header, row in
            Array("\(header)\n\(row.replacingOccurrences(of: "pour enfants. Des relais", with: "pour enfants.\" Des relais"))\n".utf8)
        },
        table("a column that stands twice", ":1: title", "title") { header, row in
            Array("\(header),title\n\(row),x\n".utf8)
        },
        table("a missing column", ":1: title", "title") { header, row in
            let cells = row.replacingOccurrences(of: "Un acte de naissance pour chaque enfant de Kimbanseke,", with: "")
            return Array("\(header.replacingOccurrences(of: ",title,", with: ","))\n\(cells)\n".utf8)
        },
        table("a column that nobody knows", ":1: colour", "colour") { header, row in Array("\(header),colour\n\(row),red\n".utf8) },
        table("a row with a cell too many", ":2: ", "cells") { header, row in Array("\(header)\n\(row),x\n".utf8) },
        cell("a decimal comma", "requested", "point", ",fr,8000.00,", ",fr,\"8000,00\","),
        cell("8.000,00", "requested", "Thousands", ",fr,8000.00,", ",fr,\"8.000,00\","),
        cell("8,000.00", "requested", "Thousands", ",fr,8000.00,", ",fr,\"8,000.00\","),
        cell("1e9", "requested", "scientific", ",fr,8000.00,", ",fr,1e9,"),
        cell("a minus sign that is none", "requested", "negative", ",fr,8000.00,", ",fr,\u{2212}1,"),
        cell("a date that does not exist", "start", "no such day", "2027-09-01", "2027-09-31"),
        cell("a date the other way round", "start", "year-month-day", "2027-09-01", "01/09/2027"),
        cell("an organisation's number with a wrong digit", "organisation", "check digits", "1990.905.006", "1990.905.007"),
        cell("documents that came without their folder", "attachments", "no attachment", "statutes;", "statuts;")
    ]

    static let registers: [BrokenInput] = [
        BrokenInput(
            what: "an IBAN with a wrong digit", name: "organisations.csv", command: ["organisation", "import"],
            place: "organisations.csv:2: iban: 'BE68 5390 0754 7035'", says: "check digits",
            content: .bytes(
                Array(
                    """
                    reference,name,legal_form,founded_on,seat_postcode,iban,language,email
                    AF-90,Essai,deFactoAssociation,2015-01-01,1000,BE68 5390 0754 7035,fr,a@example.org

                    """.utf8))),
        BrokenInput(
            what: "02:30 on the night that has none", name: "meeting.yaml", command: ["meeting", "record", "brussels-2027"],
            place: "meeting.yaml:2", says: "02:30",
            content: .bytes(
                Array(
                    """
                    reference: night
                    heldAt: "2027-03-28 02:30"
                    zone: Europe/Brussels
                    chair: M01
                    present: [M01]
                    absences: []

                    """.utf8)))
    ]

    private static let pdf = Array("%PDF-1.7\n%%EOF\n".utf8)

    /// The list that names one document.
    private static func list(_ path: String) -> [UInt8] {
        Array("\(demo.header),attachment.statutes\n\(demo.row),\(path)\n".utf8)
    }

    private static func archive(_ what: String, _ place: String, _ says: String, _ files: [ZipBuilder.File]) -> BrokenInput {
        BrokenInput(
            what: what, name: "dossiers.zip", command: applications, place: "dossiers.zip\(place)", says: says,
            content: .bytes(ZipBuilder([ZipBuilder.File("applications.csv", list("a.pdf"))] + files).bytes()))
    }

    private static func document(_ name: String = "a.pdf", _ change: (inout ZipBuilder.File) -> Void = { _ in }) -> ZipBuilder.File {
        var file = ZipBuilder.File(name, pdf)
        change(&file)
        return file
    }

    static let archives: [BrokenInput] = [
        archive(
            "a ZIP that unpacks to 10 GB", ": ", "MiB",
            (0..<500).map { number in
                document("\(number).pdf") { file in
                    file.method = 8
                    file.content = [UInt8](repeating: 0, count: 110_000)
                    file.declaredSize = 21_000_000
                    file.checksum = 0
                }
            }),
        archive(
            "a bomb in one file", ": a.pdf: ", "bomb",
            [
                document {
                    $0.method = 8
                    $0.content = [UInt8](repeating: 0, count: 21_000)
                    $0.declaredSize = 20_000_000
                }
            ]),
        archive(
            "a ZIP that overlaps itself", ": ", "overlap",
            [
                document("b.pdf") { $0.content = ZipBuilder([document()]).bytes() }, document { $0.offset = overlap }
            ]),
        archive("a name that climbs out", ": ../a.pdf: ", "leads out", [document("../a.pdf")]),
        archive("a link in a ZIP", ": a.pdf: ", "link", [document { $0.attributes = 0xA1FF << 16 }]),
        archive("an encrypted document", ": a.pdf: ", "encryption", [document { $0.flags |= 1 }]),
        archive(
            "a document that unpacks to more than it says", "/applications.csv:2: attachment.statutes: ", "damaged",
            [
                document {
                    $0.method = 8
                    $0.packed = ZipBuilder.storedBlocks(pdf + pdf)
                }
            ]),
        archive("a wrong checksum", "/applications.csv:2: attachment.statutes: ", "checksum", [document { $0.checksum = 7 }]),
        archive("a name that comes twice", ": A.PDF: ", "twice", [document(), document("A.PDF")]),
        archive("a document that is not there", "/applications.csv:2: attachment.statutes: 'a.pdf' ", "not in the folder", []),
        archive("a document that nobody names", ": 'b.pdf' ", "No application", [document(), document("b.pdf")]),
        archive(
            "content of another type", "/applications.csv:2: attachment.statutes: 'a.pdf' ", "pdf", [document { $0.content = [0x4D, 0x5A] }]
        ),
        BrokenInput(
            what: "bytes that are no ZIP", name: "dossiers.zip", command: applications, place: "dossiers.zip: ", says: "not a ZIP",
            content: .bytes(Array("reference\n".utf8))),
        BrokenInput(
            what: "a path in the list that climbs out", name: "dossiers", command: applications,
            place: "dossiers/applications.csv:2: attachment.statutes: '../a.pdf' ", says: "leads out",
            content: .folder(["applications.csv": list("../a.pdf")])),
        BrokenInput(
            what: "a link that leads out of the folder", name: "dossiers", command: applications, place: "dossiers: 'a.pdf' ",
            says: "link", content: .link(path: "a.pdf", to: "/etc/passwd", ["applications.csv": list("a.pdf")])),
        BrokenInput(
            what: "a budget line with a decimal comma", name: "dossiers", command: applications,
            place: "dossiers/budget.csv:2: amount: '800,00'", says: "point",
            content: .folder([
                "applications.csv": list("a.pdf"), "a.pdf": pdf,
                "budget.csv": Array("reference;label;category;amount\nBXL27-001;Avion;travel;800,00\n".utf8)
            ]))
    ]

    /// Where the header stands that is inside the document before the one that points at it.
    private static let overlap = 30 + "applications.csv".utf8.count + list("a.pdf").count + 30 + "b.pdf".utf8.count

    static let all = tables + registers + archives
}
