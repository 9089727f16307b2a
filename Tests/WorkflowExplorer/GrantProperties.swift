import CallModel
import Workflow

/// What must hold of every event of a grant. What is due is worked out here by hand.
enum GrantProperties {
    static func check(
        _ before: Grant, _ after: Grant, _ event: Event<GrantMachine>, _ context: GrantContext
    ) -> PropertySet {
        var violated = PropertySet()
        violated.requireAllowed(event, in: AllowedSteps.grant)
        let file = context.application
        if let organisation = event.actor.organisation {
            violated.require(.onlyOwn, organisation == file.organisation)
        }
        let accepted = before.accepted.value
        let award = before.awarded.value
        let due = accepted < award ? accepted : award
        let stands = [.awarded, .upheld].contains(file.state) && file.awarded != nil
        violated.require(.paidWithinAward, after.paid <= after.awarded)
        switch event.command {
        case .send(let offer):
            violated.require(.grantIsTheAward, stands && file.notifiedAt != nil && offer.amount == file.awarded)
        case .sign:
            violated.require(.grantIsTheAward, stands)
        case .commit(let number):
            violated.require(.grantIsTheAward, stands)
            violated.require(.committedByNumber, number != "")
        case .payFirst(let amount):
            violated.require(.grantIsTheAward, stands)
            violated.require(.amountsPositive, amount.value > 0)
        case .report(let amount):
            violated.require(.amountsPositive, amount.value > 0)
        case .accept:
            violated.require(.recoveryExact, after.accepted == before.reported)
        case .acceptPartly(let acceptance):
            violated.require(.reasoned, CallProperties.given(acceptance.reason))
            violated.require(.amountsPositive, acceptance.amount.value > 0)
            violated.require(.paidWhatIsDue, acceptance.amount < before.reported)
        case .payBalance(let amount):
            violated.require(.grantIsTheAward, stands)
            violated.require(.amountsPositive, amount.value > 0)
            violated.require(.paidWhatIsDue, after.paid.value == due)
        case .claimRecovery(let amount):
            violated.require(.recoveryExact, amount.value > 0 && before.paid.value - amount.value == due)
        case .recordRecovery(let amount):
            violated.require(.recoveryExact, amount == before.claimed)
        case .close:
            violated.require(.closedEven, before.paid.value - before.recovered.value == due)
        case .lapse:
            let end = before.sentAt?.adding(days: context.signingDays)
            violated.require(.lapsedInTime, end.map { event.at >= $0 } ?? false)
        case .reject(let reason), .writeOff(let reason), .cancel(let reason), .suspend(let reason):
            violated.require(.reasoned, CallProperties.given(reason))
        case .resume:
            violated.require(.eventTellsTheChange, after.state == before.suspendedFrom)
        }
        return violated
    }
}
