package import CallModel
import Postgres
import Store
import Workflow

/// What may be done with one file, besides writing it and deciding on it with the others.
package enum FileStep: Hashable, Sendable {
    case submit
    case withdraw
    case reinstate
    /// - Parameter due: by default the call's own number of days from now.
    case requestComplement(due: Instant?)
    /// In a call that takes files all the time; elsewhere all of them go under review with the call.
    case beginReview
    case returnToReview
    case appeal
    case uphold
    case overturn
    case dismiss
    /// From the reserve list, or anew after a decision was annulled.
    case award(line: String, amount: Cents, departure: String?)
    /// By the alderman alone, within the hours that the regulation gives.
    case awardUrgently(line: String, amount: Cents)
    /// Changes an award that is signed off by a ladder, for a reason.
    ///
    /// - Parameter line: by default the one that pays it.
    case amend(line: String?, amount: Cents)
    /// - Parameter sitting: the College's sitting, as it is called.
    case ratify(sitting: String)
    case annul
    case reserve(rank: Int32, departure: String?)
    case refuse(departure: String?)
}

extension Service {
    /// Takes one step with one file.
    ///
    /// - Parameter reason: why, for the steps that need one; kept as an erasable document.
    package func act(
        on reference: String, of code: String, _ step: FileStep, reason: String? = nil, _ request: Request
    ) async throws(ServiceError) -> Receipt {
        try await command(request, "\(step) \(code) \(reference) \(reason ?? "")") { db, batch in
            let id = try db.file(reference, of: db.call(code: code).id, for: request.actor).id
            return try act(on: id, step, reason: reason, request, db, &batch)
        }
    }

    /// The same for a caller that knows the file's number: two round trips.
    package func act(
        on id: ApplicationID, _ step: FileStep, reason: String? = nil, _ request: Request
    ) async throws(ServiceError) -> Receipt {
        try await command(request, "\(step) \(id) \(reason ?? "")") { db, batch in
            try act(on: id, step, reason: reason, request, db, &batch)
        }
    }

    func act(
        on id: ApplicationID, _ step: FileStep, reason: String?, _ request: Request, _ db: borrowing Connection,
        _ batch: inout Batch
    ) throws -> (Receipt, Instant) {
        let loaded = try db.lock(
            application: id, call: step.callLock, key: request.key,
            circumstancesFor: step.action.needsCircumstances ? .some(request.actor.member) : nil)
        try stopIfAnswered(loaded.previous)
        var file = loaded.application
        let known = try Self.known(file, to: request.actor, as: "\(id)", for: step.action, db)
        try Self.expect(request, ApplicationMachine.self, known)
        var context = ApplicationContext(
            now: loaded.now, actor: request.actor, call: loaded.call, panel: loaded.circumstances.panel,
            actorConflicted: loaded.circumstances.actorConflicted, hasGrant: loaded.circumstances.hasGrant)
        if let line = step.line(for: file) {
            context.line = try balance(of: line, in: loaded.call, without: step.action == .amend ? id : nil, db)
        }
        if case .reserve = step {
            context.takenPlaces = try db.files(of: loaded.call.id).filter { $0.id != id }.takenPlaces
        }
        let event = try batch.decide(
            &file, knownAs: known, try command(for: step, reason, loaded, context.line, db, &batch), context,
            definitionVersion: loaded.call.definitionVersion, effect: step.effect)
        if step == .reinstate { try voidReviews(of: loaded, db, &batch) }
        return (Receipt(event, file, from: known, before: loaded.application.version), loaded.now)
    }

    /// A file that starts anew is reviewed anew: what members said of its earlier content says nothing of what it will be.
    private func voidReviews(
        of loaded: LoadedApplication, _ db: borrowing Connection, _ batch: inout Batch
    ) throws {
        for var review in try db.lockReviews(of: loaded.application.id) where review.state.isLive {
            let context = ReviewContext(
                now: loaded.now, actor: .system, call: loaded.call, application: loaded.application.state,
                conflicted: false, scales: [])
            try batch.decide(
                ReviewMachine.self, &review, .void(Reason(codes: ["fileReinstated"])), context,
                definitionVersion: loaded.call.definitionVersion)
        }
    }

    private func command(
        for step: FileStep, _ text: String?, _ loaded: LoadedApplication, _ balance: LineBalance?, _ db: borrowing Connection,
        _ batch: inout Batch
    ) throws -> ApplicationCommand {
        let reason = Self.reason(text, in: &batch)
        switch step {
        case .submit: return .submit
        case .withdraw: return .withdraw(reason)
        case .reinstate: return .reinstate
        case .requestComplement(let due):
            let days = try regulation(of: loaded.call, db).definition.calendar.complementDays
            return .requestComplement(
                ComplementRequest(due: due ?? loaded.now.adding(days: Int64(days)), reason: reason))
        case .beginReview: return .beginReview
        case .returnToReview: return .returnToReview(reason)
        case .appeal: return .appeal(reason)
        case .uphold: return .uphold(reason)
        case .overturn: return .overturn(reason)
        case .dismiss: return .dismiss(reason)
        case .award(let line, let amount, let departure):
            let bound = try regulation(of: loaded.call, db).definition
                .bound(of: amount, to: loaded.application, from: line, balance: balance)
            return .award(Award(line: line, amount: amount, departure: Self.reason(departure, in: &batch), bound: bound))
        case .awardUrgently(let line, let amount):
            let bound = try regulation(of: loaded.call, db).definition
                .bound(of: amount, to: loaded.application, from: line, balance: balance)
            return .awardUrgently(Award(line: line, amount: amount, bound: bound))
        case .amend(let line, let amount):
            let line = line ?? loaded.application.line ?? ""
            let bound = try regulation(of: loaded.call, db).definition
                .bound(of: amount, to: loaded.application, from: line, balance: balance)
            return .amend(Award(line: line, amount: amount, departure: reason, bound: bound))
        case .ratify(let sitting): return .ratify(Ratification(sitting: sitting))
        case .annul: return .annul(reason)
        case .reserve(let rank, let departure):
            let bound = AwardBound(source: loaded.application.advice == .reserve ? .advice : .decision, amount: .zero)
            return .reserve(ReservePlace(rank: rank, departure: Self.reason(departure, in: &batch), bound: bound))
        case .refuse(let departure):
            return .refuse(Refused(reason: reason, departure: Self.reason(departure, in: &batch)))
        }
    }

    /// Files several drafts at once, or every one of the call: all or none. An organisation files its own.
    package func submit(
        of code: String, references: [String]? = nil, _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "submit \(code) \(references ?? ["all"])") { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, .share, key: request.key)
            try stopIfAnswered(loaded.previous)
            try ApplicationMachine.permit(.submit, by: request.actor)
            let chosen = try Self.choose(
                references, from: db.lockFiles(of: loaded.call.id, ownedBy: request.actor.organisation)
            ) { $0.state == .draft }
            let context = ApplicationContext(now: loaded.now, actor: request.actor, call: loaded.call)
            var outcome = BulkOutcome()
            for var file in chosen {
                outcome.attempt(file.reference) { () throws(Refusal) in
                    try batch.decide(
                        &file, knownAs: request.actor.organisation == nil ? file : file.asMadeKnown, .submit, context,
                        definitionVersion: loaded.call.definitionVersion, effect: .receipt)
                    return file.state.name
                }
            }
            return (try outcome.receipt("submit"), loaded.now)
        }
    }

    /// The files that are named, each once, or those that qualify when none is.
    static func choose(
        _ references: [String]?, from files: [Application], otherwise qualifies: (Application) -> Bool
    ) throws(ServiceError) -> [Application] {
        guard let references else { return files.filter(qualifies) }
        let known = Dictionary(uniqueKeysWithValues: files.map { ($0.reference, $0) })
        let unknown = references.filter { known[$0] == nil }
        guard unknown.isEmpty else { throw .faults(unknown.map { .unknownFile($0, row: nil) }) }
        var chosen: Set<String> = []
        return references.filter { chosen.insert($0).inserted }.compactMap { known[$0] }
    }
}

/// The outcome of a command on many things, gathered until all were tried.
struct BulkOutcome {
    private var refusals: [FileRefusal] = []
    private var states: [String: Int] = [:]
    private var changed = 0

    mutating func attempt(_ reference: String, _ body: () throws(Refusal) -> String) {
        do throws(Refusal) {
            states[try body(), default: 0] += 1
            changed += 1
        } catch {
            refusals.append(FileRefusal(reference: reference, refusal: error))
        }
    }

    /// - Throws: every refusal, if there was one: then nothing is written.
    func receipt(_ action: String) throws(ServiceError) -> BulkReceipt {
        guard refusals.isEmpty else { throw .refusedFiles(refusals) }
        let counts = states.sorted { $0.key < $1.key }.map { StateCount(state: $0.key, count: $0.value) }
        return BulkReceipt(action: action, changed: changed, states: counts)
    }
}

extension FileStep {
    /// Steps that spend money of a line, or put a file in its queue, are taken one at a time. One that only frees money, such as
    /// a withdrawal, need not wait: what it frees is merely not seen yet.
    fileprivate var callLock: CallLock {
        switch self {
        case .submit, .withdraw, .reinstate, .requestComplement, .beginReview, .returnToReview, .appeal, .uphold, .dismiss,
            .ratify:
            .share
        case .overturn, .award, .awardUrgently, .amend, .annul, .reserve, .refuse: .update
        }
    }

    /// The line that an award would be paid from.
    fileprivate func line(for file: Application) -> String? {
        switch self {
        case .amend(let line, _): line ?? file.line
        case .award(let line, _, _), .awardUrgently(let line, _): line
        case .submit, .withdraw, .reinstate, .requestComplement, .beginReview, .returnToReview, .appeal, .uphold, .overturn,
            .dismiss, .ratify, .annul, .reserve, .refuse:
            nil
        }
    }

    var action: ApplicationAction {
        switch self {
        case .submit: .submit
        case .withdraw: .withdraw
        case .reinstate: .reinstate
        case .requestComplement: .requestComplement
        case .beginReview: .beginReview
        case .returnToReview: .returnToReview
        case .appeal: .appeal
        case .uphold: .uphold
        case .overturn: .overturn
        case .dismiss: .dismiss
        case .award: .award
        case .awardUrgently: .awardUrgently
        case .amend: .amend
        case .ratify: .ratify
        case .annul: .annul
        case .reserve: .reserve
        case .refuse: .refuse
        }
    }

    fileprivate var effect: EffectKind? {
        switch self {
        case .submit: .receipt
        case .requestComplement: .complementRequest
        case .withdraw, .reinstate, .beginReview, .returnToReview, .appeal, .uphold, .overturn, .dismiss, .award, .awardUrgently,
            .amend, .ratify, .annul, .reserve, .refuse:
            nil
        }
    }
}
