import CallModel

/// A command as the log writes it: the action's name and, apart, what it carries.
package protocol LoggedCommand: MachineCommand {
    /// What the command carries; `nil` if the action says it all.
    var payload: (any Encodable & Sendable)? { get }
    /// Reads the command back from the action's name and its payload.
    init(_ action: Action, payload: some PayloadReader) throws
}

/// Gives the payload of one logged command in the shape that is asked for.
package protocol PayloadReader {
    func read<Payload: Decodable>(_ type: Payload.Type) throws -> Payload
}

/// A payload that is a single figure or name still is an object in the log, so that it can gain a field one day.
private struct Single<Value: Codable & Sendable>: Codable, Sendable {
    let value: Value
}

extension CallCommand: LoggedCommand {
    package var payload: (any Encodable & Sendable)? {
        switch self {
        case .create(let draft): draft
        case .revise(let terms): terms
        case .amend(let amendment): amendment
        case .extend(let extended), .extendReview(let extended): extended
        case .cancel(let reason), .declareUnsuccessful(let reason): reason
        case .open, .close, .beginAdmissibility, .beginReview, .beginDeliberation, .decide, .publish, .archive: nil
        }
    }

    package init(_ action: CallAction, payload: some PayloadReader) throws {
        switch action {
        case .create: self = .create(try payload.read(CallDraft.self))
        case .revise: self = .revise(try payload.read(CallTerms.self))
        case .open: self = .open
        case .amend: self = .amend(try payload.read(CallAmendment.self))
        case .extend: self = .extend(try payload.read(CallExtension.self))
        case .extendReview: self = .extendReview(try payload.read(CallExtension.self))
        case .close: self = .close
        case .beginAdmissibility: self = .beginAdmissibility
        case .beginReview: self = .beginReview
        case .beginDeliberation: self = .beginDeliberation
        case .decide: self = .decide
        case .publish: self = .publish
        case .archive: self = .archive
        case .cancel: self = .cancel(try payload.read(Reason.self))
        case .declareUnsuccessful: self = .declareUnsuccessful(try payload.read(Reason.self))
        }
    }
}

extension ApplicationCommand: LoggedCommand {
    package var payload: (any Encodable & Sendable)? {
        switch self {
        case .create(let draft): draft
        case .edit(let summary), .complement(let summary): summary
        case .requestComplement(let request): request
        case .declareAdmissible(let ruling), .settleMarker(let ruling): ruling
        case .score(let score): Single(value: score)
        case .advise(let advice): advice
        case .award(let award), .awardUrgently(let award), .amend(let award): award
        case .approve(let approval): approval
        case .ratify(let ratification): ratification
        case .reserve(let place): place
        case .refuse(let refused): refused
        case .withdraw(let reason), .declareInadmissible(let reason), .returnToReview(let reason), .annul(let reason),
            .dismiss(let reason), .appeal(let reason), .uphold(let reason), .overturn(let reason):
            reason
        case .submit, .reinstate, .beginReview, .notify: nil
        }
    }

    package init(_ action: ApplicationAction, payload: some PayloadReader) throws {
        switch action {
        case .create: self = .create(try payload.read(ApplicationDraft.self))
        case .edit: self = .edit(try payload.read(ApplicationSummary.self))
        case .submit: self = .submit
        case .withdraw: self = .withdraw(try payload.read(Reason.self))
        case .reinstate: self = .reinstate
        case .requestComplement: self = .requestComplement(try payload.read(ComplementRequest.self))
        case .complement: self = .complement(try payload.read(ApplicationSummary.self))
        case .declareAdmissible: self = .declareAdmissible(try payload.read(MarkerRuling.self))
        case .declareInadmissible: self = .declareInadmissible(try payload.read(Reason.self))
        case .settleMarker: self = .settleMarker(try payload.read(MarkerRuling.self))
        case .beginReview: self = .beginReview
        case .score: self = .score(try payload.read(Single<Fraction>.self).value)
        case .returnToReview: self = .returnToReview(try payload.read(Reason.self))
        case .advise: self = .advise(try payload.read(Advice.self))
        case .award: self = .award(try payload.read(Award.self))
        case .awardUrgently: self = .awardUrgently(try payload.read(Award.self))
        case .ratify: self = .ratify(try payload.read(Ratification.self))
        case .amend: self = .amend(try payload.read(Award.self))
        case .approve: self = .approve(try payload.read(Approval.self))
        case .annul: self = .annul(try payload.read(Reason.self))
        case .reserve: self = .reserve(try payload.read(ReservePlace.self))
        case .refuse: self = .refuse(try payload.read(Refused.self))
        case .dismiss: self = .dismiss(try payload.read(Reason.self))
        case .notify: self = .notify
        case .appeal: self = .appeal(try payload.read(Reason.self))
        case .uphold: self = .uphold(try payload.read(Reason.self))
        case .overturn: self = .overturn(try payload.read(Reason.self))
        }
    }
}

extension ReviewCommand: LoggedCommand {
    package var payload: (any Encodable & Sendable)? {
        switch self {
        case .assign(let assignment): assignment
        case .save(let scores), .submit(let scores): scores
        case .recuse(let reason), .reopen(let reason), .void(let reason): reason
        case .count: nil
        }
    }

    package init(_ action: ReviewAction, payload: some PayloadReader) throws {
        switch action {
        case .assign: self = .assign(try payload.read(Assignment.self))
        case .recuse: self = .recuse(try payload.read(Reason.self))
        case .save: self = .save(try payload.read(Scores.self))
        case .submit: self = .submit(try payload.read(Scores.self))
        case .reopen: self = .reopen(try payload.read(Reason.self))
        case .count: self = .count
        case .void: self = .void(try payload.read(Reason.self))
        }
    }
}

extension GrantCommand: LoggedCommand {
    package var payload: (any Encodable & Sendable)? {
        switch self {
        case .send(let offer): offer
        case .commit(let number): Single(value: number)
        case .payFirst(let amount), .report(let amount), .payBalance(let amount), .claimRecovery(let amount),
            .recordRecovery(let amount):
            Single(value: amount)
        case .acceptPartly(let acceptance): acceptance
        case .reject(let reason), .writeOff(let reason), .cancel(let reason), .suspend(let reason): reason
        case .sign, .accept, .close, .lapse, .resume: nil
        }
    }

    package init(_ action: GrantAction, payload: some PayloadReader) throws {
        switch action {
        case .send: self = .send(try payload.read(GrantOffer.self))
        case .sign: self = .sign
        case .commit: self = .commit(try payload.read(Single<String>.self).value)
        case .payFirst: self = .payFirst(try payload.read(Single<Cents>.self).value)
        case .report: self = .report(try payload.read(Single<Cents>.self).value)
        case .accept: self = .accept
        case .acceptPartly: self = .acceptPartly(try payload.read(PartialAcceptance.self))
        case .reject: self = .reject(try payload.read(Reason.self))
        case .payBalance: self = .payBalance(try payload.read(Single<Cents>.self).value)
        case .claimRecovery: self = .claimRecovery(try payload.read(Single<Cents>.self).value)
        case .recordRecovery: self = .recordRecovery(try payload.read(Single<Cents>.self).value)
        case .writeOff: self = .writeOff(try payload.read(Reason.self))
        case .close: self = .close
        case .lapse: self = .lapse
        case .cancel: self = .cancel(try payload.read(Reason.self))
        case .suspend: self = .suspend(try payload.read(Reason.self))
        case .resume: self = .resume
        }
    }
}
