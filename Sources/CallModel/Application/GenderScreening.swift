/// The markers that one file has had, kept apart: what the applicant declared, what the secretariat verified, and what the
/// authority decided in the end.
///
/// Not screened is nil at each step, and never 0. No step overwrites an earlier one, so that a downgrade can be explained.
package struct GenderScreening: Hashable, Codable, Sendable {
    package let declared: GenderMarker?
    package private(set) var verified: Step?
    package private(set) var final: Step?

    /// One person's or body's ruling on the marker.
    package struct Step: Hashable, Codable, Sendable {
        /// Nil when it rules that the project is not screened.
        package let marker: GenderMarker?
        package let reason: String?

        package init(marker: GenderMarker?, reason: String?) { (self.marker, self.reason) = (marker, reason) }
    }

    package init(declared: GenderMarker?) { self.declared = declared }

    /// The markers as they are being ruled on or stand in the records, where whoever accepts a ruling asks for its reason.
    package init(declared: GenderMarker?, verified: Step?, final: Step? = nil) {
        (self.declared, self.verified, self.final) = (declared, verified, final)
    }

    /// The marker that counts now: the latest ruling, or else the declaration.
    package var effective: GenderMarker? {
        if let final { return final.marker }
        if let verified { return verified.marker }
        return declared
    }

    /// Whether the file may take money that is kept for marker 2: a declaration alone is not enough.
    package var opensReserve: Bool { (final ?? verified)?.marker == .principal }

    /// Records what the secretariat verified. A ruling below the declaration, or that there is no screening, needs a reason.
    package mutating func verify(_ marker: GenderMarker?, reason: String? = nil) throws(GenderScreeningFault) {
        verified = try GenderScreening.step(to: marker, from: declared, reason)
    }

    /// Records the last word, compared with what was verified, or declared when nothing was.
    package mutating func decide(_ marker: GenderMarker?, reason: String? = nil) throws(GenderScreeningFault) {
        let before = verified.map(\.marker) ?? declared
        final = try GenderScreening.step(to: marker, from: before, reason)
    }

    private static func step(
        to marker: GenderMarker?, from before: GenderMarker?, _ reason: String?
    ) throws(GenderScreeningFault) -> Step {
        let written = reason.flatMap { $0.isBlank ? nil : $0 }
        // Nothing is below "not screened"; any marker is above it.
        let isLower = before.map { old in marker.map { $0 < old } ?? true } ?? false
        guard !isLower || written != nil else { throw .reasonMissing(from: before, to: marker) }
        return Step(marker: marker, reason: written)
    }
}

/// Why a ruling on the gender marker is not accepted.
package enum GenderScreeningFault: Error, Hashable, Sendable {
    /// The marker would go down without a word why.
    case reasonMissing(from: GenderMarker?, to: GenderMarker?)

    package var message: Message {
        switch self {
        case .reasonMissing(let before, let after):
            Message(
                fr: "Abaisser le marqueur genre de \(text(before)) à \(text(after)) demande un motif. Écrivez-le.",
                nl: "De gendermarker verlagen van \(text(before)) naar \(text(after)) vraagt een motivering. Schrijf ze.",
                en: "Lowering the gender marker from \(text(before)) to \(text(after)) needs a reason. Write it.")
        }
    }

    private func text(_ marker: GenderMarker?) -> String { marker.map { String($0.rawValue) } ?? "–" }
}
