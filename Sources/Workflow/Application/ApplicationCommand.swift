package import CallModel

package enum ApplicationAction: UInt8, CaseIterable, ReadableLabel {
    case create
    case edit
    case submit
    case withdraw
    case reinstate
    case requestComplement
    case complement
    case declareAdmissible
    case declareInadmissible
    case settleMarker
    case beginReview
    case score
    case returnToReview
    case advise
    case award
    case awardUrgently
    case ratify
    case amend
    case approve
    case annul
    case reserve
    case refuse
    case dismiss
    case notify
    case appeal
    case uphold
    case overturn

    package static let names = caseNames()
}

package enum ApplicationCommand: MachineCommand {
    case create(ApplicationDraft)
    case edit(ApplicationSummary)
    case submit
    /// By the association itself, or by the secretariat with the reason.
    case withdraw(Reason)
    /// Takes a withdrawal back, while the call still accepts files.
    case reinstate
    case requestComplement(ComplementRequest)
    /// The association's answer: the content with what was asked for.
    case complement(ApplicationSummary)
    case declareAdmissible(MarkerRuling)
    case declareInadmissible(Reason)
    /// The last word on the gender marker, after the one that was verified at the admission.
    case settleMarker(MarkerRuling)
    case beginReview
    /// Freezes the aggregate of the counted reviews as the file's score, anew where a late conflict of interest took one away.
    case score(Fraction)
    case returnToReview(Reason)
    case advise(Advice)
    case award(Award)
    /// Decides alone, before anybody could sit.
    case awardUrgently(Award)
    /// The College makes an urgent award its own.
    case ratify(Ratification)
    /// Changes an award that is signed off by a ladder, before anybody is told of it.
    case amend(Award)
    /// Signs the award for one step of the ladder.
    case approve(Approval)
    /// The College does not ratify an urgent award, or gives up one that is not signed off.
    case annul(Reason)
    case reserve(ReservePlace)
    case refuse(Refused)
    /// Ends a file whose call was cancelled or declared unsuccessful.
    case dismiss(Reason)
    /// Makes the decision known to the applicant.
    case notify
    case appeal(Reason)
    case uphold(Reason)
    case overturn(Reason)

    package var action: ApplicationAction {
        switch self {
        case .create: .create
        case .edit: .edit
        case .submit: .submit
        case .withdraw: .withdraw
        case .reinstate: .reinstate
        case .requestComplement: .requestComplement
        case .complement: .complement
        case .declareAdmissible: .declareAdmissible
        case .declareInadmissible: .declareInadmissible
        case .settleMarker: .settleMarker
        case .beginReview: .beginReview
        case .score: .score
        case .returnToReview: .returnToReview
        case .advise: .advise
        case .award: .award
        case .awardUrgently: .awardUrgently
        case .ratify: .ratify
        case .amend: .amend
        case .approve: .approve
        case .annul: .annul
        case .reserve: .reserve
        case .refuse: .refuse
        case .dismiss: .dismiss
        case .notify: .notify
        case .appeal: .appeal
        case .uphold: .uphold
        case .overturn: .overturn
        }
    }

    var reason: Reason? {
        switch self {
        case .requestComplement(let request): request.reason
        case .withdraw(let reason), .declareInadmissible(let reason), .returnToReview(let reason), .annul(let reason),
            .dismiss(let reason), .appeal(let reason), .uphold(let reason), .overturn(let reason):
            reason
        case .refuse(let refused): refused.reason
        case .amend(let award): award.departure
        case .create, .edit, .submit, .reinstate, .complement, .declareAdmissible, .settleMarker, .beginReview, .score,
            .advise, .award, .awardUrgently, .ratify, .approve, .reserve, .notify:
            nil
        }
    }

    /// The College's own reason for not following the council.
    var departure: Reason? {
        switch self {
        case .award(let award), .amend(let award): award.departure
        case .reserve(let place): place.departure
        case .refuse(let refused): refused.departure
        case .create, .edit, .submit, .withdraw, .reinstate, .requestComplement, .complement, .declareAdmissible,
            .declareInadmissible, .settleMarker, .beginReview, .score, .returnToReview, .advise, .awardUrgently, .ratify, .approve,
            .annul, .dismiss, .notify, .appeal, .uphold, .overturn:
            nil
        }
    }

    /// What kept the amount from being larger: of what may be granted, of an award, of what a place on the reserve list lacks.
    package var bound: AwardBound? {
        switch self {
        case .declareAdmissible(let ruling): ruling.bound
        case .award(let award), .awardUrgently(let award), .amend(let award): award.bound
        case .reserve(let place): place.bound
        case .create, .edit, .submit, .withdraw, .reinstate, .requestComplement, .complement, .declareInadmissible,
            .settleMarker, .beginReview, .score, .returnToReview, .advise, .ratify, .approve, .annul, .refuse, .dismiss, .notify,
            .appeal, .uphold, .overturn:
            nil
        }
    }
}

package struct ApplicationDraft: Hashable, Codable, Sendable {
    package let call: CallID
    package let organisation: OrganisationID
    package let reference: String
    package let summary: ApplicationSummary

    package init(call: CallID, organisation: OrganisationID, reference: String, summary: ApplicationSummary) {
        (self.call, self.organisation, self.reference, self.summary) = (call, organisation, reference, summary)
    }
}

package struct ComplementRequest: Hashable, Codable, Sendable {
    /// The first instant at which the answer is late.
    package let due: Instant
    package let reason: Reason

    package init(due: Instant, reason: Reason) { (self.due, self.reason) = (due, reason) }
}

/// A ruling on the gender marker. One that differs from the marker that stood needs a reason.
package struct MarkerRuling: Hashable, Codable, Sendable {
    package let marker: GenderMarker?
    package let reason: Reason
    /// Of an admission: what may be granted at most, and what bound it.
    package let bound: AwardBound?

    package init(marker: GenderMarker?, reason: Reason = .none, bound: AwardBound? = nil) {
        (self.marker, self.reason, self.bound) = (marker, reason, bound)
    }
}

package enum AdviceOpinion: String, Codable, Sendable, CaseIterable {
    case favourable
    /// Favourable, should money come free.
    case reserve
    case unfavourable
}

/// What the council advises on one file. It never decides.
package struct Advice: Hashable, Codable, Sendable {
    package let opinion: AdviceOpinion
    package let amount: Cents
    /// The line that the council would pay it from; `nil` unless favourable.
    package let line: String?
    package let rank: Int32?
    package let meeting: MeetingID
    package let reason: Reason

    package init(
        opinion: AdviceOpinion, amount: Cents, line: String? = nil, rank: Int32? = nil, meeting: MeetingID,
        reason: Reason = .none
    ) {
        (self.opinion, self.amount, self.line, self.rank) = (opinion, amount, line, rank)
        (self.meeting, self.reason) = (meeting, reason)
    }
}

package struct Award: Hashable, Codable, Sendable {
    package let line: String
    package let amount: Cents
    package let departure: Reason
    /// What kept the amount from being larger.
    package let bound: AwardBound?

    package init(line: String, amount: Cents, departure: Reason = .none, bound: AwardBound? = nil) {
        (self.line, self.amount, self.departure, self.bound) = (line, amount, departure, bound)
    }
}

/// A signature under an award.
package struct Approval: Hashable, Codable, Sendable {
    /// The step of the ladder.
    package let step: String
    /// The highest award that it stands for.
    package let upTo: Cents

    package init(step: String, upTo: Cents) { (self.step, self.upTo) = (step, upTo) }
}

package struct Ratification: Hashable, Codable, Sendable {
    /// The sitting that ratified, for example "College, 2027-02-18".
    package let sitting: String

    package init(sitting: String) { self.sitting = sitting }
}

package struct ReservePlace: Hashable, Codable, Sendable {
    /// The place on the reserve list, 1 first.
    package let rank: Int32
    package let departure: Reason
    /// What kept the file from an award, with what there was for it.
    package let bound: AwardBound?

    package init(rank: Int32, departure: Reason = .none, bound: AwardBound? = nil) {
        (self.rank, self.departure, self.bound) = (rank, departure, bound)
    }
}

package struct Refused: Hashable, Codable, Sendable {
    package let reason: Reason
    package let departure: Reason

    package init(reason: Reason, departure: Reason = .none) { (self.reason, self.departure) = (reason, departure) }
}
