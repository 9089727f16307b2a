package import CallModel
package import Postgres

/// What a conflict of interest that came late changed: the list with the member's scores, and the list without them.
///
/// It holds numbers only, which say nothing to whom the files and the members are hidden from.
package struct ConflictImpact: Hashable, Sendable {
    package enum Cause: String, Hashable, Codable, Sendable {
        case declare, pin
    }

    /// A review that the conflict is about.
    package struct Pair: Hashable, Codable, Sendable {
        package let member: MemberID
        package let application: ApplicationID
        /// Whether the scores still count, so that nothing is taken back.
        package let stands: Bool
        /// Why; nil where they are void.
        package let standing: Standing?

        package init(member: MemberID, application: ApplicationID, standing: Standing?) {
            (self.member, self.application) = (member, application)
            (self.stands, self.standing) = (standing != nil, standing)
        }
    }

    /// Why scores that a conflict is about still count.
    package enum Standing: String, Hashable, Codable, Sendable {
        /// The council's advice rests on them.
        case advised
        case decided
        /// The file has no others, and the reviews are over.
        case onlyScores
        case withdrawn
        /// The call was broken off: nobody works with the scores any more.
        case callEnded
    }

    /// A file's place on one of the lists.
    package struct Line: Hashable, Codable, Sendable {
        package let application: ApplicationID
        /// `nil` for a file that misses a threshold.
        package let rank: Int?
        package let score: Fraction
        /// What the budget lines propose for it; nothing for a file without an award.
        package let proposed: Cents

        package init(application: ApplicationID, rank: Int?, score: Fraction, proposed: Cents) {
            (self.application, self.rank, self.score, self.proposed) = (application, rank, score, proposed)
        }
    }

    package let cause: Cause
    package let pairs: [Pair]
    package let before: [Line]
    package let after: [Line]

    package init(cause: Cause, pairs: [Pair], before: [Line], after: [Line]) {
        (self.cause, self.pairs, self.before, self.after) = (cause, pairs, before, after)
    }
}

package struct StoredImpact: Hashable, Sendable {
    package let impact: ConflictImpact
    package let recordedBy: String
    package let at: Instant

    package init(impact: ConflictImpact, recordedBy: String, at: Instant) {
        (self.impact, self.recordedBy, self.at) = (impact, recordedBy, at)
    }
}

private let insertImpact = Statement(
    "insert conflict impact",
    """
    INSERT INTO conflict_impacts (call_id, cause, pairs, before, after, recorded_by, recorded_at)
    VALUES ($1, $2, $3::json, $4::json, $5::json, $6, $7)
    """)
private let impactsOfCall = Statement(
    "conflict impacts of call",
    """
    SELECT cause, pairs::text, before::text, after::text, recorded_by, recorded_at
    FROM conflict_impacts
    WHERE call_id = $1
    ORDER BY id
    """)

extension Connection {
    package func keep(_ stored: StoredImpact, of call: CallID) throws {
        let impact = stored.impact
        try query(
            insertImpact, call, impact.cause.rawValue, LogJSON.text(impact.pairs) ?? "[]", LogJSON.text(impact.before) ?? "[]",
            LogJSON.text(impact.after) ?? "[]", stored.recordedBy, stored.at)
    }

    /// What late conflicts changed in a call, oldest first.
    package func conflictImpacts(of call: CallID) throws -> [StoredImpact] {
        try query(impactsOfCall, call).map { row in
            guard let cause = ConflictImpact.Cause(rawValue: try row.string(0)) else {
                throw StoreError.unreadable("cause of an impact: \(try row.string(0))")
            }
            let impact = ConflictImpact(
                cause: cause, pairs: try LogJSON.decode([ConflictImpact.Pair].self, from: row.string(1)),
                before: try LogJSON.decode([ConflictImpact.Line].self, from: row.string(2)),
                after: try LogJSON.decode([ConflictImpact.Line].self, from: row.string(3)))
            return StoredImpact(impact: impact, recordedBy: try row.string(4), at: try row.value(5))
        }
    }
}
