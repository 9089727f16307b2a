import CallModel
import Workflow

extension GuardExample {
    static func ofApplication() throws -> [GuardExample] { try filing() + judging() + deciding() + urgent() + signing() + afterwards() }

    static func example(
        _ condition: ApplicationGuard, _ code: String, _ file: Application, _ command: ApplicationCommand,
        in call: Call, by actor: Actor = .secretariat, codeWithout: String? = nil,
        _ change: (inout ApplicationContext) -> Void = { _ in }
    ) -> GuardExample {
        GuardExample(
            ApplicationMachine.self, condition, code, file, command, Sample.around(call, by: actor, change),
            codeWithout: codeWithout)
    }

    private static func filing() throws -> [GuardExample] {
        let draft = try Sample.file(.draft)
        let asked = try Sample.file(.complementRequested) { $0.complementDue = Sample.soon }
        let overdue = try Sample.file(.complementRequested) { $0.complementDue = Sample.past }
        let open = try Sample.call(.open)
        let admissibility = try Sample.call(.admissibility)
        let request = ComplementRequest(due: Sample.past, reason: Sample.reason)
        return [
            example(.ownFile, "notOwnFile", draft, .submit, in: open, by: Sample.stranger),
            example(.callOpen, "callNotOpen", draft, .submit, in: try Sample.call(.closed)),
            example(
                .openingReached, "tooEarly", draft, .submit,
                in: try Sample.call(.open) { $0.opensAt = Sample.soon }),
            example(
                .beforeClosing, "tooLate", draft, .submit, in: try Sample.call(.open) { $0.closesAt = Sample.now }),
            example(
                .contentComplete, "contentIncomplete",
                try Sample.file(.draft) { $0.summary?.faults = 2 }, .submit, in: open),
            example(.complementDueAhead, "dueDatePassed", try Sample.file(.submitted), .requestComplement(request), in: admissibility),
            example(.beforeComplementDue, "tooLate", overdue, .complement(try Sample.summary()), in: admissibility),
            example(
                .complementOverdue, "complementStillRunning", asked, .declareInadmissible(Sample.reason),
                in: admissibility),
            example(
                .rankingUntouched, "rankingTouched", asked,
                .complement(try Sample.summary { $0.requested = Cents(800) }), in: admissibility),
            example(.withdrawalReasoned, "reasonMissing", draft, .withdraw(.none), in: open)
        ]
    }

    private static func judging() throws -> [GuardExample] {
        let submitted = try Sample.file(.submitted)
        let underReview = try Sample.file(.underReview)
        let scored = try Sample.file(.scored)
        let review = try Sample.call(.review)
        let deliberation = try Sample.call(.deliberation)
        let admissibility = try Sample.call(.admissibility)
        func advice(_ amount: Int64) -> ApplicationCommand {
            .advise(Advice(opinion: .favourable, amount: Cents(amount), meeting: MeetingID(1)))
        }
        return [
            example(.admissibilityStage, "wrongStage", submitted, .declareInadmissible(Sample.reason), in: review),
            example(.reasonGiven, "reasonMissing", submitted, .declareInadmissible(.none), in: admissibility),
            example(
                .rulesPass, "rulesFail", submitted, .declareAdmissible(MarkerRuling(marker: .significant)),
                in: admissibility
            ) { $0.failingRules = ["minimumAge"] },
            example(
                .markerReasoned, "reasonMissing", submitted, .declareAdmissible(MarkerRuling(marker: .principal)),
                in: admissibility),
            example(
                .markerReasoned, "reasonMissing", try Sample.file(.scored) { $0.verifiedMarker = .principal },
                .settleMarker(MarkerRuling(marker: .significant)), in: review),
            example(.reviewStage, "wrongStage", try Sample.file(.admissible), .beginReview, in: admissibility),
            example(.enoughReviews, "tooFewReviews", underReview, .score(Fraction(70)), in: review) { $0.panel.counted = 1 },
            example(.noReviewPending, "reviewsPending", underReview, .score(Fraction(70)), in: review) { $0.panel.pending = 1 },
            example(.noConflictedReview, "conflictedReviews", underReview, .score(Fraction(70)), in: review) {
                $0.panel.conflicted = 1
            },
            example(.chairUnconflicted, "conflictOfInterest", scored, advice(600), in: deliberation, by: Sample.chair) {
                $0.actorConflicted = true
            },
            example(.deliberationStage, "wrongStage", scored, advice(600), in: review, by: Sample.chair),
            example(.quorumMet, "noQuorum", scored, advice(600), in: deliberation, by: Sample.chair) { $0.sitting?.present = 1 },
            example(.noConflictPresent, "conflictedMemberPresent", scored, advice(600), in: deliberation, by: Sample.chair) {
                $0.sitting?.conflictedPresent = 1
            },
            example(.adviceWithinRequest, "amountOutOfRange", scored, advice(800), in: deliberation, by: Sample.chair)
        ]
    }

    private static func deciding() throws -> [GuardExample] {
        let advised = try Sample.file(.advised)
        let deliberation = try Sample.call(.deliberation)
        func award(_ amount: Int64, on line: String = "L", departure: Reason = Sample.reason) -> ApplicationCommand {
            .award(Award(line: line, amount: Cents(amount), departure: departure))
        }
        return [
            example(.awardWithinRequest, "amountOutOfRange", advised, award(0), in: deliberation, by: .college),
            example(.lineOpenToFile, "lineNotOpen", advised, award(650), in: deliberation, by: .college) { context in
                context.line = Sample.line { $0.spilled = Cents(400) }
            },
            example(
                .withinLine, "lineExhausted", try Sample.file(.advised) { $0.verifiedMarker = .principal }, award(600),
                in: deliberation, by: .college
            ) { $0.line?.awarded = Cents(500) },
            example(.withinFence, "fenceCrossed", advised, award(400), in: deliberation, by: .college) {
                $0.line?.take(Cents(300), reserved: false)
            },
            example(.withinNumber, "lineFull", advised, award(400), in: deliberation, by: .college) {
                $0.line = Sample.line(maximumAwards: 2, awards: 2)
            },
            example(
                .departureReasoned, "departureUnreasoned", advised, award(500, departure: .none), in: deliberation,
                by: .college),
            example(
                .adviceGiven, "adviceMissing", try Sample.file(.overturned) { $0.advice = nil }, award(600),
                in: try Sample.call(.published), by: .college),
            example(
                .placePositive, "placeNotPositive", advised, .reserve(ReservePlace(rank: 0, departure: Sample.reason)),
                in: deliberation, by: .college),
            example(
                .placeFree, "placeTaken", advised, .reserve(ReservePlace(rank: 2, departure: Sample.reason)),
                in: deliberation, by: .college
            ) { $0.takenPlaces = [1, 2] },
            example(
                .decisionTaken, "wrongStage", try Sample.file(.reserveListed), award(600), in: deliberation, by: .college)
        ]
    }

    private static func urgent() throws -> [GuardExample] {
        let rolling = try Sample.call(.open) { ($0.procedure, $0.urgentHours) = (.rolling, 72) }
        // Filed 72 hours ago, to the microsecond.
        let late = try Sample.file(.admissible) { $0.submittedAt = Sample.now.adding(days: -3) }
        let urgent = try Sample.file(.awarded) { ($0.urgentAt, $0.advice) = (Sample.past, nil) }
        let ratified = try Sample.file(.awarded) { file in
            (file.urgentAt, file.ratifiedAt, file.notifiedAt) = (Sample.past, Sample.past, Sample.past)
            file.advice = nil
        }
        let advised = try Sample.file(.awarded) { $0.urgentAt = Sample.past }
        let award = ApplicationCommand.awardUrgently(Award(line: "L", amount: Cents(400)))
        let ratify = ApplicationCommand.ratify(Ratification(sitting: "College, 2027-02-18"))
        let advice = ApplicationCommand.advise(Advice(opinion: .favourable, amount: Cents(400), meeting: MeetingID(1)))
        return [
            example(.beforeUrgentDue, "tooLate", late, award, in: rolling, by: .alderman),
            example(.awaitsRatification, "nothingToRatify", ratified, ratify, in: rolling, by: .college),
            example(.sittingNamed, "sittingMissing", urgent, .ratify(Ratification(sitting: "")), in: rolling, by: .college),
            example(.notAdvisedYet, "advisedAlready", advised, advice, in: rolling, by: Sample.chair),
            example(.urgencySettled, "urgencyUnsettled", ratified, .appeal(Sample.reason), in: rolling)
        ]
    }

    private static func afterwards() throws -> [GuardExample] {
        let awarded = try Sample.file(.awarded) { ($0.line, $0.awarded) = ("L", Cents(600)) }
        let notified = try Sample.file(.refused) { $0.notifiedAt = Sample.past }
        let longAgo = try Sample.file(.refused) { $0.notifiedAt = Sample.now.adding(days: -30) }
        let published = try Sample.call(.published)
        return [
            example(.noGrant, "grantMade", awarded, .withdraw(Sample.reason), in: published) { $0.hasGrant = true },
            example(.callPublished, "wrongStage", awarded, .notify, in: try Sample.call(.decided), by: .system),
            example(.notYetNotified, "alreadyNotified", notified, .notify, in: published, by: .system),
            example(
                .notified, "notNotified", try Sample.file(.refused), .appeal(Sample.reason), in: published,
                by: .applicant(Sample.owner), codeWithout: "tooLate"),
            example(.withinAppealPeriod, "tooLate", longAgo, .appeal(Sample.reason), in: published),
            example(
                .callEndedEarly, "wrongStage", try Sample.file(.submitted), .dismiss(Sample.reason), in: published)
        ]
    }
}
