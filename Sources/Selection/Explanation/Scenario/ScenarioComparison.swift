package import CallModel

/// Two outcomes side by side.
package struct ScenarioComparison: Hashable, Codable, Sendable {
    /// The files that the second funds and the first does not, in the second's rank order.
    package let entering: [String]
    package let leaving: [String]
    /// The files that both fund, with another amount or from another line.
    package let altered: [Altered]
    package let lines: [Line]

    package struct Altered: Hashable, Codable, Sendable {
        package let application: String
        package let first: Cents
        package let second: Cents
    }

    /// What a line gives.
    package struct Line: Hashable, Codable, Sendable {
        package let id: String
        package let first: Cents
        package let second: Cents
        package let firstReserved: Cents
        package let secondReserved: Cents
    }

    package init(_ first: Allocation, _ second: Allocation) {
        let (old, new) = (AwardList(first).awards, AwardList(second).awards)
        entering = second.awards.map(\.application).filter { old[$0] == nil }
        leaving = first.awards.map(\.application).filter { new[$0] == nil }
        altered = first.awards.compactMap { award in
            guard let other = new[award.application], other != old[award.application] else { return nil }
            return Altered(application: award.application, first: award.cents, second: other.cents)
        }
        let lines = Dictionary(second.lines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.lines = first.lines.map { line in
            let other = lines[line.id]
            return Line(
                id: line.id, first: line.awardedCents, second: other?.awardedCents ?? .zero,
                firstReserved: line.reservedAwardedCents, secondReserved: other?.reservedAwardedCents ?? .zero)
        }
    }
}
