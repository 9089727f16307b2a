package import CallModel

/// Payments that go to the bank together: everything that their file says before the first of them.
///
/// The payments themselves are handed over one by one, so that a batch of any size takes no more memory than a small one. What a
/// bank tells files apart by follows from the payments alone (`PaymentMessage`), so that a file sent twice is refused as a
/// duplicate and not paid.
package struct PaymentBatch: Hashable, Sendable {
    /// A payment that will be made, with its texts as the bank gets them.
    package struct Transfer: Hashable, Sendable {
        package let order: PaymentOrder
        package let account: SEPAAccount
        /// At most 70 characters of the SEPA set.
        package let name: String
    }

    package let debtor: PaymentDebtor
    /// 35 characters.
    package let messageID: String
    /// The day on which the bank is to pay.
    package let executionDate: CalendarDate
    package let createdAt: Instant
    package let count: Int
    package let total: Cents

    package init(
        _ messageID: String, from debtor: PaymentDebtor, on executionDate: CalendarDate, createdAt: Instant, count: Int, total: Cents
    ) {
        (self.messageID, self.debtor, self.executionDate) = (messageID, debtor, executionDate)
        (self.createdAt, self.count, self.total) = (createdAt, count, total)
    }
}

/// Who pays: the municipality.
package struct PaymentDebtor: Hashable, Sendable {
    /// At most 70 characters of the SEPA set.
    package let name: String
    package let account: SEPAAccount
    package let enterpriseNumber: EnterpriseNumber?

    /// - Throws: everything that keeps it from paying.
    package init(name: String, account: String, enterpriseNumber: EnterpriseNumber? = nil) throws(PaymentRefusals) {
        var refusals: [PaymentRefusal] = []
        var known: SEPAAccount?
        do { known = try SEPAAccount(account) } catch { refusals.append(.debtorAccount(account: account, error)) }
        self.name = SEPAText.transliterated(name, to: PaymentBatch.nameLength)
        if self.name.isEmpty { refusals.append(.debtorName(name)) }
        guard let known, refusals.isEmpty else { throw PaymentRefusals(refusals) }
        (self.account, self.enterpriseNumber) = (known, enterpriseNumber)
    }
}

extension PaymentBatch.Transfer {
    /// - Throws: everything that keeps the payment from being made.
    package init(_ order: PaymentOrder) throws(PaymentRefusals) {
        var refusals: [PaymentRefusal] = []
        if order.amount < .zero { refusals.append(.negativeAmount(reference: order.reference, amount: order.amount)) }
        if order.amount > Self.largest { refusals.append(.amountTooLarge(reference: order.reference, amount: order.amount)) }
        name = SEPAText.transliterated(order.payee, to: PaymentBatch.nameLength)
        if name.isEmpty { refusals.append(.payeeName(reference: order.reference, name: order.payee)) }
        var known: SEPAAccount?
        do { known = try SEPAAccount(order.account) } catch {
            refusals.append(.account(reference: order.reference, account: order.account, error))
        }
        guard let known, refusals.isEmpty else { throw PaymentRefusals(refusals) }
        (self.order, account) = (order, known)
    }

    /// 999,999,999.99 (EPC132-08, AT-04).
    private static var largest: Cents { Cents(99_999_999_999) }
}

extension PaymentBatch {
    fileprivate static let nameLength = 70
}
