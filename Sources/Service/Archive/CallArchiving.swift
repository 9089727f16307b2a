import CallModel
package import Exchange
package import Store
import Workflow

extension Service {
    /// Writes everything that is known of a call into one file, as it stands at one moment.
    package func archive(_ code: String, to path: String) async throws -> ArchiveManifest {
        try await CallArchive.read(database, call: code) { head, rows in
            let archive = try ArchiveWriter(path)
            var events = 0
            for part in CallArchive.parts {
                try archive.part(part.name) { write in
                    try rows(part) { line in
                        if part.isLog { events += 1 }
                        try write(line)
                    }
                }
            }
            return try archive.finish(call: head.call.code, isRehearsal: head.isRehearsal, takenAt: head.now, events: events)
        }
    }

    /// Takes a call from its archive into an empty database; see `CallArchive.restore`.
    ///
    /// - Parameter owner: the database, reached as its owner.
    package static func restore(_ archive: ArchiveFile, into owner: Database, dryRun: Bool = false) async throws -> Int {
        try await CallArchive.restore(into: owner, isRehearsal: archive.manifest.isRehearsal, dryRun: dryRun) { part, take in
            try archive.forEachLine(of: part.name) { line in
                guard let text = String(validating: line, as: UTF8.self) else {
                    throw StoreError.logFile(line: 1, "\(part.name) is not UTF-8")
                }
                try take(text)
            }
        }
    }
}
