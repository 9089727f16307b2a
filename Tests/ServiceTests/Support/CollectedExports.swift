import CallModel
import Exchange
import Service
import Store

/// What finance gets of a call, all at once.
struct FinanceView: Sendable {
    let today: CalendarDate?
    let awards: [FinanceAward]
    let payments: [FinancePayment]

    func orders(of day: CalendarDate) -> [FinancePayment] { payments.filter { $0.orderedOn == day } }
}

/// What the public gets, all at once.
struct OpenDataView: Sendable {
    let publisher: OpenPublisher
    let now: Instant
    let awards: [OpenAward]
}

/// For tests of a few files: what the service hands on file by file, collected.
extension Service {
    func finance(of code: String, in language: Language) async throws -> FinanceView {
        let (today, awards) = try await financeAwards(of: code, in: language) { head, records in
            var awards: [FinanceAward] = []
            try records(.all) { awards.append($0) }
            return (head.today, awards)
        }
        let payments = try await financePayments(of: code, in: language) { _, records in
            var payments: [FinancePayment] = []
            try records(.all) { payments.append($0) }
            return payments
        }
        return FinanceView(today: today, awards: awards, payments: payments)
    }

    func openData(of code: String?, in language: Language) async throws -> OpenDataView {
        try await openData(of: code, in: language) { head, records in
            var awards: [OpenAward] = []
            try records { awards.append($0) }
            return OpenDataView(publisher: head.publisher, now: head.now, awards: awards)
        }
    }

    /// The file of a batch, all at once.
    func bankFile(
        _ batch: Int64, of code: String
    ) async throws -> (transfers: [PaymentBatch.Transfer], bytes: [UInt8], digest: Digest) {
        try await batchFile(PaymentBatchID(batch), of: code) { _, batch, records in
            var transfers: [PaymentBatch.Transfer] = []
            try records { transfers.append($0) }
            return (
                transfers, PaymentFile(batch).encoded(transfers), try PaymentFile.digest(of: batch) { try transfers.forEach($0) }
            )
        }
    }

    /// The award list as it may leave the house.
    func releasedAwards(of code: String) async throws(ServiceError) -> [ReleasedFile] {
        do {
            return try await released(.awarded, of: code) { _, records in
                var files: [ReleasedFile] = []
                try records { files.append($0) }
                return files
            }
        } catch {
            throw error as? ServiceError ?? .definition("\(error)")
        }
    }
}
