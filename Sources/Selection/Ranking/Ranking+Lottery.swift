import CallModel

extension Ranking {
    /// What the keys before the lottery say of a file: files of which they say the same are one lottery's business.
    private struct Standing: Hashable {
        let aggregate: Fraction
        let values: [Fraction]
    }

    /// The places that lotteries gave, and the files that still wait for one.
    static func drawing(
        _ candidates: [RankingCandidate], _ keys: [Key], _ lotteries: [[String]]
    ) -> (places: [String: Int], undrawn: [[String]]) {
        guard let end = keys.firstIndex(of: .lottery), !keys[..<end].contains(.earlierSubmission) else { return ([:], []) }
        let equals = Dictionary(grouping: candidates.filter(\.failures.isEmpty)) { file in
            Standing(
                aggregate: file.aggregate,
                values: keys[..<end].compactMap { key in
                    switch key {
                    case .criterion(let id): file.criteria[id] ?? .zero
                    case .smallerRequest: Fraction(file.requested.value)
                    case .earlierSubmission, .lottery: nil
                    }
                })
        }
        var places: [String: Int] = [:]
        var undrawn: [[String]] = []
        let waiting = equals.values.filter { $0.count > 1 }.map { $0.sorted { $0.submittedRank < $1.submittedRank } }
            .sorted { ($1[0].aggregate, $0[0].submittedRank) < ($0[0].aggregate, $1[0].submittedRank) }
        for ids in waiting.map({ $0.map(\.id) }) {
            if let lottery = lotteries.first(where: { Set($0).isSuperset(of: ids) }) {
                for (place, id) in lottery.enumerated() where ids.contains(id) { places[id] = place }
            } else {
                undrawn.append(ids)
            }
        }
        return (places, undrawn)
    }
}
