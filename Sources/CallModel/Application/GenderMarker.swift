/// The gender equality marker of the OECD's Development Assistance Committee.
///
/// Not screened is the absence of a marker, which is not the same as 0.
package enum GenderMarker: Int, CaseIterable, Codable, Sendable, Comparable {
    /// Screened, and equality is not an objective.
    case notTargeted = 0
    /// An important and deliberate objective, but not the reason for the project.
    case significant = 1
    /// The main objective: without it the project would not exist.
    case principal = 2

    package static func < (left: GenderMarker, right: GenderMarker) -> Bool { left.rawValue < right.rawValue }
}

/// What the applicant declares about gender equality, and what it says it can show.
package struct GenderDeclaration: Hashable, Sendable {
    /// Nil when the applicant did not screen the project.
    package var marker: GenderMarker?
    package var evidence: Set<GenderEvidence>
    /// Where the file shows that a criterion is met: "annexe 3, p. 2".
    package var proofs: [GenderEvidence: String]

    package init(
        marker: GenderMarker? = nil, evidence: Set<GenderEvidence> = [], proofs: [GenderEvidence: String] = [:]
    ) {
        (self.marker, self.evidence, self.proofs) = (marker, evidence, proofs)
    }

    /// The declaration for the rules, which no words may sway.
    var withoutWords: GenderDeclaration { GenderDeclaration(marker: marker, evidence: evidence) }
}

/// The minimum criteria of the marker, each a yes that the service can verify.
package enum GenderEvidence: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
    case analysisDone, findingsInformDesign, doNoHarm
    /// At least one explicit objective of gender equality.
    case explicitObjective
    /// Gender equality is the top-level ambition of the project.
    case mainObjective
    /// At least one indicator that measures the objective.
    case genderIndicator
    case disaggregatedData, commitmentToReport
}

extension GenderDeclaration: Codable {
    private enum CodingKeys: String, CodingKey {
        case marker, evidence, proofs
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        marker = try container.decodeIfPresent(GenderMarker.self, forKey: .marker)
        evidence = try container.decodeIfPresent(Set<GenderEvidence>.self, forKey: .evidence) ?? []
        proofs = try container.decodeIfPresent([GenderEvidence: String].self, forKey: .proofs) ?? [:]
    }

    /// The evidence is written in its own order: a set has none, and equal files must give equal bytes.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(marker, forKey: .marker)
        try container.encode(GenderEvidence.allCases.filter(evidence.contains), forKey: .evidence)
        if !proofs.isEmpty { try container.encode(proofs, forKey: .proofs) }
    }
}

extension GenderDeclaration {
    /// The highest marker that the evidence supports: what the service starts from, never what decides.
    package var supportedMarker: GenderMarker? {
        guard evidence.contains(.analysisDone) else { return nil }
        guard evidence.isSuperset(of: GenderEvidence.common) else { return .notTargeted }
        if evidence.contains(.mainObjective) { return .principal }
        return evidence.contains(.explicitObjective) ? .significant : .notTargeted
    }
}

extension GenderEvidence {
    /// What markers 1 and 2 have in common: an analysis that shaped the project, and results that are measured by sex.
    fileprivate static let common: Set<GenderEvidence> = [
        .analysisDone, .findingsInformDesign, .doNoHarm, .genderIndicator, .disaggregatedData, .commitmentToReport
    ]

    /// The criteria that a project needs for a marker and that are not among the given ones, in the order of the handbook.
    package static func missing(for marker: GenderMarker, from given: Set<GenderEvidence>) -> [GenderEvidence] {
        var needed: Set<GenderEvidence> =
            switch marker {
            case .notTargeted: [.analysisDone, .doNoHarm]
            case .significant: common.union([.explicitObjective])
            case .principal: common.union([.mainObjective])
            }
        // An aim of the whole project is an explicit one too.
        if given.contains(.mainObjective) { needed.remove(.explicitObjective) }
        return allCases.filter { needed.contains($0) && !given.contains($0) }
    }
}
