import CallModel
import Workflow

/// The surroundings of a file as the explored world has them, before anything is counted for the core.
struct FileSurroundings {
    var counted = 0
    var pending = 0
    /// Counted reviews by members who have declared a conflict of interest.
    var countedConflicted = 0
    /// Members in the room without a conflict with this file, and with one.
    var presentFree = 0
    var presentConflicted = 0
    /// What the other files of the call were awarded, in all and outside the reserve.
    var awarded: Int64 = 0
    var awardedOpen: Int64 = 0
    /// The other file's place on the reserve list; 0 for none.
    var otherPlace: Int32 = 0
    /// The College or the alderman may award the file now.
    var awaitsMoney = false
}

/// What must hold of every event of a file.
enum FileProperties {
    static func check(
        _ before: Application, _ after: Application, _ event: Event<ApplicationMachine>,
        _ context: ApplicationContext, _ around: FileSurroundings
    ) -> PropertySet {
        var violated = PropertySet()
        violated.requireAllowed(event, in: AllowedSteps.application)
        if let organisation = event.actor.organisation {
            violated.require(.onlyOwn, organisation == after.organisation)
        }
        if let reason = mandatoryReason(event) {
            violated.require(.reasoned, CallProperties.given(reason))
        }
        if event.actor.role == .chair { violated.require(.chairUnconflicted, !context.actorConflicted) }
        if after.score != before.score, event.from != .withdrawn {
            violated.require(.scoresFrozen, ReviewProperties.isReviewing(context.call) || isScoredAnew(event, context.call))
        }
        violated.formUnion(filing(before, after, event, context))
        violated.formUnion(judging(before, after, event, context, around))
        violated.formUnion(FileDecisionProperties.check(before, after, event, context, around))
        return violated
    }

    private static func mandatoryReason(_ event: Event<ApplicationMachine>) -> Reason? {
        switch event.command {
        case .withdraw(let reason): event.actor.role == .applicant ? nil : reason
        case .requestComplement(let request): request.reason
        case .declareInadmissible(let reason), .returnToReview(let reason), .dismiss(let reason), .appeal(let reason),
            .uphold(let reason), .overturn(let reason), .annul(let reason):
            reason
        case .refuse(let refused): refused.reason
        case .amend(let award): award.departure
        case .create, .edit, .submit, .reinstate, .complement, .declareAdmissible, .settleMarker, .beginReview, .score, .advise,
            .award, .awardUrgently, .ratify, .approve, .reserve, .notify:
            nil
        }
    }

    /// From the first word to the filing, and the complement.
    private static func filing(
        _ before: Application, _ after: Application, _ event: Event<ApplicationMachine>, _ context: ApplicationContext
    ) -> PropertySet {
        var violated = PropertySet()
        guard let terms = context.call.terms else { return PropertySet(.nothingWrittenAfterClosing) }
        let takesFiles = context.call.state == .open && event.at < terms.closesAt
        switch event.command {
        case .create, .edit, .reinstate:
            violated.require(.nothingWrittenAfterClosing, takesFiles)
        case .submit:
            violated.require(.filedBetweenOpeningAndClosing, takesFiles && event.at >= terms.opensAt)
            violated.require(.filedComplete, after.summary?.faults == 0)
        case .complement:
            violated.require(.complementInTime, before.complementDue.map { event.at < $0 } ?? false)
            violated.require(.filedComplete, after.summary?.faults == 0)
            violated.require(.admissibilityInItsStage, isIn(.admissibility, context.call))
            violated.require(.unchangedOnceFiled, weighsTheSame(before.summary, after.summary))
            violated.require(
                .complementKeepsPlace,
                before.summary?.countries == after.summary?.countries
                    && before.summary?.southSouth == after.summary?.southSouth)
        case .declareInadmissible:
            violated.require(.complementAwaited, before.complementDue.map { event.at >= $0 } ?? true)
            violated.require(.unchangedOnceFiled, before.summary == after.summary)
        case .withdraw, .requestComplement, .declareAdmissible, .settleMarker, .beginReview, .score, .returnToReview, .advise,
            .award, .awardUrgently, .ratify, .amend, .approve, .annul, .reserve, .refuse, .dismiss, .notify, .appeal, .uphold,
            .overturn:
            violated.require(.unchangedOnceFiled, before.summary == after.summary)
        }
        return violated
    }

    /// A complement may add papers, never what the ranking rests on.
    private static func weighsTheSame(_ before: ApplicationSummary?, _ after: ApplicationSummary?) -> Bool {
        before?.requested == after?.requested && before?.category == after?.category
            && before?.declaredMarker == after?.declaredMarker && before?.total == after?.total
    }

    /// Admissibility, score and advice.
    private static func judging(
        _ before: Application, _ file: Application, _ event: Event<ApplicationMachine>, _ context: ApplicationContext,
        _ around: FileSurroundings
    ) -> PropertySet {
        var violated = PropertySet()
        let terms = context.call.terms
        switch event.command {
        case .requestComplement(let request):
            violated.require(.admissibilityInItsStage, isIn(.admissibility, context.call))
            violated.require(.complementGranted, event.at < request.due)
        case .declareAdmissible(let ruling):
            violated.require(.admissibilityInItsStage, isIn(.admissibility, context.call))
            violated.require(.rulesRespected, context.failingRules == [])
            if ruling.marker != file.summary?.declaredMarker {
                violated.require(.markerReasoned, CallProperties.given(ruling.reason))
            }
        case .settleMarker(let ruling):
            violated.require(.unchangedOnceFiled, before.verifiedMarker == file.verifiedMarker)
            if ruling.marker != (before.isMarkerSettled ? before.finalMarker : before.verifiedMarker) {
                violated.require(.markerReasoned, CallProperties.given(ruling.reason))
            }
        case .declareInadmissible:
            violated.require(.admissibilityInItsStage, isIn(.admissibility, context.call))
        case .beginReview, .returnToReview:
            violated.require(.scoredUnderReview, ReviewProperties.isReviewing(context.call))
        case .score where event.from == .scored:
            violated.require(.scoresFrozen, isScoredAnew(event, context.call))
        case .score:
            violated.require(.scoresFrozen, ReviewProperties.isReviewing(context.call))
            violated.require(.panelComplete, around.counted >= terms?.reviewsPerFile ?? 1 && around.pending == 0)
            violated.require(.countedUnconflicted, around.countedConflicted == 0)
        case .advise(let advice):
            violated.require(
                .adviceInDeliberation,
                event.from == .scored
                    ? isIn(.deliberation, context.call) : FileDecisionProperties.isDecided(context.call))
            if event.from == .awarded { violated.require(.advisedOnce, before.advice == nil && before.urgentAt != nil) }
            violated.require(.adviceByQuorum, around.presentFree >= terms?.quorum ?? 1)
            violated.require(.adviceWithoutConflict, around.presentConflicted == 0)
            let amount = advice.amount.value
            let bounds = advice.opinion == .favourable ? 1...(file.summary?.requested.value ?? 1) : 0...0
            violated.require(.adviceWithinRequest, bounds.contains(amount))
        case .create, .edit, .submit, .withdraw, .reinstate, .complement, .award, .awardUrgently, .ratify, .amend, .approve,
            .annul, .reserve, .refuse, .dismiss, .notify, .appeal, .uphold, .overturn:
            break
        }
        return violated
    }

    /// Without the reviews of members with a conflict of interest that came to light while the council deliberates.
    private static func isScoredAnew(_ event: Event<ApplicationMachine>, _ call: Call) -> Bool {
        event.from == .scored && event.actor.role == .system && isIn(.deliberation, call)
    }

    /// Written out by hand: a competitive call has one stage at a time, the others have all of them while they run.
    static func isIn(_ stage: CallState, _ call: Call) -> Bool {
        call.terms?.procedure == .competitive ? call.state == stage : call.state == .open || call.state == .closed
    }
}
