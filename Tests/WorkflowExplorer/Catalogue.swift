import CallModel
import Workflow

/// Every command of every machine, each with the payloads that decide differently: in range, at the edge, over it; with a
/// reason and without.
enum Catalogue {
    static func call(_ regulation: Regulation) -> [CallCommand] {
        guard let terms = regulation.terms(), let incomplete = regulation.terms(textsComplete: false),
            let moved = regulation.terms(closing: Timeline.extendedClosing)
        else { return [] }
        let extended = Timeline.instant(Timeline.extendedClosing)
        return [
            .create(CallDraft(code: "C", terms: terms)), .create(CallDraft(code: "C", terms: incomplete)),
            .revise(terms), .revise(incomplete), .open,
            .amend(CallAmendment(terms: terms, reason: Cast.given, authority: "College")),
            .amend(CallAmendment(terms: terms, reason: .none, authority: "College")),
            .amend(CallAmendment(terms: terms, reason: Cast.given, authority: "")),
            .amend(CallAmendment(terms: incomplete, reason: Cast.given, authority: "College")),
            .amend(CallAmendment(terms: moved, reason: Cast.given, authority: "College")),
            .extend(CallExtension(closesAt: extended, reason: Cast.given)),
            .extend(CallExtension(closesAt: extended, reason: .none)),
            .extend(CallExtension(closesAt: Timeline.instant(Timeline.opening), reason: Cast.given)),
            .extendReview(CallExtension(closesAt: Timeline.instant(Timeline.never), reason: Cast.given)),
            .extendReview(CallExtension(closesAt: Timeline.instant(Timeline.never), reason: .none)),
            .extendReview(CallExtension(closesAt: Timeline.instant(Timeline.later), reason: Cast.given)),
            .extendReview(CallExtension(closesAt: Timeline.instant(Timeline.opening), reason: Cast.given)),
            .close, .beginAdmissibility, .beginReview, .beginDeliberation, .decide, .publish, .archive,
            .cancel(Cast.given), .cancel(.none), .declareUnsuccessful(Cast.given), .declareUnsuccessful(.none)
        ]
    }

    static func summary(
        faults: Int32 = 0, requested: Int64 = Budget.requested, southSouth: Bool = false
    ) -> ApplicationSummary? {
        Cast.digest(2).map { digest in
            ApplicationSummary(
                category: "a", requested: Cents(requested), total: Cents(requested), declaredMarker: .significant,
                southSouth: southSouth, countries: [], faults: faults, content: digest)
        }
    }

    /// - Parameter hasLadder: whether awards are signed off; where they are not, one amendment shows as much.
    static func application(hasLadder: Bool = false) -> [ApplicationCommand] {
        guard let whole = summary(), let faulty = summary(faults: 1), let larger = summary(requested: 9),
            let moved = summary(southSouth: true)
        else { return [] }
        func draft(_ summary: ApplicationSummary) -> ApplicationCommand {
            .create(ApplicationDraft(call: CallID(1), organisation: Cast.owner, reference: "F", summary: summary))
        }
        func request(_ due: UInt8, _ reason: Reason = Cast.given) -> ApplicationCommand {
            .requestComplement(ComplementRequest(due: Timeline.instant(due), reason: reason))
        }
        return [
            draft(whole), draft(faulty), .edit(whole), .edit(faulty), .submit, .withdraw(.none), .withdraw(Cast.given),
            .reinstate,
            request(Timeline.extendedClosing), request(Timeline.reviewClosing), request(Timeline.later),
            request(Timeline.later, .none), .complement(whole), .complement(faulty), .complement(larger), .complement(moved),
            .declareAdmissible(MarkerRuling(marker: .significant)), .declareAdmissible(MarkerRuling(marker: .principal)),
            .declareAdmissible(MarkerRuling(marker: .principal, reason: Cast.given)),
            .settleMarker(MarkerRuling(marker: .significant)), .settleMarker(MarkerRuling(marker: .principal)),
            .settleMarker(MarkerRuling(marker: .significant, reason: Cast.given)),
            .settleMarker(MarkerRuling(marker: .principal, reason: Cast.given)),
            .declareInadmissible(Cast.given), .declareInadmissible(.none), .beginReview, .score(Fraction(70)),
            .returnToReview(Cast.given), .returnToReview(.none)
        ] + advices() + decisions(hasLadder) + [
            .dismiss(Cast.given), .dismiss(.none), .notify, .appeal(Cast.given), .appeal(.none), .uphold(Cast.given),
            .uphold(.none), .overturn(Cast.given), .overturn(.none)
        ]
    }

    private static func advices() -> [ApplicationCommand] {
        let opinions: [(AdviceOpinion, Int64)] = [
            (.favourable, 6), (.favourable, 0), (.favourable, 9), (.reserve, 0), (.unfavourable, 0), (.unfavourable, 3)
        ]
        return opinions.map { opinion, amount in
            .advise(Advice(opinion: opinion, amount: Cents(amount), meeting: MeetingID(1)))
        }
    }

    private static func decisions(_ hasLadder: Bool) -> [ApplicationCommand] {
        let amounts: [Int64] = [0, 4, 6, 7, 8]
        let reasons: [Reason] = [.none, Cast.given]
        let places: [Int32] = [0, 1, 2]
        let awards = amounts.flatMap { amount in
            reasons.map { Award(line: Budget.line, amount: Cents(amount), departure: $0) }
        }
        let elsewhere = Award(line: Budget.otherLine, amount: Cents(4), departure: Cast.given)
        let ratifications: [ApplicationCommand] = ["College", ""].map { .ratify(Ratification(sitting: $0)) }
        return (awards + [elsewhere]).map { .award($0) }
            + (awards + [elsewhere]).filter { $0.departure == .none || $0.line != Budget.line }.map { .awardUrgently($0) }
            + (hasLadder ? signing(awards + [elsewhere]) : [.amend(awards[3])]) + ratifications + reasons.map { .annul($0) }
            + places.flatMap { place in reasons.map { .reserve(ReservePlace(rank: place, departure: $0)) } }
            + reasons.flatMap { reason in
                reasons.map { .refuse(Refused(reason: reason, departure: $0)) }
            }
    }

    private static func signing(_ awards: [Award]) -> [ApplicationCommand] {
        let limits: [Int64] = [3, 4, 7, 8]
        return awards.map { .amend($0) }
            + ["first", "second", "none"].flatMap { step in limits.map { .approve(Approval(step: step, upTo: Cents($0))) } }
    }

    static func review() -> [ReviewCommand] {
        let written = Cast.digest(3)
        let reasons: [Reason] = [.none, Cast.given]
        let partial = Scores([7, nil], justification: nil)
        let sets = [
            Scores([7, 4], justification: written), partial, Scores([7, 4], justification: nil),
            Scores([11, 4], justification: written), Scores([7], justification: written),
            Scores([7, nil], justification: written)
        ]
        return [.assign(Assignment(application: ApplicationID(1), member: Cast.member)), .count]
            + reasons.flatMap { [.recuse($0), .reopen($0), .void($0)] }
            + sets.map { .submit($0) } + [partial, sets[3], sets[4]].map { .save($0) }
    }

    static func grant() -> [GrantCommand] {
        let reasons: [Reason] = [.none, Cast.given]
        let amounts: [Int64] = [0, 3, 6, 8]
        let cents = amounts.map { Cents($0) }
        return cents.map { .send(GrantOffer(application: ApplicationID(1), amount: $0)) }
            + [.sign, .commit("2027/1"), .commit(""), .accept, .close, .lapse, .resume]
            + cents.flatMap { [.payFirst($0), .report($0), .payBalance($0), .claimRecovery($0), .recordRecovery($0)] }
            + reasons.flatMap { [.reject($0), .cancel($0), .suspend($0), .writeOff($0)] }
            + cents.map { .acceptPartly(PartialAcceptance(amount: $0, reason: Cast.given)) }
            + [.acceptPartly(PartialAcceptance(amount: Cents(3), reason: .none))]
    }
}
