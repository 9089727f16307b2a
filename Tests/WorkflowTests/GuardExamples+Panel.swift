import CallModel
import Workflow

extension GuardExample {
    static func ofReview() throws -> [GuardExample] {
        let assigned = Sample.review(.assigned)
        let reviewing = try Sample.call(.review)
        let tooLate = try Sample.call(.review) { $0.reviewClosesAt = Sample.now }
        let own = Actor.reviewer(Sample.member)
        let whole = ReviewCommand.submit(Sample.scores())
        func example(
            _ condition: ReviewGuard, _ code: String, _ command: ReviewCommand, in call: Call, by actor: Actor,
            of review: Review = assigned, file: ApplicationState = .underReview, conflicted: Bool = false,
            options: [Int: [Int32]] = [:]
        ) -> GuardExample {
            let context = ReviewContext(
                now: Sample.now, actor: actor, call: call, application: file, conflicted: conflicted,
                actorConflicted: conflicted, scales: Sample.scales, options: options)
            return GuardExample(ReviewMachine.self, condition, code, review, command, context)
        }
        return [
            example(.reviewStage, "wrongStage", whole, in: try Sample.call(.deliberation), by: own),
            example(.fileUnderReview, "fileNotUnderReview", whole, in: reviewing, by: own, file: .scored),
            example(.notConflicted, "conflictOfInterest", whole, in: reviewing, by: own, conflicted: true),
            example(
                .chairUnconflicted, "conflictOfInterest", .void(Sample.reason), in: reviewing, by: Sample.chair,
                conflicted: true),
            example(.ownReview, "notOwnReview", whole, in: reviewing, by: .reviewer(MemberID(9))),
            example(.beforeReviewClosing, "tooLate", whole, in: tooLate, by: own),
            example(.scoresInScale, "scoreOutOfScale", .submit(Sample.scores([11, 4])), in: reviewing, by: own),
            example(
                .scoresInScale, "scoreNoOption", .submit(Sample.scores([7, 4])), in: reviewing, by: own, options: [1: [0, 2, 5]]),
            example(.scoresComplete, "scoresIncomplete", .submit(Sample.scores([7, nil])), in: reviewing, by: own),
            example(.justified, "justificationMissing", .submit(Sample.scores(justified: false)), in: reviewing, by: own),
            example(.reasonGiven, "reasonMissing", .recuse(.none), in: reviewing, by: own),
            example(
                .scoreNotStanding, "fileNotUnderReview", .void(Sample.reason), in: reviewing, by: .system,
                of: Sample.review(.counted), file: .scored)
        ]
    }

    static func ofGrant() throws -> [GuardExample] {
        let awarded = try Sample.file(.awarded) { ($0.awarded, $0.notifiedAt) = (Cents(600), Sample.past) }
        let appealed = try Sample.file(.underAppeal) { $0.awarded = Cents(600) }
        func example(
            _ condition: GrantGuard, _ code: String, _ grant: Grant, _ command: GrantCommand, by actor: Actor,
            of file: Application? = nil, agreed: Bool = false
        ) -> GuardExample {
            let context = GrantContext(
                now: Sample.now, actor: actor, application: file ?? awarded, signingDays: 30, hasOtherGrant: agreed)
            return GuardExample(GrantMachine.self, condition, code, grant, command, context)
        }
        func offer(_ amount: Int64) -> GrantCommand {
            .send(GrantOffer(application: ApplicationID(1), amount: Cents(amount)))
        }
        let accepted = Sample.grant(.accepted) { ($0.paid, $0.accepted) = (Cents(300), Cents(500)) }
        let overpaid = Sample.grant(.accepted) { ($0.paid, $0.accepted) = (Cents(600), Cents(500)) }
        return [
            example(
                .awardNotified, "awardNotNotified", Sample.grant(.absent), offer(600), by: .secretariat, of: appealed),
            example(.awardStands, "awardNotNotified", Sample.grant(.agreementSent), .sign, by: .secretariat, of: appealed),
            example(.onlyGrant, "grantMade", Sample.grant(.absent), offer(600), by: .secretariat, agreed: true),
            example(.ownGrant, "notOwnFile", Sample.grant(.agreementSent), .sign, by: Sample.stranger),
            example(.amountIsAward, "amountOutOfRange", Sample.grant(.absent), offer(500), by: .secretariat),
            example(.commitmentNamed, "commitmentMissing", Sample.grant(.signed), .commit(""), by: .finance),
            example(.amountPositive, "amountOutOfRange", Sample.grant(.committed), .payFirst(.zero), by: .finance),
            example(.withinAward, "beyondAward", Sample.grant(.committed), .payFirst(Cents(601)), by: .finance),
            example(
                .acceptedInPart, "amountOutOfRange", Sample.grant(.reported) { $0.reported = Cents(300) },
                .acceptPartly(PartialAcceptance(amount: Cents(300), reason: Sample.reason)), by: .secretariat),
            example(.balanceDue, "amountNotDue", accepted, .payBalance(Cents(300)), by: .finance),
            example(.recoveryDue, "amountNotDue", overpaid, .claimRecovery(Cents(50)), by: .finance),
            example(
                .recoveryComplete, "amountNotDue", Sample.grant(.recoveryClaimed) { $0.claimed = Cents(100) },
                .recordRecovery(Cents(50)), by: .finance),
            example(.nothingOutstanding, "amountNotDue", accepted, .close, by: .finance),
            example(.signingOverdue, "signingStillRunning", Sample.grant(.agreementSent), .lapse, by: .system),
            example(.reasonGiven, "reasonMissing", Sample.grant(.committed), .cancel(.none), by: .college)
        ]
    }
}
