import CallModel
import Exchange
import Foundation
import HTTPTypes
import Presentation
import Service
import Store
import Workflow

extension Operation {
    private static let chapter = "Audit"

    /// The log, its proofs, and who looked at what.
    static let auditing: [Operation] = [
        .read("getAuditStatus", "/audit", in: chapter, "The last checkpoint, and how much waits for the next.", .asking(.audit)) {
            visit -> AuditAnswer in
            AuditAnswer(try await visit.service.auditStatus())
        },
        .download(
            "exportLog", "/audit/log", in: chapter, "The log as whoever checks it takes it: digests in the place of texts.",
            .asking(.audit),
            ["application/x-ndjson"]
        ) { visit in
            let service = visit.service
            return try await TemporaryFile { path in
                guard FileManager.default.createFile(atPath: path, contents: nil) else { throw FileWriteError(path, kind: .noPermission) }
                let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
                _ = try await service.exportAudit { line in try handle.write(contentsOf: line) }
                try handle.close()
            }
            .response(type: "application/x-ndjson", name: "log.jsonl")
        },
        .read(
            "getAuditProofs", "/audit/proofs", in: chapter, "Every checkpoint, and the proofs that each goes on from the one before.",
            .asking(.audit)
        ) {
            visit -> AuditProofs in
            let log = try await visit.service.exportAudit { _ in }
            return AuditProofs(events: log.events, checkpoints: log.checkpoints, proofs: try log.proofs.map { try DocumentAnswer($0) })
        },
        .trail(
            "listAccess", "/access-log", in: chapter, "Who looked at what, and who was refused it, the newest first.",
            .doing(.readAccessLog),
            [.text("call", "Only of this call."), .text("file", "Only of this file.")], number: \.id
        ) { visit, before, most -> [AccessRow] in
            try await visit.service.accessLog(
                call: visit.query("call"), file: visit.query("file"), before: before, most: most, try visit.command()
            ).map(AccessRow.init)
        },
        .list("listOutbox", "/outbox", in: chapter, "What waits to be done outside.", .asking(.outbox), key: \.kind) {
            visit -> [WaitingRow] in
            try await visit.site.waitingEffects()
        }
    ]
}

/// The proofs of a log.
struct AuditProofs: Codable {
    let events: Int
    let checkpoints: [String]
    let proofs: [DocumentAnswer]
}

/// One look at something.
struct AccessRow: Codable {
    let id: Int64
    let at: Instant
    let actor: String
    let question: String
    let call: String?
    let file: String?
    let request: String?

    init(_ entry: AccessEntry) {
        (id, at, actor, question, call, file) = (entry.id, entry.at, entry.actor, entry.question, entry.call, entry.file)
        request = entry.request
    }
}

extension Site {
    func waitingEffects() async throws -> [WaitingRow] {
        try await database.read { db in try db.waitingEffects().map { WaitingRow(kind: $0.kind, count: $0.count) } }
    }
}
