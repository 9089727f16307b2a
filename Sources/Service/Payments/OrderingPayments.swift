package import CallModel
import Exchange
import Postgres
import Store
import Workflow

/// What is to go to the bank.
package struct BatchWish: Hashable, Sendable {
    /// The municipality's account.
    package let account: String
    /// Only the payments that were ordered on this day; nil for all that wait.
    package let day: CalendarDate?
    /// The day on which the bank is to pay; nil for tomorrow.
    package let executionDate: CalendarDate?

    package init(account: String, day: CalendarDate? = nil, executionDate: CalendarDate? = nil) {
        (self.account, self.day, self.executionDate) = (account, day, executionDate)
    }
}

/// What became of an order for the bank: the record of its file.
package struct BatchReceipt: Hashable, Codable, Sendable {
    /// A payment that is not in the file, and why.
    package struct LeftOut: Hashable, Codable, Sendable {
        package enum Why: String, Codable, Sendable {
            /// The bank has it, or will have it, from an earlier batch.
            case inBatch
            case zero
            case cancelled
            case suspended
        }

        package let reference: String
        package let endToEnd: String
        package let amountCents: Cents
        package let why: Why
        /// The earlier batch.
        package let batch: Int64?
        /// What became of it there.
        package let status: String?
    }

    package let batch: Int64
    package let message: String
    package let executionDate: CalendarDate
    package let payments: Int
    package let totalCents: Cents
    /// Of the file.
    package let sha256: String
    package let leftOut: [LeftOut]
}

extension Service {
    /// Puts the payments that wait into a batch of the register, from which its file is written.
    ///
    /// The register decides what is paid, the file only carries it: a payment that is in a live batch is in no other one, and the
    /// database refuses it whoever exports at the same time. The record is there before the file gets its name. Were it the other
    /// way round, a file without a record could be sent and its payments ordered again; a record without its file pays nobody,
    /// and the file is written from it, byte for byte, whenever it is asked for.
    package func orderPayments(
        of code: String, _ wish: BatchWish, _ request: Request
    ) async throws(ServiceError) -> BatchReceipt {
        try await command(request, "order payments \(code) \(wish)") { db, _ in
            // Alone with the call: no grant is suspended or cancelled between the look at it and the record.
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.keepPaymentBatches.permit(request.actor)
            try Self.requireReleased(loaded.call)
            let definition = try regulation(of: loaded.call, db).definition
            let executionDate = try Self.executionDate(wish, definition, loaded.now)
            var book = try PaymentBook(db.batchedPayments(of: loaded.call.id))
            var orders: [FinancePayment] = []
            try forEachAwarded(of: loaded.call, db) { files in
                for file in files {
                    orders += Self.payments(file, of: loaded.call, definition)
                        .filter { wish.day == nil || $0.orderedOn == wish.day }
                        .filter { book.admits($0.order) }
                }
            }
            let batch: PaymentBatch
            do throws(PaymentRefusals) {
                batch = try PaymentBatch(
                    orders.map(\.order), from: PaymentDebtor(definition.authority, account: wish.account), on: executionDate,
                    createdAt: loaded.now, sentBefore: book.sentBefore)
            } catch {
                throw ServiceError.payments(error, leftOut: book.leftOut)
            }
            // Hashed and not kept: the file is written from the record.
            let digest = batch.write { _ in }
            let id = try db.keep(
                NewPaymentBatch(batch, of: loaded.call.id, digest: digest, by: request.actor.reference),
                payments: batch.transfers.map(StoredPayment.Order.init))
            let leftOut = book.leftOut + batch.leftOut.map { BatchReceipt.LeftOut($0) }
            let receipt = BatchReceipt(
                batch: id.value, message: batch.messageID, executionDate: executionDate, payments: batch.transfers.count,
                totalCents: batch.total, sha256: digest.hex, leftOut: leftOut)
            return (receipt, loaded.now)
        }
    }

    private static func executionDate(
        _ wish: BatchWish, _ definition: CallDefinition, _ now: Instant
    ) throws -> CalendarDate {
        guard let today = day(now, of: definition) else {
            throw ServiceError.definition("\(definition.code) names a time zone that does not exist")
        }
        guard let wished = wish.executionDate else { return today.adding(days: 1) }
        guard wished >= today else {
            throw ServiceError.faults([InputFault(field: "execute", message: executionPassed(wished))])
        }
        return wished
    }

    private static func executionPassed(_ day: CalendarDate) -> Message {
        Message(
            fr: "Le \(day) est passé : la banque ne peut plus payer ce jour-là.",
            nl: "\(day) is voorbij: de bank kan die dag niet meer betalen.",
            en: "\(day) has passed: the bank can no longer pay on that day.")
    }
}

/// Where the payments of a call stand at the bank, and which of them may still go there.
struct PaymentBook {
    /// By end-to-end identifier.
    private var live: [String: StoredPayment] = [:]
    private(set) var sentBefore: [String: Int] = [:]
    private(set) var leftOut: [BatchReceipt.LeftOut] = []

    init(_ payments: [StoredPayment]) {
        for payment in payments {
            if payment.status.isLive {
                live[payment.order.endToEnd] = payment
            } else {
                sentBefore[payment.order.endToEnd, default: 0] += 1
            }
        }
    }

    func live(_ order: PaymentOrder) -> StoredPayment? { live[order.identifier.description] }

    /// Whether a payment is in no live batch; one that is, is noted as left out.
    mutating func admits(_ order: PaymentOrder) -> Bool {
        guard let known = live(order) else { return true }
        leftOut.append(
            BatchReceipt.LeftOut(
                reference: order.reference, endToEnd: order.identifier.description, amountCents: order.amount, why: .inBatch,
                batch: known.batch.value, status: known.status.rawValue))
        return false
    }
}

extension BatchReceipt.LeftOut {
    fileprivate init(_ order: PaymentOrder) {
        let why: Why =
            switch order.standing {
            case .due: .zero
            case .cancelled: .cancelled
            case .suspended: .suspended
            }
        self.init(
            reference: order.reference, endToEnd: order.identifier.description, amountCents: order.amount, why: why, batch: nil,
            status: nil)
    }
}

extension PaymentDebtor {
    fileprivate init(_ authority: GrantingAuthority, account: String) {
        // The bank's character set has no language: the first name that there is.
        self.init(
            name: authority.name.text(in: .french), account: account, enterpriseNumber: authority.enterpriseNumber)
    }
}

extension NewPaymentBatch {
    fileprivate init(_ batch: PaymentBatch, of call: CallID, digest: Digest, by actor: String) {
        self.init(
            call: call, messageID: batch.messageID, executionDate: batch.executionDate, debtorName: batch.debtorName,
            debtorAccount: batch.debtorAccount.iban.text, debtorNumber: batch.debtor.enterpriseNumber?.digits, total: batch.total,
            digest: digest, madeBy: actor, madeAt: batch.createdAt)
    }
}

extension StoredPayment.Order {
    fileprivate init(_ transfer: PaymentBatch.Transfer) {
        let order = transfer.order
        self.init(
            grant: GrantID(order.identifier.grant), instalment: order.identifier.instalment.rawValue,
            endToEnd: order.identifier.description, reference: order.reference, payee: transfer.name,
            account: transfer.account.iban.text, amount: order.amount, communication: order.communication?.digits)
    }
}
