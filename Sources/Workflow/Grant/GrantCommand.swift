package import CallModel

package enum GrantAction: UInt8, CaseIterable, ReadableLabel {
    case send
    case sign
    case commit
    case payFirst
    case report
    case accept
    case acceptPartly
    case reject
    case payBalance
    case claimRecovery
    case recordRecovery
    case writeOff
    case close
    case lapse
    case cancel
    case suspend
    case resume

    package static let names = caseNames()
}

package enum GrantCommand: MachineCommand {
    case send(GrantOffer)
    case sign
    /// - Parameter: the commitment's number in the books.
    case commit(String)
    case payFirst(Cents)
    /// The amount that the association justifies.
    case report(Cents)
    case accept
    /// The amount that is accepted, with the reason for the rest.
    case acceptPartly(PartialAcceptance)
    case reject(Reason)
    case payBalance(Cents)
    case claimRecovery(Cents)
    case recordRecovery(Cents)
    /// Gives up a claim that cannot be recovered.
    case writeOff(Reason)
    case close
    case lapse
    case cancel(Reason)
    case suspend(Reason)
    case resume

    package var action: GrantAction {
        switch self {
        case .send: .send
        case .sign: .sign
        case .commit: .commit
        case .payFirst: .payFirst
        case .report: .report
        case .accept: .accept
        case .acceptPartly: .acceptPartly
        case .reject: .reject
        case .payBalance: .payBalance
        case .claimRecovery: .claimRecovery
        case .recordRecovery: .recordRecovery
        case .writeOff: .writeOff
        case .close: .close
        case .lapse: .lapse
        case .cancel: .cancel
        case .suspend: .suspend
        case .resume: .resume
        }
    }

    var reason: Reason? {
        switch self {
        case .acceptPartly(let acceptance): acceptance.reason
        case .reject(let reason), .writeOff(let reason), .cancel(let reason), .suspend(let reason): reason
        case .send, .sign, .commit, .payFirst, .report, .accept, .payBalance, .claimRecovery, .recordRecovery, .close,
            .lapse, .resume:
            nil
        }
    }

    var amount: Cents? {
        switch self {
        case .send(let offer): offer.amount
        case .payFirst(let amount), .report(let amount), .payBalance(let amount), .claimRecovery(let amount),
            .recordRecovery(let amount):
            amount
        case .acceptPartly(let acceptance): acceptance.amount
        case .sign, .commit, .accept, .reject, .writeOff, .close, .lapse, .cancel, .suspend, .resume: nil
        }
    }
}

package struct GrantOffer: Hashable, Codable, Sendable {
    package let application: ApplicationID
    package let amount: Cents

    package init(application: ApplicationID, amount: Cents) {
        (self.application, self.amount) = (application, amount)
    }
}

package struct PartialAcceptance: Hashable, Codable, Sendable {
    package let amount: Cents
    package let reason: Reason

    package init(amount: Cents, reason: Reason) { (self.amount, self.reason) = (amount, reason) }
}
