import Foundation
import TestSupport

@testable import Exchange

/// The files of a folder of applications, to be put on disk or into an archive.
struct FolderFixture {
    var files: [String: [UInt8]]

    static let pdf = Array("%PDF-1.7\n1 0 obj\n%%EOF\n".utf8)
    static let columns = [
        "reference", "organisation", "category", "title", "summary", "language", "requested", "start", "end", "partner1.name",
        "partner1.country", "partner1.role", "attachments", "contact.name", "contact.email", "answer.sdg", "attachment.statutes",
        "attachment.accounts", "gender_proof.doNoHarm"
    ]
    static let row = [
        "F1", "0207.373.429", "awareness", "Titre", "Résumé", "fr", "4000.00", "2027-07-01", "2028-06-30", "Duna", "SN", "lead",
        "bank-certificate", "A. B.", "a@example.org", "sdg1", "F1/statuts é.pdf", "F1/2025.pdf; F1/2026.PDF", "p. 4"
    ]

    /// One application with three documents of two attachments.
    init(_ changes: [String: String] = [:]) {
        files = [
            "applications.csv": Self.table(changes), "F1/statuts é.pdf": Self.pdf, "F1/2025.pdf": Self.pdf + [0x20],
            "F1/2026.PDF": Self.pdf + [0x0A]
        ]
    }

    static func table(_ changes: [String: String]) -> [UInt8] {
        var writer = CSVWriter()
        writer.row(columns)
        writer.row(zip(columns, row).map { changes[$0] ?? $1 })
        return writer.take()
    }

    /// - Parameter top: the folder in the archive in which everything is.
    func archive(top: String = "") -> [UInt8] {
        ZipBuilder(files.sorted { $0.key < $1.key }.map { ZipBuilder.File(top + $0.key, $0.value) }).bytes()
    }

    func write(to folder: String) throws {
        for (path, content) in files {
            let place = URL(fileURLWithPath: folder).appendingPathComponent(path)
            try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(content).write(to: place)
        }
    }

    /// Runs `body` with the files as a folder, and then as an archive.
    func inBothForms(_ body: (ImportFolder) throws -> Void) throws {
        try withTemporaryFolder { place in
            try write(to: place + "/dossiers")
            try body(try ImportFolder(path: place + "/dossiers"))
            try Data(archive()).write(to: URL(fileURLWithPath: place + "/dossiers.zip"))
            try body(try ImportFolder(path: place + "/dossiers.zip"))
        }
    }
}
