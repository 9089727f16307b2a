package import CallModel
package import Postgres
package import Workflow

/// A command that was carried out before under the same key.
package struct PreviousAnswer: Sendable {
    package let request: Digest
    package let response: String
}

/// The clock is a statement of its own because it has to be read after the locks were granted.
let clock = Statement("clock", "SELECT appel_now()")
/// Two commands with one key take turns, so that the second finds the first one's answer. Before every other lock.
private let lockKey = Statement("lock key", "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
private let previousAnswer = Statement("previous answer", "SELECT request, response::text FROM idempotency WHERE key = $1")
private let keepAnswer = Statement(
    "keep answer", "INSERT INTO idempotency (key, request, response, at) VALUES ($1, $2, $3::json, $4)")

private let lockOneApplication = Statement(
    "lock application", "SELECT \(ApplicationMachine.table.selection) FROM applications WHERE id = $1 FOR UPDATE")
private let circumstancesOfApplication = Statement(
    "circumstances of application",
    """
    SELECT count(*) FILTER (WHERE r.state = 'counted'),
        count(*) FILTER (WHERE r.state IN ('assigned', 'draft', 'submitted', 'reopened')),
        count(*) FILTER (WHERE r.state = 'counted' AND EXISTS (
            SELECT FROM conflicts_in_force AS c
            WHERE c.application_id = r.application_id AND c.member_id = r.member_id)),
        EXISTS (
            SELECT FROM grants AS g
            WHERE g.application_id = $1 AND g.state NOT IN ('lapsed', 'cancelled')),
        EXISTS (SELECT FROM conflicts_in_force AS c WHERE c.application_id = $1 AND c.member_id = $2)
    FROM reviews AS r
    WHERE r.application_id = $1
    """)

extension Pipeline {
    mutating func addPreviousAnswer(_ key: String?) -> Handle? {
        key.map { key in
            add(lockKey, key)
            return add(previousAnswer, key)
        }
    }
}

extension PipelineResults {
    func previousAnswer(_ handle: Pipeline.Handle?) throws -> PreviousAnswer? {
        guard let handle, let row = try self[handle].singleOrNone() else { return nil }
        return PreviousAnswer(request: try row.value(0), response: try row.string(1))
    }

    func now(_ handle: Pipeline.Handle) throws -> Instant {
        try self[handle].single().value(0)
    }
}

/// A call under its lock.
package struct LoadedCall: Sendable {
    package let call: Call
    package let now: Instant
    package let previous: PreviousAnswer?
}

/// What else bears on a file.
package struct Circumstances: Sendable {
    package var panel = Panel()
    package var hasGrant = false
    /// Whether the member who acts has a conflict of interest with the file.
    package var actorConflicted = false
}

/// A file and its call under their locks.
package struct LoadedApplication: Sendable {
    package let call: Call
    package let application: Application
    package let now: Instant
    package let circumstances: Circumstances
    package let previous: PreviousAnswer?
}

extension Connection {
    /// Locks a call: one round trip.
    package func lock(call id: CallID, _ lock: CallLock = .update, key: String? = nil) throws -> LoadedCall {
        var pipeline = Pipeline()
        let previous = pipeline.addPreviousAnswer(key)
        let call = pipeline.lockCall(.itself, id, lock)
        let now = pipeline.add(clock)
        let results = try run(pipeline)
        guard let row = try results[call].singleOrNone() else {
            throw StoreError.notFound(kind: "call", name: "\(id)")
        }
        return LoadedCall(
            call: try CallMachine.read(row), now: try results.now(now), previous: try results.previousAnswer(previous))
    }

    /// Locks a file behind its call: one round trip.
    ///
    /// - Parameter actor: the member who acts, where the command looks at reviews, grants or conflicts; without it the
    ///   circumstances are empty.
    package func lock(
        application id: ApplicationID, call lock: CallLock, key: String? = nil, circumstancesFor actor: MemberID?? = nil
    ) throws -> LoadedApplication {
        var pipeline = Pipeline()
        let previous = pipeline.addPreviousAnswer(key)
        let call = pipeline.lockCall(.ofFile, id, lock)
        let file = pipeline.add(lockOneApplication, id)
        let circumstances = actor.map { pipeline.add(circumstancesOfApplication, id, $0) }
        let now = pipeline.add(clock)
        let results = try run(pipeline)
        guard let callRow = try results[call].singleOrNone(), let fileRow = try results[file].singleOrNone() else {
            throw StoreError.notFound(kind: "application", name: "\(id)")
        }
        return LoadedApplication(
            call: try CallMachine.read(callRow), application: try ApplicationMachine.read(fileRow),
            now: try results.now(now),
            circumstances: try circumstances.map { try Circumstances(row: results[$0].single()) } ?? Circumstances(),
            previous: try results.previousAnswer(previous))
    }

    /// The answer that a key got before, for commands that lock nothing.
    package func previousAnswer(_ key: String?) throws -> PreviousAnswer? {
        var pipeline = Pipeline()
        guard let handle = pipeline.addPreviousAnswer(key) else { return nil }
        return try run(pipeline).previousAnswer(handle)
    }

    /// Writes what a batch holds so far and empties it: keeps the memory of large imports flat. Nothing is committed.
    package func flush(_ batch: inout Batch) throws {
        try write(batch, committing: false)
        batch = Batch()
    }

    /// Writes a batch, with the answer to remember, and commits: one round trip.
    ///
    /// - Parameter committing: `false` for a dry run, which every constraint has then seen.
    package func write(_ batch: Batch, answer: Answer? = nil, committing: Bool) throws {
        var pipeline = Pipeline()
        batch.write(to: &pipeline)
        if let answer {
            pipeline.add(keepAnswer, answer.key, answer.request, answer.response, answer.at)
        }
        if committing { pipeline.commit() }
        if !pipeline.isEmpty { _ = try run(pipeline) }
    }
}

/// The answer to a command that carried a key, to be given again when the command is repeated.
package struct Answer: Sendable {
    let key: String
    let request: Digest
    let response: String
    let at: Instant

    package init(key: String, request: Digest, response: String, at: Instant) {
        (self.key, self.request, self.response, self.at) = (key, request, response, at)
    }
}

extension Circumstances {
    init(row: Row) throws {
        panel = Panel(counted: try row.int(0), pending: try row.int(1), conflicted: try row.int(2))
        hasGrant = try row.bool(3)
        actorConflicted = try row.bool(4)
    }
}
