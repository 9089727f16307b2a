/// A condition on what the project is.
package enum ProjectCondition: Hashable, Codable, Sendable {
    /// The project is screened for gender equality, its marker is at least this one, and every criterion of the marker is
    /// met; with `proven`, the file also says where it shows each.
    case genderMarker(minimum: GenderMarker, proven: Bool)
    /// The project answers a named crisis and begins on its first day or later.
    case crisisPeriod(maximumMonths: Int?)
}

extension ProjectCondition {
    package var kind: RuleKind {
        switch self {
        case .genderMarker: .genderMarker
        case .crisisPeriod: .crisisPeriod
        }
    }

    func failure(for file: JudgedFile) -> RuleFailure? {
        switch self {
        case .genderMarker(let minimum, let proven):
            return file.failure(ofMarker: minimum, proven: proven)
        case .crisisPeriod(let maximumMonths):
            guard let crisis = file.facts.crisis else { return .notStated(.crisis) }
            let period = file.facts.period
            guard period.start >= crisis.date else {
                return .project(.beforeCrisis(start: period.start, crisis: crisis.date))
            }
            return period.failure(ofMonths: maximumMonths)
        }
    }
}

extension JudgedFile {
    fileprivate func failure(ofMarker minimum: GenderMarker, proven: Bool) -> RuleFailure? {
        // What was verified or decided counts; the criteria are the applicant's and are held against its own marker.
        let screening = circumstances.gender ?? GenderScreening(declared: facts.gender.marker)
        guard let marker = screening.effective else { return .notStated(.genderMarker) }
        guard marker >= minimum else { return .project(.markerTooLow(marker, minimum: minimum)) }
        let missing = GenderEvidence.missing(for: marker, from: facts.gender.evidence)
        guard missing.isEmpty else { return .project(.criteriaNotMet(marker, missing: missing)) }
        let unproven = proven ? GenderEvidence.missing(for: marker, from: facts.provenCriteria) : []
        return unproven.isEmpty ? nil : .project(.criteriaNotShown(marker, missing: unproven))
    }
}
