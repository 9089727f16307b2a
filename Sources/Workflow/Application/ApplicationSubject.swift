package import CallModel

package enum ApplicationState: UInt8, CaseIterable, ReadableLabel {
    /// Before the first event.
    case absent
    /// Being written by the association. → submitted, withdrawn
    case draft
    /// Filed; nobody may change it. → complementRequested, admissible, inadmissible, withdrawn
    case submitted
    /// The secretariat asked for something that cannot influence the ranking. → submitted, inadmissible, withdrawn
    case complementRequested
    /// → underReview, withdrawn; in urgency → awarded
    case admissible
    /// Refused on form, with its reasons. → underAppeal
    case inadmissible
    /// Members score it. → scored, withdrawn
    case underReview
    /// Its score stands. → underReview, advised, withdrawn
    case scored
    /// The council has spoken. → awarded, reserveListed, refused, withdrawn
    case advised
    /// → underAppeal; an award that is not ratified or not signed off → refused
    case awarded
    /// Waits for money to come free. → awarded, refused, withdrawn, underAppeal
    case reserveListed
    /// → underAppeal
    case refused
    /// → draft, before the closing
    case withdrawn
    /// → upheld, overturned
    case underAppeal
    /// The decision stands, for good.
    case upheld
    /// The decision is annulled and must be taken again. → awarded, reserveListed, refused
    case overturned

    package static let names = caseNames()

    /// Where a file may rest for ever.
    package static let terminal: Set<ApplicationState> = [.inadmissible, .awarded, .refused, .withdrawn, .upheld]
}

/// What a decision may rest on of a file's content: figures and codes, nothing of a person.
package struct ApplicationSummary: Hashable, Codable, Sendable {
    package var category: String
    package var requested: Cents
    package var total: Cents
    /// DAC gender marker as declared; `nil` is "not screened", which is not 0.
    package var declaredMarker: GenderMarker?
    package var southSouth: Bool
    /// ISO 3166-1 alpha-2 codes.
    package var countries: [String]
    /// Faults that the form still has; a file with any cannot be filed.
    package var faults: Int32
    /// The salted digest of the whole content, which is a document that can be erased.
    package var content: Digest

    package init(
        category: String, requested: Cents, total: Cents, declaredMarker: GenderMarker?, southSouth: Bool, countries: [String],
        faults: Int32, content: Digest
    ) {
        self.category = category
        self.requested = requested
        self.total = total
        self.declaredMarker = declaredMarker
        self.southSouth = southSouth
        self.countries = countries
        self.faults = faults
        self.content = content
    }
}

/// An application file as the log tells it. Amounts asked, advised and decided are three fields, never one.
package struct Application: MachineSubject {
    package let id: ApplicationID
    package var call = CallID(0)
    package var organisation = OrganisationID(0)
    /// What people call the file; unique within its call.
    package var reference = ""
    package var state = ApplicationState.absent
    package var version: Int64 = 0
    package var summary: ApplicationSummary?
    package var submittedAt: Instant?
    package var complementDue: Instant?
    /// The gender marker that the secretariat verified: it opens the reserve as long as nobody settled on another.
    package var verifiedMarker: GenderMarker?
    /// The last word on the marker; nil is "not screened" once `isMarkerSettled`, and no word at all before.
    package var finalMarker: GenderMarker?
    package var isMarkerSettled = false
    /// What may be granted at most, as it stood when the file was admitted, and what bound it.
    package var grantable: AwardBound?
    /// On 100, exact.
    package var score: Fraction?
    package var rank: Int32?
    package var advice: AdviceOpinion?
    package var advised: Cents?
    package var advisedLine: String?
    package var line: String?
    package var awarded: Cents?
    package var reserveRank: Int32?
    /// What kept the award from being larger, or the file on the reserve list from an award.
    package var bound: AwardBound?
    package var notifiedAt: Instant?
    /// When the award was decided in urgency; `nil` for a decision that took the ordinary way.
    package var urgentAt: Instant?
    /// When the College ratified the urgent award.
    package var ratifiedAt: Instant?

    /// The signatures of the award, in the order of their steps' names.
    package var approvals: [Approval] = []

    package init(id: ApplicationID) { self.id = id }
}

extension Application {
    /// The gender marker that counts since the admission: the last word, or else what was verified. A declaration alone never
    /// does.
    package var ruledMarker: GenderMarker? { isMarkerSettled ? finalMarker : verifiedMarker }

    /// Whether the file qualifies for money reserved for feminist cooperation: principal objective, verified.
    package var isReserved: Bool { ruledMarker == .principal }

    /// Whether the award was decided in urgency, and the College or the council has still to speak on it.
    package var isUrgencyUnsettled: Bool { urgentAt != nil && (ratifiedAt == nil || advice == nil) }
}
