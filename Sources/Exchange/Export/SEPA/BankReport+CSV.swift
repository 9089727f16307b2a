import CallModel

extension BankReport {
    /// Reads a table with the columns `endToEndId` and `status`, and perhaps `reason` and `amount`; a status is one of ISO
    /// 20022's codes.
    package init(csv bytes: [UInt8]) throws(BankReportFault) {
        var rows: [CSVRow] = []
        var reader = CSVReader()
        do throws(CSVError) {
            try reader.read(bytes[...]) { rows.append($0) }
            try reader.finish { rows.append($0) }
        } catch {
            throw .table(error)
        }
        let header = rows.first?.texts ?? []
        func place(_ name: String) -> Int? { header.firstIndex { $0.lowercased() == name.lowercased() } }
        guard let endToEnd = place("endToEndId") else { throw .missingColumn("endToEndId") }
        guard let status = place("status") else { throw .missingColumn("status") }
        let (reason, amount) = (place("reason"), place("amount"))
        var statuses: [BankStatus] = []
        for row in rows.dropFirst() {
            let texts = row.texts
            guard texts.count == header.count, !texts[endToEnd].isEmpty else { throw .incomplete(row: row.line) }
            guard let outcome = BankOutcome(code: texts[status]) else { throw .unknownCode(texts[status]) }
            statuses.append(
                BankStatus(
                    endToEnd: texts[endToEnd], outcome: outcome, reason: reason.map { texts[$0] }.flatMap { $0.isEmpty ? nil : $0 },
                    amount: try Self.amount(amount.map { texts[$0] })))
        }
        self.init(messageID: nil, statuses: statuses)
    }

    private static func amount(_ text: String?) throws(BankReportFault) -> Cents? {
        guard let text, !text.isEmpty else { return nil }
        guard let amount = Cents(decimal: text) else { throw .badAmount(text) }
        return amount
    }
}
