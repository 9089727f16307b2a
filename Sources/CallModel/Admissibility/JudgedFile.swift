/// One file in front of the rules: what it says, who applies, what the authority's records say, and the rules themselves.
struct JudgedFile {
    let facts: ApplicationFacts
    let organisation: Organisation
    let circumstances: FileCircumstances
    let regulation: Regulation
}

/// What the authority's own records say about a file, as opposed to what stands in it.
package struct FileCircumstances: Hashable, Sendable {
    /// The day, in the call's zone, on which the file came in.
    package var submittedOn: CalendarDate
    /// The organisation's files in this call that came in before this one and are not withdrawn.
    package var earlierFiles: [EarlierFile]
    /// The organisation's grants of earlier editions; empty when there was none.
    package var pastGrants: [PastGrant]
    /// The gender markers that were ruled on so far; nil before any ruling.
    package var gender: GenderScreening?

    package init(
        submittedOn: CalendarDate, earlierFiles: [EarlierFile] = [], pastGrants: [PastGrant] = [],
        gender: GenderScreening? = nil
    ) {
        self.submittedOn = submittedOn
        self.earlierFiles = earlierFiles
        self.pastGrants = pastGrants
        self.gender = gender
    }
}

/// Another file of the same organisation in the same call.
package struct EarlierFile: Hashable, Sendable {
    package var reference: String
    package var category: String

    package init(reference: String, category: String) { (self.reference, self.category) = (reference, category) }
}

/// A grant of an earlier edition, as the authority's books have it.
package struct PastGrant: Hashable, Codable, Sendable {
    /// As the authority names its editions: "2024".
    package var edition: String
    package var awarded: Cents
    /// What was justified and accepted.
    package var accepted: Cents
    package var refunded: Cents
    /// The authority has closed the file, whatever the figures say.
    package var isClosed: Bool

    package init(edition: String, awarded: Cents, accepted: Cents, refunded: Cents, isClosed: Bool) {
        (self.edition, self.awarded, self.accepted) = (edition, awarded, accepted)
        (self.refunded, self.isClosed) = (refunded, isClosed)
    }

    /// What is still to be justified or refunded, never below zero.
    package var open: Cents { max(.zero, awarded - accepted - refunded) }

    /// Nothing is left to justify or to refund.
    package var isSettled: Bool { isClosed || open == .zero }
}
