import CallModel
import Exchange
import Hummingbird
import NIOCore
import Presentation
import Service
import Store
import Workflow

/// Payments for the bank: put into batches, handed out as files, and what the bank says of them read back.
enum BatchPages {
    private static let keepers = Access.doing(.keepPaymentBatches)

    static let routes: [PageRoute] = PageRoute.together(
        [
            .get("finance/:call/batches", FinancePages.access) { visit in try await list(visit) },
            .get("finance/:call/batches/:batch", FinancePages.access) { visit in try await show(visit) },
            .get("finance/:call/batches/:batch/file", keepers) { visit in try await file(visit) }
        ],
        PageRoute.plan("finance/:call/batches/order", keepers) { visit, fields in try await order(visit, fields) },
        PageRoute.plan("finance/:call/batches/:batch/withdraw", keepers) { visit, fields in try await withdraw(visit, fields) },
        PageRoute.plan("finance/:call/batches/report", keepers, limit: 16 << 20) { visit, fields in try await report(visit, fields) })

    private static func list(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let batches = try await visit.service().paymentBatches(of: code)
        var block = Block()
        if visit.site.isRehearsal { block.inset = visit.say("finance.rehearsalPaysNothing") }
        if RegisterAction.keepPaymentBatches.roles.contains(visit.visitor.role ?? .system) {
            block.steps = [
                Block.Link(visit.path("finance/\(code)/batches/order"), visit.say("finance.order")),
                Block.Link(visit.path("finance/\(code)/batches/report"), visit.say("finance.report"))
            ]
        }
        block.tables = [
            TableView(visit.say("finance.batches"), batches.map(BatchRow.init), visit) { visit.path("finance/\(code)/batches/\($0.batch)") }
        ]
        return try visit.show(
            .blocks(
                "\(visit.say("finance.batches")) – \(code)", [block],
                around: FinancePages.neighbours(code, visit, current: "batches"), visit))
    }

    private static func batch(_ visit: Visit) async throws -> PaymentBatchView {
        guard let id = Int64(try visit.parameter("batch")) else { throw HTTPError(.notFound) }
        guard let found = try await visit.service().paymentBatches(of: visit.call).first(where: { $0.batch.id.value == id }) else {
            throw HTTPError(.notFound)
        }
        return found
    }

    private static func show(_ visit: Visit) async throws -> Response {
        let (code, view) = (try visit.call, try await batch(visit))
        let row = BatchRow(view)
        var block = Block()
        let base = "finance/\(code)/batches/\(row.batch)"
        block.facts = Facts([
            (BatchWords.message.text(in: visit.language), row.message),
            (BatchWords.execution.text(in: visit.language), visit.formats.date(row.executionDate)),
            (BatchWords.payments.text(in: visit.language), "\(row.payments)"),
            (Words.total.text(in: visit.language), visit.formats.amount(row.totalCents)),
            (BatchWords.settled.text(in: visit.language), visit.formats.amount(row.settledCents)),
            (BatchWords.rejected.text(in: visit.language), visit.formats.amount(row.rejectedCents)), ("SHA-256", row.sha256),
            (visit.say("finance.withdrawnBecause"), row.withdrawnBecause ?? "")
        ])
        if RegisterAction.keepPaymentBatches.roles.contains(visit.visitor.role ?? .system), row.withdrawnAt == nil {
            block.steps = [
                Block.Link(visit.path("\(base)/file"), visit.say("finance.download")),
                Block.Link(visit.path("\(base)/withdraw"), visit.say("finance.withdraw"))
            ]
        }
        var payments = Block(BatchWords.payments.text(in: visit.language).capitalizedFirst)
        payments.tables = [TableView(BatchWords.payments.text(in: visit.language), view.payments.map(BatchPaymentRow.init), visit)]
        let title = "\(BatchWords.batch.text(in: visit.language).capitalizedFirst) \(row.batch)"
        return try visit.show(
            .blocks(title, [block, payments], around: FinancePages.neighbours(code, visit, current: "batches"), visit))
    }

    /// The file for the bank, written again from the record, byte for byte. A rehearsal pays nothing.
    private static func file(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        try refuseRehearsal(visit)
        guard let id = Int64(try visit.parameter("batch")) else { throw HTTPError(.notFound) }
        try await visit.noteAccess("batch", call: code)
        let written = try await visit.service().batchFile(PaymentBatchID(id), of: code) { stored, batch, transfers in
            var bytes: [UInt8] = []
            _ = try PaymentFile(batch).write(transfers) { bytes += $0 }
            return (name: stored.messageID, bytes: bytes)
        }
        return visit.download(ByteBuffer(bytes: written.bytes), named: "\(written.name).xml", type: "application/xml")
    }

    private static func refuseRehearsal(_ visit: Visit) throws {
        guard visit.site.isRehearsal else { return }
        throw Refused(.conflict, Problem("rehearsal", .refused, visit.message("finance.rehearsalPaysNothing")))
    }

    private static func order(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        var plan = Plan(
            path: "finance/\(code)/batches/order", title: "\(visit.say("finance.order")) – \(code)", button: visit.say("finance.orderAll"),
            isGrave: true, back: "finance/\(code)/batches"
        ) { visit, fields, command in
            try refuseRehearsal(visit)
            let wish = BatchWish(
                account: try fields.required("account", visit), day: try fields.date("day", visit),
                executionDate: try fields.date("execute", visit))
            let receipt = try await visit.service().orderPayments(of: code, wish, command)
            return Plan.Outcome(
                sentences: [visit.say("finance.batchWillPay", count: receipt.payments), visit.formats.amount(receipt.totalCents)],
                tables: receipt.leftOut.isEmpty
                    ? []
                    : [
                        TableView(
                            visit.say("finance.leftOut"), receipt.leftOut.map(LeftOutRow.init), visit, isCaptionHidden: false,
                            isPaged: false)
                    ])
        }
        plan.lead = [visit.say("finance.orderLead")]
        plan.notice = "ordered"
        plan.neighbours = FinancePages.neighbours(code, visit, current: "batches")
        plan.fields = [
            Field(
                "account", visit.say("finance.account"), .line(autocomplete: "off"), values: [typed["account"] ?? ""],
                help: visit.say("finance.accountHelp"), isRequired: true),
            Field(
                "execute", visit.say("finance.execute"), .line(type: "date", className: "short"), values: [typed["execute"] ?? ""],
                help: visit.say("finance.executeHelp")),
            Field(
                "day", visit.say("finance.day"), .line(type: "date", className: "short"), values: [typed["day"] ?? ""],
                help: visit.say("finance.dayHelp"))
        ]
        return plan
    }

    private static func withdraw(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let (code, view) = (try visit.call, try await batch(visit))
        let id = view.batch.id
        var plan = Plan(
            path: "finance/\(code)/batches/\(id)/withdraw", title: "\(visit.say("finance.withdraw")) – \(id)",
            button: visit.say("finance.withdraw"), isGrave: true, back: "finance/\(code)/batches/\(id)"
        ) { visit, fields, command in
            let receipt = try await visit.service().withdrawBatch(id, of: code, reason: fields.text("reason"), command)
            return Plan.Outcome(sentences: [visit.say("finance.withdrawn", count: receipt.changed)])
        }
        plan.lead = [visit.say("finance.withdrawLead")]
        plan.neighbours = FinancePages.neighbours(code, visit, current: "batches")
        plan.fields = [
            Field("reason", visit.say("office.reason"), .area(rows: 3), values: [typed["reason"] ?? ""], isRequired: true)
        ]
        return plan
    }

    /// What the bank says of a batch: pain.002, or a table with the columns `endToEndId` and `status`.
    private static func report(_ visit: Visit, _ typed: FormFields) async throws -> Plan {
        let code = try visit.call
        let batches = try await visit.service().paymentBatches(of: code).filter { $0.batch.withdrawal == nil }
        var plan = Plan(
            path: "finance/\(code)/batches/report", title: "\(visit.say("finance.report")) – \(code)",
            button: visit.say("finance.reportTake"),
            back: "finance/\(code)/batches"
        ) { visit, fields, command in
            let report = try bankReport(fields, visit)
            let batch = fields["batch"].flatMap { Int64($0) }.map { PaymentBatchID($0) }
            let receipt = try await visit.service().readBankReport(report, of: code, batch: batch, command)
            return Plan.Outcome(
                sentences: [Words.treated(changed: receipt.changed, unchanged: receipt.unchanged).text(in: visit.language)])
        }
        plan.lead = [visit.say("finance.reportLead")]
        plan.neighbours = FinancePages.neighbours(code, visit, current: "batches")
        plan.fields = [
            PastedTable.field("report", visit.say("finance.reportFile"), typed, visit),
            Field(
                "batch", BatchWords.batch.text(in: visit.language).capitalizedFirst,
                .select(
                    [Field.Choice("", visit.say("finance.asReport"))]
                        + batches.map {
                            Field.Choice("\($0.batch.id)", "\($0.batch.id) – \($0.batch.messageID)")
                        }), values: [typed["batch"] ?? ""], help: visit.say("finance.reportBatchHelp"))
        ]
        return plan
    }

    private static func bankReport(_ fields: FormFields, _ visit: Visit) throws -> BankReport {
        let bytes = try PastedTable.bytes("report", fields, visit)
        do throws(BankReportFault) {
            let isXML = bytes.first { ![0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF].contains($0) } == UInt8(ascii: "<")
            let report: BankReport
            if isXML { report = try BankReport(xml: bytes) } else { report = try BankReport(csv: bytes) }
            return report
        } catch {
            throw Plan.Faults(faults: [FieldFault(field: Field.id(of: "report"), error.message.text(in: visit.language))])
        }
    }
}
