package import CallModel
package import Exchange
import Postgres
import Store
import Workflow

/// What a scanner made of the documents that had not been scanned.
package struct ScanReport: Hashable, Codable, Sendable {
    package var clean = 0
    package var infected: [Infected] = []
    /// How many still are unscanned, and what the scanner last said of one.
    package var unscanned = 0
    package var reason: String?
    /// Documents that are not what was stored, so that there was nothing to scan.
    package var damaged: [String] = []

    package init() {}

    package struct Infected: Hashable, Codable, Sendable {
        package let digest: String
        package let virus: String
    }
}

extension Service {
    /// Scans the documents that no scanner has seen, each in a transaction of its own: what was found out stays found out.
    package func scanDocuments(
        by scanner: Clamd, in language: Language, _ request: Request
    ) async throws(ServiceError) -> ScanReport {
        let waiting = try await question { db in
            try RegisterAction.scanDocuments.permit(request.actor)
            return try db.unscannedAttachments()
        }
        var report = ScanReport()
        for (index, attachment) in waiting.enumerated() {
            let digest = attachment.digest
            guard let verdict = try await scan(digest, by: scanner) else {
                report.damaged.append(digest.hex)
                continue
            }
            switch verdict {
            case .clean:
                report.clean += 1
                try await note(digest, request) { .clean(at: $0) }
            case .infected(let virus):
                report.infected.append(ScanReport.Infected(digest: digest.hex, virus: virus))
                try await note(digest, request) { .infected(virus: virus, at: $0) }
            case .unscanned(let failure):
                report.unscanned += 1
                report.reason = failure.message.text(in: language)
                // A scanner that is not there is not asked about all the others.
                if case .unreachable = failure {
                    report.unscanned = waiting.count - index
                    return report
                }
            }
        }
        return report
    }

    /// - Returns: nil for a document that is not what was stored: others may be behind it.
    private func scan(_ digest: Digest, by scanner: Clamd) async throws(ServiceError) -> ScanVerdict? {
        var scanning = scanner.scanning()
        do {
            guard try await pieces(of: digest, { scanning.add($0) }) else { return nil }
        } catch {
            throw ServiceError(error)
        }
        return scanning.finish()
    }

    private func note(
        _ digest: Digest, _ request: Request, _ scan: @escaping @Sendable (Instant) -> StoredAttachment.Scan
    ) async throws(ServiceError) {
        guard !request.isDryRun else { return }
        do {
            try await database.write { db in try db.record(scan: scan(try db.now()), of: digest) }
        } catch {
            throw ServiceError(error)
        }
    }
}
