package import CallModel

/// What the bank says of one payment, in the four ways that matter to who waits for the money.
package enum BankOutcome: String, CaseIterable, Hashable, Sendable {
    /// Booked: ACSC, ACCC.
    case settled
    /// Understood and on its way: ACTC, ACCP, ACSP, ACWC, ACFC, ACWP, PATC, RCVD, PDNG and the like.
    case pending
    /// RJCT, CANC: it was not and will not be paid.
    case rejected

    /// Reads a code of ISO 20022's external list of payment statuses; `nil` for one that is not in it.
    package init?(code: String) {
        switch code {
        case "ACSC", "ACCC": self = .settled
        case "ACTC", "ACCP", "ACSP", "ACWC", "ACWP", "ACFC", "PATC", "PART", "RCVD", "PDNG", "PRES", "BLCK":
            self = .pending
        case "RJCT", "CANC": self = .rejected
        default: return nil
        }
    }
}

/// One line of a bank's report.
package struct BankStatus: Hashable, Sendable {
    package let endToEnd: String
    package let outcome: BankOutcome
    /// The bank's reason: a code such as AC04 (account closed), and its words.
    package let reason: String?
    /// Where the report repeats it.
    package let amount: Cents?

    package init(endToEnd: String, outcome: BankOutcome, reason: String? = nil, amount: Cents? = nil) {
        (self.endToEnd, self.outcome, self.reason, self.amount) = (endToEnd, outcome, reason, amount)
    }
}

/// What a bank says of a batch.
package struct BankReport: Hashable, Sendable {
    /// The message that it answers; nil in a table, which has no place for it.
    package let messageID: String?
    /// What holds for every payment that is not told apart.
    package let overall: BankOutcome?
    package let overallReason: String?
    package let statuses: [BankStatus]

    package init(messageID: String?, overall: BankOutcome? = nil, overallReason: String? = nil, statuses: [BankStatus]) {
        (self.messageID, self.overall, self.overallReason) = (messageID, overall, overallReason)
        self.statuses = statuses
    }
}

/// Why a bank's report cannot be read.
package enum BankReportFault: Error, Hashable, Sendable {
    case unreadable(XMLFault)
    /// Not a pain.002.
    case wrongKind
    case unknownCode(String)
    case badAmount(String)
    /// A status for a payment that it does not name.
    case unnamed
    case table(CSVError)
    case missingColumn(String)
    case incomplete(row: Int)
}
