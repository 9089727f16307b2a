package import CallModel

/// The two payments that a grant may have, each at most once.
package enum Instalment: Int, CaseIterable, Hashable, Sendable {
    case first = 1
    case balance = 2

    package var label: Message {
        switch self {
        case .first: Message(fr: "première tranche", nl: "eerste schijf", en: "first instalment")
        case .balance: Message(fr: "solde", nl: "saldo", en: "balance")
        }
    }
}

/// What names a payment from one end to the other (`EndToEndId`), for ever: made of what the payment is, never of when or how
/// often it is exported.
package struct PaymentIdentifier: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let call: String
    /// The number of the grant.
    package let grant: Int64
    package let instalment: Instalment

    package init(call: String, grant: Int64, instalment: Instalment) {
        (self.call, self.grant, self.instalment) = (call, grant, instalment)
    }

    /// At most 25 of the 35 characters that there may be: a mark of the call, the grant in base 36, the instalment.
    package var description: String {
        let mark = Digest.sha256(of: Array(call.utf8)).hex.prefix(8).uppercased()
        return "A\(mark)-\(String(grant, radix: 36, uppercase: true))-\(instalment.rawValue)"
    }

    package static func < (left: PaymentIdentifier, right: PaymentIdentifier) -> Bool {
        (left.call, left.grant, left.instalment.rawValue) < (right.call, right.grant, right.instalment.rawValue)
    }
}

/// A payment that finance ordered on a file.
package struct PaymentOrder: Hashable, Sendable {
    package enum Standing: Hashable, Sendable {
        case due
        /// The grant was cancelled or lapsed: nothing is owed.
        case cancelled
        /// The grant is held, or its award is under appeal.
        case suspended

        package var label: Message {
            switch self {
            case .due: Message(fr: "oui", nl: "ja", en: "yes")
            case .cancelled: Message(fr: "non : annulé", nl: "nee: geannuleerd", en: "no: cancelled")
            case .suspended: Message(fr: "non : suspendu", nl: "nee: geschorst", en: "no: on hold")
            }
        }
    }

    package let identifier: PaymentIdentifier
    /// The file, as people call it.
    package let reference: String
    package let payee: String
    /// As the organisation declared it: only a batch says whether it can be paid.
    package let account: String
    package let amount: Cents
    /// Nil where the file's number does not fit in ten digits; the reference goes as a text then.
    package let communication: StructuredCommunication?
    package let standing: Standing

    package init(
        identifier: PaymentIdentifier, reference: String, payee: String, account: String, amount: Cents,
        communication: StructuredCommunication?, standing: Standing = .due
    ) {
        (self.identifier, self.reference, self.payee) = (identifier, reference, payee)
        (self.account, self.amount) = (account, amount)
        (self.communication, self.standing) = (communication, standing)
    }
}
