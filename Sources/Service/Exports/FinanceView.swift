package import CallModel
package import Exchange
import Postgres
import Store
package import Workflow

/// What finance needs to know of a call beside its awards and payments.
package struct FinanceHead: Sendable {
    package let call: Call
    package let definition: CallDefinition
    package let lines: [FinanceLine]
    package let now: Instant
    /// The day that it now is where the call runs.
    package let today: CalendarDate?
}

extension Service {
    /// Hands the awards of a call on as they are read, best rank first: with their commitments, and what was paid of them.
    ///
    /// - Parameters:
    ///   - language: of labels and states.
    ///   - body: runs on the session's own thread, and throws what it likes.
    package func financeAwards<Value: Sendable>(
        of code: String, in language: Language,
        _ body: @escaping @Sendable (FinanceHead, FinanceRecords<FinanceAward>) throws -> Value
    ) async throws -> Value {
        try await streaming { db in
            let head = try financeHead(of: code, in: language, db)
            return try body(head) { part, take in
                try forEachAwarded(part, of: head.call, db) { files in
                    let titles = try db.titles(files.compactMap { $0.file.summary?.content })
                    let book = PaymentBook(try db.batchedPayments(of: files.compactMap { $0.grant?.id }))
                    for file in files {
                        let payments = Self.payments(file, of: head.call, head.definition)
                        let title = file.file.summary.flatMap { titles[$0.content] } ?? ""
                        let batched = payments.compactMap { book.live($0.order) }
                        try take(Self.award(file, batched, title: title, head.definition, language))
                    }
                }
            }
        }
    }

    /// Hands every payment that was ordered in a call on as it is read, in the order of the awards.
    package func financePayments<Value: Sendable>(
        of code: String, in language: Language,
        _ body: @escaping @Sendable (FinanceHead, FinanceRecords<FinancePayment>) throws -> Value
    ) async throws -> Value {
        try await streaming { db in
            let head = try financeHead(of: code, in: language, db)
            return try body(head) { part, take in
                try forEachAwarded(part, of: head.call, db) { files in
                    let book = PaymentBook(try db.batchedPayments(of: files.compactMap { $0.grant?.id }))
                    for file in files { try Self.payments(file, of: head.call, head.definition, book).forEach(take) }
                }
            }
        }
    }

    private func financeHead(
        of code: String, in language: Language, _ db: borrowing Connection
    ) throws -> FinanceHead {
        let call = try released(code, db)
        let definition = try regulation(of: call, db).definition
        let now = try db.now()
        // Where nothing is carried over the files stay where they are: this list is read as it is written.
        let carries = definition.budgetLines.contains { $0.reserve?.unspent == .carryOver }
        let files = carries ? try db.files(of: call.id).filter { $0.notifiedAt != nil } : []
        return FinanceHead(
            call: call, definition: definition,
            lines: definition.budgetLines.map { line in
                FinanceLine(
                    id: line.id, label: line.label.text(in: language), article: line.budgetArticle, total: line.total,
                    carriedForward: line.carriedForward(after: files))
            },
            now: now, today: Self.day(now, of: definition))
    }

    private static func award(
        _ awarded: AwardedFile, _ batched: [StoredPayment], title: String, _ definition: CallDefinition, _ language: Language
    ) -> FinanceAward {
        let (file, grant) = (awarded.file, awarded.grant)
        return FinanceAward(
            reference: file.reference, organisation: awarded.organisation.name,
            enterpriseNumber: awarded.organisation.enterpriseNumber, title: title, category: file.summary?.category ?? "",
            rank: file.rank.map(Int.init), score: file.score?.rounded(places: 2), requested: file.summary?.requested,
            advised: file.advised, awarded: file.awarded ?? .zero, decidedOn: day(awarded.awardedAt, of: definition),
            line: file.line, commitment: grant?.commitment, committedOn: day(awarded.at(.commit), of: definition),
            paid: grant?.paid ?? .zero, isOver: grant.map { GrantState.over.contains($0.state) } ?? false,
            communication: grant.flatMap { communication(of: $0, definition) },
            bankReferences: batched.map(\.order.endToEnd), state: grant?.state.label.text(in: language))
    }

    /// - Parameter book: says what became of them at the bank.
    static func payments(
        _ awarded: AwardedFile, of call: Call, _ definition: CallDefinition, _ book: PaymentBook? = nil
    ) -> [FinancePayment] {
        guard let grant = awarded.grant else { return [] }
        return awarded.payments.compactMap { payment in
            day(payment.at, of: definition).map { day in
                let order = PaymentOrder(
                    identifier: PaymentIdentifier(
                        call: call.code, grant: grant.id.value, instalment: payment.isFirst ? .first : .balance),
                    reference: awarded.file.reference, payee: awarded.organisation.name, account: awarded.organisation.iban,
                    amount: payment.amount, communication: communication(of: grant, definition),
                    standing: standing(of: grant, awarded.file))
                return FinancePayment(
                    order: order, orderedOn: day, orderedAt: payment.at, line: awarded.file.line, commitment: grant.commitment,
                    bank: book?.live(order).map { FinancePayment.Bank(batch: $0.batch.value, status: $0.status.rawValue) })
            }
        }
    }

    private static func standing(of grant: Grant, _ file: Application) -> PaymentOrder.Standing {
        switch grant.state {
        case .cancelled, .lapsed: .cancelled
        case .suspended: .suspended
        default: file.state == .underAppeal ? .suspended : .due
        }
    }

    /// The edition and the number of the grant: ten digits that say where a payment belongs. Nil where they do not fit, so
    /// that two grants never have one communication.
    private static func communication(of grant: Grant, _ definition: CallDefinition) -> StructuredCommunication? {
        guard (0...9_999).contains(definition.edition), (0...999_999).contains(grant.id.value) else { return nil }
        return StructuredCommunication(base: Int64(definition.edition) * 1_000_000 + grant.id.value)
    }
}

extension GrantState {
    /// Where nothing more is paid.
    fileprivate static let over: Set<GrantState> = [.lapsed, .cancelled, .closed]
}
