package import CallModel

/// A grant with its history, as a program reads it.
package struct GrantAnswer: Codable {
    package let grant: GrantRow
    package let history: [HistoryRow]

    package init(grant: GrantRow, history: [HistoryRow]) { (self.grant, self.history) = (grant, history) }

    /// The grant as people read it; its history apart.
    package func facts(in language: Language) -> Facts {
        func word(_ message: Message) -> String { message.text(in: language) }
        return Facts([
            (grant.reference, grant.organisation), (word(Words.state), StateLabel.text("grant", grant.state, in: language)),
            (word(Words.awarded), grant.awardedCents.decimal), (word(Words.paid), grant.paidCents.decimal),
            (word(Words.justified), grant.reportedCents.decimal), (word(Words.accepted), grant.acceptedCents.decimal),
            (word(Words.claimed), grant.claimedCents.decimal), (word(Words.recovered), grant.recoveredCents.decimal),
            (word(Words.commitment), grant.commitment ?? ""), (word(Words.sent), Moment.text(grant.sentAt))
        ])
    }
}
