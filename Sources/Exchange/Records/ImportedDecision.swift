package import CallModel

/// The secretariat's ruling on the gender marker of a file.
package struct ImportedMarker: Hashable, Sendable {
    package let reference: String
    /// Nil when the file is ruled to be not screened.
    package let marker: GenderMarker?
    package let reason: String?
    package let row: Int
}

/// The secretariat's ruling on whether a file may take part.
package struct ImportedRuling: Hashable, Sendable {
    package enum Ruling: String, CaseIterable, Sendable {
        case admissible, inadmissible
    }

    package let reference: String
    package let ruling: Ruling
    package let reason: String?
    package let row: Int
}

/// What the council advises on a file.
package struct ImportedAdvice: Hashable, Sendable {
    package enum Opinion: String, CaseIterable, Sendable {
        case favourable, reserve, unfavourable
    }

    package let reference: String
    package let opinion: Opinion
    package let amount: Cents?
    package let line: String?
    package let reason: String?
    package let row: Int

    package init(reference: String, opinion: Opinion, amount: Cents?, line: String?, reason: String?, row: Int) {
        (self.reference, self.opinion, self.amount) = (reference, opinion, amount)
        (self.line, self.reason, self.row) = (line, reason, row)
    }
}

/// What the College decides on a file.
package struct ImportedDecision: Hashable, Sendable {
    package enum Outcome: String, CaseIterable, Sendable {
        case award, reserve, refuse
    }

    package let reference: String
    package let outcome: Outcome
    package let amount: Cents?
    package let line: String?
    package let reason: String?
    /// Why the decision differs from the advice.
    package let departure: String?
    package let row: Int
}
