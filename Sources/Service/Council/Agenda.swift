package import CallModel
import Postgres
package import Selection
import Store
import Workflow

/// In which order a meeting takes the files: where it matters most first.
package struct Agenda: Sendable {
    package enum Part: String, CaseIterable, Codable, Sendable {
        /// The scores do not say on which side of the line the file falls.
        case tieZone
        case disagreement
        case rest
    }

    package struct Item: Sendable {
        package let part: Part
        package let reference: String
        /// nil for a file that misses a threshold.
        package let rank: Int?
        package let score: Fraction
        package let estimate: Calibration.RankEstimate?
        package let dispersion: ScoreOutcome.Dispersion?
        package let missed: [ThresholdFailure]
        /// The score on which the council agreed.
        package let consensus: Fraction?
        /// The codes of the members who have to leave the room for it.
        package let leave: [String]
    }

    package let items: [Item]
    /// How many files the money was thought to reach.
    package let fund: Int?
    /// Whether the scores of all files can be compared; where not, there is no tie zone.
    package let isConnected: Bool
}

/// A file of the ranking, with a rank or with what keeps it from one.
private struct RankedFile {
    let id: String
    let rank: Int?
    let score: Fraction
    let missed: [ThresholdFailure]
}

extension Service {
    /// The agenda of a meeting on the scored files: the tie zone, then those whose reviewers disagree most, then the rest by rank.
    /// Within each part the order gives way where members would have to leave the room more often than they need.
    ///
    /// - Parameters:
    ///   - fund: how many files the money reaches; nil for as many as the budget lines give.
    ///   - disagreements: how many files the second part has at most.
    package func agenda(
        of code: String, fund: Int? = nil, seed: Int = 1, disagreements most: Int = 5
    ) async throws(ServiceError) -> Agenda {
        try await question { db in
            let call = try db.call(code: code)
            let files = try db.files(of: call.id)
            let view = try ranking(of: call, files, try regulation(of: call, db).definition, db)
            let ranked = view.ranking
            guard !ranked.places.isEmpty || !ranked.notFundable.isEmpty else {
                return Agenda(items: [], fund: nil, isConnected: true)
            }
            let fund = try line(fund, of: call, files, db)
            let calibration = try calibration(of: call, files, fund: fund, seed: seed, db)
            let estimates = Dictionary(uniqueKeysWithValues: calibration.applications.map { ($0.application, $0) })
            let apart = Dictionary(uniqueKeysWithValues: try self.disagreements(of: call, files, db).enumerated().map { ($1.id, $0) })
            let members = Dictionary(uniqueKeysWithValues: try db.members().map { ($0.id, $0.member.code) })
            let conflicts = Dictionary(grouping: try db.conflicts(of: call.id), by: \.application)
            let ordered =
                ranked.places.map { RankedFile(id: $0.id, rank: $0.rank, score: $0.aggregate, missed: []) }
                + ranked.notFundable.map { RankedFile(id: $0.id, rank: nil, score: $0.aggregate, missed: $0.failures) }
            let zone = Set(ordered.map(\.id).filter { estimates[$0]?.tieZone == true })
            let disputed = Set(
                ordered.map(\.id).filter { !zone.contains($0) && apart[$0] != nil }
                    .sorted { (apart[$0] ?? 0) < (apart[$1] ?? 0) }.prefix(max(0, most)))
            let items = ordered.map { file in
                Agenda.Item(
                    part: zone.contains(file.id) ? .tieZone : disputed.contains(file.id) ? .disagreement : .rest,
                    reference: file.id, rank: file.rank, score: file.score, estimate: estimates[file.id]?.rank,
                    dispersion: view.outcomes[file.id]?.dispersion, missed: file.missed, consensus: view.consensus[file.id],
                    leave: (view.files[file.id].flatMap { conflicts[$0.id] } ?? []).compactMap { members[$0.member] }.sorted())
            }
            let disputedFirst = items.filter { $0.part == .disagreement }
                .sorted { (apart[$0.reference] ?? 0) < (apart[$1.reference] ?? 0) }
            // Within a part, files for which the same members leave follow each other where that saves a departure.
            func grouped(_ items: [Agenda.Item]) -> [Agenda.Item] {
                FewestDepartures.order(items.map { Set($0.leave) }).map { items[$0] }
            }
            return Agenda(
                items: grouped(items.filter { $0.part == .tieZone }) + grouped(disputedFirst)
                    + grouped(items.filter { $0.part == .rest }),
                fund: fund, isConnected: calibration.isConnected)
        }
    }
}
