package import CallModel
import Postgres
package import Selection
import Store
package import Workflow

/// The ranking of a call, with what every file's place rests on.
package struct RankingView: Sendable {
    package let ranking: Ranking
    package let outcomes: [String: ScoreOutcome]
    package let files: [String: Application]
    /// The scores on which the council agreed, whether they decide or stand beside.
    package var consensus: [String: Fraction] = [:]
    /// What was drawn among equal files, oldest first.
    package var lotteries: [[String]] = []
}

extension Service {
    /// Counts the reviews that were handed in and freezes the score of the files that are named, or of every file under
    /// review: all of them, or none where one still lacks reviews. A chair scores those that he or she may know; the secretariat the rest.
    package func scoreFiles(
        of code: String, references: [String]? = nil, _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, of: code, "score \(code) \(references ?? ["all"])") { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try ApplicationMachine.permit(.score, by: request.actor)
            let definition = try regulation(of: loaded.call, db).definition
            let files = try db.lockFiles(of: loaded.call.id)
            let desk = try ReviewDesk(loaded, definition, for: request.actor, db)
            let chosen = try Self.choose(references, from: files) { $0.state == .underReview && !desk.sight.hides($0.id) }
            let reviews = Dictionary(grouping: try db.reviews(of: loaded.call.id), by: \.application)
            let scorecard = try definition.card()
            var outcome = BulkOutcome()
            for var file in chosen {
                outcome.attempt(file.reference) { () throws(Refusal) in
                    let known = try desk.sight.known(file)
                    var panel = Panel()
                    var counted: [Review] = []
                    for var review in reviews[file.id] ?? [] {
                        if review.state == .submitted {
                            try desk.decide(.count, &review, of: file, member: review.member, request.actor, &batch)
                        }
                        if review.state == .counted {
                            counted.append(review)
                            panel.conflicted += desk.isConflicted(file.id, review.member) ? 1 : 0
                        } else if ReviewState.pending.contains(review.state) {
                            panel.pending += 1
                        }
                    }
                    panel.counted = counted.count
                    let context = ApplicationContext(
                        now: loaded.now, actor: request.actor, call: loaded.call, panel: panel,
                        actorConflicted: request.actor.member.map { desk.isConflicted(file.id, $0) } ?? false)
                    // Without reviews there is nothing to combine, and the guards say that they are missing.
                    let score =
                        counted.isEmpty ? Fraction.zero : try Self.outcome(of: counted, definition, scorecard).aggregate
                    try batch.decide(
                        &file, knownAs: known, .score(score), context, definitionVersion: loaded.call.definitionVersion)
                    return file.state.name
                }
            }
            return (try outcome.receipt("score"), loaded.now)
        }
    }

    package func ranking(of code: String) async throws(ServiceError) -> RankingView {
        try await question { db in
            let call = try db.call(code: code)
            return try ranking(
                of: call, try db.files(of: call.id), try regulation(of: call, db).definition, db, keepingRanked: true)
        }
    }

    /// Ranks the files that have a frozen score, from their counted reviews and by the call's own tie keys.
    ///
    /// - Parameters:
    ///   - keepingRanked: leaves a file that was withdrawn after the council's advice in its place, as published.
    ///   - reviews: what the ranking would be if these reviews counted, whatever score was frozen.
    func ranking(
        of call: Call, _ files: [Application], _ definition: CallDefinition, _ db: borrowing Connection,
        keepingRanked: Bool = false, counting reviews: [Review]? = nil
    ) throws -> RankingView {
        let scorecard = try definition.card()
        let agreed = Dictionary(
            try db.consensusScores(of: call.id).map { ($0.application, $0.score) }, uniquingKeysWith: { $1 })
        let drawn = try lotteries(of: call, db).map(\.file).filter { $0.notice.purpose == .ties && $0.cancellation == nil }
            .compactMap { $0.draw?.applications }
        let counted = Dictionary(
            grouping: try reviews ?? db.reviews(of: call.id).filter { $0.state == .counted }, by: \.application)
        let scored = files.filter { file in
            (reviews == nil ? file.score != nil : counted[file.id] != nil)
                && (file.state != .withdrawn || keepingRanked && file.rank != nil)
        }.inOrderOfFiling
        var outcomes: [String: ScoreOutcome] = [:]
        var unusable: [FileRefusal] = []
        for file in scored {
            do throws(Refusal) {
                let outcome = try Self.outcome(of: counted[file.id] ?? [], definition, scorecard)
                outcomes[file.reference] = outcome
                if definition.scoring.consensus == .replaces, let score = agreed[file.id] {
                    outcomes[file.reference] = scorecard.outcome(outcome, replacedBy: score)
                }
            } catch {
                unusable.append(FileRefusal(reference: file.reference, refusal: error))
            }
        }
        // A ranking without one of its files would be wrong for all the others.
        guard unusable.isEmpty else { throw ServiceError.refusedFiles(unusable) }
        let candidates = scored.enumerated().compactMap { place, file in
            outcomes[file.reference].map { outcome in
                RankingCandidate(
                    id: file.reference, outcome: outcome, requested: file.summary?.requested ?? .zero,
                    submittedRank: place + 1)
            }
        }
        do {
            return RankingView(
                ranking: try Ranking(
                    of: candidates, keys: definition.rankingKeys, lotteries: drawn),
                outcomes: outcomes,
                files: Dictionary(uniqueKeysWithValues: files.map { ($0.reference, $0) }),
                consensus: Dictionary(
                    files.compactMap { file in agreed[file.id].map { (file.reference, $0) } }, uniquingKeysWith: { $1 }),
                lotteries: drawn)
        } catch {
            throw ServiceError.definition("the files cannot be ranked: \(error.faults)")
        }
    }

    static func outcome(
        of reviews: [Review], _ definition: CallDefinition, _ scorecard: Scorecard
    ) throws(Refusal) -> ScoreOutcome {
        let criteria = definition.scoring.criteria.map(\.id)
        do {
            return try scorecard.outcome(of: reviews.map { ReviewScores($0, criteria) })
        } catch {
            throw .reviewsUnusable
        }
    }
}

extension CallDefinition {
    /// The grid in the form that the scores are computed with.
    func card() throws(ServiceError) -> Scorecard {
        do {
            return try scorecard()
        } catch {
            throw .definition("the scoring grid cannot be applied: \(error.faults)")
        }
    }
}

extension ReviewScores {
    /// A review as the card takes it. A score that is not there stays away: the card then says that the review is not whole.
    init(_ review: Review, _ criteria: [String]) {
        let values = review.scores?.values ?? []
        let scores = zip(criteria, values).compactMap { id, value in value.map { (id, Int($0)) } }
        self.init(review: "\(review.id)", scores: Dictionary(uniqueKeysWithValues: scores))
    }
}
