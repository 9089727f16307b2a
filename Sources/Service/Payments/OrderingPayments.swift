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
            var gathering = PaymentGathering(for: definition.authority, account: wish.account, at: loaded.now)
            try forEachAwarded(of: loaded.call, db) { files in
                let orders = files.flatMap { Self.payments($0, of: loaded.call, definition) }
                    .filter { wish.day == nil || $0.orderedOn == wish.day }
                try gathering.take(orders.map(\.order), db)
            }
            let (id, debtor) = try gathering.finish()
            // What was written down is read twice more, for the name of the message and for the hash: the file is never in memory,
            // and the record alone gives it.
            var message = PaymentMessage()
            try db.forEachIdentifier(of: id) { message.add($0, sentBefore: $1) }
            let batch = PaymentBatch(
                message.identifier, from: debtor, on: executionDate, createdAt: loaded.now, count: gathering.check.count,
                total: gathering.check.total)
            let digest = try PaymentFile.digest(of: batch) { try Self.forEachTransfer(of: id, in: loaded.call, db, $0) }
            try db.keep(NewPaymentBatch(batch, of: loaded.call.id, digest: digest, by: request.actor.reference), as: id)
            let receipt = BatchReceipt(
                batch: id.value, message: batch.messageID, executionDate: executionDate, payments: batch.count,
                totalCents: batch.total, sha256: digest.hex, leftOut: gathering.leftOut)
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

extension NewPaymentBatch {
    fileprivate init(_ batch: PaymentBatch, of call: CallID, digest: Digest, by actor: String) {
        self.init(
            call: call, messageID: batch.messageID, executionDate: batch.executionDate, debtorName: batch.debtor.name,
            debtorAccount: batch.debtor.account.iban.text, debtorNumber: batch.debtor.enterpriseNumber?.digits,
            payments: batch.count, total: batch.total, digest: digest, madeBy: actor, madeAt: batch.createdAt)
    }
}
