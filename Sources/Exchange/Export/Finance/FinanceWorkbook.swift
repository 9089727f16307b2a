package import CallModel

/// The workbooks for finance: an overview whose figures are formulas on the sheets that follow, one for each budget line.
package struct FinanceWorkbook: Hashable, Sendable {
    package var title: String
    package var lines: [FinanceLine]
    package var language: Language
    /// Stands in the file instead of the clock.
    package var created: Instant
    package var isRehearsal: Bool

    package init(
        title: String, lines: [FinanceLine], language: Language, created: Instant, isRehearsal: Bool = false
    ) {
        (self.title, self.lines, self.language) = (title, lines, language)
        (self.created, self.isRehearsal) = (created, isRehearsal)
    }

    /// Writes the award list. Throws `FileWriteError`, `WorkbookError` or what `awards` throws, and leaves the old file then.
    ///
    /// - Returns: how many awards are in it.
    @discardableResult
    package func write(awards: FinanceRecords<FinanceAward>, to path: String) throws -> Int {
        let columns = [
            column(FinanceWords.reference, 16), column(FinanceWords.organisation, 36),
            column(FinanceWords.enterpriseNumber, 15), column(FinanceWords.project, 40),
            column(FinanceWords.category, 16), column(FinanceWords.rank, 7), column(FinanceWords.score, 9),
            column(FinanceWords.requested, total: true), column(FinanceWords.advised, total: true),
            column(FinanceWords.awarded, total: true), column(FinanceWords.decidedOn, 12),
            column(FinanceWords.article, 16), column(FinanceWords.commitment, 16), column(FinanceWords.committedOn, 12),
            column(FinanceWords.paid, total: true), column(FinanceWords.open, total: true),
            column(FinanceWords.communication, 23), column(FinanceWords.bankReference, 26), column(FinanceWords.state, 22)
        ]
        return try write(
            awards, to: path, columns: columns,
            overview: [FinanceWords.requested, FinanceWords.advised, FinanceWords.awarded, FinanceWords.paid, FinanceWords.open]
        ) { award, line in
            [
                .text(award.reference), .text(award.organisation), .optional(award.enterpriseNumber?.description),
                .text(award.title), .text(award.category), award.rank.map(ExportCell.integer) ?? .empty,
                .optional(award.score), .optional(award.requested), .optional(award.advised), .amount(award.awarded),
                .optional(award.decidedOn), .optional(line?.article), .optional(award.commitment),
                .optional(award.committedOn), .amount(award.paid), .amount(award.isOver ? .zero : award.awarded - award.paid),
                .optional(award.communication?.description),
                award.bankReferences.isEmpty ? .empty : .text(award.bankReferences.joined(separator: ", ")), .optional(award.state)
            ]
        }
    }

    /// Writes the payment list. Throws `FileWriteError`, `WorkbookError` or what `payments` throws, and leaves the old file then.
    ///
    /// - Returns: how many payments are in it.
    @discardableResult
    package func write(payments: FinanceRecords<FinancePayment>, to path: String) throws -> Int {
        let columns = [
            column(FinanceWords.reference, 16), column(FinanceWords.organisation, 36), column(FinanceWords.account, 30),
            column(FinanceWords.instalment, 14), column(FinanceWords.orderedOn, 12),
            column(FinanceWords.amount, total: true), column(FinanceWords.article, 16),
            column(FinanceWords.commitment, 16), column(FinanceWords.communication, 23),
            column(FinanceWords.bankReference, 26), column(FinanceWords.standing, 14), column(FinanceWords.batch, 8),
            column(FinanceWords.bankStatus, 14)
        ]
        return try write(payments, to: path, columns: columns, overview: [FinanceWords.amount]) { payment, line in
            let order = payment.order
            return [
                .text(order.reference), .text(order.payee), .text(IBAN(order.account)?.description ?? order.account),
                .text(order.identifier.instalment.label.text(in: language)), .date(payment.orderedOn),
                .amount(order.amount), .optional(line?.article), .optional(payment.commitment),
                .optional(order.communication?.description), .text(order.identifier.description),
                .text(order.standing.label.text(in: language)), payment.bank.map { .integer(Int($0.batch)) } ?? .empty,
                .optional(payment.bank?.status)
            ]
        }
    }

    /// A sheet for each line, one after the other; records of no known line go to a sheet of their own, where there are any.
    private func write<Record>(
        _ records: FinanceRecords<Record>, to path: String, columns: [WorkbookColumn], overview: [Message],
        cells: @escaping (Record, FinanceLine?) -> [ExportCell]
    ) throws -> Int {
        var count = 0
        try Workbook.write(to: path, title: title, created: created, isRehearsal: isRehearsal, isPrivate: true) { workbook in
            // The overview is the first sheet and is filled last, when the totals have their places.
            let summary = try workbook.sheet(
                FinanceWords.overview.text(in: language), columns: overviewColumns(overview))
            for line in lines {
                let sheet = try workbook.sheet(line.label, columns: columns)
                var rows = 0
                try records(.line(line.id)) { record in
                    rows += 1
                    try sheet.row(cells(record, line))
                }
                try close(sheet, of: line, rows, summary)
                count += rows
            }
            var stray: (sheet: WorkbookSheet, rows: Int)?
            try records(.outside(lines.map(\.id))) { record in
                let sheet = try stray?.sheet ?? workbook.sheet(FinanceWords.noLine.text(in: language), columns: columns)
                stray = (sheet, (stray?.rows ?? 0) + 1)
                try sheet.row(cells(record, nil))
            }
            if let stray { try close(stray.sheet, of: nil, stray.rows, summary) }
            count += stray?.rows ?? 0
            try summary.finish(label: FinanceWords.total.text(in: language))
        }
        return count
    }

    private func close(
        _ sheet: WorkbookSheet, of line: FinanceLine?, _ rows: Int, _ summary: WorkbookSheet
    ) throws(WorkbookError) {
        let totals = try sheet.finish(label: FinanceWords.total.text(in: language))
        var opening: [ExportCell] = [.text(sheet.name), .optional(line?.article), .optional(line?.total), .integer(rows)]
        if carriesForward { opening.append(.optional(line?.carriedForward)) }
        try summary.row(opening.map(WorkbookCell.value) + totals.map(WorkbookCell.reference))
    }

    /// Whether a line leaves the next edition something, so that the overview tells it apart.
    private var carriesForward: Bool { lines.contains { $0.carriedForward != nil } }

    private func overviewColumns(_ totals: [Message]) -> [WorkbookColumn] {
        [
            column(FinanceWords.line, 32), column(FinanceWords.article, 16), column(FinanceWords.credit, total: true),
            column(FinanceWords.count, 9)
        ] + (carriesForward ? [column(FinanceWords.carriedForward, total: true)] : []) + totals.map { column($0, total: true) }
    }

    private func column(_ title: Message, _ width: Double = 14, total: Bool = false) -> WorkbookColumn {
        WorkbookColumn(title.text(in: language), width: width, isTotalled: total)
    }
}

extension ExportCell {
    static func optional(_ text: String?) -> ExportCell { text.map(ExportCell.text) ?? .empty }
    static func optional(_ amount: Cents?) -> ExportCell { amount.map(ExportCell.amount) ?? .empty }
    static func optional(_ date: CalendarDate?) -> ExportCell { date.map(ExportCell.date) ?? .empty }
}
