/// One reason why a list of criteria and sections is no scorecard.
package enum ScorecardFault: Hashable, Sendable {
    case noCriterion
    case duplicateCriterion(String)
    case duplicateSection(String)
    case unknownSection(criterion: String, section: String)
    case emptySection(String)
    /// A scale that starts below zero, or that ends at zero and so can give no point.
    case unusableScale(criterion: String)
    case negativeWeight(criterion: String)
    /// No criterion counts for anything, so that no total could be on 100.
    case nothingWeighs
    /// Σ weight · max is above `Scorecard.mostPoints`.
    case tooManyPoints
}

/// Everything that is wrong with a scorecard, at once.
package struct ScorecardFaults: Error, Hashable {
    package let faults: [ScorecardFault]

    init(_ faults: [ScorecardFault]) { self.faults = faults }
}

extension Scorecard {
    static func faults(criteria: [Criterion], sections: [Section]) -> [ScorecardFault] {
        var faults: [ScorecardFault] = criteria.isEmpty ? [.noCriterion] : []
        var known: Set<String> = []
        for section in sections {
            if !known.insert(section.id).inserted { faults.append(.duplicateSection(section.id)) }
        }
        var named: Set<String> = []
        var used: Set<String> = []
        var points = 0
        for criterion in criteria {
            if !named.insert(criterion.id).inserted { faults.append(.duplicateCriterion(criterion.id)) }
            used.insert(criterion.section)
            if !known.contains(criterion.section) {
                faults.append(.unknownSection(criterion: criterion.id, section: criterion.section))
            }
            if criterion.weight < 0 { faults.append(.negativeWeight(criterion: criterion.id)) }
            if criterion.scale.lowerBound < 0 || criterion.scale.upperBound < 1 {
                faults.append(.unusableScale(criterion: criterion.id))
            }
            let (product, overflow) = max(0, criterion.weight).multipliedReportingOverflow(
                by: max(0, criterion.scale.upperBound))
            // Past the bound the exact sum no longer matters, so it is held there.
            points = overflow ? mostPoints + 1 : min(mostPoints + 1, points + min(product, mostPoints + 1))
        }
        if !criteria.isEmpty, criteria.allSatisfy({ $0.weight == 0 }) { faults.append(.nothingWeighs) }
        if points > mostPoints { faults.append(.tooManyPoints) }
        faults += sections.filter { !used.contains($0.id) }.map { .emptySection($0.id) }
        return faults
    }
}
