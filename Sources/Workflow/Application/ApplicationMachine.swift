import CallModel

package enum ApplicationMachine: Machine {
    package typealias Subject = Application
    package typealias Command = ApplicationCommand
    package typealias Context = ApplicationContext
    package typealias Guard = ApplicationGuard

    package static let kind = MachineKind.application
    package static let matrix = RuleMatrix<ApplicationMachine>()

    package static func rules(for action: ApplicationAction) -> [Rule<ApplicationMachine>] {
        switch action {
        case .create:
            [
                Rule(
                    .absent, to: .draft, by: [.applicant, .secretariat],
                    when: .ownFile, .callOpen, .beforeClosing)
            ]
        case .edit:
            [
                Rule(
                    .draft, to: .draft, by: [.applicant, .secretariat],
                    when: .ownFile, .callOpen, .beforeClosing)
            ]
        case .submit:
            [
                Rule(
                    .draft, to: .submitted, by: [.applicant, .secretariat],
                    when: .ownFile, .callOpen, .openingReached, .beforeClosing, .contentComplete)
            ]
        case .withdraw:
            [
                Rule(
                    .draft, .submitted, .complementRequested, .admissible, .underReview, .scored, .advised,
                    .reserveListed, to: .withdrawn, by: [.applicant, .secretariat], when: .ownFile, .withdrawalReasoned),
                Rule(
                    .awarded, to: .withdrawn, by: [.applicant, .secretariat],
                    when: .ownFile, .withdrawalReasoned, .noGrant)
            ]
        case .reinstate:
            [
                Rule(
                    .withdrawn, to: .draft, by: [.applicant, .secretariat],
                    when: .ownFile, .callOpen, .beforeClosing)
            ]
        case .requestComplement:
            [
                Rule(
                    .submitted, to: .complementRequested, by: .secretariat,
                    when: .admissibilityStage, .reasonGiven, .complementDueAhead)
            ]
        case .complement:
            [
                Rule(
                    .complementRequested, to: .submitted, by: [.applicant, .secretariat],
                    when: .ownFile, .admissibilityStage, .beforeComplementDue, .contentComplete, .rankingUntouched)
            ]
        case .declareAdmissible:
            [
                Rule(
                    .submitted, to: .admissible, by: .secretariat,
                    when: .admissibilityStage, .rulesPass, .markerReasoned)
            ]
        case .declareInadmissible:
            [
                Rule(.submitted, to: .inadmissible, by: .secretariat, when: .admissibilityStage, .reasonGiven),
                Rule(
                    .complementRequested, to: .inadmissible, by: .secretariat,
                    when: .admissibilityStage, .reasonGiven, .complementOverdue)
            ]
        case .settleMarker:
            // Until the council speaks it is the secretariat's ruling; from then on only the College moves a file between the
            // reserve and the open money.
            [
                settlement(of: .admissible, by: .secretariat), settlement(of: .underReview, by: .secretariat),
                settlement(of: .scored, by: .secretariat), settlement(of: .advised, by: .college),
                settlement(of: .overturned, by: .college)
            ]
        case .beginReview:
            [Rule(.admissible, to: .underReview, by: .secretariat, when: .reviewStage)]
        case .score:
            [
                Rule(
                    .underReview, to: .scored, by: [.secretariat, .chair],
                    when: .reviewStage, .enoughReviews, .noReviewPending, .noConflictedReview, .chairUnconflicted),
                // A conflict of interest took scores away while the council deliberates: the score is that of the others.
                Rule(.scored, to: .scored, by: .system, when: .deliberationStage)
            ]
        case .returnToReview:
            [
                Rule(
                    .scored, to: .underReview, by: [.secretariat, .chair, .system],
                    when: .reviewStage, .reasonGiven, .chairUnconflicted)
            ]
        case .advise:
            [
                Rule(
                    .scored, to: .advised, by: [.chair, .secretariat],
                    when: .deliberationStage, .quorumMet, .noConflictPresent, .chairUnconflicted, .adviceWithinRequest),
                // A file whose refusal was annulled is advised on again, or for the first time.
                Rule(
                    .overturned, to: .overturned, by: [.chair, .secretariat],
                    when: .decisionTaken, .quorumMet, .noConflictPresent, .chairUnconflicted, .adviceWithinRequest),
                // What could not wait for the council is put before it afterwards.
                Rule(
                    .awarded, to: .awarded, by: [.chair, .secretariat],
                    when: .notAdvisedYet, .quorumMet, .noConflictPresent, .chairUnconflicted, .adviceWithinRequest)
            ]
        case .award:
            [
                Rule(
                    .advised, to: .awarded, by: .college,
                    when: .deliberationStage, .awardWithinRequest, .lineOpenToFile, .withinLine, .withinNumber,
                    .withinFence, .departureReasoned),
                Rule(
                    .reserveListed, to: .awarded, by: .college,
                    when: .decisionTaken, .awardWithinRequest, .lineOpenToFile, .withinLine, .withinNumber, .withinFence),
                Rule(
                    .overturned, to: .awarded, by: .college,
                    when: .decisionTaken, .adviceGiven, .awardWithinRequest, .lineOpenToFile, .withinLine, .withinNumber,
                    .withinFence, .departureReasoned)
            ]
        case .awardUrgently:
            [
                Rule(
                    .admissible, to: .awarded, by: .alderman,
                    when: .admissibilityStage, .beforeUrgentDue, .awardWithinRequest, .lineOpenToFile, .withinLine,
                    .withinNumber, .withinFence)
            ]
        case .ratify:
            [Rule(.awarded, to: .awarded, by: .college, when: .awaitsRatification, .sittingNamed)]
        case .amend:
            [
                Rule(
                    .awarded, to: .awarded, by: .college,
                    when: .ladderStands, .notYetNotified, .reasonGiven, .awardWithinRequest, .lineOpenToFile, .withinLine,
                    .withinNumber, .withinFence)
            ]
        case .approve:
            [
                Rule(
                    .awarded, to: .awarded, by: [.secretariat, .alderman, .budgetHolder, .finance, .college],
                    when: .ownStep, .awaitsSignature, .signatureCovers)
            ]
        case .annul:
            [Rule(.awarded, to: .refused, by: .college, when: .awaitsConfirmation, .reasonGiven, .noGrant)]
        case .reserve:
            [
                Rule(
                    .advised, to: .reserveListed, by: .college,
                    when: .deliberationStage, .placePositive, .placeFree, .departureReasoned),
                Rule(
                    .overturned, to: .reserveListed, by: .college,
                    when: .decisionTaken, .adviceGiven, .placePositive, .placeFree, .departureReasoned)
            ]
        case .refuse:
            [
                Rule(
                    .advised, to: .refused, by: .college,
                    when: .deliberationStage, .reasonGiven, .departureReasoned),
                Rule(.reserveListed, to: .refused, by: .college, when: .decisionTaken, .reasonGiven),
                Rule(
                    .overturned, to: .refused, by: .college,
                    when: .decisionTaken, .reasonGiven, .departureReasoned)
            ]
        case .dismiss:
            [
                Rule(
                    .submitted, .complementRequested, .admissible, .underReview, .scored, .advised, .reserveListed,
                    .overturned, to: .refused,
                    by: .secretariat, when: .callEndedEarly, .reasonGiven)
            ]
        case .notify:
            [
                // Nobody is told of an award that is not signed off.
                Rule(
                    .awarded, to: .awarded, by: [.secretariat, .system],
                    when: .callPublished, .notYetNotified, .signedOff),
                notification(of: .reserveListed), notification(of: .refused),
                notification(of: .inadmissible)
            ]
        case .appeal:
            [
                Rule(
                    .awarded, .reserveListed, .refused, .inadmissible, to: .underAppeal,
                    by: [.applicant, .secretariat],
                    when: .ownFile, .notified, .withinAppealPeriod, .urgencySettled, .reasonGiven)
            ]
        case .uphold:
            [Rule(.underAppeal, toOneOf: [.upheld, .reserveListed], by: .college, when: .reasonGiven)]
        case .overturn:
            [Rule(.underAppeal, to: .overturned, by: .college, when: .reasonGiven, .noGrant)]
        }
    }

    private static func settlement(of state: ApplicationState, by roles: RoleSet) -> Rule<ApplicationMachine> {
        Rule(state, to: state, by: roles, when: .markerReasoned)
    }

    private static func notification(of state: ApplicationState) -> Rule<ApplicationMachine> {
        Rule(state, to: state, by: [.secretariat, .system], when: .callPublished, .notYetNotified)
    }

    /// A place on the reserve list that is upheld is still a place on the reserve list.
    package static func target(among states: [ApplicationState], _ file: Application) -> ApplicationState {
        file.reserveRank == nil ? states[0] : states[1]
    }

    package static func evolve(_ file: inout Application, with event: Event<ApplicationMachine>) {
        file.state = event.to
        file.version += 1
        switch event.command {
        case .create(let draft):
            file.call = draft.call
            file.organisation = draft.organisation
            file.reference = draft.reference
            file.summary = draft.summary
        case .edit(let summary):
            file.summary = summary
        case .submit:
            file.submittedAt = event.at
        case .withdraw:
            file.complementDue = nil
            file.reserveRank = nil
            file.line = nil
            file.awarded = nil
            file.bound = nil
            file.urgentAt = nil
            file.ratifiedAt = nil
            file.approvals = []
        case .reinstate:
            // What was found out about the file that was filed says nothing of the one that will be.
            file.submittedAt = nil
            file.verifiedMarker = nil
            file.finalMarker = nil
            file.isMarkerSettled = false
            file.grantable = nil
            file.score = nil
            file.rank = nil
            file.advice = nil
            file.advised = nil
            file.advisedLine = nil
            file.notifiedAt = nil
        case .requestComplement(let request):
            file.complementDue = request.due
        case .complement(let summary):
            file.summary = summary
            file.complementDue = nil
        case .declareAdmissible(let ruling):
            file.verifiedMarker = ruling.marker
            file.grantable = ruling.bound
        case .settleMarker(let ruling):
            file.finalMarker = ruling.marker
            file.isMarkerSettled = true
        case .declareInadmissible:
            file.complementDue = nil
        case .score(let score):
            file.score = score
        case .returnToReview:
            file.score = nil
        case .advise(let advice):
            file.advice = advice.opinion
            file.advised = advice.amount
            file.advisedLine = advice.line
            file.rank = advice.rank
        case .award(let award):
            file.line = award.line
            file.awarded = award.amount
            file.bound = award.bound
            file.reserveRank = nil
            file.notifiedAt = nil
        case .awardUrgently(let award):
            file.line = award.line
            file.awarded = award.amount
            file.bound = award.bound
            file.urgentAt = event.at
            file.notifiedAt = nil
        case .ratify:
            file.ratifiedAt = event.at
        case .amend(let award):
            file.line = award.line
            file.awarded = award.amount
            file.bound = award.bound
        case .approve(let approval):
            file.sign(approval)
        case .annul:
            file.line = nil
            file.awarded = nil
            file.bound = nil
            file.urgentAt = nil
            file.ratifiedAt = nil
            file.approvals = []
            file.notifiedAt = nil
        case .reserve(let place):
            file.reserveRank = place.rank
            file.bound = place.bound
            file.notifiedAt = nil
        case .refuse:
            file.reserveRank = nil
            file.bound = nil
            file.notifiedAt = nil
        case .dismiss:
            file.complementDue = nil
            file.reserveRank = nil
            file.bound = nil
            file.notifiedAt = nil
        case .notify:
            file.notifiedAt = event.at
        case .overturn:
            // An annulled decision gives its money back to the line.
            file.line = nil
            file.awarded = nil
            file.reserveRank = nil
            file.bound = nil
            file.urgentAt = nil
            file.ratifiedAt = nil
            file.approvals = []
        case .beginReview, .appeal, .uphold:
            break
        }
    }
}
