package import CallModel

package enum GrantState: UInt8, CaseIterable, ReadableLabel {
    /// Before the first event.
    case absent
    /// → signed, lapsed, cancelled
    case agreementSent
    /// → committed, suspended, cancelled
    case signed
    /// The money is set aside in the municipality's books. → firstInstalmentPaid, suspended, cancelled
    case committed
    /// → reported, suspended
    case firstInstalmentPaid
    /// The association justified its spending. → accepted, partlyAccepted, rejected, suspended
    case reported
    /// → balancePaid, recoveryClaimed, closed
    case accepted
    /// → balancePaid, recoveryClaimed, closed
    case partlyAccepted
    /// → recoveryClaimed
    case rejected
    /// → closed
    case balancePaid
    /// → recovered, closed
    case recoveryClaimed
    /// → closed
    case recovered
    case closed
    /// Never signed in time.
    case lapsed
    case cancelled
    /// Held for a reason. → where it was, recoveryClaimed
    case suspended

    package static let names = caseNames()

    package static let terminal: Set<GrantState> = [.closed, .lapsed, .cancelled]
}

/// What becomes of an award. Amounts awarded, paid, justified, accepted, claimed and recovered are separate.
package struct Grant: MachineSubject {
    package let id: GrantID
    package var application = ApplicationID(0)
    package var state = GrantState.absent
    package var version: Int64 = 0
    package var awarded = Cents.zero
    package var paid = Cents.zero
    package var reported = Cents.zero
    package var accepted = Cents.zero
    package var claimed = Cents.zero
    package var recovered = Cents.zero
    /// The number of the commitment in the municipality's books.
    package var commitment: String?
    package var sentAt: Instant?
    package var suspendedFrom: GrantState?

    package init(id: GrantID) { self.id = id }
}

/// What a decision on a grant rests on besides the grant itself.
package struct GrantContext: DecisionContext {
    package let now: Instant
    package let actor: Actor
    package let application: Application
    package let signingDays: Int64
    /// Whether another agreement was made on the file that did not lapse and was not cancelled.
    package let hasOtherGrant: Bool

    package init(
        now: Instant, actor: Actor, application: Application, signingDays: Int64, hasOtherGrant: Bool = false
    ) {
        self.hasOtherGrant = hasOtherGrant
        (self.now, self.actor, self.application, self.signingDays) = (now, actor, application, signingDays)
    }

    /// Whether the money is the association's: awarded, or upheld after an appeal about the amount.
    var awardStands: Bool {
        (application.state == .awarded || application.state == .upheld) && application.awarded != nil
    }
}
