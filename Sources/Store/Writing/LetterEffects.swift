package import CallModel
package import Postgres

/// What an association is still to be told in writing, because of an event that was committed.
package struct WaitingLetter: Hashable, Sendable {
    /// Its number in the outbox.
    package let effect: Int64
    package let kind: EffectKind
    /// The code of the call.
    package let call: String
    /// The reference of the file.
    package let reference: String
    package let organisation: OrganisationID
    package let at: Instant
}

// Whoever has no address is told otherwise: what it was to read stays in the outbox.
private let waitingLetters = Statement(
    "waiting letters",
    """
    SELECT o.id, o.kind, c.code, a.reference, a.organisation_id, o.created_at
    FROM outbox AS o
    LEFT JOIN grants AS g ON o.machine = 'grant' AND g.id = o.stream_id
    JOIN applications AS a
        ON a.id = CASE o.machine WHEN 'application' THEN o.stream_id WHEN 'grant' THEN g.application_id END
    JOIN calls AS c ON c.id = a.call_id
    JOIN organisations AS n ON n.id = a.organisation_id
    WHERE o.delivered_at IS NULL AND o.kind = ANY ($1) AND n.record ->> 'email' LIKE '%@%'
    ORDER BY o.id
    LIMIT $2
    """)
private let takeEffect = Statement(
    "take effect", "UPDATE outbox SET delivered_at = $2 WHERE id = $1 AND delivered_at IS NULL")
private let insertLetter = Statement(
    "insert letter",
    """
    INSERT INTO mails (kind, language, recipient, subject, body, created_at, due_at, held, effect_id)
    VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8)
    """)
private let releaseMails = Statement(
    "release mails", "UPDATE mails SET held = false, due_at = $2 WHERE held AND delivered_at IS NULL AND id <= $1")

extension EffectKind {
    /// Those that an association reads; the others are finance's.
    package static let letters: [EffectKind] = [.receipt, .complementRequest, .decisionLetter, .agreement]

    /// Whether somebody reads the letter before it leaves: a receipt says only what the association knows already.
    package var isReadFirst: Bool { self != .receipt }
}

extension Connection {
    /// The oldest letters that nobody has written yet.
    package func waitingLetters(most: Int) throws -> [WaitingLetter] {
        try query(Store.waitingLetters, EffectKind.letters.map(\.rawValue), Int64(most)).map { row in
            guard let kind = EffectKind(rawValue: try row.string(1)) else { throw StoreError.unreadable("kind of an effect") }
            return WaitingLetter(
                effect: try row.int64(0), kind: kind, call: try row.string(2), reference: try row.string(3),
                organisation: OrganisationID(try row.int64(4)), at: try row.value(5))
        }
    }

    /// Writes a letter down in the place of its effect.
    ///
    /// - Returns: false where somebody else did so before; then nothing is written.
    package func keep(letter mail: NewMail, of kind: EffectKind, for effect: Int64, at now: Instant) throws -> Bool {
        guard try execute(takeEffect, effect, now) == 1 else { return false }
        try execute(
            insertLetter, kind.rawValue, mail.language.rawValue, mail.to, mail.subject, mail.body, now, kind.isReadFirst, effect)
        return true
    }

    /// Lets the mails leave that waited for a reader, up to a number: later ones nobody has read.
    ///
    /// - Returns: how many.
    package func releaseMails(upTo id: Int64, at now: Instant) throws -> Int { Int(try execute(Store.releaseMails, id, now)) }
}
