import CallModel
import Foundation
import TestSupport
import Testing

@testable import Exchange

/// A folder or an archive with applications and their documents: what is sound comes in, and every fault is told with its place.
@Suite struct FolderImportTests {
    @Test func `documents come with their application, told by their digests`() throws {
        try FolderFixture().inBothForms { folder in
            let read = try Import.applications(in: folder)
            let content = try #require(read.applications.first?.content)
            #expect(content.attachments == ["bank-certificate", "statutes", "accounts"])
            #expect(content.documents(for: "statutes").map(\.name) == ["statuts é.pdf"])
            #expect(content.documents(for: "accounts").map(\.name) == ["2025.pdf", "2026.PDF"])
            let accounts = [FolderFixture.pdf + [0x20], FolderFixture.pdf + [0x0A]].map { CallModel.Digest.sha256(of: $0) }
            #expect(content.documents(for: "accounts").map(\.digest) == accounts)
            #expect(content.gender.proofs == [.doNoHarm: "p. 4"])
            #expect(read.documents.count == 3)
            for document in read.documents {
                var bytes: [UInt8] = []
                try document.forEachPiece { bytes += $0 }
                #expect(.sha256(of: bytes) == document.digest)
            }
        }
    }

    @Test func `a folder that was packed whole, with what systems put beside, is read from its inside`() throws {
        var fixture = FolderFixture()
        fixture.files[".DS_Store"] = [0]
        try withTemporaryFolder { place in
            var files = fixture.files.map { ZipBuilder.File("dossiers/" + $0.key, $0.value) }
            files.append(.init("__MACOSX/dossiers/._statuts é.pdf", [1]))
            try Data(ZipBuilder(files).bytes()).write(to: URL(fileURLWithPath: place + "/d.zip"))
            #expect(try Import.applications(in: ImportFolder(path: place + "/d.zip")).documents.count == 3)
        }
    }

    @Test func `a JSON list names its documents by their paths`() throws {
        var fixture = FolderFixture()
        fixture.files["applications.csv"] = nil
        fixture.files["applications.json"] = Array(
            """
            [{ "reference": "F1", "organisation": "0207373429", "category": "awareness", "title": "T", "summary": "S",
               "language": "fr", "requested": 400000, "period": { "start": "2027-07-01", "end": "2028-06-30" },
               "contact": { "name": "A. B.", "email": "a@example.org" },
               "documents": [{ "attachment": "statutes", "path": "F1/statuts é.pdf" }, { "attachment": "accounts", "path": "F1/2025.pdf" },
                             { "attachment": "accounts", "path": "../2026.PDF" }] }]
            """.utf8)
        try fixture.inBothForms { folder in
            let found = faults { () throws(ImportFailure) in try Import.applications(in: folder) }
            let place = ImportFault.Place.path(.root[0]["documents"][2]["path"])
            #expect(
                found == [
                    Found(place, nil, "../2026.PDF", .folder(.unsafePath)), Found(.wholeFile, nil, "F1/2026.PDF", .folder(.namedByNobody))
                ])
        }
    }

    @Test func `tables beside the applications give what takes more than one row`() throws {
        var fixture = FolderFixture()
        fixture.files["budget.csv"] = Array(
            """
            reference,label,category,amount,foreign_amount,currency,rate,rate_date,rate_source
            F1,Billets,travel,1000.00,,,,,
            F1,Puits,works,304.90,200000,XOF,655.957,1999-01-01,fixedParity

            """.utf8)
        fixture.files["goods.csv"] = Array("reference,label,quantity,unit_value\nF1,Chaises,40,12.50\n".utf8)
        let funder = "F1,Commune de Jette,municipality,otherPublic,500.00"
        fixture.files["cofunders.csv"] = Array("reference,name,family,source,amount\n\(funder)\n".utf8)
        fixture.files["partners.csv"] = Array("reference,name,country,role\nF1,Réseau,GN,technical\n".utf8)
        try fixture.inBothForms { folder in
            let content = try #require(try Import.applications(in: folder).applications.first?.content)
            #expect(content.budgetItems?.map(\.label) == ["Billets", "Puits"])
            #expect(content.budgetItems?[1].foreign?.currency == "XOF")
            #expect(content.goods == [GoodsItem(label: "Chaises", quantity: 40, unitValue: Cents(1_250))])
            #expect(content.cofunders?.map(\.name) == ["Commune de Jette"])
            #expect(content.partners.map(\.country) == ["SN", "GN"])
        }
    }

    @Test func `a fault in a table beside is told with that table, row and column`() throws {
        var fixture = FolderFixture()
        fixture.files["budget.csv"] = Array("reference,label,category,amount\nF1,A,travel,8.000,00\nF2,B,travel,1.00\n".utf8)
        #expect(try self.failure(fixture).first?.contains("/budget.csv:2: ") == true)
        fixture.files["budget.csv"] = Array("reference;label;category;amount\nF1;A;travel;8.000,00\n".utf8)
        #expect(try self.failure(fixture).first?.contains("/budget.csv:2: amount: '8.000,00'") == true)
        fixture.files["budget.csv"] = Array("reference,label,category,amount\nF2,B,travel,1.00\n".utf8)
        #expect(try self.failure(fixture).first?.contains("/budget.csv:2: reference: 'F2'") == true)
        // What the form finds in a line is told where the line stands.
        let label = String(repeating: "x", count: 201)
        fixture.files["budget.csv"] = Array("reference,label,category,amount\nF1,A,travel,1.00\nF1,\(label),travel,1.00\n".utf8)
        #expect(try self.failure(fixture, for: Self.definition()).contains { $0.contains("/budget.csv:3: label:") })
    }

    private static func definition() throws -> CallDefinition {
        try #require(try BrusselsFile.check(try BrusselsFile.text()).definition)
    }

    /// The lines that a user reads.
    private func failure(_ fixture: FolderFixture, for definition: CallDefinition? = nil) throws -> [String] {
        var lines: [String] = []
        try withTemporaryFolder { place in
            try fixture.write(to: place + "/dossiers")
            do throws(ImportFailure) {
                _ = try Import.applications(in: try ImportFolder(path: place + "/dossiers"), for: definition)
            } catch {
                lines = error.faults.map { $0.line(in: .english) }
            }
        }
        return lines
    }

    /// One thing wrong in a folder.
    struct Broken: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let found: Found
        let damage: @Sendable (inout FolderFixture) -> Void

        init(_ description: String, _ found: Found, _ damage: @escaping @Sendable (inout FolderFixture) -> Void) {
            (testDescription, self.found, self.damage) = (description, found, damage)
        }
    }

    private static let statutes = "attachment.statutes"
    private static let path = "F1/statuts é.pdf"

    static let broken = [
        Broken("no list", Found(.wholeFile, nil, nil, .folder(.noApplications))) { $0.files["applications.csv"] = nil },
        Broken("two lists", Found(.wholeFile, nil, nil, .folder(.bothApplications))) { $0.files["applications.json"] = [0x5B, 0x5D] },
        Broken(
            "a document that is not there",
            Found(.row(2), statutes, path, .folder(.notThere(nearest: "F1/status é.pdf")))
        ) { fixture in
            fixture.files["F1/status é.pdf"] = fixture.files.removeValue(forKey: path)
        },
        Broken("a document that nobody names", Found(.wholeFile, nil, "F1/other.pdf", .folder(.namedByNobody))) {
            $0.files["F1/other.pdf"] = FolderFixture.pdf
        },
        Broken("content that is not what the name says", Found(.row(2), statutes, path, .folder(.notOfItsType(.pdf)))) {
            $0.files[path] = Array("MZ\u{0}".utf8)
        },
        Broken(
            "an empty document", Found(.row(2), statutes, path, .content(ContentFault(.fileEmpty, field: statutes)))
        ) { $0.files[path] = [] }
    ]

    @Test(arguments: broken)
    func `one thing wrong gets one error with its place`(broken: Broken) throws {
        var fixture = FolderFixture()
        broken.damage(&fixture)
        try fixture.inBothForms { folder in
            let found = faults { () throws(ImportFailure) in try Import.applications(in: folder) }
            // The misspelled document is also one that nobody names.
            #expect(found.first == broken.found)
            #expect(found.count == 1 || broken.testDescription.contains("not there"))
        }
    }

    @Test(arguments: ["../secret.pdf", "/etc/passwd.pdf", "F1\\statuts.pdf", "C:statuts.pdf", "F1//statuts.pdf", "./statuts.pdf"])
    func `a path that climbs out is refused`(path: String) throws {
        try FolderFixture(["attachment.statutes": path]).inBothForms { folder in
            let found = faults { () throws(ImportFailure) in try Import.applications(in: folder) }
            #expect(found.first == Found(.row(2), "attachment.statutes", path, .folder(.unsafePath)))
        }
    }

    @Test func `documents in a file that came alone are refused`() throws {
        let found = faults { () throws(ImportFailure) in
            try Import.applications(ImportFile(name: "applications.csv", bytes: FolderFixture.table([:])))
        }
        #expect(found.map(\.problem) == Array(repeating: .folder(.needsFolder), count: 3))
        #expect(found.first?.column == "attachment.statutes")
    }

    @Test func `a link in a folder is refused, wherever it leads`() throws {
        try withTemporaryFolder { place in
            try FolderFixture().write(to: place + "/dossiers")
            let path = place + "/dossiers/F1/statuts é.pdf"
            try FileManager.default.moveItem(atPath: path, toPath: place + "/secret.pdf")
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: place + "/secret.pdf")
            let found = faults { () throws(ImportFailure) in try ImportFolder(path: place + "/dossiers").files.count }
            #expect(found == [Found(.wholeFile, nil, "F1/statuts é.pdf", .folder(.link))])
            // Nor when the link takes the place of what was there.
            #expect(throws: FileFault.self) { try OpenFile(root: place + "/dossiers", path: "F1/statuts é.pdf") }
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createSymbolicLink(atPath: place + "/dossiers/F2", withDestinationPath: place)
            #expect(throws: FileFault.self) { try OpenFile(root: place + "/dossiers", path: "F2/secret.pdf") }
        }
    }

    @Test func `numbers and sizes are limited before anything is read`() throws {
        try withTemporaryFolder { place in
            try FolderFixture().write(to: place + "/dossiers")
            func problem(_ limits: ZipArchive.Limits) -> ImportFault.Problem? {
                faults { () throws(ImportFailure) in try ImportFolder(path: place + "/dossiers", limits: limits).files.count }.first?
                    .problem
            }
            #expect(problem(ZipArchive.Limits(files: 3)) == .folder(.tooManyFiles(limit: 3)))
            #expect(problem(ZipArchive.Limits(totalSize: 100)) == .folder(.tooLarge(limit: 100)))
            #expect(problem(ZipArchive.Limits(files: 4)) == nil)
        }
    }

    @Test func `a document beyond the regulation's limits is refused by its name, and nothing is unpacked`() throws {
        let demo = try String(contentsOfFile: configFolder + "/demo/applications.csv", encoding: .utf8).split(separator: "\n")
        var fixture = FolderFixture()
        fixture.files = [
            "applications.csv": Array("\(demo[0]),attachment.accounts\n\(demo[1]),large.pdf;second.pdf\n".utf8),
            // Were it unpacked it would be told that it is no PDF; the directory alone says how large it is.
            "large.pdf": [UInt8](repeating: 0, count: 2_000), "second.pdf": FolderFixture.pdf
        ]
        let text = try BrusselsFile.text().replacing(
            "  - id: accounts\n", with: "  - id: accounts\n    maxBytes: 1000\n    maxFiles: 1\n")
        let definition = try #require(try BrusselsFile.check(text).definition)
        let column = "attachment.accounts"
        try fixture.inBothForms { folder in
            let failure = #expect(throws: ImportFailure.self) { try Import.applications(in: folder, for: definition) }
            let lines = failure?.faults.map { $0.line(in: .english) } ?? []
            #expect(lines.count == 2)
            #expect(lines.first?.contains("applications.csv:2: \(column): 'second.pdf'") == true)
            #expect(lines.first?.contains("at most 1 are accepted. Join them.") == true)
            #expect(lines.last?.contains("applications.csv:2: \(column): 'large.pdf'") == true)
            #expect(lines.last?.contains("2000 bytes; at most 1000 are accepted. Make it smaller.") == true)
        }
    }

    @Test func `what the regulation says of the documents is checked at their row`() throws {
        let demo = try String(contentsOfFile: configFolder + "/demo/applications.csv", encoding: .utf8).split(separator: "\n")
        var fixture = FolderFixture()
        fixture.files = [
            "applications.csv": Array("\(demo[0]),attachment.statutes\n\(demo[1]),a.pdf;b.pdf\n".utf8), "a.pdf": FolderFixture.pdf,
            "b.pdf": FolderFixture.pdf
        ]
        let text = try BrusselsFile.text().replacing(
            "    required: true\n  - id: bank-certificate",
            with: "    required: true\n    types: [png]\n    maxBytes: 10\n    maxFiles: 1\n  - id: bank-certificate")
        let definition = try #require(try BrusselsFile.check(text).definition)
        let size = FolderFixture.pdf.count
        let kinds: [(ContentFault.Kind, String)] = [
            (.tooManyDocuments(count: 2, limit: 1), "b.pdf"), (.fileType(.pdf, allowed: [.png]), "a.pdf"),
            (.fileTooLarge(size: size, limit: 10), "a.pdf"), (.fileType(.pdf, allowed: [.png]), "b.pdf"),
            (.fileTooLarge(size: size, limit: 10), "b.pdf")
        ]
        let column = "attachment.statutes"
        try fixture.inBothForms { folder in
            let found = faults { () throws(ImportFailure) in try Import.applications(in: folder, for: definition) }
            #expect(found == kinds.map { Found(.row(2), column, $1, .content(ContentFault($0, field: column))) })
        }
        // The same document twice is known by its content.
        let lenient = text.replacing(
            "types: [png]\n    maxBytes: 10\n    maxFiles: 1", with: "types: [pdf]\n    maxBytes: 99\n    maxFiles: 2")
        let twice = try #require(try BrusselsFile.check(lenient).definition)
        try fixture.inBothForms { folder in
            let found = faults { () throws(ImportFailure) in try Import.applications(in: folder, for: twice) }
            #expect(found == [Found(.row(2), column, nil, .content(ContentFault(.repeated("b.pdf"), field: column)))])
        }
        // Without a word in the regulation, the usual holds.
        let usual = try #require(try BrusselsFile.check(try BrusselsFile.text()).definition)
        fixture.files["b.pdf"] = FolderFixture.pdf + [0x20]
        try fixture.inBothForms { folder in
            let read = try Import.applications(in: folder, for: usual)
            #expect(read.documents.count == 2)
        }
    }
}
