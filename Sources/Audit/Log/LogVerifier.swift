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
    private let claims: ReceiptClaims
    /// Where the claimed events are.
    private var places: [Digest: Int] = [:]
    /// The time of the latest event, which is not always the last one.
    private var latest: Instant?

    /// Lines read so far.
    package var size: Int { tree.size }
    package var root: Digest { tree.root }

    /// - Parameters:
    ///   - checkpoints: whose signatures have been checked.
    ///   - leaves: what is known of single leaves from elsewhere, such as from receipts.
    ///   - claims: what receipts say of streams and calls, be a checkpoint with them or not.
    package init(
        checkpoints: [Checkpoint], leaves: [Int: Digest] = [:], claims: ReceiptClaims = ReceiptClaims()
    ) throws(AuditFault) {
        self.claims = claims
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
        if !claims.isEmpty { try compare(event, line, number) }
        ends[event.stream] = (event.version, event.leaf)
        tree.append(event.leaf)
        try compare()
    }

    /// Whether the log has reached every checkpoint, and nothing comes after the last one.
    package func finish() throws(AuditFault) {
        if let missing = awaited.first { throw .tooShort(size: missing.size, found: tree.size) }
        guard tree.size == last else { throw .unvouched(events: tree.size - last, size: last) }
    }

    /// How a receipt stands to the whole log, which has been read to its end.
    ///
    /// A log that ends before the filing contradicts the receipt as soon as it holds something that came later: a checkpoint leaves
    /// nothing out that was kept when it was taken. A command that began later may be kept earlier, so that moments apart show nothing.
    package func standing(of receipt: FilingReceipt.Verified) throws(AuditFault) -> ReceiptStanding {
        let filing = receipt.filing
        if let place = places[filing.leaf] { return .inLog(leaf: place) }
        guard let at = filing.at.flatMap({ Instant(iso8601: $0) }), latest ?? at < at.adding(seconds: Self.longestCommand) else {
            throw .missing(stream: filing.stream, version: filing.version)
        }
        return .waiting
    }

    /// No command goes on for so many seconds.
    private static let longestCommand: Int64 = 900

    private mutating func compare(_ event: LogLine, _ line: [UInt8], _ number: Int) throws(AuditFault) {
        if let claimed = claims.leaf(of: event.stream, event.version) {
            guard claimed == event.leaf else { throw .otherEvent(line: number, stream: event.stream, version: event.version) }
            places[claimed] = tree.size
        }
        if let code = claims.code(of: event), PayloadText(line)?.string("code") != code {
            throw .otherCall(line: number, code: code)
        }
        if let at = event.at.flatMap({ Instant(iso8601: $0) }) { latest = max(latest ?? at, at) }
    }

    private mutating func compare() throws(AuditFault) {
        while let next = awaited.last, next.size == tree.size {
            guard next.root == tree.root else { throw .otherRoot(size: next.size) }
            awaited.removeLast()
        }
    }
}
