package import CallModel

/// A budget line, as finance books it.
package struct FinanceLine: Hashable, Sendable {
    package let id: String
    package let label: String
    package let article: String
    package let total: Cents
    /// The reserved money that goes to the next edition; nil where the regulation carries none over.
    package let carriedForward: Cents?

    package init(id: String, label: String, article: String, total: Cents, carriedForward: Cents? = nil) {
        (self.id, self.label, self.article, self.total) = (id, label, article, total)
        self.carriedForward = carriedForward
    }
}

/// The records that belong on one sheet.
package enum FinancePart: Hashable, Sendable {
    case all
    /// Of a budget line, by id.
    case line(String)
    /// Of none of these lines.
    case outside([String])
}

/// Hands over the records of a part, in their order.
package typealias FinanceRecords<Record> = (FinancePart, @escaping (Record) throws -> Void) throws -> Void

/// An award, as finance books it: what was asked, advised, decided, committed and paid stay apart.
package struct FinanceAward: Hashable, Sendable {
    package var reference: String
    package var organisation: String
    package var enterpriseNumber: EnterpriseNumber?
    package var title: String
    package var category: String
    package var rank: Int?
    /// On 100, rounded to two decimals by the caller.
    package var score: String?
    package var requested: Cents?
    package var advised: Cents?
    package var awarded: Cents
    /// The day of the decision.
    package var decidedOn: CalendarDate?
    /// The budget line, by id.
    package var line: String?
    /// The number of the commitment in the municipality's books.
    package var commitment: String?
    package var committedOn: CalendarDate?
    package var paid: Cents
    /// Nothing more is paid on it: the agreement lapsed, was cancelled, or is closed.
    package var isOver = false
    /// The structured communication that goes with the payments.
    package var communication: StructuredCommunication?
    /// The end-to-end identifiers of its payments that are in a live batch: by them the bank's statements name the money.
    package var bankReferences: [String]
    /// The state of the grant, in the reader's language; nil while there is no agreement.
    package var state: String?

    package init(
        reference: String, organisation: String, enterpriseNumber: EnterpriseNumber? = nil, title: String = "",
        category: String = "", rank: Int? = nil, score: String? = nil, requested: Cents? = nil, advised: Cents? = nil,
        awarded: Cents, decidedOn: CalendarDate? = nil, line: String? = nil, commitment: String? = nil,
        committedOn: CalendarDate? = nil, paid: Cents = .zero, isOver: Bool = false, communication: StructuredCommunication? = nil,
        bankReferences: [String] = [], state: String? = nil
    ) {
        self.reference = reference
        self.organisation = organisation
        self.enterpriseNumber = enterpriseNumber
        self.title = title
        self.category = category
        self.rank = rank
        self.score = score
        self.requested = requested
        self.advised = advised
        self.awarded = awarded
        self.decidedOn = decidedOn
        self.line = line
        self.commitment = commitment
        self.committedOn = committedOn
        self.paid = paid
        self.isOver = isOver
        self.communication = communication
        self.bankReferences = bankReferences
        self.state = state
    }
}

/// A payment that finance ordered, with the account that it goes to. For finance alone.
package struct FinancePayment: Hashable, Sendable {
    /// The batch in which it went to the bank, and what the bank has said of it.
    package struct Bank: Hashable, Sendable {
        package let batch: Int64
        package let status: String

        package init(batch: Int64, status: String) { (self.batch, self.status) = (batch, status) }
    }

    package var order: PaymentOrder
    /// The day where the call runs.
    package var orderedOn: CalendarDate
    package var orderedAt: Instant
    /// The budget line, by id.
    package var line: String?
    package var commitment: String?
    /// Nil while it is in no live batch.
    package var bank: Bank?

    package init(
        order: PaymentOrder, orderedOn: CalendarDate, orderedAt: Instant, line: String? = nil, commitment: String? = nil,
        bank: Bank? = nil
    ) {
        (self.order, self.orderedOn, self.orderedAt) = (order, orderedOn, orderedAt)
        (self.line, self.commitment, self.bank) = (line, commitment, bank)
    }
}
