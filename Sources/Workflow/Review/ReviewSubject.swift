package import CallModel

package enum ReviewState: UInt8, CaseIterable, ReadableLabel {
    /// Before the first event.
    case absent
    /// → recused, draft, submitted, voided
    case assigned
    /// The member stepped aside: a conflict of interest.
    case recused
    /// → recused, submitted, voided
    case draft
    /// → reopened, counted, voided
    case submitted
    /// Given back to the member. → submitted, recused, voided
    case reopened
    /// Part of the file's score. → voided
    case counted
    /// Kept, but no longer part of anything.
    case voided

    package static let names = caseNames()

    package static let terminal: Set<ReviewState> = [.recused, .counted, .voided]
    /// States from which a review may still come to count.
    package static let pending: Set<ReviewState> = [.assigned, .draft, .submitted, .reopened]

    /// Whether the review counts or may come to: neither given back nor void.
    package var isLive: Bool { self == .counted || Self.pending.contains(self) }
}

/// One member's scores on one file, in the order of the call's criteria; `nil` where not yet scored.
package struct Scores: Hashable, Codable, Sendable {
    package let values: [Int32?]
    /// The digest of the written justifications, which are a document.
    package let justification: Digest?

    package init(_ values: [Int32?], justification: Digest?) {
        (self.values, self.justification) = (values, justification)
    }
}

package struct Review: MachineSubject {
    package let id: ReviewID
    package var application = ApplicationID(0)
    package var member = MemberID(0)
    package var state = ReviewState.absent
    package var version: Int64 = 0
    package var scores: Scores?
    package var submittedAt: Instant?

    package init(id: ReviewID) { self.id = id }
}

package struct Assignment: Hashable, Codable, Sendable {
    package let application: ApplicationID
    package let member: MemberID

    package init(application: ApplicationID, member: MemberID) {
        (self.application, self.member) = (application, member)
    }
}
