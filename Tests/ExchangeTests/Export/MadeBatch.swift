import CallModel

@testable import Exchange

/// A small batch with its payments, all at once, as no part of the program has one.
struct MadeBatch {
    let batch: PaymentBatch
    let transfers: [PaymentBatch.Transfer]
    let leftOut: [PaymentOrder]

    var messageID: String { batch.messageID }

    init(
        _ orders: [PaymentOrder], from debtor: PaymentDebtor, on executionDate: CalendarDate, createdAt: Instant
    ) throws(PaymentRefusals) {
        var check = PaymentCheck()
        var message = PaymentMessage()
        transfers = orders.compactMap { check.transfer($0) }
        try check.finish()
        for transfer in transfers { message.add(transfer.order.identifier.description, sentBefore: 0) }
        leftOut = check.leftOut
        batch = PaymentBatch(
            message.identifier, from: debtor, on: executionDate, createdAt: createdAt, count: check.count, total: check.total)
    }

    /// The whole file, with its SHA-256.
    func encoded() throws -> (bytes: [UInt8], digest: Digest) {
        (PaymentFile(batch).encoded(transfers), try PaymentFile.digest(of: batch) { try transfers.forEach($0) })
    }
}
