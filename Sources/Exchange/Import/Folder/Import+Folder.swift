package import CallModel

/// Applications with the documents that came with them.
package struct ImportedFolder: Sendable {
    /// Each content lists its documents by their digests.
    package let applications: [ImportedApplication]
    /// Every document once, in the order of its digest: two imports that meet store them in the same order.
    package let documents: [IncomingDocument]
    /// The file that lists the applications, as faults name it.
    package let list: String
}

extension Import {
    /// Applications with their documents, and with the tables that stand beside `applications.csv`.
    ///
    /// Every document is looked at before this returns; no fault is found later but a virus.
    package static func applications(
        in folder: ImportFolder, for definition: CallDefinition? = nil
    ) throws(ImportFailure) -> ImportedFolder {
        let log = FaultLog(file: folder.name)
        guard let list = folder.listOfApplications(log), let file = folder.importFile(list, log) else {
            throw log.failure ?? ImportFailure(faults: [], total: 0)
        }
        let isTable = file.format == .table
        let tables = (isTable ? CompanionTables.names : []).compactMap { name in folder.importFile(name, log).map { (name, $0) } }
        if let failure = log.failure { throw failure }
        var records = try applications(file, beside: Dictionary(uniqueKeysWithValues: tables), for: definition)
        // Documents are looked at once it is certain which they are: each costs a reading.
        let listLog = FaultLog(file: file.name)
        let limits = DocumentLimits(folder, definition, log: listLog)
        for record in records { limits.check(record) }
        if let failure = listLog.failure { throw failure }
        var gathering = Gathering(folder, log: listLog)
        for index in records.indices { gathering.gather(&records[index], definition) }
        gathering.refuseUnnamed([list] + (isTable ? CompanionTables.names : []))
        if let failure = listLog.failure { throw failure }
        let documents = gathering.documents.values.sorted { $0.digest.bytes.lexicographicallyPrecedes($1.digest.bytes) }
        return ImportedFolder(applications: records, documents: documents, list: file.name)
    }

    /// Applications with the tables that stand beside them; the documents that they name are not looked at.
    ///
    /// - Parameter tables: by their names, such as `budget.csv`.
    package static func applications(
        _ file: ImportFile, beside tables: [String: ImportFile], for definition: CallDefinition? = nil
    ) throws(ImportFailure) -> [ImportedApplication] {
        let log = FaultLog(file: file.name)
        let companions = CompanionTables({ tables[$0] }, log: log)
        var records: [ImportedApplication] = []
        do throws(ImportFailure) {
            records =
                file.format == .table
                ? try file.records { ApplicationTable(&$0, definition: definition, companions: companions) }
                : try file.elements(ApplicationElement.self, definition: definition)
            companions.refuseUnknown(Set(records.map(\.content.reference)), to: log)
        } catch {
            log.add(error)
        }
        if let failure = log.failure { throw failure }
        return records
    }
}

extension ImportFolder {
    /// The name of the file that lists the applications.
    fileprivate func listOfApplications(_ log: FaultLog) -> String? {
        let found = ["applications.csv", "applications.json"].filter { files[$0] != nil }
        if found.count != 1 { log.report(.folder(found.isEmpty ? .noApplications : .bothApplications), at: .wholeFile) }
        return found.count == 1 ? found.first : nil
    }

    /// One of the files as one that is read for its records.
    fileprivate func importFile(_ path: String, _ log: FaultLog) -> ImportFile? {
        guard let origin = files[path] else { return nil }
        var bytes: [UInt8] = []
        do {
            try origin.forEachPiece(limit: ImportFile.sizeLimit) { bytes += $0 }
            return ImportFile(name: name + "/" + path, bytes: bytes)
        } catch let error as ZipError {
            log.report(.archive(error), at: .wholeFile)
        } catch let fault as FileFault {
            log.report(.file(fault), at: .wholeFile, value: path)
        } catch {
            preconditionFailure("reading a file throws nothing else: \(error)")
        }
        return nil
    }
}

/// Finds the documents that applications name, each looked at once however often it is named.
private struct Gathering {
    private(set) var documents: [CallModel.Digest: IncomingDocument] = [:]
    private let folder: ImportFolder
    private let log: FaultLog
    private var seen: [String: IncomingDocument] = [:]
    private var refused: Set<String> = []

    init(_ folder: ImportFolder, log: FaultLog) { (self.folder, self.log) = (folder, log) }

    /// Looks for the documents of one application and puts them in its content.
    mutating func gather(_ record: inout ImportedApplication, _ definition: CallDefinition?) {
        for named in record.documents {
            guard let document = document(named) else { continue }
            record.content.attach(document.attached(as: named.attachment))
        }
        guard let definition else { return }
        for fault in record.content.documentFaults(against: definition) {
            let first = record.documents.first { ApplicationContent.field(of: $0.attachment) == fault.field } ?? record.documents.first
            log.report(.content(fault), at: first?.place ?? .wholeFile, column: first?.column)
        }
    }

    private mutating func document(_ named: NamedDocument) -> IncomingDocument? {
        if let known = seen[named.path] { return known }
        func refuse(_ fault: FolderFault) {
            log.report(.folder(fault), at: named.place, column: named.column, value: named.path)
        }
        guard RelativePath.isSafe(named.path) else {
            refuse(.unsafePath)
            return nil
        }
        guard let origin = folder.files[named.path] else {
            refuse(.notThere(nearest: nearest(to: named.path, among: folder.files.keys.sorted())))
            return nil
        }
        guard !refused.contains(named.path) else { return nil }
        guard let document = IncomingDocument(origin, name: named.path, log: log, at: named.place, column: named.column) else {
            refused.insert(named.path)
            return nil
        }
        seen[named.path] = document
        documents[document.digest] = documents[document.digest] ?? document
        return document
    }

    /// Reports the files that are there for nothing: a document that nobody named was meant for somebody.
    func refuseUnnamed(_ lists: [String]) {
        for path in folder.files.keys.sorted() where seen[path] == nil && !refused.contains(path) && !lists.contains(path) {
            log.report(.folder(.namedByNobody), at: .wholeFile, value: path, in: folder.name)
        }
    }
}
