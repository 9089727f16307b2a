import CallModel
import Workflow

extension GuardExample {
    static func ofCall() throws -> [GuardExample] {
        let terms = try Sample.terms()
        let open = try Sample.call(.open)
        let late = try Sample.call(.open) { $0.closesAt = Sample.past }
        let later = CallExtension(closesAt: Sample.soon.adding(days: 1), reason: Sample.reason)
        func amendment(_ terms: CallTerms, authority: String = "College") -> CallCommand {
            .amend(CallAmendment(terms: terms, reason: Sample.reason, authority: authority))
        }
        func example(
            _ condition: CallGuard, _ code: String, _ call: Call, _ command: CallCommand, by actor: Actor = .secretariat,
            _ tally: [ApplicationState: Int] = [:], overdrawn: [String] = [], miscounted: [String] = [], unsettled: Int = 0
        ) -> GuardExample {
            let context = CallContext(
                now: Sample.now, actor: actor, tally: Tally(tally), overdrawnLines: overdrawn, miscountedLines: miscounted,
                unsettledUrgent: unsettled)
            return GuardExample(CallMachine.self, condition, code, call, command, context)
        }
        return [
            example(.reasonGiven, "reasonMissing", open, .cancel(.none), by: .college),
            example(.authorityNamed, "authorityMissing", open, amendment(terms, authority: "")),
            example(.textsComplete, "textsIncomplete", try Sample.call(.drafted) { $0.textsComplete = false }, .open),
            example(.closingAhead, "closingPassed", late, .extend(later)),
            example(.datesKept, "datesChanged", open, amendment(try Sample.terms { $0.opensAt = Sample.now })),
            example(
                .laterClosing, "closingNotLater", open,
                .extend(CallExtension(closesAt: Sample.now, reason: Sample.reason))),
            example(
                .laterReviewClosing, "closingNotLater", try Sample.call(.review),
                .extendReview(CallExtension(closesAt: Sample.now, reason: Sample.reason))),
            example(
                .competition, "wrongProcedure", try Sample.call(.closed) { $0.procedure = .rolling }, .beginAdmissibility),
            example(.standing, "wrongProcedure", try Sample.call(.closed), .archive),
            example(.closingReached, "closingNotReached", open, .close, by: .system),
            example(
                .nothingAwaitingAdmissibility, "filesAwaitingAdmissibility", try Sample.call(.admissibility), .beginReview,
                [.submitted: 1, .admissible: 1]),
            example(.enoughAdmissible, "tooFewFiles", try Sample.call(.admissibility), .beginReview),
            example(
                .tooFewFiles, "enoughFiles", try Sample.call(.review), .declareUnsuccessful(Sample.reason), by: .college,
                [.scored: 1]),
            example(
                .everyFileScored, "filesNotScored", try Sample.call(.review), .beginDeliberation, [.underReview: 1]),
            example(
                .everyFileDecided, "filesNotDecided", try Sample.call(.deliberation), .decide, by: .college, [.advised: 1]),
            example(
                .linesRespected, "lineOverdrawn", try Sample.call(.deliberation), .decide, by: .college, overdrawn: ["L"]),
            example(
                .numbersRespected, "lineMiscounted", try Sample.call(.deliberation), .decide, by: .college,
                miscounted: ["L"]),
            example(
                .urgencySettled, "urgentAwardsUnsettled", try Sample.call(.closed) { $0.procedure = .rolling }, .archive,
                unsettled: 1),
            example(.noOpenFile, "filesStillOpen", try Sample.call(.published), .archive, [.underAppeal: 1]),
            example(
                .nothingDecided, "alreadyDecided", try Sample.call(.deliberation), .cancel(Sample.reason), by: .college,
                [.awarded: 1])
        ]
    }
}
