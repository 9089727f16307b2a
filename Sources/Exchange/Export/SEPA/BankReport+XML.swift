import CallModel

extension BankReport {
    /// Reads a customer payment status report, ISO 20022 pain.002 of any version.
    package init(xml bytes: [UInt8]) throws(BankReportFault) {
        let reader = StatusReader()
        do throws(XMLFault) {
            try XMLEvents.read(bytes, opened: reader.open, closed: reader.close)
        } catch {
            throw .unreadable(error)
        }
        if let fault = reader.fault { throw fault }
        guard reader.isReport else { throw .wrongKind }
        self = reader.report
    }
}

/// The state of reading a report: what was said of the group, and of the payment being read.
private final class StatusReader {
    private(set) var fault: BankReportFault?
    private(set) var isReport = false
    private var messageID: String?
    private var overall: BankOutcome?
    private var overallReasons: [String] = []
    private var statuses: [BankStatus] = []

    private var endToEnd: String?
    private var outcome: BankOutcome?
    private var reasons: [String] = []
    private var amount: Cents?
    private var isInTransaction = false

    var report: BankReport {
        BankReport(
            messageID: messageID, overall: overall, overallReason: Self.joined(overallReasons), statuses: statuses)
    }

    func open(_ element: XMLEvents.Element) {
        if element.path.count == 1 {
            isReport = element.namespace.hasPrefix("urn:iso:std:iso:20022:tech:xsd:pain.002.")
        }
        if element.name == "TxInfAndSts" {
            isInTransaction = true
            (endToEnd, outcome, reasons, amount) = (nil, nil, [], nil)
        }
    }

    func close(_ element: XMLEvents.Element) {
        switch element.name {
        case "OrgnlMsgId": messageID = element.text
        case "GrpSts", "PmtInfSts": overall = code(element.text)
        case "OrgnlEndToEndId": endToEnd = element.text
        case "TxSts": outcome = code(element.text)
        case "Cd" where element.path.suffix(3).starts(with: ["StsRsnInf", "Rsn"]),
            "Prtry" where element.path.suffix(3).starts(with: ["StsRsnInf", "Rsn"]), "AddtlInf":
            if isInTransaction { reasons.append(element.text) } else { overallReasons.append(element.text) }
        case "InstdAmt":
            amount = Cents(decimal: element.text)
            if amount == nil { fault = fault ?? .badAmount(element.text) }
        case "TxInfAndSts": closeTransaction()
        default: break
        }
    }

    private func closeTransaction() {
        isInTransaction = false
        guard let endToEnd else {
            fault = fault ?? .unnamed
            return
        }
        // Without a status of its own a payment has that of its group.
        guard let outcome = outcome ?? overall else { return }
        statuses.append(BankStatus(endToEnd: endToEnd, outcome: outcome, reason: Self.joined(reasons), amount: amount))
    }

    private func code(_ text: String) -> BankOutcome? {
        let outcome = BankOutcome(code: text)
        if outcome == nil { fault = fault ?? .unknownCode(text) }
        return outcome
    }

    private static func joined(_ reasons: [String]) -> String? { reasons.isEmpty ? nil : reasons.joined(separator: " ") }
}
