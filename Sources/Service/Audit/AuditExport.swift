package import Audit
import CallModel
import Postgres
import Store
import Workflow

/// What goes with the lines of an exported log.
package struct AuditedLog: Sendable {
    package let events: Int
    /// The signed notes, smallest first.
    package let checkpoints: [String]
    /// From each checkpoint to the next.
    package let proofs: [ConsistencyProof]
}

extension Service {
    /// Reads the log up to its last checkpoint, in the order of the tree.
    ///
    /// What is in the database is written, right or wrong: who verifies the files finds what was changed.
    ///
    /// - Parameter write: takes one line with its line feed.
    package func exportAudit(
        _ write: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws(ServiceError) -> AuditedLog {
        try await examination { db in
            let checkpoints = try db.checkpoints()
            guard !checkpoints.isEmpty else { throw ServiceError.audit(.emptyLog) }
            var tree = MerkleTree()
            try db.forEachLeaf { event, _, _ in
                tree.append(event.hash)
                try write(event.line + [UInt8(ascii: "\n")])
            }
            let proofs = zip(checkpoints, checkpoints.dropFirst()).filter { $1.size <= tree.size }.map { old, new in
                ConsistencyProof(from: old.size, to: new.size, path: tree.consistencyProof(from: old.size, to: new.size))
            }
            return AuditedLog(events: tree.size, checkpoints: checkpoints.map(\.note), proofs: proofs)
        }
    }

    /// What an applicant keeps to show what was filed.
    package func filingReceipt(
        of reference: String, in code: String, _ request: Request
    ) async throws(ServiceError) -> FilingReceipt {
        try await examination { db in
            try RegisterAction.takeReceipt.permit(request.actor)
            let file = try db.file(reference, of: db.call(code: code).id)
            if let own = request.actor.organisation, own != file.organisation { throw Refusal.notOwnFile }
            let history = try db.history(of: .application, file.id.value)
            guard let last = history.lastIndex(where: { FilingReceipt.filings.contains($0.action) }) else {
                throw ServiceError.audit(.notFiled(reference))
            }
            let filed = try db.auditedLines(of: .application, file.id.value).prefix(last + 1)
            let lines = filed.map { String(decoding: $0.line, as: UTF8.self) }
            let hex = lines.reversed().lazy.compactMap(FilingReceipt.digestOfContent).first
            guard let digest = hex.flatMap({ Digest(hex: $0) }), let content = try db.saltedDocument(digest) else {
                throw ServiceError.audit(.contentErased(reference))
            }
            return FilingReceipt(
                call: code, reference: reference, events: lines,
                content: FilingReceipt.Content(digest: digest, salt: content.salt, body: content.body),
                inclusion: try Self.inclusion(ofEvent: history[last].seq, db))
        }
    }

    private static func inclusion(ofEvent seq: Int64, _ db: borrowing Connection) throws -> FilingReceipt.Inclusion? {
        guard let leaf = try db.leaf(ofEvent: seq), let checkpoint = try db.lastCheckpoint() else { return nil }
        let tree = MerkleTree(leaves: try db.leafHashes())
        guard leaf < checkpoint.size, checkpoint.size <= tree.size else { return nil }
        return FilingReceipt.Inclusion(
            leaf: leaf, path: tree.inclusionProof(of: leaf, in: checkpoint.size), checkpoint: checkpoint.note)
    }
}
