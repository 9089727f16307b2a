import CallModel

extension ApplicationMachine {
    package static func check(
        _ condition: ApplicationGuard, _ file: Application, _ command: ApplicationCommand, _ context: ApplicationContext
    ) throws(Refusal) {
        let now = context.now
        // The call is read where it stands: taking it out would copy it for every guard.
        switch condition {
        case .ownFile:
            guard context.actor.role != .applicant || context.actor.organisation == owner(of: file, command) else {
                throw .notOwnFile
            }
        case .callOpen:
            guard context.call.state == .open else { throw .callNotOpen(AnyLabel(context.call.state)) }
        case .openingReached:
            guard let terms = context.call.terms, now >= terms.opensAt else { throw .tooEarly(context.call.terms?.opensAt) }
        case .beforeClosing:
            guard let terms = context.call.terms, now < terms.closesAt else { throw .tooLate(context.call.terms?.closesAt) }
        case .contentComplete:
            let summary = command.newSummary ?? file.summary
            guard summary?.faults == 0 else { throw .contentIncomplete(Int(summary?.faults ?? 1)) }
        case .admissibilityStage:
            try require(.admissibility, of: context.call)
        case .complementDueAhead:
            guard case .requestComplement(let request) = command, request.due > now else { throw .dueDatePassed }
        case .beforeComplementDue:
            guard let due = file.complementDue, now < due else { throw .tooLate(file.complementDue) }
        case .complementOverdue:
            guard let due = file.complementDue, now >= due else { throw .complementStillRunning(file.complementDue) }
        case .reasonGiven:
            guard command.reason?.isGiven == true else { throw .reasonMissing }
        case .rulesPass:
            guard let failing = context.failingRules, failing.isEmpty else { throw .rulesFail(context.failingRules ?? []) }
        case .markerReasoned:
            // Compared with the marker that stood: the declared one at the admission, afterwards the one that was ruled on last.
            let (ruling, stood) = command.markerRuling(on: file)
            guard let ruling, ruling.marker == stood || ruling.reason.isGiven else { throw .reasonMissing }
        case .reviewStage:
            try require(.review, of: context.call)
        case .enoughReviews:
            let needed = context.call.terms?.reviewsPerFile ?? 1
            guard context.panel.counted >= needed else { throw .tooFewReviews(context.panel.counted, needed: needed) }
        case .noReviewPending:
            guard context.panel.pending == 0 else { throw .reviewsPending(context.panel.pending) }
        case .noConflictedReview:
            guard context.panel.conflicted == 0 else { throw .conflictedReviews(context.panel.conflicted) }
        case .chairUnconflicted:
            guard context.actor.role != .chair || !context.actorConflicted else { throw .conflictOfInterest }
        case .deliberationStage:
            try require(.deliberation, of: context.call)
        case .quorumMet:
            let needed = context.call.terms?.quorum ?? 1
            let present = context.sitting?.present ?? 0
            guard present >= needed else { throw .noQuorum(present, needed: needed) }
        case .noConflictPresent:
            guard let sitting = context.sitting, sitting.conflictedPresent == 0 else { throw .conflictedMemberPresent }
        case .adviceWithinRequest:
            try checkAdvice(command, file)
        case .awardWithinRequest, .lineOpenToFile, .withinLine, .withinFence, .withinNumber:
            try checkAward(condition, command, file, context)
        case .beforeUrgentDue, .awaitsRatification, .sittingNamed, .notAdvisedYet, .urgencySettled:
            try checkUrgency(condition, command, file, context)
        case .awaitsConfirmation, .ladderStands, .ownStep, .awaitsSignature, .signatureCovers, .signedOff:
            try checkApproval(condition, command, file, context)
        case .departureReasoned:
            if departs(command, from: file), command.departure?.isGiven != true { throw .departureUnreasoned }
        case .adviceGiven:
            guard file.advice != nil else { throw .adviceMissing }
        case .placePositive:
            guard case .reserve(let place) = command, place.rank >= 1 else { throw .placeNotPositive }
        case .placeFree:
            if case .reserve(let place) = command, context.takenPlaces.contains(place.rank) {
                throw .placeTaken(place.rank)
            }
        case .rankingUntouched:
            guard let old = file.summary, let new = command.newSummary, old.category == new.category,
                old.requested == new.requested, old.total == new.total, old.declaredMarker == new.declaredMarker,
                old.southSouth == new.southSouth, old.countries == new.countries
            else { throw .rankingTouched }
        case .withdrawalReasoned:
            guard context.actor.role != .secretariat || command.reason?.isGiven == true else { throw .reasonMissing }
        case .noGrant:
            guard !context.hasGrant else { throw .grantMade }
        case .decisionTaken:
            guard [.decided, .published, .archived].contains(context.call.state) || context.call.isIn(stage: .decided) else {
                throw .wrongStage(AnyLabel(context.call.state), needed: AnyLabel(CallState.decided))
            }
        case .callPublished:
            guard
                [.published, .archived, .cancelled, .unsuccessful].contains(context.call.state)
                    || context.call.isIn(stage: .published)
            else {
                throw .wrongStage(AnyLabel(context.call.state), needed: AnyLabel(CallState.published))
            }
        case .notYetNotified:
            guard file.notifiedAt == nil else { throw .alreadyNotified }
        case .notified:
            guard file.notifiedAt != nil else { throw .notNotified }
        case .withinAppealPeriod:
            guard let from = file.notifiedAt, let terms = context.call.terms, now < from.adding(days: terms.appealDays)
            else {
                throw .tooLate(file.notifiedAt?.adding(days: context.call.terms?.appealDays ?? 0))
            }
        case .callEndedEarly:
            guard context.call.state == .cancelled || context.call.state == .unsuccessful else {
                throw .wrongStage(AnyLabel(context.call.state), needed: AnyLabel(CallState.cancelled))
            }
        }
    }

    private static func require(_ stage: CallState, of call: Call) throws(Refusal) {
        guard call.isIn(stage: stage) else { throw .wrongStage(AnyLabel(call.state), needed: AnyLabel(stage)) }
    }

    /// A file that does not exist yet belongs to whom the draft names.
    private static func owner(of file: Application, _ command: ApplicationCommand) -> OrganisationID {
        if case .create(let draft) = command { draft.organisation } else { file.organisation }
    }

    private static func checkAdvice(_ command: ApplicationCommand, _ file: Application) throws(Refusal) {
        guard case .advise(let advice) = command, let summary = file.summary else { throw .amountOutOfRange }
        let withinRequest = advice.amount >= .zero && advice.amount <= summary.requested
        guard withinRequest, (advice.opinion == .favourable) == (advice.amount > .zero) else { throw .amountOutOfRange }
    }

    private static func checkAward(
        _ condition: ApplicationGuard, _ command: ApplicationCommand, _ file: Application, _ context: ApplicationContext
    ) throws(Refusal) {
        guard let award = command.award, let summary = file.summary else { throw .amountOutOfRange }
        if condition == .awardWithinRequest {
            guard award.amount > .zero, award.amount <= summary.requested else { throw .amountOutOfRange }
            return
        }
        guard let line = context.line, line.line == award.line else { throw .lineNotOpen(award.line) }
        if condition == .lineOpenToFile {
            guard line.categories.contains(summary.category), award.amount <= line.maximumAward ?? award.amount else {
                throw .lineNotOpen(award.line)
            }
        } else if condition == .withinLine {
            guard line.awarded + award.amount <= line.total else {
                throw .lineExhausted(award.line, short: line.awarded + award.amount - line.total)
            }
        } else if condition == .withinNumber {
            guard line.awards < line.maximumAwards ?? .max else { throw .lineFull(award.line, awards: line.awards) }
            guard line.awards + 1 >= line.minimumAwards ?? 0 else { throw .lineMiscounted(award.line) }
        } else if !file.isReserved {
            let open = line.total - line.reserve + line.spilled
            guard line.awardedOpen + award.amount <= open else {
                throw .fenceCrossed(award.line, short: line.awardedOpen + award.amount - open)
            }
        }
    }

    /// Whether the College decides otherwise than the council advised.
    private static func departs(_ command: ApplicationCommand, from file: Application) -> Bool {
        switch command {
        case .award(let award): file.advice != .favourable || award.amount != file.advised
        case .reserve: file.advice != .reserve
        case .refuse: file.advice != .unfavourable
        case .create, .edit, .submit, .withdraw, .reinstate, .requestComplement, .complement, .declareAdmissible,
            .declareInadmissible, .settleMarker, .beginReview, .score, .returnToReview, .advise, .awardUrgently, .ratify, .amend,
            .approve, .annul, .dismiss, .notify, .appeal, .uphold, .overturn:
            false
        }
    }
}

extension ApplicationCommand {
    var newSummary: ApplicationSummary? {
        switch self {
        case .create(let draft): draft.summary
        case .edit(let summary), .complement(let summary): summary
        case .submit, .withdraw, .reinstate, .requestComplement, .declareAdmissible, .declareInadmissible, .settleMarker,
            .beginReview, .score, .returnToReview, .advise, .award, .awardUrgently, .ratify, .amend, .approve, .annul, .reserve,
            .refuse, .dismiss, .notify, .appeal, .uphold, .overturn:
            nil
        }
    }

    /// The award that is about to be made, in urgency or not, or anew.
    fileprivate var award: Award? {
        switch self {
        case .award(let award), .awardUrgently(let award), .amend(let award): award
        case .create, .edit, .submit, .withdraw, .reinstate, .requestComplement, .complement, .declareAdmissible,
            .declareInadmissible, .settleMarker, .beginReview, .score, .returnToReview, .advise, .ratify, .approve, .annul,
            .reserve, .refuse, .dismiss, .notify, .appeal, .uphold, .overturn:
            nil
        }
    }

    /// The ruling on the gender marker that is about to be made, and the marker that stands until then.
    fileprivate func markerRuling(on file: Application) -> (ruling: MarkerRuling?, stood: GenderMarker?) {
        switch self {
        case .declareAdmissible(let ruling): (ruling, file.summary?.declaredMarker)
        case .settleMarker(let ruling): (ruling, file.ruledMarker)
        case .create, .edit, .submit, .withdraw, .reinstate, .requestComplement, .complement, .declareInadmissible,
            .beginReview, .score, .returnToReview, .advise, .award, .awardUrgently, .ratify, .amend, .approve, .annul, .reserve, .refuse,
            .dismiss, .notify, .appeal, .uphold, .overturn:
            (nil, nil)
        }
    }
}
