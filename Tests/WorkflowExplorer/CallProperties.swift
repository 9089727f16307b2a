import CallModel
import Workflow

/// What must hold of every event of a call.
enum CallProperties {
    /// - Parameters:
    ///   - files: the states of the call's files when the decision was taken.
    ///   - unsettled: the files awarded in urgency on which somebody has still to speak.
    static func check(
        _ before: Call, _ after: Call, _ event: Event<CallMachine>, _ context: CallContext, files: [ApplicationState],
        unsettled: Int
    ) -> PropertySet {
        var violated = PropertySet()
        violated.requireAllowed(event, in: AllowedSteps.call)
        func none(of states: ApplicationState...) -> Bool { !files.contains { states.contains($0) } }
        let minimum = before.terms?.minimumFiles ?? 0
        switch event.command {
        case .create, .revise, .publish:
            break
        case .beginAdmissibility:
            violated.require(.stageOfItsProcedure, before.terms?.procedure == .competitive)
        case .open:
            violated.require(.textsComplete, after.terms?.textsComplete == true)
            violated.require(.openedBeforeClosing, before.terms.map { event.at < $0.closesAt } ?? false)
        case .amend(let amendment):
            violated.require(.reasoned, given(amendment.reason))
            violated.require(.extendedInTime, before.terms.map { event.at < $0.closesAt } ?? false)
            violated.require(.authorityNamed, amendment.authority != "")
            violated.require(.textsComplete, after.terms?.textsComplete == true)
            violated.require(
                .datesKept,
                before.terms?.opensAt == after.terms?.opensAt && before.terms?.closesAt == after.terms?.closesAt)
        case .extend(let extended):
            violated.require(.reasoned, given(extended.reason))
            if let old = before.terms {
                violated.require(.extensionLater, old.closesAt < extended.closesAt && event.at < extended.closesAt)
                violated.require(.extendedInTime, event.at < old.closesAt)
            }
        case .extendReview(let extended):
            if event.from != .review {
                violated.require(.stageOfItsProcedure, before.terms?.procedure != .competitive)
            }
            violated.require(.reasoned, given(extended.reason))
            if let old = before.terms {
                violated.require(.extensionLater, old.reviewClosesAt < extended.closesAt && event.at < extended.closesAt)
            }
        case .close:
            violated.require(.closedAtClosing, before.terms.map { event.at >= $0.closesAt } ?? false)
        case .beginReview:
            violated.require(.reviewAfterAdmissibility, none(of: .submitted, .complementRequested))
            violated.require(.enoughFiles, files.count { $0 == .admissible } >= minimum)
        case .beginDeliberation:
            violated.require(
                .deliberationAfterScores, none(of: .submitted, .complementRequested, .admissible, .underReview))
        case .decide:
            violated.require(
                .decidedWhole,
                none(of: .submitted, .complementRequested, .admissible, .underReview, .scored, .advised) && context.overdrawnLines == [])
            violated.require(.numberKept, context.miscountedLines == [])
        case .archive:
            violated.require(
                .archivedWhole,
                none(
                    of: .submitted, .complementRequested, .admissible, .underReview, .scored, .advised, .underAppeal,
                    .overturned, .reserveListed) && (event.from != .closed || unsettled == 0))
            if event.from == .closed {
                violated.require(.stageOfItsProcedure, before.terms?.procedure != .competitive)
            }
        case .cancel(let reason):
            violated.require(.reasoned, given(reason))
            violated.require(
                .cancelledUndecided,
                none(of: .awarded, .reserveListed, .refused, .underAppeal, .upheld, .overturned))
        case .declareUnsuccessful(let reason):
            violated.require(.reasoned, given(reason))
            let left = files.count { ![.absent, .draft, .withdrawn, .inadmissible].contains($0) }
            violated.require(.unsuccessfulOnlyIfTooFew, left < minimum)
        }
        return violated
    }

    static func given(_ reason: Reason) -> Bool { reason.codes.count > 0 || reason.text != nil }
}
