import CallModel

/// What the reserve of the lines did to one file: what it gets, and what it would get if the same money were open to all.
package struct ReserveEffect: Hashable, Sendable {
    package let with: Allocation.Award?
    package let without: Allocation.Award?

    package enum Verdict: String, CaseIterable, Codable, Sendable {
        case fundedThanksToIt, refusedBecauseOfIt, fundedEitherWay, refusedEitherWay
    }

    package var verdict: Verdict {
        switch (with, without) {
        case (_?, nil): .fundedThanksToIt
        case (nil, _?): .refusedBecauseOfIt
        case (_?, _?): .fundedEitherWay
        case (nil, nil): .refusedEitherWay
        }
    }
}

extension AllocationProblem {
    /// The problem with every line open to all.
    package var withoutReserve: AllocationProblem {
        var copy = self
        for index in copy.lines.indices { copy.lines[index].reserve = nil }
        return copy
    }

    package var hasReserve: Bool {
        lines.contains { line in line.reserve.map { $0.mode != .none && $0.cents > .zero } ?? false }
    }

    /// Compares the allocation with the one without a reserve; nil where there is no reserve to speak of.
    package func reserveEffect(on application: String, by rules: AllocationRules) throws(AllocationFaults) -> ReserveEffect? {
        guard hasReserve else { return nil }
        let (with, without) = (try allocate(by: rules), try withoutReserve.allocate(by: rules))
        return ReserveEffect(
            with: with.awards.first { $0.application == application }, without: without.awards.first { $0.application == application })
    }
}
