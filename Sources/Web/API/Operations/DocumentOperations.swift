import CallModel
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Store
import Workflow

extension Operation {
    private static let chapter = "Documents"

    /// What comes with files.
    static let documents: [Operation] = [
        .list(
            "listDocuments", "/calls/{call}/files/{file}/documents", in: chapter, "The documents of a file.", .doing(.openDocument),
            key: \.id
        ) { visit -> [DocumentRow] in
            try await visit.service.documents(of: try visit.parameter("file"), in: try visit.parameter("call")).map(DocumentRow.init)
        }
        .noting("documents"),
        .download(
            "getDocument", "/calls/{call}/files/{file}/documents/{document}", in: chapter, "A document, byte for byte.",
            .doing(.openDocument), ["application/octet-stream"],
            [.flag("unscanned", "Even if no virus scanner has seen it; for the secretariat.")]
        ) { visit in
            let service = visit.service
            let found = try await service.document(
                try visit.parameter("document"), of: try visit.parameter("file"), in: try visit.parameter("call"),
                for: try visit.actor(), evenUnscanned: try visit.flag("unscanned"))
            let file = try await TemporaryFile { path in
                // Made whole first: what turns out to be damaged never leaves.
                guard FileManager.default.createFile(atPath: path, contents: nil) else { throw HTTPError(.internalServerError) }
                let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                try await service.handOver(found) { try handle.write(contentsOf: $0) }
                try handle.close()
            }
            // As bytes and nothing else: what is in it runs nowhere.
            return file.response(type: "application/octet-stream", name: found.document.name, isForeign: true)
        }
        .noting("document"),
        .upload(
            "attachDocument", "/calls/{call}/files/{file}/attachments/{attachment}", in: chapter, "Adds a document to a file.",
            Access.taking(ApplicationAction.edit).or(.taking(ApplicationAction.complement)), ["application/octet-stream"],
            [
                .text("name", "What the document is called, with its ending: statutes.pdf."),
                .flag("replace", "In the place of those there are.")
            ]
        ) { visit, file -> Receipt in
            guard let name = visit.query("name"), (1...200).contains(name.utf8.count), !name.utf8.contains(UInt8(ascii: "/")),
                !name.hasPrefix(".")
            else {
                throw visit.badQuery("name")
            }
            try await UploadLimit.check(
                visit.context.visitor, try visit.parameter("call"), try visit.parameter("file"), visit.site.service)
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("appel-document-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            defer { try? FileManager.default.removeItem(at: folder) }
            let path = folder.appendingPathComponent(name).path
            guard FileManager.default.createFile(atPath: path, contents: Data(file.bytes)) else { throw HTTPError(.internalServerError) }
            let screened = try await visit.site.screened(try IncomingDocument(path: path))
            return try await visit.site.service.attach(
                screened, as: try visit.parameter("attachment"), replacing: try visit.flag("replace"),
                to: try visit.parameter("file"), of: try visit.parameter("call"), maySign: visit.maySign, try visit.command())
        }
    ]
}
