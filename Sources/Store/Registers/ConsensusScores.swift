package import CallModel
package import Postgres

/// A score on which the council agreed in a meeting.
package struct ConsensusScore: Hashable, Sendable {
    package let application: ApplicationID
    package let meeting: MeetingID
    /// On 100.
    package let score: Fraction
    /// The digest of a document.
    package let reason: Digest
    package let by: String
    package let at: Instant

    package init(
        application: ApplicationID, meeting: MeetingID, score: Fraction, reason: Digest, by: String, at: Instant
    ) {
        (self.application, self.meeting, self.score) = (application, meeting, score)
        (self.reason, self.by, self.at) = (reason, by, at)
    }
}

private let insertConsensus = Statement(
    "insert consensus score",
    """
    INSERT INTO consensus_scores (application_id, meeting_id, numerator, denominator, reason, set_by, set_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    """)
private let consensusOfCall = Statement(
    "consensus scores of call",
    """
    SELECT s.application_id, s.meeting_id, s.numerator, s.denominator, s.reason, s.set_by, s.set_at
    FROM consensus_scores AS s
    JOIN applications AS a ON a.id = s.application_id
    WHERE a.call_id = $1
    ORDER BY s.id
    """)

extension Connection {
    /// All of them, oldest first: the last of a file is the one that counts.
    package func consensusScores(of call: CallID) throws -> [ConsensusScore] {
        try query(consensusOfCall, call).map { row in
            ConsensusScore(
                application: try row.value(0), meeting: try row.value(1),
                score: Fraction(try row.value(2) as Int64, try row.value(3) as Int64), reason: try row.value(4),
                by: try row.string(5), at: try row.value(6))
        }
    }

    package func keep(_ score: ConsensusScore) throws {
        try query(
            insertConsensus, score.application, score.meeting, score.score.numerator, score.score.denominator, score.reason,
            score.by, score.at)
    }
}
