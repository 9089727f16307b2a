/// A condition on who applies and on what the authority's books say about it.
package enum ApplicantCondition: Hashable, Codable, Sendable {
    /// The registered seat is in one of the postcodes; with `activityIn` beside it, both are needed.
    case seatIn(postcodes: [String])
    case activityIn(postcodes: [String])
    /// At most `count` files in the call, or in each of its categories.
    case maximumFiles(count: Int, per: FileScope)
    /// No grant in the given editions.
    case notWinnerOf(editions: [String])
    case recognisedNGO(NGOStatus)
    /// The resources of the last closed year.
    case maximumAnnualResources(amount: Cents)
    /// The project costs at most this part of the last closed year's resources.
    case maximumShareOfResources(Share)
    case attestations(required: [Attestation])
    /// The regulation names who may apply, by the reference of the organisation.
    case invitedOrganisation(organisations: [String])
}

/// Among which files `maximumFiles` counts.
package enum FileScope: String, CaseIterable, Codable, Sendable {
    case call, category
}

/// Whether organisations recognised by the federal development cooperation are the only ones or left out.
package enum NGOStatus: String, CaseIterable, Codable, Sendable {
    case required, excluded
}

extension ApplicantCondition {
    package var kind: RuleKind {
        switch self {
        case .seatIn: .seatIn
        case .activityIn: .activityIn
        case .maximumFiles: .maximumFiles
        case .notWinnerOf: .notWinnerOf
        case .recognisedNGO: .recognisedNGO
        case .maximumAnnualResources: .maximumAnnualResources
        case .maximumShareOfResources: .maximumShareOfResources
        case .attestations: .attestations
        case .invitedOrganisation: .invitedOrganisation
        }
    }

    func failure(for file: JudgedFile) -> RuleFailure? {
        let organisation = file.organisation
        switch self {
        case .seatIn(let postcodes):
            return postcodes.contains(organisation.seatPostcode)
                ? nil : .applicant(.seatElsewhere(organisation.seatPostcode))
        case .activityIn(let postcodes):
            guard !organisation.activityPostcodes.isEmpty else { return .notStated(.activityPostcodes) }
            return organisation.activityPostcodes.contains(where: postcodes.contains)
                ? nil : .applicant(.activityElsewhere(organisation.activityPostcodes))
        case .maximumFiles(let count, let scope):
            let earlier = file.circumstances.earlierFiles.filter { scope == .call || $0.category == file.facts.category }
            return earlier.count < count
                ? nil : .applicant(.tooManyFiles(earlier.map(\.reference), allowed: count, per: scope))
        case .notWinnerOf(let editions):
            let won = file.circumstances.pastGrants.filter { $0.awarded > .zero && editions.contains($0.edition) }
            return won.isEmpty ? nil : .applicant(.earlierWinner(editions: won.map(\.edition)))
        case .recognisedNGO(let status):
            guard let isRecognised = organisation.isRecognisedNGO else { return .notStated(.recognition) }
            return isRecognised == (status == .required) ? nil : .applicant(.recognition(isRecognised: isRecognised))
        case .maximumAnnualResources(let maximum):
            guard let resources = organisation.annualResources else { return .notStated(.annualResources) }
            return resources.amount <= maximum
                ? nil : .applicant(.resourcesTooHigh(resources, maximum: maximum))
        case .maximumShareOfResources(let share):
            guard let resources = organisation.annualResources else { return .notStated(.annualResources) }
            let (total, allowed) = (file.facts.costs.total, share.most(of: resources.amount))
            return total <= allowed
                ? nil : .applicant(.projectTooLarge(total: total, allowed: allowed, share: share, resources: resources))
        case .attestations(let required):
            guard let given = file.facts.attestations else { return .notStated(.attestations) }
            let missing = required.filter { !given.contains($0) }
            return missing.isEmpty ? nil : .applicant(.attestationsMissing(missing))
        case .invitedOrganisation(let organisations):
            return organisations.contains(organisation.reference) ? nil : .applicant(.notInvited(organisation.reference))
        }
    }
}
