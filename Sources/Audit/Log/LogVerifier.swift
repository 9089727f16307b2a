package import CallModel

/// Checks an exported log line by line: each stream's chain, and the tree against every checkpoint.
///
/// It keeps the end of each stream and the right edge of the tree, whatever the length of the log.
package struct LogVerifier: Sendable {
    /// The checkpoints that are still to be reached, largest first.
    private var awaited: [Checkpoint]
    private let last: Int
    private var ends: [LogLine.StreamName: (version: Int64, leaf: Digest)] = [:]
    private var tree = MerkleFrontier()
    private var wanted: [Int: Digest] = [:]

    /// Lines read so far.
    package var size: Int { tree.size }
    package var root: Digest { tree.root }

    /// - Parameters:
    ///   - checkpoints: whose signatures have been checked.
    ///   - leaves: what is known of single leaves from elsewhere, such as from receipts.
    package init(checkpoints: [Checkpoint], leaves: [Int: Digest] = [:]) throws(AuditFault) {
        awaited = checkpoints.sorted { $0.size > $1.size }
        for (later, earlier) in zip(awaited, awaited.dropFirst()) where later.size == earlier.size && later.root != earlier.root {
            throw .forked(size: later.size)
        }
        last = awaited.first?.size ?? 0
        wanted = leaves
        try compare()
    }

    /// Takes the next line of the log, without its line feed.
    package mutating func take(_ line: [UInt8]) throws(AuditFault) {
        let number = tree.size + 1
        guard let event = LogLine(line) else { throw .unreadable(line: number) }
        let before = ends[event.stream]
        let expected = (before?.version ?? 0) + 1
        guard event.version == expected else {
            throw .outOfOrder(line: number, stream: event.stream, expected: expected, found: event.version)
        }
        guard event.previous == before?.leaf else { throw .brokenChain(line: number, stream: event.stream) }
        if let leaf = wanted[tree.size], leaf != event.leaf { throw .notInLog(leaf: tree.size) }
        ends[event.stream] = (event.version, event.leaf)
        tree.append(event.leaf)
        try compare()
    }

    /// Whether the log has reached every checkpoint, and nothing comes after the last one.
    package func finish() throws(AuditFault) {
        if let missing = awaited.first { throw .tooShort(size: missing.size, found: tree.size) }
        guard tree.size == last else { throw .unvouched(events: tree.size - last, size: last) }
    }

    private mutating func compare() throws(AuditFault) {
        while let next = awaited.last, next.size == tree.size {
            guard next.root == tree.root else { throw .otherRoot(size: next.size) }
            awaited.removeLast()
        }
    }
}
