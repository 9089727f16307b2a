import CallModel
import Workflow

/// What must hold of the College's decisions on a file, of their notification and of appeals.
enum FileDecisionProperties {
    static func check(
        _ before: Application, _ after: Application, _ event: Event<ApplicationMachine>,
        _ context: ApplicationContext, _ around: FileSurroundings
    ) -> PropertySet {
        var violated = PropertySet()
        let call = context.call
        switch event.command {
        case .award(let award):
            violated.formUnion(stage(of: event, call))
            violated.formUnion(money(before, award, context, around))
            violated.require(.awardAdvised, before.advice != nil)
            violated.require(
                .departureReasoned,
                before.advice == .favourable && before.advised == award.amount || isExcused(event, award.departure))
        case .awardUrgently(let award):
            violated.formUnion(money(before, award, context, around))
            let hours = call.terms?.urgentHours
            let due = before.submittedAt.flatMap { filed in hours.map { filed.adding(days: $0 / 24) } }
            violated.require(.admissibilityInItsStage, FileProperties.isIn(.admissibility, call))
            violated.require(.urgentInTime, due.map { event.at < $0 } ?? false)
        case .ratify(let ratification):
            violated.require(.ratifiedOnce, before.urgentAt != nil && before.ratifiedAt == nil)
            violated.require(.sittingNamed, ratification.sitting != "")
        case .annul:
            let isUnratified = before.urgentAt != nil && before.ratifiedAt == nil
            let isUnsigned = before.notifiedAt == nil && !isSigned(before, call)
            violated.require(.givenUpUnsettled, isUnratified || isUnsigned)
            violated.require(.keptOnceAgreed, !context.hasGrant)
        case .amend(let award):
            violated.require(.amendedUnderLadder, call.terms?.approvals != nil && before.notifiedAt == nil)
            violated.formUnion(money(before, award, context, around, isAnother: false))
        case .approve(let approval):
            let step = call.terms?.approvals?.first { $0.id == approval.step }
            violated.require(.signedByItsRole, step.map { $0.role.rawValue == event.actor.role.name } ?? false)
            let (awarded, asked) = (before.awarded?.value ?? 0, before.summary?.requested.value ?? 0)
            violated.require(.signedForTheAward, approval.upTo.value >= awarded && approval.upTo.value <= asked)
            let isOpen = step.map { awarded > $0.above.value } ?? false
            let isSigned = before.approvals.contains { $0.step == approval.step && $0.upTo.value >= awarded }
            violated.require(.signedOnce, isOpen && !isSigned)
        case .reserve(let place):
            violated.formUnion(stage(of: event, call))
            violated.require(.placePositive, after.reserveRank.map { $0 > 0 } ?? false)
            violated.require(.departureReasoned, before.advice == .reserve || isExcused(event, place.departure))
        case .refuse(let refused):
            violated.formUnion(stage(of: event, call))
            violated.require(.departureReasoned, before.advice == .unfavourable || isExcused(event, refused.departure))
        case .dismiss:
            violated.require(.dismissedOnlyWhenEnded, call.state == .cancelled || call.state == .unsuccessful)
        case .notify:
            violated.require(.notifiedOnce, before.notifiedAt == nil)
            if event.from == .awarded { violated.require(.knownOnceSigned, isSigned(before, call)) }
            let known: [CallState] = [.published, .archived, .cancelled, .unsuccessful]
            violated.require(
                .notifiedOncePublished, known.contains(call.state) || FileProperties.isIn(.published, call))
        case .appeal:
            violated.require(
                .settledBeforeAppeal, before.urgentAt == nil || before.ratifiedAt != nil && before.advice != nil)
            let days = call.terms?.appealDays ?? 0
            violated.require(.appealedInTime, before.notifiedAt.map { event.at < $0.adding(days: days) } ?? false)
        case .withdraw, .overturn:
            violated.require(.keptOnceAgreed, before.awarded == nil || !context.hasGrant)
        case .create, .edit, .submit, .reinstate, .requestComplement, .complement, .declareAdmissible,
            .declareInadmissible, .settleMarker, .beginReview, .score, .returnToReview, .advise, .uphold:
            break
        }
        return violated
    }

    private static func stage(of event: Event<ApplicationMachine>, _ call: Call) -> PropertySet {
        var violated = PropertySet()
        let inTime = event.from == .advised ? FileProperties.isIn(.deliberation, call) : isDecided(call)
        violated.require(.decidedInItsStage, inTime)
        return violated
    }

    /// The College has decided on the call: what follows are appeals and the reserve list.
    static func isDecided(_ call: Call) -> Bool {
        [.decided, .published, .archived].contains(call.state)
            || call.terms?.procedure != .competitive && FileProperties.isIn(.decided, call)
    }

    /// A new decision from the reserve list rests on that list, not on the advice.
    private static func isExcused(_ event: Event<ApplicationMachine>, _ departure: Reason) -> Bool {
        event.from == .reserveListed || CallProperties.given(departure)
    }

    /// Written out by hand: each step below the award has a signature that stands for at least as much.
    private static func isSigned(_ file: Application, _ call: Call) -> Bool {
        let awarded = file.awarded?.value ?? 0
        return (call.terms?.approvals ?? []).allSatisfy { step in
            let signed = file.approvals.filter { $0.step == step.id }.map(\.upTo.value).max()
            return awarded <= step.above.value || (signed ?? 0) >= awarded
        }
    }

    /// - Parameter isAnother: whether the award comes to a file that has none.
    private static func money(
        _ file: Application, _ award: Award, _ context: ApplicationContext, _ around: FileSurroundings, isAnother: Bool = true
    ) -> PropertySet {
        var violated = PropertySet()
        let amount = award.amount.value
        violated.require(.oneAwardEach, (file.awarded == nil) == isAnother)
        violated.require(.awardWithinRequest, amount > 0 && amount <= file.summary?.requested.value ?? 0)
        violated.require(.lineOpenToFile, award.line == Budget.line && amount <= Budget.mostForOneFile)
        violated.require(.numberKept, context.line.map { $0.awards < $0.maximumAwards ?? .max } ?? false)
        violated.require(.withinLine, around.awarded + amount <= Budget.total)
        if (file.isMarkerSettled ? file.finalMarker : file.verifiedMarker) != .principal {
            violated.require(.fenceKept, around.awardedOpen + amount <= Budget.total - Budget.reserve)
        }
        return violated
    }
}

/// The budget of the explored calls: one line that two files cannot both take in full, with a reserve, and a second
/// line for other categories.
enum Budget {
    static let line = "L"
    static let otherLine = "M"
    static let total: Int64 = 10
    static let reserve: Int64 = 4
    static let mostForOneFile: Int64 = 6
    static let requested: Int64 = 7
}
