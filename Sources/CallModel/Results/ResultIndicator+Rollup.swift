/// What several periods of an indicator come to, as far as they come to anything.
package enum ResultRollup: Hashable, Sendable {
    /// What happened over the periods.
    case sum(Int)
    /// What there is since the start, from the last period that says it.
    case soFar(Int)
    /// Figures of a snapshot, one for each period: the same people may be in all of them, so that no figure is of them all.
    case apart([Int])
    case notApplicable
    /// At least one figure that it would need is not known, or not told.
    case unknown
}

extension ResultIndicator {
    /// The actual figures of the periods that ended by a day, together.
    package func rollup(_ sex: ResultFigures.Sex, until day: CalendarDate) -> ResultRollup {
        let cells = periods.filter { $0.end <= day }.map { $0.actual[sex] }
        // Where a target says that it makes no sense for these people, no figure is missing.
        if !periods.isEmpty, periods.allSatisfy({ $0.target[sex] == .notApplicable || $0.actual[sex] == .notApplicable }) {
            return .notApplicable
        }
        let values = cells.compactMap { cell in if case .value(let value) = cell { value } else { nil } }
        switch accumulation {
        case .cumulative: return values.last.map { .soFar($0) } ?? .unknown
        case .snapshot: return values.isEmpty ? .unknown : .apart(values)
        case .perPeriod:
            let counted = cells.filter { $0 != .notApplicable }
            guard !counted.isEmpty, values.count == counted.count else { return .unknown }
            var sum = 0
            for value in values {
                let (next, overflow) = sum.addingReportingOverflow(value)
                guard !overflow else { return .unknown }
                sum = next
            }
            return .sum(sum)
        }
    }
}

extension ResultsFramework {
    /// Whether a period's target was never looked at, because everything ended before the period did.
    package func isAssessed(_ period: ResultIndicator.Period) -> Bool { closed.map { period.end <= $0 } ?? true }

    package func organisation(_ id: String) -> ResultOrganisation? { organisations.first { $0.id == id } }
}
