import CallModel
import Postgres
import Selection
import Store
import Workflow

/// What conflicts of interest ended.
struct EndedReviews {
    /// How many reviews are void, and how many still count because their file is past the reviews.
    let states: [StateCount]
    private let stored: StoredImpact?

    init(states: [StateCount], stored: StoredImpact?) { (self.states, self.stored) = (states, stored) }

    /// What it changed, for those who may know of every file.
    func impact(for actor: Actor, _ panel: Panellists) -> ImpactView? {
        guard actor.member == nil, actor.organisation == nil else { return nil }
        return stored.map { ImpactView($0, panel) }
    }
}

extension Service {
    /// Voids what members with a conflict said of the file, and keeps the list with their scores and the one without. The system
    /// voids: it follows from the declaration, which has its own author.
    func endReviews(
        of pairs: [ConflictInForce], _ cause: ConflictImpact.Cause, _ desk: ReviewDesk, _ request: Request, _ db: borrowing Connection,
        _ batch: inout Batch
    ) throws -> EndedReviews {
        let ended = try desk.endReviews(of: pairs, regulation(of: desk.call, db).definition, &batch)
        // The batch is not written yet: the database still has the reviews as they were.
        let impact = try impact(of: desk.call, ended.scored, cause, db)
        let stored = impact.map { StoredImpact(impact: $0, recordedBy: request.actor.reference, at: desk.now) }
        if let stored { try db.keep(stored, of: desk.call.id) }
        return EndedReviews(states: ended.states, stored: stored)
    }

    /// The list with the scores and the list without; nil where no scores were handed in.
    private func impact(
        of call: Call, _ scored: [ConflictImpact.Pair], _ cause: ConflictImpact.Cause, _ db: borrowing Connection
    ) throws -> ConflictImpact? {
        guard !scored.isEmpty else { return nil }
        let files = try db.files(of: call.id)
        let gone = Set(scored.map { ConflictInForce(member: $0.member, application: $0.application) })
        let reviews = try db.reviews(of: call.id).filter { $0.state == .submitted || $0.state == .counted }
        let left = reviews.filter { !gone.contains(ConflictInForce(member: $0.member, application: $0.application)) }
        return ConflictImpact(
            cause: cause, pairs: scored, before: try list(of: call, files, reviews, db), after: try list(of: call, files, left, db))
    }

    /// What the budget lines would propose if these reviews counted.
    private func list(
        of call: Call, _ files: [Application], _ reviews: [Review], _ db: borrowing Connection
    ) throws -> [ConflictImpact.Line] {
        let proposal = try proposal(of: call, files, db, counting: reviews)
        let proposed = Dictionary(
            proposal.allocation.awards.map { ($0.application, $0.cents) }, uniquingKeysWith: { first, _ in first })
        let numbers = Dictionary(uniqueKeysWithValues: files.map { ($0.reference, $0.id) })
        let ranking = proposal.ranking.ranking
        return (ranking.places.map { ($0.id, Int?($0.rank), $0.aggregate) } + ranking.notFundable.map { ($0.id, nil, $0.aggregate) })
            .compactMap { reference, rank, score in
                numbers[reference].map {
                    ConflictImpact.Line(application: $0, rank: rank, score: score, proposed: proposed[reference] ?? .zero)
                }
            }
    }
}

extension ReviewDesk {
    /// What became of the reviews that a conflict of interest is about.
    fileprivate struct Ended {
        var voided = 0
        var standing = 0
        var scored: [ConflictImpact.Pair] = []
        var states: [StateCount] {
            [(ReviewState.voided, voided), (.counted, standing)].filter { $0.1 > 0 }.map { StateCount(state: $0.0.name, count: $0.1) }
        }
    }

    /// Voids the reviews until the council advises on their file. While the members review, a score that rests on one is taken
    /// back; once the council deliberates nobody reviews any more, and the score is that of the others.
    ///
    /// - Returns: how many reviews are void, how many still count and why, and those among them in which scores had been handed in.
    fileprivate func endReviews(
        of pairs: [ConflictInForce], _ definition: CallDefinition, _ batch: inout Batch
    ) throws -> Ended {
        let reason = Reason(codes: ["conflictOfInterest"])
        var files = Dictionary(uniqueKeysWithValues: panel.files.values.map { ($0.id, $0) })
        var ended = Ended()
        var left: [ApplicationID: [Review]] = [:]
        for pair in Set(pairs).sorted(by: { ($0.application, $0.member) < ($1.application, $1.member) }) {
            guard var review = live(pair.application, pair.member), var file = files[pair.application] else { continue }
            let others = (left[file.id] ?? counted(on: file.id)).filter { $0.id != review.id }
            let standing = review.state == .counted ? standing(file, others: others.count) : nil
            if review.state == .submitted || review.state == .counted {
                ended.scored.append(
                    ConflictImpact.Pair(member: pair.member, application: pair.application, standing: standing))
            }
            guard standing == nil else {
                ended.standing += 1
                continue
            }
            if review.state == .counted, file.state == .scored {
                if call.isIn(stage: .review) {
                    try decide(.returnToReview(reason), &file, &batch)
                    files[pair.application] = file
                } else {
                    left[file.id] = others
                }
            }
            try decide(.void(reason), &review, of: file, member: pair.member, .system, &batch)
            ended.voided += 1
        }
        let scorecard = try definition.card()
        for (id, reviews) in left.sorted(by: { $0.key < $1.key }) {
            guard var file = files[id] else { continue }
            try decide(.score(try Service.outcome(of: reviews, definition, scorecard).aggregate), &file, &batch)
        }
        return ended
    }

    /// Why a review that counts goes on counting; nil where it can be taken out.
    private func standing(_ file: Application, others: Int) -> ConflictImpact.Standing? {
        switch file.state {
        case .underReview, .scored:
            if call.isIn(stage: .review) { return nil }
            guard call.isIn(stage: .deliberation), file.state == .scored else { return .callEnded }
            // A file that is deliberated on has a score, and nobody can give it another one any more.
            return others == 0 ? .onlyScores : nil
        case .advised: return .advised
        case .withdrawn: return .withdrawn
        case .absent, .draft, .submitted, .complementRequested, .admissible, .inadmissible, .awarded, .reserveListed, .refused,
            .underAppeal, .upheld, .overturned:
            return .decided
        }
    }

    private func decide(
        _ command: ApplicationCommand, _ file: inout Application, _ batch: inout Batch
    ) throws {
        try batch.decide(
            ApplicationMachine.self, &file, command, ApplicationContext(now: now, actor: .system, call: call),
            definitionVersion: call.definitionVersion)
    }
}
