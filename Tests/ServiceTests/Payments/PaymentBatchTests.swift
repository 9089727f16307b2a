import CallModel
import Exchange
import Foundation
import Postgres
import Service
import Store
import Testing
import Workflow

/// What goes to the bank, and that it goes there once.
@Suite struct PaymentBatchTests {
    private static let account = "BE68539007547034"
    private static let wish = BatchWish(account: account)

    /// Three awards whose first instalment was ordered.
    private func withPayments(_ body: (World, BrusselsCall, [String]) async throws -> Void) async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toResults(call, files: 3)
            let files = try await world.service.results(of: call.code).awards.map(\.view.file.reference).sorted()
            try #require(files == ["F01", "F02", "F03"])
            for (place, file) in files.enumerated() {
                _ = try await world.service.grant(of: file, in: call.code, .send, .secretariat)
                _ = try await world.service.grant(of: file, in: call.code, .sign, .secretariat)
                let amount = Cents(10_000 + Int64(place))
                for step in [GrantStep.commit(number: "2027-\(place)"), .payFirst(amount)] {
                    _ = try await world.service.grant(of: file, in: call.code, step, .finance)
                }
            }
            try await body(world, call, files)
        }
    }

    private func references(_ world: World, _ call: BrusselsCall, _ batch: Int64) async throws -> [String] {
        try await world.service.bankFile(batch, of: call.code).transfers.map(\.order.reference)
    }

    private func report(_ message: String?, _ statuses: (String, BankOutcome)...) -> BankReport {
        BankReport(
            messageID: message,
            statuses: statuses.map { BankStatus(endToEnd: $0.0, outcome: $0.1, reason: $0.1 == .rejected ? "AC04 Closed account" : nil) })
    }

    @Test func `a payment is in one batch, and the file of a batch can be had again byte for byte`() async throws {
        try await withPayments { world, call, files in
            let service = world.service
            _ = try await service.grant(of: "F03", in: call.code, .suspend, reason: "Contrôle.", .secretariat)
            let first = try await service.orderPayments(of: call.code, Self.wish, .finance)
            #expect(first.payments == 2 && first.totalCents == Cents(20_001))
            #expect(first.leftOut.map(\.reference) == ["F03"] && first.leftOut.map(\.why) == [.suspended])
            #expect(try await references(world, call, first.batch) == ["F01", "F02"])
            let file = try await service.bankFile(first.batch, of: call.code)
            #expect(file.digest.hex == first.sha256)
            #expect(PaymentFileCheck(file.bytes).faults == [])

            // Nothing waits but the one that is held.
            try await world.expectRefusal("nothingToPay") { () async throws(ServiceError) in
                try await service.orderPayments(of: call.code, Self.wish, .finance)
            }
            _ = try await service.grant(of: "F03", in: call.code, .resume, .secretariat)
            let second = try await service.orderPayments(of: call.code, Self.wish, .finance)
            #expect(second.payments == 1 && second.message != first.message)
            #expect(second.leftOut.map(\.reference) == ["F01", "F02"])
            #expect(second.leftOut.allSatisfy { $0.why == .inBatch && $0.batch == first.batch && $0.status == "ordered" })

            // The organisation moves its account: the bank was told another one, and so says the file.
            var changes = OrganisationChanges()
            changes.iban = "NL91 ABNA 0417 1643 00"
            changes.name = "Tout autrement"
            for stored in try await service.organisations() {
                _ = try await service.editOrganisation(stored.organisation.reference, changes, .secretariat)
            }
            _ = try await service.grant(of: "F01", in: call.code, .report(Cents(10_000)), .secretariat)
            #expect(try await service.bankFile(first.batch, of: call.code).bytes == file.bytes)
        }
    }

    @Test func `a day's payments alone, and none on a day that has passed`() async throws {
        try await withPayments { world, call, _ in
            let today = try #require(try await world.service.finance(of: call.code, in: .french).today)
            let before = BatchWish(account: Self.account, day: today.adding(days: -1))
            try await world.expectRefusal("nothingToPay") { () async throws(ServiceError) in
                try await world.service.orderPayments(of: call.code, before, .finance)
            }
            let late = BatchWish(account: Self.account, executionDate: today.adding(days: -1))
            try await world.expectRefusal("0 execute") { () async throws(ServiceError) in
                try await world.service.orderPayments(of: call.code, late, .finance)
            }
            let tried = try await world.service.orderPayments(of: call.code, Self.wish, Request(actor: .finance, isDryRun: true))
            #expect(tried.payments == 3)
            #expect(try await world.service.paymentBatches(of: call.code).isEmpty)
            let made = try await world.service.orderPayments(
                of: call.code, BatchWish(account: Self.account, day: today, executionDate: today), .finance)
            #expect(made.payments == 3 && made.executionDate == today && made.message == tried.message)
        }
    }

    @Test func `two exports at once pay once`() async throws {
        try await withPayments { world, call, _ in
            let service = world.service
            let made = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        do throws(ServiceError) {
                            return try await service.orderPayments(of: call.code, Self.wish, .finance).payments
                        } catch {
                            return error.summary == "nothingToPay" ? 0 : -1
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(made.sorted() == [0, 0, 0, 3])
            // Past the program too.
            let again = """
                INSERT INTO batch_payments (batch_id, grant_id, instalment, end_to_end, reference, payee, account, amount_cents, status, status_at)
                SELECT batch_id, grant_id, 2, end_to_end, reference, payee, account, amount_cents, status, status_at FROM batch_payments
                """
            let error = await #expect(throws: StoreError.self) { try await world.database.write { try $0.executeScript(again) } }
            guard case .database(let refused) = error else { return }
            #expect(refused.constraint == "batch_is_its_payments")
        }
    }

    @Test func `the bank's word is kept, and what it rejected goes in the next batch under another message`() async throws {
        try await withPayments { world, call, _ in
            let service = world.service
            let batch = try await service.orderPayments(of: call.code, Self.wish, .finance)
            let names = try await service.bankFile(batch.batch, of: call.code).transfers
                .map(\.order.identifier.description)
            let mixed = report(batch.message, (names[0], .settled), (names[1], .rejected), (names[2], .pending))
            let told = try await service.readBankReport(mixed, of: call.code, batch: nil, .finance)
            #expect(told.changed == 3 && !told.isComplete)
            #expect(told.lines.map(\.status) == ["settled", "rejected", "pending"])
            #expect(told.lines[1].reason == "AC04 Closed account")
            // Again, and an older one: nothing new.
            #expect(try await service.readBankReport(mixed, of: call.code, batch: nil, .finance).changed == 0)
            let older = report(batch.message, (names[0], .pending))
            #expect(try await service.readBankReport(older, of: call.code, batch: nil, .finance).changed == 0)
            try await world.expectRefusal("0 , 0 ") { () async throws(ServiceError) in
                try await service.readBankReport(
                    self.report(batch.message, (names[0], .rejected), (names[1], .settled)), of: call.code, batch: nil, .finance)
            }

            let next = try await service.orderPayments(of: call.code, Self.wish, .finance)
            #expect(next.payments == 1 && next.message != batch.message)
            #expect(try await references(world, call, next.batch) == ["F02"])
            let again = try await service.bankFile(next.batch, of: call.code).transfers
            #expect(again.map(\.order.identifier.description) == [names[1]])
            #expect(next.leftOut.map(\.status) == ["settled", "pending"])
            // A table does not say which batch: the number does.
            let table = report(nil, (names[1], .settled))
            try await world.expectRefusal("0 batch") { () async throws(ServiceError) in
                try await service.readBankReport(table, of: call.code, batch: nil, .finance)
            }
            let done = try await service.readBankReport(table, of: call.code, batch: PaymentBatchID(next.batch), .finance)
            #expect(done.isComplete)

            let view = try await service.finance(of: call.code, in: .english)
            #expect(view.awards.sorted { $0.reference < $1.reference }.map(\.bankReferences) == names.map { [$0] })
            #expect(Set(view.payments.compactMap(\.bank?.batch)) == [batch.batch, next.batch])
            let batches = try await service.paymentBatches(of: call.code)
            #expect(batches.map { $0.count(.settled) } == [1, 1] && batches[0].total(.rejected) == Cents(10_001))
        }
    }

    @Test func `a report about something else changes nothing, and says what`() async throws {
        try await withPayments { world, call, _ in
            let service = world.service
            let batch = try await service.orderPayments(of: call.code, Self.wish, .finance)
            for (report, batch) in [
                (report("OTHER", ("A", .settled)), nil), (report(batch.message, ("NOBODY", .settled)), nil),
                (report("OTHER"), PaymentBatchID(batch.batch))
            ] {
                try await world.expectRefusal("0 ") { () async throws(ServiceError) in
                    try await service.readBankReport(report, of: call.code, batch: batch, .finance)
                }
            }
            try await world.expectRefusal("notFound batch 99") { () async throws(ServiceError) in
                try await service.readBankReport(self.report(nil), of: call.code, batch: PaymentBatchID(99), .finance)
            }
        }
    }

    @Test func `a batch that the bank never got is withdrawn with a reason, and its payments wait again`() async throws {
        try await withPayments { world, call, _ in
            let service = world.service
            let batch = try await service.orderPayments(of: call.code, Self.wish, .finance)
            let id = PaymentBatchID(batch.batch)
            try await world.expectRefusal("reasonMissing") { () async throws(ServiceError) in
                try await service.withdrawBatch(id, of: call.code, reason: " ", .finance)
            }
            #expect(try await service.withdrawBatch(id, of: call.code, reason: "Jamais envoyé.", .finance).changed == 3)
            try await world.expectRefusal("0 batch") { () async throws(ServiceError) in
                try await service.withdrawBatch(id, of: call.code, reason: "Encore.", .finance)
            }
            let view = try #require(try await service.paymentBatches(of: call.code).first)
            #expect(view.withdrawnBecause == "Jamais envoyé." && view.batch.withdrawal?.by == "finance")
            await #expect(throws: ServiceError.self) { try await service.bankFile(batch.batch, of: call.code) }
            try await world.expectRefusal("0 ") { () async throws(ServiceError) in
                try await service.readBankReport(self.report(batch.message), of: call.code, batch: nil, .finance)
            }

            let next = try await service.orderPayments(of: call.code, Self.wish, .finance)
            #expect(next.payments == 3 && next.message != batch.message && next.leftOut.isEmpty)
            let names = try await service.bankFile(next.batch, of: call.code).transfers
            let first = report(next.message, (names[0].order.identifier.description, .pending))
            _ = try await service.readBankReport(first, of: call.code, batch: nil, .finance)
            // The bank has spoken of it.
            try await world.expectRefusal("0 batch") { () async throws(ServiceError) in
                try await service.withdrawBatch(PaymentBatchID(next.batch), of: call.code, reason: "Trop tard.", .finance)
            }
        }
    }

    @Test func `the record alone gives the file: one that was tampered with gives none`() async throws {
        try await withPayments { world, call, _ in
            let batch = try await world.service.orderPayments(of: call.code, Self.wish, .finance)
            try await world.tamper("UPDATE appel.batch_payments SET account = 'NL91ABNA0417164300' WHERE reference = 'F02'")
            await #expect(throws: ServiceError.self) {
                try await world.service.bankFile(batch.batch, of: call.code)
            }
            // Nor may the program itself change what the bank was told.
            let error = await #expect(throws: StoreError.self) {
                try await world.database.write { try $0.executeScript("UPDATE batch_payments SET amount_cents = 1") }
            }
            guard case .database(let refused) = error else { return }
            #expect(refused.sqlState == "42501")
        }
    }

    @Test func `a repeated order under one key is one batch`() async throws {
        try await withPayments { world, call, _ in
            let request = Request(actor: .finance, key: "batch-1")
            let first = try await world.service.orderPayments(of: call.code, Self.wish, request)
            #expect(try await world.service.orderPayments(of: call.code, Self.wish, request) == first)
            #expect(try await world.service.paymentBatches(of: call.code).count == 1)
        }
    }
}
