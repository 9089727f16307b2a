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
        let ended = try desk.endReviews(of: pairs, &batch)
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
    /// - Returns: how many reviews are void, how many still count because their file is past the reviews, and those among them
    ///   in which scores had been handed in.
    fileprivate func endReviews(
        of pairs: [ConflictInForce], _ batch: inout Batch
    ) throws -> (states: [StateCount], scored: [ConflictImpact.Pair]) {
        let reason = Reason(codes: ["conflictOfInterest"])
        var files = Dictionary(uniqueKeysWithValues: panel.files.values.map { ($0.id, $0) })
        var (voided, standing) = (0, 0)
        var scored: [ConflictImpact.Pair] = []
        for pair in Set(pairs).sorted(by: { ($0.application, $0.member) < ($1.application, $1.member) }) {
            guard var review = live(pair.application, pair.member), var file = files[pair.application] else { continue }
            let isReviewing = call.isIn(stage: .review)
            let stands = review.state == .counted && (file.state != .underReview && file.state != .scored || !isReviewing)
            if review.state == .submitted || review.state == .counted {
                scored.append(ConflictImpact.Pair(member: pair.member, application: pair.application, stands: stands))
            }
            if review.state == .counted, file.state == .scored, isReviewing {
                try batch.decide(
                    ApplicationMachine.self, &file, .returnToReview(reason),
                    ApplicationContext(now: now, actor: .system, call: call), definitionVersion: call.definitionVersion)
                files[pair.application] = file
            }
            if stands {
                standing += 1
            } else {
                try decide(.void(reason), &review, of: file, member: pair.member, .system, &batch)
                voided += 1
            }
        }
        let states = [(ReviewState.voided, voided), (.counted, standing)].filter { $0.1 > 0 }
            .map { StateCount(state: $0.0.name, count: $0.1) }
        return (states, scored)
    }
}
