import CallModel

extension Ranking {
    /// Ranks files by aggregate, then by `keys` in order, then by the earlier submission.
    ///
    /// A key after `earlierSubmission` never decides: that key already separates every pair.
    ///
    /// - Parameter lotteries: what was drawn, oldest first, each the files in the order in which they came. Files that the key
    ///   `lottery` has to separate take the first of them that has them all: one lottery, and the same for each of them.
    package init(
        of candidates: [RankingCandidate], keys: [Key] = [], lotteries: [[String]] = []
    ) throws(RankingFaults) {
        let faults = Ranking.faults(in: candidates, keys: keys)
        guard faults.isEmpty else { throw RankingFaults(faults) }

        let drawing = Ranking.drawing(candidates, keys, lotteries)
        undrawn = drawing.undrawn
        let keys = keys + [.earlierSubmission]
        let ordered = candidates.sorted { Ranking.separate($0, $1, by: keys, drawing.places).leftFirst }
        let fundable = ordered.filter(\.failures.isEmpty)
        places = fundable.indices.map { index in
            Place(
                rank: index + 1, id: fundable[index].id, aggregate: fundable[index].aggregate,
                separatedBy: index == 0
                    ? nil : Ranking.separate(fundable[index - 1], fundable[index], by: keys, drawing.places).separator)
        }
        ties = Ranking.ties(in: places)
        notFundable = ordered.filter { !$0.failures.isEmpty }
            .map { NotFundable(id: $0.id, aggregate: $0.aggregate, failures: $0.failures) }
    }

    /// Which of two files comes first, and by what. `keys` ends with the submission, so only a file and itself are equal.
    private static func separate(
        _ left: RankingCandidate, _ right: RankingCandidate, by keys: [Key], _ drawn: [String: Int]
    ) -> (leftFirst: Bool, separator: Separator) {
        if left.aggregate != right.aggregate { return (right.aggregate < left.aggregate, .aggregate) }
        for key in keys {
            switch key {
            case .criterion(let id):
                let (mine, theirs) = (left.criteria[id] ?? .zero, right.criteria[id] ?? .zero)
                if mine != theirs { return (theirs < mine, .key(key)) }
            case .smallerRequest:
                if left.requested != right.requested { return (left.requested < right.requested, .key(key)) }
            case .earlierSubmission:
                return (left.submittedRank < right.submittedRank, .key(key))
            case .lottery:
                if let mine = drawn[left.id], let theirs = drawn[right.id], mine != theirs { return (mine < theirs, .key(key)) }
            }
        }
        return (false, .key(.earlierSubmission))
    }

    private static func ties(in places: [Place]) -> [Tie] {
        var ties: [Tie] = []
        var start = 0
        while start < places.count {
            var end = start + 1
            while end < places.count, places[end].aggregate == places[start].aggregate { end += 1 }
            if end - start > 1 {
                ties.append(
                    Tie(
                        aggregate: places[start].aggregate, ranks: places[start].rank...places[end - 1].rank,
                        ids: places[start..<end].map(\.id)))
            }
            start = end
        }
        return ties
    }

    private static func faults(in candidates: [RankingCandidate], keys: [Key]) -> [RankingFault] {
        var faults: [RankingFault] = []
        var seen: Set<String> = []
        for candidate in candidates where !seen.insert(candidate.id).inserted {
            faults.append(.duplicateFile(candidate.id))
        }
        let sharing = Dictionary(grouping: candidates, by: \.submittedRank).filter { $0.value.count > 1 }
        for (rank, files) in sharing.sorted(by: { $0.key < $1.key }) {
            faults.append(.duplicateSubmittedRank(rank, files: files.map(\.id).sorted()))
        }
        for case .criterion(let id) in keys {
            for candidate in candidates where candidate.criteria[id] == nil {
                faults.append(.missingCriterion(file: candidate.id, criterion: id))
            }
        }
        return faults
    }
}
