package import Audit
package import CallModel
import Postgres
package import Store
import Workflow

/// What became of taking a checkpoint.
package struct CheckpointReceipt: Hashable, Codable, Sendable {
    /// How many events it covers.
    package let size: Int
    package let root: Digest
    /// How many of them the checkpoint before it did not cover.
    package let added: Int
    package let at: Instant
    /// The signed checkpoint. `nil` in a dry run: a tree that is not kept is not signed.
    package let note: String?
}

/// How far the audit is.
package struct AuditStatus: Sendable {
    package let last: StoredCheckpoint?
    /// Events that no checkpoint covers yet.
    package let pending: Int
}

/// What one checkpoint leaves for the next: the right edge of the tree, so that only new events are read.
private struct Signed: Codable, Sendable {
    let receipt: CheckpointReceipt
    let tree: MerkleFrontier
}

extension Service {
    /// Signs the log as it stands.
    ///
    /// It reads the events and locks none of them: commands go on meanwhile. When nothing has happened since the last checkpoint, that
    /// one is the answer.
    ///
    /// - Parameters:
    ///   - known: the tree that the checkpoint before left, by this program; without it, every event is read and compared anew.
    /// - Throws: `ServiceError.audit` where the log is not the one that the last checkpoint vouches for.
    package func takeCheckpoint(
        by key: SigningKey, known: MerkleFrontier? = nil, isDryRun: Bool = false
    ) async throws(ServiceError) -> (receipt: CheckpointReceipt, tree: MerkleFrontier) {
        var tree: MerkleFrontier
        if let known { tree = known } else { tree = try await recheckedTree() }
        while true {
            let before = tree
            let signed = try await command(Request(actor: .secretariat, isDryRun: isDryRun), "checkpoint") { db, _ in
                try db.lockAudit()
                let now = try db.now()
                return (try extend(before, by: key, at: now, isDryRun: isDryRun, db), now)
            }
            if let signed { return (signed.receipt, signed.tree) }
            // Somebody else took one since: the tree is read anew.
            tree = try await recheckedTree()
        }
    }

    /// - Returns: `nil` where the tree is not that of the last checkpoint.
    private func extend(
        _ before: MerkleFrontier, by key: SigningKey, at now: Instant, isDryRun: Bool, _ db: borrowing Connection
    ) throws -> Signed? {
        let last = try db.lastCheckpoint()
        guard (last?.size ?? 0) == before.size, last == nil || last?.root == before.root else { return nil }
        if let last {
            guard let note = SignedCheckpoint(last.note) else { throw StoreError.unreadable("checkpoint \(last.size)") }
            if let fault = note.fault(under: key.verifier) { throw ServiceError.audit(.otherKey(fault)) }
        }
        let events = try db.pendingEvents()
        if events.isEmpty {
            guard let last else { throw ServiceError.audit(.emptyLog) }
            let receipt = CheckpointReceipt(size: last.size, root: last.root, added: 0, at: last.at, note: last.note)
            return Signed(receipt: receipt, tree: before)
        }
        var tree = before
        for event in events { tree.append(event.hash) }
        try db.keep(leaves: events, from: before.size)
        let checkpoint = Checkpoint(origin: key.verifier.name, size: tree.size, root: tree.root)
        let note = isDryRun ? nil : try SignedCheckpoint(checkpoint, by: key).description
        if let note { try db.keep(StoredCheckpoint(size: tree.size, root: tree.root, note: note, at: now)) }
        let receipt = CheckpointReceipt(size: tree.size, root: tree.root, added: events.count, at: now, note: note)
        return Signed(receipt: receipt, tree: tree)
    }

    /// Reads every event that is a leaf, and compares it with its leaf and all of them with the last checkpoint.
    private func recheckedTree() async throws(ServiceError) -> MerkleFrontier {
        try await examination { db in
            let last = try db.lastCheckpoint()
            var tree = MerkleFrontier()
            try db.forEachLeaf { event, leaf, kept in
                guard leaf == tree.size else { throw ServiceError.audit(.missingEvent(leaf: tree.size)) }
                guard event.hash == kept else { throw ServiceError.audit(.changed(size: last?.size ?? 0, leaf: leaf)) }
                tree.append(event.hash)
            }
            guard tree.size >= last?.size ?? 0 else { throw ServiceError.audit(.missingEvent(leaf: tree.size)) }
            guard tree.size == last?.size ?? 0, last == nil || tree.root == last?.root else {
                throw ServiceError.audit(.changed(size: last?.size ?? 0, leaf: nil))
            }
            if let stray = try db.strayEvent() { throw ServiceError.audit(.strayEvent(seq: stray)) }
            return tree
        }
    }

    package func auditStatus() async throws(ServiceError) -> AuditStatus {
        try await question { db in AuditStatus(last: try db.lastCheckpoint(), pending: try db.pendingEventCount()) }
    }

    /// A question that may take as long as the log is long.
    func examination<Answer: Sendable>(
        _ body: @escaping @Sendable (borrowing Connection) throws -> Answer
    ) async throws(ServiceError) -> Answer {
        do {
            return try await database.stream(body)
        } catch {
            throw ServiceError(error)
        }
    }
}
