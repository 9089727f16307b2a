import CallModel
import Postgres
import Selection
import Store
import Workflow

/// Ends a dry run: everything was decided and written, and is now taken back.
private struct TakenBack<Value: Sendable>: Error {
    let value: Value
}

/// Ends a command whose key was used before.
private struct AnsweredBefore: Error {
    let previous: PreviousAnswer
}

extension Service {
    /// Runs a command's transaction, under its key if it has one, and gives its errors one type.
    ///
    /// - Parameters:
    ///   - code: the call whose files are named in refusals, where a member of the council may act on them.
    ///   - what: the command in words, to tell a repeated command from another one under the same key.
    ///   - body: locks, decides and fills the batch; gives the answer and the time. It passes what the lock found under the
    ///     key to `stopIfAnswered`.
    func command<Reply: Codable & Sendable>(
        _ request: Request, of code: String? = nil, _ what: @autoclosure @Sendable () -> String,
        _ body: @escaping @Sendable (borrowing Connection, inout Batch) throws -> (Reply, Instant)
    ) async throws(ServiceError) -> Reply {
        let fingerprint = request.key.map { _ in Digest.sha256(Array("\(request.actor.reference) \(what())".utf8)) }
        do {
            return try await resolvingDoubt(request) {
                try await database.write { db in
                    var batch = Batch()
                    let (reply, now) = try body(db, &batch)
                    var answer: Answer?
                    if let key = request.key, let fingerprint {
                        answer = Answer(key: key, request: fingerprint, response: LogJSON.text(reply) ?? "null", at: now)
                    }
                    try db.write(batch, answer: answer, committing: !request.isDryRun)
                    if request.isDryRun { throw TakenBack(value: reply) }
                    return reply
                }
            }
        } catch let taken as TakenBack<Reply> {
            return taken.value
        } catch let answered as AnsweredBefore {
            return try Self.repeated(answered.previous, fingerprint, key: request.key ?? "")
        } catch {
            throw await concealing(ServiceError(error), of: code, from: request.actor)
        }
    }

    /// Why a command was refused, as far as a member of the council may know: of a file with which he or she has a conflict of
    /// interest, only that.
    private func concealing(_ error: ServiceError, of code: String?, from actor: Actor) async -> ServiceError {
        guard let code, let member = actor.member, case .refusedFiles(let refusals) = error else { return error }
        do {
            let hidden = try await database.read { db in try db.hiddenReferences(from: member, in: db.call(code: code).id) }
            return .refusedFiles(
                refusals.map { refused in
                    guard let file = refused.reference.split(separator: " ").first, hidden.contains(String(file)) else { return refused }
                    return FileRefusal(reference: refused.reference, refusal: .conflictOfInterest)
                })
        } catch {
            // Better no reason than one that tells too much.
            return ServiceError(error)
        }
    }

    /// Goes no further with a command on something that has changed since the asker saw it.
    static func expect<M: StoredMachine>(
        _ request: Request, _ machine: M.Type, _ subject: M.Subject
    ) throws(StoreError) {
        if let version = request.expectedVersion, version != subject.version {
            throw .versionConflict(kind: M.kind.name, id: subject.id.value, expected: version, found: subject.version)
        }
    }

    /// Goes no further with a command that was carried out before.
    func stopIfAnswered(_ previous: PreviousAnswer?) throws {
        if let previous { throw AnsweredBefore(previous: previous) }
    }

    private static func repeated<Reply: Codable>(
        _ previous: PreviousAnswer, _ fingerprint: Digest?, key: String
    ) throws(ServiceError) -> Reply {
        guard previous.request == fingerprint else { throw .store(.keyReused(key)) }
        do {
            return try LogJSON.decode(Reply.self, from: previous.response)
        } catch {
            throw .store(error)
        }
    }

    /// Runs a question.
    ///
    /// - Parameter confined: whether its answer holds nothing of other organisations: only such a question may one of them ask.
    func question<Answer: Sendable>(
        confined: Bool = false, _ body: @escaping @Sendable (borrowing Connection) throws -> Answer
    ) async throws(ServiceError) -> Answer {
        guard owner == nil || confined else { throw .refused(.notForApplicants) }
        do {
            return try await database.read(as: asker, body)
        } catch {
            throw unanswered(error)
        }
    }

    /// Why a question has no answer. What a member or an organisation may not read at all, the database refuses by itself.
    func unanswered(_ error: any Error) -> ServiceError {
        if asker != .anyone, case StoreError.database(let error) = error, error.sqlState == "42501" {
            return .refused(owner == nil ? .notForMembers : .notForApplicants)
        }
        return ServiceError(error)
    }

    /// A commit whose answer was lost may have happened: with a key, asking again tells. And a command that made what another
    /// one was just making left nothing: decided again, it finds what is there.
    private func resolvingDoubt<Answer>(_ request: Request, _ body: () async throws -> Answer) async throws -> Answer {
        do {
            return try await body()
        } catch StoreError.database(let error)
            where (request.key != nil && error.isCommitUnknown) || error.isUniqueViolation
        {
            return try await body()
        }
    }
}

extension ServiceError {
    /// Whatever a transaction threw, as one of this layer's errors.
    init(_ error: any Error) {
        self =
            switch error {
            case let error as ServiceError: error
            case let refusal as Refusal: .refused(refusal)
            case let shortage as AssignmentShortage: .shortage(shortage)
            case let error as AssignmentFaults:
                .faults(error.faults.map { InputFault(field: $0.path, message: $0.message) })
            case let error as StoreError: .store(error)
            case let error as PostgresError: .store(.database(error))
            default: .store(.unreadable(String(describing: error)))
            }
    }
}

extension Batch {
    /// Decides on a command and, when it is accepted, records it.
    @discardableResult
    mutating func decide<M: StoredMachine>(
        _ machine: M.Type, _ subject: inout M.Subject, _ command: M.Command, _ context: M.Context,
        definitionVersion: Int32, effect: EffectKind? = nil
    ) throws(Refusal) -> Event<M> {
        let event = try M.decide(subject, command, context)
        record(event, on: &subject, definitionVersion: definitionVersion, effect: effect)
        return event
    }
}

extension Receipt {
    init<M: StoredMachine>(_ event: Event<M>, _ subject: M.Subject, name: String) {
        self.init(
            machine: M.kind.name, id: subject.id.value, name: name, action: event.command.action.name,
            from: event.from.name, state: event.to.name, version: subject.version, at: event.at)
    }
}
