import CallModel

package enum CallMachine: Machine {
    package typealias Subject = Call
    package typealias Command = CallCommand
    package typealias Context = CallContext
    package typealias Guard = CallGuard

    package static let kind = MachineKind.call
    package static let matrix = RuleMatrix<CallMachine>()

    package static func rules(for action: CallAction) -> [Rule<CallMachine>] {
        switch action {
        case .create:
            [Rule(.absent, to: .drafted, by: .secretariat)]
        case .revise:
            [Rule(.drafted, to: .drafted, by: .secretariat)]
        case .open:
            [Rule(.drafted, to: .open, by: .secretariat, when: .textsComplete, .closingAhead)]
        case .amend:
            [
                Rule(
                    .open, to: .open, by: .secretariat,
                    when: .reasonGiven, .authorityNamed, .textsComplete, .datesKept, .closingAhead)
            ]
        case .extend:
            [Rule(.open, to: .open, by: .secretariat, when: .reasonGiven, .closingAhead, .laterClosing)]
        case .extendReview:
            [
                Rule(.review, to: .review, by: [.secretariat, .chair], when: .reasonGiven, .laterReviewClosing),
                Rule(.open, to: .open, by: [.secretariat, .chair], when: .standing, .reasonGiven, .laterReviewClosing),
                Rule(.closed, to: .closed, by: [.secretariat, .chair], when: .standing, .reasonGiven, .laterReviewClosing)
            ]
        case .close:
            [Rule(.open, to: .closed, by: [.secretariat, .system], when: .closingReached)]
        case .beginAdmissibility:
            [Rule(.closed, to: .admissibility, by: .secretariat, when: .competition)]
        case .beginReview:
            [
                Rule(
                    .admissibility, to: .review, by: .secretariat,
                    when: .nothingAwaitingAdmissibility, .enoughAdmissible)
            ]
        case .beginDeliberation:
            [Rule(.review, to: .deliberation, by: [.secretariat, .chair], when: .everyFileScored)]
        case .decide:
            [Rule(.deliberation, to: .decided, by: .college, when: .everyFileDecided, .linesRespected, .numbersRespected)]
        case .publish:
            [Rule(.decided, to: .published, by: .secretariat)]
        case .archive:
            [
                Rule(.published, to: .archived, by: .secretariat, when: .noOpenFile),
                Rule(.closed, to: .archived, by: .secretariat, when: .standing, .noOpenFile, .urgencySettled)
            ]
        case .cancel:
            [
                Rule(
                    .drafted, .open, .closed, .admissibility, .review, .deliberation, to: .cancelled, by: .college,
                    when: .reasonGiven, .nothingDecided)
            ]
        case .declareUnsuccessful:
            [
                Rule(
                    .closed, .admissibility, .review, to: .unsuccessful, by: .college,
                    when: .reasonGiven, .tooFewFiles)
            ]
        }
    }

    package static func check(
        _ condition: CallGuard, _ call: Call, _ command: CallCommand, _ context: CallContext
    ) throws(Refusal) {
        let now = context.now
        switch condition {
        case .reasonGiven:
            guard command.reason?.isGiven == true else { throw .reasonMissing }
        case .authorityNamed:
            if case .amend(let amendment) = command, amendment.authority.isEmpty { throw .authorityMissing }
        case .textsComplete:
            guard (command.newTerms ?? call.terms)?.textsComplete == true else { throw .textsIncomplete }
        case .closingAhead:
            guard let terms = call.terms, now < terms.closesAt else { throw .closingPassed }
        case .datesKept:
            guard let old = call.terms, let new = command.newTerms, old.opensAt == new.opensAt,
                old.closesAt == new.closesAt
            else { throw .datesChanged }
        case .laterClosing:
            guard case .extend(let extended) = command, let terms = call.terms, extended.closesAt > terms.closesAt,
                extended.closesAt > now
            else { throw .closingNotLater }
        case .laterReviewClosing:
            guard case .extendReview(let extended) = command, let terms = call.terms,
                extended.closesAt > terms.reviewClosesAt, extended.closesAt > now
            else { throw .closingNotLater }
        case .competition:
            guard call.terms?.procedure == .competitive else { throw .wrongProcedure }
        case .standing:
            guard call.terms?.procedure != .competitive else { throw .wrongProcedure }
        case .closingReached:
            guard let terms = call.terms, now >= terms.closesAt else { throw .closingNotReached(call.terms?.closesAt) }
        case .nothingAwaitingAdmissibility:
            let waiting = context.tally[.submitted, .complementRequested]
            guard waiting == 0 else { throw .filesAwaitingAdmissibility(waiting) }
        case .enoughAdmissible:
            let admissible = context.tally[.admissible]
            guard let terms = call.terms, admissible >= terms.minimumFiles else {
                throw .tooFewFiles(admissible, needed: call.terms?.minimumFiles ?? 1)
            }
        case .tooFewFiles:
            let alive = context.tally[
                .submitted, .complementRequested, .admissible, .underReview, .scored, .advised, .awarded, .reserveListed,
                .refused, .underAppeal, .upheld, .overturned]
            guard let terms = call.terms, alive < terms.minimumFiles else { throw .enoughFiles(alive) }
        case .everyFileScored:
            let unscored = context.tally[.admissible, .underReview]
            guard unscored == 0 else { throw .filesNotScored(unscored) }
        case .everyFileDecided:
            let undecided = context.tally[.scored, .advised]
            guard undecided == 0 else { throw .filesNotDecided(undecided) }
        case .linesRespected:
            guard context.overdrawnLines.isEmpty else { throw .lineOverdrawn(context.overdrawnLines[0]) }
        case .numbersRespected:
            guard context.miscountedLines.isEmpty else { throw .lineMiscounted(context.miscountedLines[0]) }
        case .urgencySettled:
            guard context.unsettledUrgent == 0 else { throw .urgentAwardsUnsettled(context.unsettledUrgent) }
        case .noOpenFile:
            let open = context.tally[
                .submitted, .complementRequested, .admissible, .underReview, .scored, .advised, .reserveListed,
                .underAppeal, .overturned]
            guard open == 0 else { throw .filesStillOpen(open) }
        case .nothingDecided:
            let decided = context.tally[.awarded, .reserveListed, .refused, .underAppeal, .upheld, .overturned]
            guard decided == 0 else { throw .alreadyDecided(decided) }
        }
    }

    package static func evolve(_ call: inout Call, with event: Event<CallMachine>) {
        call.state = event.to
        call.version += 1
        switch event.command {
        case .create(let draft):
            call.code = draft.code
            call.terms = draft.terms
            call.definitionVersion = 1
        case .revise(let terms):
            call.terms = terms
            call.definitionVersion += 1
        case .amend(let amendment):
            call.terms = amendment.terms
            call.definitionVersion += 1
        case .extend(let extended):
            // The members keep the time that they had after the closing.
            if let terms = call.terms {
                let delay = extended.closesAt.microseconds - terms.closesAt.microseconds
                call.terms?.reviewClosesAt = Instant(microseconds: terms.reviewClosesAt.microseconds + delay)
            }
            call.terms?.closesAt = extended.closesAt
        case .extendReview(let extended):
            call.terms?.reviewClosesAt = extended.closesAt
        case .open:
            call.openedAt = event.at
        case .close:
            call.closedAt = event.at
        case .publish:
            call.publishedAt = event.at
        case .beginAdmissibility, .beginReview, .beginDeliberation, .decide, .archive, .cancel, .declareUnsuccessful:
            break
        }
    }
}
