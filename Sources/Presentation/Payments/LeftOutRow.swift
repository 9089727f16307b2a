package import CallModel
import Exchange
package import Service

/// A payment that is not in a file, and why.
package struct LeftOutRow: Codable, TableRow {
    package let leftOut: BatchReceipt.LeftOut

    package init(_ leftOut: BatchReceipt.LeftOut) { self.leftOut = leftOut }

    package static let columns: [Column] = [
        .text(Words.reference), .text(BatchWords.endToEnd), .number(Words.amount), .flexible(BatchWords.leftOut)
    ]

    package func cells(in language: Language) -> [String] {
        [leftOut.reference, leftOut.endToEnd, leftOut.amountCents.decimal, leftOut.reason.text(in: language)]
    }
}

extension BatchReceipt.LeftOut {
    /// Why a payment is not in the file.
    package var reason: Message {
        switch why {
        case .inBatch:
            let state = BatchWords.status(status ?? "")
            let number = batch.map(String.init) ?? ""
            return Message(
                fr: "déjà dans le lot \(number) (\(state.french))", nl: "al in reeks \(number) (\(state.dutch))",
                en: "in batch \(number) already (\(state.english))")
        case .zero: return Message(fr: "montant nul", nl: "bedrag is nul", en: "an amount of zero")
        case .cancelled: return PaymentOrder.Standing.cancelled.label
        case .suspended: return PaymentOrder.Standing.suspended.label
        }
    }
}

extension BatchReceipt {
    /// Which batch, how many payments, how much and when.
    package var sentence: Message {
        Message(
            fr: "lot \(batch) : \(payments) paiement(s), \(totalCents.french), \(executionDate)",
            nl: "reeks \(batch): \(payments) betaling(en), \(totalCents.dutch), \(executionDate)",
            en: "batch \(batch): \(payments) payment(s), \(totalCents.english), \(executionDate)")
    }
}
