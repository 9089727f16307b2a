package import CallModel

/// Who pays: the municipality.
package struct PaymentDebtor: Hashable, Sendable {
    package let name: String
    package let account: String
    package let enterpriseNumber: EnterpriseNumber?

    package init(name: String, account: String, enterpriseNumber: EnterpriseNumber? = nil) {
        (self.name, self.account, self.enterpriseNumber) = (name, account, enterpriseNumber)
    }
}

/// Payments that go to the bank together, checked: each can be made, each is there once.
///
/// Everything by which a bank tells one file from another follows from the payments alone, those included that are left out,
/// and from how often each was sent before. The same payments give the same message identifier and the same end-to-end
/// identifiers whenever they are exported, so that a file sent twice is refused as a duplicate and not paid; a payment that was
/// rejected, and goes again, makes another message.
package struct PaymentBatch: Hashable, Sendable {
    /// A payment that will be made, with its texts as the bank gets them.
    package struct Transfer: Hashable, Sendable {
        package let order: PaymentOrder
        package let account: SEPAAccount
        /// At most 70 characters of the SEPA set.
        package let name: String
    }

    package let debtor: PaymentDebtor
    package let debtorAccount: SEPAAccount
    /// At most 70 characters of the SEPA set.
    package let debtorName: String
    /// In the order of their identifiers, whatever the order in which they were given.
    package let transfers: [Transfer]
    /// What was given and is not paid: amounts of zero, cancelled and suspended grants.
    package let leftOut: [PaymentOrder]
    /// The day on which the bank is to pay.
    package let executionDate: CalendarDate
    package let createdAt: Instant
    package let total: Cents
    /// 35 characters.
    package private(set) var messageID: String

    /// A batch as it was made before: the same file under the same message.
    package init(
        again messageID: String, _ orders: [PaymentOrder], from debtor: PaymentDebtor, on executionDate: CalendarDate,
        createdAt: Instant
    ) throws(PaymentRefusals) {
        try self.init(orders, from: debtor, on: executionDate, createdAt: createdAt)
        self.messageID = messageID
    }

    /// - Parameter sentBefore: in how many batches that were not carried out a payment was, by its identifier.
    /// - Throws: every refusal at once; there is no batch of the rest, so that nobody is forgotten.
    package init(
        _ orders: [PaymentOrder], from debtor: PaymentDebtor, on executionDate: CalendarDate, createdAt: Instant,
        sentBefore: [String: Int] = [:]
    ) throws(PaymentRefusals) {
        var refusals: [PaymentRefusal] = []
        var account: SEPAAccount?
        do { account = try SEPAAccount(debtor.account) } catch {
            refusals.append(.debtorAccount(account: debtor.account, error))
        }
        let name = SEPAText.transliterated(debtor.name, to: Self.nameLength)
        if name.isEmpty { refusals.append(.debtorName(debtor.name)) }

        var transfers: [Transfer] = []
        var leftOut: [PaymentOrder] = []
        var seen: Set<String> = []
        for order in orders.sorted(by: { $0.identifier < $1.identifier }) {
            if order.standing != .due || order.amount == .zero {
                leftOut.append(order)
            } else if !seen.insert(order.identifier.description).inserted {
                refusals.append(.repeated(reference: order.reference, identifier: order.identifier.description))
            } else {
                Self.check(order, &transfers, &refusals)
            }
        }
        if transfers.isEmpty, refusals.isEmpty { refusals.append(.nothingToPay) }
        guard refusals.isEmpty, let account else { throw PaymentRefusals(refusals) }
        (self.debtor, debtorAccount, debtorName) = (debtor, account, name)
        (self.transfers, self.leftOut) = (transfers, leftOut)
        (self.executionDate, self.createdAt) = (executionDate, createdAt)
        total = transfers.reduce(.zero) { $0 + $1.order.amount }
        let identifiers = orders.map(\.identifier.description).sorted()
            .map { identifier in sentBefore[identifier].map { "\(identifier) \($0)" } ?? identifier }
            .joined(separator: "\n")
        messageID = "APPEL" + Digest.sha256(of: Array(identifiers.utf8)).hex.prefix(30).uppercased()
    }

    private static func check(_ order: PaymentOrder, _ transfers: inout [Transfer], _ refusals: inout [PaymentRefusal]) {
        let before = refusals.count
        if order.amount < .zero { refusals.append(.negativeAmount(reference: order.reference, amount: order.amount)) }
        if order.amount > largest { refusals.append(.amountTooLarge(reference: order.reference, amount: order.amount)) }
        let name = SEPAText.transliterated(order.payee, to: nameLength)
        if name.isEmpty { refusals.append(.payeeName(reference: order.reference, name: order.payee)) }
        do {
            let account = try SEPAAccount(order.account)
            if refusals.count == before { transfers.append(Transfer(order: order, account: account, name: name)) }
        } catch {
            refusals.append(.account(reference: order.reference, account: order.account, error))
        }
    }

    private static let nameLength = 70
    /// 999,999,999.99 (EPC132-08, AT-04).
    private static let largest = Cents(99_999_999_999)
}
