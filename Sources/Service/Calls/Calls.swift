package import CallModel
import Postgres
import Store
package import Workflow

/// A call with its definition, for people to read.
package struct CallView: Sendable {
    package let call: Call
    package let definition: CallDefinition
    package let source: String
    package let now: Instant
}

extension Service {
    /// Creates a call from a checked definition; it is a draft until it opens.
    package func createCall(
        _ checked: CheckedDefinition, source: String, _ request: Request
    ) async throws(ServiceError) -> Receipt {
        let (definition, document, terms) = try Self.frozen(checked)
        return try await command(request, "create call \(document)") { db, batch in
            try stopIfAnswered(db.previousAnswer(request.key))
            _ = try Regulation(definition, lists: lists)
            guard try !db.calls().contains(where: { $0.code == definition.code }) else {
                throw ServiceError.callExists(definition.code)
            }
            let now = try db.now()
            var call = Call(id: CallID(try db.reserveNumbers(1, for: CallMachine.self)[0]))
            let draft = CallDraft(code: definition.code, terms: terms)
            let event = try batch.decide(
                CallMachine.self, &call, .create(draft), CallContext(now: now, actor: request.actor),
                definitionVersion: 1)
            batch.keep(StoredDefinition(call: call.id, version: 1, document: document, source: source))
            return (Receipt(event, call, name: call.code), now)
        }
    }

    /// Replaces the definition: freely while the call is a draft, as an amendment with reason and authority once it is open.
    package func replaceDefinition(
        of code: String, _ checked: CheckedDefinition, source: String, reason: String?, authority: String?,
        _ request: Request
    ) async throws(ServiceError) -> Receipt {
        let (definition, document, terms) = try Self.frozen(checked)
        guard definition.code == code else {
            throw .otherCall(found: definition.code, asked: code)
        }
        return try await command(request, "replace definition \(code) \(document)") { db, batch in
            _ = try Regulation(definition, lists: lists)
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            var call = loaded.call
            try Self.expect(request, CallMachine.self, call)
            let replacement: CallCommand
            if call.state == .drafted {
                replacement = .revise(terms)
            } else {
                let reason = Self.reason(reason, in: &batch)
                replacement = .amend(CallAmendment(terms: terms, reason: reason, authority: authority ?? ""))
            }
            let event = try batch.decide(
                CallMachine.self, &call, replacement, CallContext(now: loaded.now, actor: request.actor),
                definitionVersion: call.definitionVersion)
            batch.keep(
                StoredDefinition(call: call.id, version: call.definitionVersion, document: document, source: source))
            return (Receipt(event, call, name: code), loaded.now)
        }
    }

    /// Moves a call on: opens it, closes it, begins a stage, ends it.
    ///
    /// - Parameter reason: why, for the steps that need one; kept as an erasable document.
    package func move(
        call code: String, _ step: CallStep, reason: String? = nil, _ request: Request
    ) async throws(ServiceError) -> Receipt {
        try await command(request, "\(step) \(code) \(reason ?? "")") { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            var call = loaded.call
            try Self.expect(request, CallMachine.self, call)
            let command = step.command(Self.reason(reason, in: &batch))
            let context = try context(of: command, loaded, request, db)
            let event = try Self.withoutCount(for: request.actor) { () throws(Refusal) in
                try batch.decide(CallMachine.self, &call, command, context, definitionVersion: call.definitionVersion)
            }
            if step == .beginReview { try beginReviews(of: call, loaded.now, request, db, &batch) }
            return (Receipt(event, call, name: code), loaded.now)
        }
    }

    /// A call is moved on what is true of all its files. How many stand in the way is not for members of the council: the number would
    /// tell of those that they may know nothing of.
    private static func withoutCount<Reply>(
        for actor: Actor, _ decide: () throws(Refusal) -> Reply
    ) throws(Refusal) -> Reply {
        do throws(Refusal) {
            return try decide()
        } catch {
            if actor.member != nil, case .filesNotScored = error { throw .someNotScored }
            throw error
        }
    }

    /// What a step of the call rests on; all its files are read only where a guard looks at them.
    private func context(
        of command: CallCommand, _ loaded: LoadedCall, _ request: Request, _ db: borrowing Connection
    ) throws -> CallContext {
        let call = loaded.call
        let guards: [CallGuard] = [.linesRespected, .numbersRespected, .urgencySettled]
        guard guards.contains(where: { CallMachine.asks(for: $0, command.action, from: call.state) }) else {
            return CallContext(now: loaded.now, actor: request.actor, tally: try db.tally(of: call.id))
        }
        let definition = try regulation(of: call, db).definition
        let files = try db.files(of: call.id)
        return CallContext(
            now: loaded.now, actor: request.actor, tally: Tally(Self.counts(files)), overdrawnLines: definition.overdrawnLines(files),
            miscountedLines: definition.miscountedLines(files), unsettledUrgent: files.count { $0.isUrgencyUnsettled })
    }

    package func calls() async throws(ServiceError) -> [Call] {
        try await question(confined: true) { try $0.calls() }
    }

    package func call(_ code: String) async throws(ServiceError) -> CallView {
        try await question(confined: true) { db in
            let call = try db.call(code: code)
            let text = try text(of: call, db)
            return CallView(call: call, definition: text.definition, source: text.source, now: try db.now())
        }
    }

    /// How many files of a call are in each state, as far as whoever asks may know of them; nothing for an association.
    package func tally(of code: String) async throws(ServiceError) -> [StateCount] {
        guard owner == nil else { return [] }
        return try await question { db in
            let tally = try db.tally(of: db.call(code: code).id)
            return Self.tally(ApplicationState.allCases.reduce(into: [:]) { $0[$1] = tally[$1] })
        }
    }

    /// Every admissible file goes under review with its call, in the same transaction.
    private func beginReviews(
        of call: Call, _ now: Instant, _ request: Request, _ db: borrowing Connection, _ batch: inout Batch
    ) throws {
        for var file in try db.lockFiles(of: call.id) where file.state == .admissible {
            try batch.decide(
                ApplicationMachine.self, &file, .beginReview,
                ApplicationContext(now: now, actor: request.actor, call: call),
                definitionVersion: call.definitionVersion)
        }
    }

    private static func frozen(
        _ checked: CheckedDefinition
    ) throws(ServiceError) -> (CallDefinition, document: String, CallTerms) {
        guard let definition = checked.definition else {
            throw .definition("the definition has \(checked.faults.count) fault(s); run `appel call check` on the file")
        }
        guard let document = LogJSON.text(definition) else { throw .definition("the definition cannot be written") }
        let terms = CallTerms(
            procedure: definition.procedure, opensAt: definition.calendar.opens.instant,
            closesAt: definition.calendar.closes.instant, reviewClosesAt: definition.calendar.reviewsClose.instant,
            reviewsPerFile: definition.reviews.perFile, quorum: definition.council.quorum,
            minimumFiles: definition.reviews.minimumAdmissibleFiles,
            appealDays: Int64(definition.calendar.appealDays), signingDays: Int64(definition.calendar.signingDays),
            urgentHours: definition.urgency.map { Int64($0.decisionHours) },
            approvals: definition.approvals, textsComplete: checked.openingFaults.isEmpty, definition: Digest.sha256(Array(document.utf8)))
        return (definition, document, terms)
    }

    /// A reason as the log refers to it, with its sentence kept as a document.
    static func reason(_ text: String?, codes: [String] = [], in batch: inout Batch) -> Reason {
        guard let text, !text.isEmpty else { return Reason(codes: codes) }
        let document = Document(.reason, text)
        batch.keep(document)
        return Reason(codes: codes, text: document.digest)
    }

    static func tally(_ files: [Application]) -> [StateCount] {
        tally(counts(files))
    }

    static func counts(_ files: [Application]) -> [ApplicationState: Int] {
        files.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
    }

    private static func tally(_ counts: [ApplicationState: Int]) -> [StateCount] {
        ApplicationState.allCases.compactMap { state in
            counts[state].flatMap { $0 == 0 ? nil : StateCount(state: state.name, count: $0) }
        }
    }
}

/// The steps of a call that take nothing but, at most, a reason or a date.
package enum CallStep: Hashable, Sendable {
    case open
    case extend(to: Instant)
    /// Gives the members until then.
    case extendReview(to: Instant)
    case close
    case beginAdmissibility
    case beginReview
    case beginDeliberation
    case decide
    case archive
    case cancel
    case declareUnsuccessful

    func command(_ reason: Reason) -> CallCommand {
        switch self {
        case .open: .open
        case .extend(let closing): .extend(CallExtension(closesAt: closing, reason: reason))
        case .extendReview(let closing): .extendReview(CallExtension(closesAt: closing, reason: reason))
        case .close: .close
        case .beginAdmissibility: .beginAdmissibility
        case .beginReview: .beginReview
        case .beginDeliberation: .beginDeliberation
        case .decide: .decide
        case .archive: .archive
        case .cancel: .cancel(reason)
        case .declareUnsuccessful: .declareUnsuccessful(reason)
        }
    }
}

extension CheckedDefinition {
    /// The SHA-256 of the canonical document, which the log names; `nil` where the rules cannot be drafted.
    package var digest: Digest? { definition.flatMap { LogJSON.text($0) }.map { Digest.sha256(Array($0.utf8)) } }
}
