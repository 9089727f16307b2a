package import Audit
package import CallModel
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
    /// The rules that the log names, by their digest: the text whose bytes were digested.
    package let definitions: [(digest: Digest, document: String)]
}

extension Service {
    /// Reads the log up to its last checkpoint, in the order of the tree.
    ///
    /// What is published has to be what was signed: a database that was changed is exported by nobody.
    ///
    /// - Parameters:
    ///   - key: what is to be published with it; the log's own, or `nil`.
    ///   - write: takes one line with its line feed. Where the answer is an error, none of them holds.
    package func exportAudit(
        key: NoteKey? = nil, _ write: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws(ServiceError) -> AuditedLog {
        try await examination { db in
            let checkpoints = try db.checkpoints()
            guard let last = checkpoints.last else { throw ServiceError.audit(.noCheckpoint) }
            let tree = try Self.signedTree(checkpoints, key, db, write)
            let proofs = zip(checkpoints, checkpoints.dropFirst()).map { old, new in
                ConsistencyProof(from: old.size, to: new.size, path: tree.consistencyProof(from: old.size, to: new.size))
            }
            var definitions: [Digest: String] = [:]
            for call in try db.calls() {
                for stored in try db.definitions(of: call.id) { definitions[.sha256(Array(stored.document.utf8))] = stored.document }
            }
            let log = AuditedLog(
                events: last.size, checkpoints: checkpoints.map(\.note), proofs: proofs,
                definitions: definitions.map { (digest: $0.key, document: $0.value) }.sorted { $0.digest.hex < $1.digest.hex })
            return log
        }
    }

    /// Reads every leaf and compares it with what was kept of it and with every checkpoint on the way.
    private static func signedTree(
        _ checkpoints: [StoredCheckpoint], _ key: NoteKey?, _ db: borrowing Connection, _ write: ([UInt8]) throws -> Void
    ) throws -> MerkleTree {
        let roots = Dictionary(checkpoints.map { ($0.size, $0.root) }, uniquingKeysWith: { first, _ in first })
        let size = checkpoints.last?.size ?? 0
        for stored in checkpoints {
            guard let note = SignedCheckpoint(stored.note), note.checkpoint.size == stored.size, note.checkpoint.root == stored.root else {
                throw ServiceError.audit(.changed(size: stored.size, leaf: nil))
            }
            if let key, let fault = note.fault(under: key) { throw ServiceError.audit(.otherKey(fault)) }
        }
        var tree = MerkleTree()
        var frontier = MerkleFrontier()
        try db.forEachLeaf { event, leaf, kept in
            guard leaf == tree.size else { throw ServiceError.audit(.missingEvent(leaf: tree.size)) }
            guard event.hash == kept else { throw ServiceError.audit(.changed(size: size, leaf: leaf)) }
            tree.append(event.hash)
            frontier.append(event.hash)
            if let root = roots[tree.size], root != frontier.root { throw ServiceError.audit(.changed(size: tree.size, leaf: nil)) }
            try write(event.line + [UInt8(ascii: "\n")])
        }
        guard tree.size == size else { throw ServiceError.audit(.missingEvent(leaf: tree.size)) }
        if let stray = try db.strayEvent() { throw ServiceError.audit(.strayEvent(seq: stray)) }
        return tree
    }

    /// What an applicant keeps to show what was filed.
    package func filingReceipt(
        of reference: String, in code: String, _ request: Request
    ) async throws(ServiceError) -> FilingReceipt {
        // The proof stands on the whole log, which is behind the wall; whose file it is, the wall says first.
        try await walled(for: request.actor).requireOwn(reference, of: code)
        return try await examination { db in
            try RegisterAction.takeReceipt.permit(request.actor)
            let file = try db.file(reference, of: db.call(code: code).id, for: request.actor)
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
            let receipt = FilingReceipt(
                call: code, reference: reference, events: lines,
                content: FilingReceipt.Content(digest: digest, salt: content.salt, body: content.body),
                inclusion: try Self.inclusion(ofEvent: history[last].seq, db))
            // What an applicant holds against the municipality later holds good when it is handed out.
            do throws(AuditFault) {
                _ = try receipt.verified(under: nil)
            } catch {
                throw ServiceError.audit(.changed(size: try db.lastCheckpoint()?.size ?? 0, leaf: receipt.inclusion?.leaf))
            }
            return receipt
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
