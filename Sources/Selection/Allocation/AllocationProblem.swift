package import CallModel

/// The budget lines of a call and the files that ask for their money: all that an allocation depends on, besides its rules.
///
/// Its JSON form is the problem file of `appel allocate`.
package struct AllocationProblem: Hashable, Sendable {
    /// The most awards that one applicant may have over all lines; nil means no limit.
    package var maxAwardsPerApplicant: Int?
    /// The least score that is fundable; nil means none.
    package var threshold: Int64?
    /// What a score earns of a request; nil means that every request counts whole.
    package var bands: Bands?
    /// In priority order: a file tries the first of its lines first.
    package var lines: [Line]
    /// In any order; the allocation does not depend on it.
    package var applications: [Application]

    package init(
        lines: [Line], applications: [Application], maxAwardsPerApplicant: Int? = nil, threshold: Int64? = nil, bands: Bands? = nil
    ) {
        (self.lines, self.applications) = (lines, applications)
        (self.maxAwardsPerApplicant, self.threshold, self.bands) = (maxAwardsPerApplicant, threshold, bands)
    }

    /// The largest amount that a problem may hold, in cents: ten thousand billion euros.
    package static let largestAmount: Int64 = 1_000_000_000_000_000
    /// The largest score, either side of zero, so that the sum over millions of files fits.
    package static let largestScore: Int64 = 1_000_000_000_000

    /// One budget line.
    package struct Line: Hashable, Sendable {
        package var id: String
        package var totalCents: Cents
        /// A file asking for more than this is not eligible on the line; nil means no ceiling.
        package var maxAwardCents: Cents?
        /// The most awards on this line, over all passes; nil means no limit.
        package var maxAwards: Int?
        /// With fewer awards than this the line gives nothing, and its files are left to their other lines; nil means that
        /// one award is enough.
        package var minAwards: Int?
        /// Money of the total that is kept for reserved files; nil means none.
        package var reserve: Reserve?

        package init(
            id: String, totalCents: Cents, maxAwardCents: Cents? = nil, maxAwards: Int? = nil, minAwards: Int? = nil,
            reserve: Reserve? = nil
        ) {
            (self.id, self.totalCents, self.maxAwardCents) = (id, totalCents, maxAwardCents)
            (self.maxAwards, self.minAwards, self.reserve) = (maxAwards, minAwards, reserve)
        }
    }

    /// Money of a line that is kept for reserved files.
    package struct Reserve: Hashable, Codable, Sendable {
        package var cents: Cents
        package var mode: Mode

        package init(cents: Cents, mode: Mode) { (self.cents, self.mode) = (cents, mode) }

        /// How reserved and open money meet; the modes fund different files. See `AllocationPass` for the passes.
        package enum Mode: String, CaseIterable, Codable, Sendable {
            /// The whole line is open, whatever `cents` says.
            case none
            /// A reserved file may use reserved and open money together and uses the reserved first; the others use open
            /// money only. One pass. So the others together never get more than the total less the reserve.
            case fence
            /// Two pools. The reserve goes to reserved files first, whole awards only; then the open money to everyone not
            /// yet funded. No award mixes the two.
            case reserveFirst
            /// Two pools. The open money goes to everyone first; then the reserve to reserved files not yet funded. No award
            /// mixes the two.
            case openFirst
            /// Only with the rule `optimum`: the whole line is open to all, and the awards to reserved files must reach `cents`.
            case floor
        }
    }

    /// One file that asks for money.
    package struct Application: Hashable, Sendable {
        package var id: String
        package var applicant: String
        package var requestedCents: Cents
        /// The least that a partial award must reach to be of use.
        package var minimumUsefulCents: Cents
        /// On any whole-number scale, the same for all files; higher is better.
        package var score: Int64
        /// Orders files with the same score, lower first; no two files share one.
        package var submittedRank: Int
        /// Whether the file qualifies for reserved money.
        package var reserved: Bool
        /// The lines it may be paid from. Their order here says nothing: the problem's order is the priority.
        package var lines: [String]

        /// - Parameter minimumUsefulCents: nil means the whole request, so that the file never takes a partial award.
        package init(
            id: String, applicant: String, requestedCents: Cents, minimumUsefulCents: Cents? = nil, score: Int64,
            submittedRank: Int, reserved: Bool = false, lines: [String]
        ) {
            (self.id, self.applicant, self.requestedCents) = (id, applicant, requestedCents)
            self.minimumUsefulCents = minimumUsefulCents ?? requestedCents
            (self.score, self.submittedRank, self.reserved, self.lines) = (score, submittedRank, reserved, lines)
        }
    }
}
