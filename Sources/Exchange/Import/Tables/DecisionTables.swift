import CallModel

/// `reference,marker,reason`
struct MarkerTable: RecordTable {
    private let reference, marker, reason: Column

    init(_ header: inout HeaderReader) {
        reference = header.required("reference")
        marker = header.required("marker")
        reason = header.optional("reason")
    }

    func record(_ row: RowReader) -> ImportedMarker? {
        let reference = row.text(reference)
        row.claim([reference], self.reference)
        guard let word = row.word(marker, Word.self), let reference else { return nil }
        return ImportedMarker(
            reference: reference, marker: word.marker, reason: row.optionalProse(reason), row: row.row.line)
    }

    /// A ruling is written out: an empty cell could be one that was forgotten.
    private enum Word: String, CaseIterable {
        case notTargeted = "0"
        case significant = "1"
        case principal = "2"
        case none

        var marker: GenderMarker? {
            switch self {
            case .notTargeted: .notTargeted
            case .significant: .significant
            case .principal: .principal
            case .none: nil
            }
        }
    }
}

/// `reference,ruling,reason`
struct RulingTable: RecordTable {
    private let reference, ruling, reason: Column

    init(_ header: inout HeaderReader) {
        reference = header.required("reference")
        ruling = header.required("ruling")
        reason = header.optional("reason")
    }

    func record(_ row: RowReader) -> ImportedRuling? {
        let reference = row.text(reference)
        row.claim([reference], self.reference)
        guard let ruling = row.word(ruling, ImportedRuling.Ruling.self), let reference else { return nil }
        return ImportedRuling(reference: reference, ruling: ruling, reason: row.optionalProse(reason), row: row.row.line)
    }
}

/// `reference,opinion,amount,line,reason`
struct AdviceTable: RecordTable {
    private let reference, opinion, amount, line, reason: Column

    init(_ header: inout HeaderReader) {
        reference = header.required("reference")
        opinion = header.required("opinion")
        amount = header.required("amount")
        line = header.optional("line")
        reason = header.optional("reason")
    }

    func record(_ row: RowReader) -> ImportedAdvice? {
        let reference = row.text(reference)
        row.claim([reference], self.reference)
        let opinion = row.word(opinion, ImportedAdvice.Opinion.self)
        let amount = row.optionalAmount(amount)
        guard let reference, let opinion else { return nil }
        return ImportedAdvice(
            reference: reference, opinion: opinion, amount: amount, line: row.optionalText(line),
            reason: row.optionalProse(reason), row: row.row.line)
    }
}

/// `reference,outcome,amount,line,reason,departure`
struct DecisionTable: RecordTable {
    private let reference, outcome, amount, line, reason, departure: Column

    init(_ header: inout HeaderReader) {
        reference = header.required("reference")
        outcome = header.required("outcome")
        amount = header.required("amount")
        line = header.optional("line")
        reason = header.optional("reason")
        departure = header.optional("departure")
    }

    func record(_ row: RowReader) -> ImportedDecision? {
        let reference = row.text(reference)
        row.claim([reference], self.reference)
        let outcome = row.word(outcome, ImportedDecision.Outcome.self)
        let amount = row.optionalAmount(amount)
        guard let reference, let outcome else { return nil }
        return ImportedDecision(
            reference: reference, outcome: outcome, amount: amount, line: row.optionalText(line),
            reason: row.optionalProse(reason), departure: row.optionalProse(departure), row: row.row.line)
    }
}

/// `organisation,edition,awarded,accepted,refunded,closed`
struct EarlierGrantTable: RecordTable {
    private let organisation, edition, awarded, accepted, refunded, closed: Column

    init(_ header: inout HeaderReader) {
        organisation = header.required("organisation")
        edition = header.required("edition")
        awarded = header.required("awarded")
        accepted = header.required("accepted")
        refunded = header.required("refunded")
        closed = header.required("closed")
    }

    func record(_ row: RowReader) -> ImportedEarlierGrant? {
        let organisation = row.organisation(organisation)
        let edition = row.text(edition)
        row.claim([organisation, edition], self.edition)
        let awarded = row.amount(awarded)
        let accepted = row.amount(accepted)
        let refunded = row.amount(refunded)
        let isClosed = row.flag(closed)
        guard let organisation, let edition, let awarded, let accepted, let refunded, let isClosed else { return nil }
        return ImportedEarlierGrant(
            organisation: organisation, edition: edition, awarded: awarded, accepted: accepted, refunded: refunded,
            isClosed: isClosed, row: row.row.line)
    }
}
