package import CallModel

/// Every attempt of an allocation, in the order in which it happened: what a certificate is made of.
///
/// Files that no pass tries (below the threshold, not eligible on any line) leave no step, and a file is not tried on a line
/// whose ceiling it exceeds.
package struct AllocationTrace: Hashable, Sendable {
    /// Pass number n is at index n − 1.
    package internal(set) var passes: [Pass] = []

    package struct Pass: Hashable, Sendable {
        package let kind: AllocationPass
        package internal(set) var steps: [Step] = []
    }

    /// One file tries one line. A file that takes a partial award leaves two steps on that line: the refusal of the whole
    /// request, then the award.
    package struct Step: Hashable, Sendable {
        package let application: String
        package let line: String
        package let before: Remaining
        package let after: Remaining
        package let verdict: Verdict
    }

    /// What a line still holds.
    package struct Remaining: Hashable, Sendable {
        package let openCents: Cents
        package let reserveCents: Cents
    }

    package enum Verdict: Hashable, Sendable {
        /// The whole request.
        case awarded(Cents)
        case awardedInPart(Cents)
        case refused(Refusal)
    }

    /// Why a line refused the whole request; `Allocation.Reason` explains each.
    package enum Refusal: Hashable, Sendable {
        case lineExhausted(rank: Int)
        case skippedShort(by: Cents)
        case fence(by: Cents, reserve: Cents)
        case lineClosed(rank: Int)
        case awardCap(limit: Int)
        case applicantCap(limit: Int)
    }
}
