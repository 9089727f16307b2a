import CallModel
import Exchange
import Foundation
import Service

/// Applications as they were handed over, with their documents.
struct ApplicationsRead {
    let records: [ImportedApplication]
    let documents: [ScreenedDocument]
    /// The file that lists them: what faults that come later name.
    let list: String
}

extension Desk {
    /// Reads applications from a table, a JSON list, or a folder or ZIP archive with their documents, which are scanned for viruses
    /// where a scanner is configured.
    func applications(_ path: String, for definition: CallDefinition) async throws -> ApplicationsRead {
        guard path != "-", ImportFolder.isMeant(by: path) else {
            let records = try read(path) { (file) throws(ImportFailure) in try Import.applications(file, for: definition) }
            return ApplicationsRead(records: records, documents: [], list: path)
        }
        let scanner = try await Settings.scanner()
        return try reading { () throws(ImportFailure) in
            let folder = try Import.applications(in: try ImportFolder(path: path), for: definition)
            let documents = try Import.screened(folder.documents, by: scanner)
            return ApplicationsRead(records: folder.applications, documents: documents, list: folder.list)
        }
    }

    /// Runs what reads files; its faults name file, row and column.
    func reading<Value>(_ body: () throws(ImportFailure) -> Value) throws -> Value {
        do throws(ImportFailure) {
            return try body()
        } catch {
            throw Failure(error, in: language)
        }
    }

    /// Says on standard error which documents were kept without having been scanned.
    func warn(of documents: [ScreenedDocument]) {
        let unscanned = documents.compactMap { document -> ScanFailure? in
            if case .unscanned(let failure) = document.verdict { failure } else { nil }
        }
        guard let first = unscanned.first else { return }
        let sentence = Message(
            fr: "\(unscanned.count) document(s) sans analyse antivirus : gardés, et remis à personne.",
            nl: "\(unscanned.count) document(en) zonder virusscan: bewaard, en aan niemand afgegeven.",
            en: "\(unscanned.count) document(s) not scanned for viruses: kept, and handed out to nobody.")
        // Where standard error itself is broken there is nobody left to warn.
        try? Terminal.error.write("\(sentence.text(in: language)) \(first.message.text(in: language))\n")
    }
}
