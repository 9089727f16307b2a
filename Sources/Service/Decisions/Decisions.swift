import CallModel
package import Exchange
import Postgres
import Selection
import Store
package import Workflow

extension Service {
    /// Takes the College's decision on every advised file, and on a call whose files compete: it follows the council save for the departures,
    /// each with its reason. All or nothing.
    package func decide(
        of code: String, departures: [ImportedDecision], _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "decide \(code) \(departures)") { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try CallMachine.permit(.decide, by: request.actor)
            let files = try db.lockFiles(of: loaded.call.id)
            let departure = Dictionary(departures.map { ($0.reference, $0) }, uniquingKeysWith: { $1 })
            let faults = NamedFile.faults(departures.map { NamedFile(reference: $0.reference, row: $0.row) }, files) { file in
                guard file.state == .advised else { return .withoutEffect(on: file) }
                return departure[file.reference]?.lacksReason(for: file) == true ? .refusalWithoutReason : nil
            }
            guard faults.isEmpty else { throw ServiceError.faults(faults) }
            let proposal = try proposal(of: loaded.call, files, db)
            let definition = proposal.definition
            let languages = try languages(of: files, db)
            let spoken = try adviceTexts(of: loaded.call, db)
            let places = files.takenPlaces
            var place: Int32 = 0
            let decisions = files.filter { $0.state == .advised }
                .sorted { ($0.rank ?? .max, $0.id) < ($1.rank ?? .max, $1.id) }
                .map { file -> (Application, ApplicationCommand) in
                    let decision = Decision(
                        file, departure[file.reference], proposal,
                        languages[file.organisation] ?? .french, advised: spoken[file.id])
                    // A place that the College gave by hand stays that file's.
                    if decision.outcome == .reserve { repeat { place += 1 } while places.contains(place) }
                    return (file, decision.command(place: place, in: &batch))
                }
            var book = LineBook(definition, files)
            book.spill(awards: decisions.compactMap { $0.1.spending(by: $0.0) }, waiting: decisions.compactMap(Self.waiting))
            var outcome = BulkOutcome()
            var decided: [ApplicationID: Application] = [:]
            for (file, taken) in decisions {
                var file = file
                let command = taken.withBound(on: file, book, proposal)
                var context = ApplicationContext(
                    now: loaded.now, actor: request.actor, call: loaded.call, takenPlaces: places)
                let spending = command.spending(by: file)
                context.line = spending.flatMap { book[$0.line] }
                outcome.attempt(file.reference) { () throws(Refusal) in
                    try batch.decide(
                        ApplicationMachine.self, &file, command, context,
                        definitionVersion: loaded.call.definitionVersion)
                    if let spending { book.take(spending.amount, from: spending.line, reserved: spending.reserved) }
                    decided[file.id] = file
                    return file.state.name
                }
            }
            let receipt = try outcome.receipt("decide")
            // A call that takes files all the time is never decided as a whole.
            if definition.procedure == .competitive {
                try conclude(loaded, files.map { decided[$0.id] ?? $0 }, definition, request, &batch)
            }
            return (receipt, loaded.now)
        }
    }

    /// The call is decided with its last file, in the same transaction.
    private func conclude(
        _ loaded: LoadedCall, _ files: [Application], _ definition: CallDefinition, _ request: Request, _ batch: inout Batch
    ) throws(Refusal) {
        var call = loaded.call
        // As they were decided just now; a file that is only scored still stands in the way.
        let tally = Tally(Self.counts(files))
        try batch.decide(
            CallMachine.self, &call, .decide,
            CallContext(
                now: loaded.now, actor: request.actor, tally: tally, overdrawnLines: definition.overdrawnLines(files),
                miscountedLines: definition.miscountedLines(files)),
            definitionVersion: call.definitionVersion)
    }

    private static func waiting(_ file: Application, _ command: ApplicationCommand) -> Application? {
        if case .reserve = command, file.isReserved { file } else { nil }
    }

    private func languages(
        of files: [Application], _ db: borrowing Connection
    ) throws -> [OrganisationID: Language] {
        Dictionary(uniqueKeysWithValues: try db.organisations().map { ($0.id, $0.organisation.language.language) })
    }

    /// The reasons that the council wrote down for its advice.
    private func adviceTexts(of call: Call, _ db: borrowing Connection) throws -> [ApplicationID: String] {
        let digests = try db.advice(in: call.id).compactMapValues(\.reason.text)
        let texts = try db.documents(Array(digests.values))
        return digests.compactMapValues { texts[$0] }
    }

    /// Makes all decisions of a call known at once: the results become public and every applicant's letter is due. Done
    /// again, it makes known what was decided since, as from the reserve list or after an appeal.
    package func release(of code: String, _ request: Request) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "release \(code)") { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try ApplicationMachine.permit(.notify, by: request.actor)
            var call = loaded.call
            if !call.makesDecisionsKnown {
                try batch.decide(
                    CallMachine.self, &call, .publish,
                    CallContext(now: loaded.now, actor: request.actor, tally: db.tally(of: call.id)),
                    definitionVersion: call.definitionVersion)
            }
            let context = ApplicationContext(now: loaded.now, actor: request.actor, call: call)
            var due = try db.lockFiles(of: call.id).filter { $0.isDecided && $0.notifiedAt == nil }
            // Where decisions are made known one by one, those that are not signed off hold up nobody else's.
            if loaded.call.makesDecisionsKnown {
                let ready = due.filter { $0.missingSignatures(in: call.terms?.approvals).isEmpty }
                if !ready.isEmpty { due = ready }
            }
            var outcome = BulkOutcome()
            for var file in due {
                outcome.attempt(file.reference) { () throws(Refusal) in
                    try batch.decide(
                        ApplicationMachine.self, &file, .notify, context,
                        definitionVersion: call.definitionVersion, effect: .decisionLetter)
                    return file.state.name
                }
            }
            return (try outcome.receipt("release"), loaded.now)
        }
    }
}

extension Call {
    /// Whether decisions are known outside, or may be made known one by one.
    package var makesDecisionsKnown: Bool {
        [.published, .archived, .cancelled, .unsuccessful].contains(state) || isIn(stage: .published)
    }
}

extension Application {
    fileprivate var isDecided: Bool {
        [.awarded, .reserveListed, .refused, .inadmissible].contains(state)
    }
}

extension ApplicationCommand {
    /// What the command takes from a budget line.
    func spending(by file: Application) -> (line: String, amount: Cents, reserved: Bool)? {
        if case .award(let award) = self { (award.line, award.amount, file.isReserved) } else { nil }
    }
}

extension ApplicationCommand {
    /// The same with what kept the amount from being larger, as the lines stand at its turn.
    fileprivate func withBound(on file: Application, _ book: LineBook, _ proposal: ProposalView) -> ApplicationCommand {
        if case .award(let award) = self {
            let bound = proposal.bound(of: award.amount, to: file, from: award.line, balance: book[award.line])
            return .award(Award(line: award.line, amount: award.amount, departure: award.departure, bound: bound))
        }
        if case .reserve(let place) = self {
            return .reserve(ReservePlace(rank: place.rank, departure: place.departure, bound: proposal.boundOfReserve(file)))
        }
        return self
    }
}

/// What the College decides on one file: the advice, or its own departure from it.
private struct Decision {
    let outcome: ImportedDecision.Outcome
    private let file: Application
    private let departure: ImportedDecision?
    private let reason: RefusalReason
    private let definition: CallDefinition
    /// The score that decides, where the file has one in the ranking.
    private let score: Fraction?

    init(
        _ file: Application, _ departure: ImportedDecision?, _ proposal: ProposalView, _ language: Language, advised: String?
    ) {
        self.file = file
        self.departure = departure
        outcome = departure?.outcome ?? file.advice.map(ImportedDecision.Outcome.init) ?? .refuse
        definition = proposal.definition
        score = proposal.ranking.outcomes[file.reference]?.aggregate
        reason = RefusalReason(file, proposal, language, advised: advised)
    }

    /// The advised amount; where none was advised, what the file's score earns of its request.
    private var awardable: Cents {
        if file.advice == .favourable, let advised = file.advised { return advised }
        guard let score else { return definition.earned(by: file) }
        return definition.earned(of: file.summary?.requested ?? .zero, score: score)
    }

    func command(place: Int32, in batch: inout Batch) -> ApplicationCommand {
        let why = Service.reason(departure?.departure, in: &batch)
        switch outcome {
        case .award:
            return .award(
                Award(
                    line: departure?.line ?? file.advisedLine ?? reason.firstLine ?? "",
                    amount: departure?.amount ?? awardable, departure: why))
        case .reserve:
            return .reserve(ReservePlace(rank: place, departure: why))
        case .refuse:
            let text = departure?.reason ?? reason.sentence
            return .refuse(
                Refused(reason: Service.reason(text, codes: departure == nil ? reason.codes : [], in: &batch), departure: why))
        }
    }
}

extension ImportedDecision {
    /// Whether a refusal that the council did not advise comes without the reason that the applicant is to read.
    fileprivate func lacksReason(for file: Application) -> Bool {
        outcome == .refuse && file.advice != .unfavourable && reason?.isEmpty != false
    }
}

extension Message {
    fileprivate static let refusalWithoutReason = Message(
        fr: "Le conseil n'a pas conseillé de refuser ce dossier : écrivez pour l'association la raison du refus.",
        nl: "De raad adviseerde niet om dit dossier te weigeren: schrijf voor de vereniging de reden van de weigering.",
        en: "The council did not advise to refuse this file: write the reason of the refusal for the association.")
}

extension ImportedDecision.Outcome {
    fileprivate init(_ opinion: AdviceOpinion) {
        switch opinion {
        case .favourable: self = .award
        case .reserve: self = .reserve
        case .unfavourable: self = .refuse
        }
    }
}
