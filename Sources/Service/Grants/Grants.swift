package import CallModel
import Postgres
import Store
package import Workflow

/// A grant with the file it belongs to, for finance and the secretariat.
package struct GrantView: Sendable {
    package let reference: String
    package let organisation: String
    package let grant: Grant
}

/// What may be done with a grant. An amount that the rules already fix may be left out.
package enum GrantStep: Hashable, Sendable {
    /// The agreement on the award goes out.
    case send
    case sign
    case commit(number: String)
    case payFirst(Cents)
    case report(Cents)
    case accept
    case acceptPartly(Cents)
    case reject
    case payBalance(Cents?)
    case claimRecovery(Cents?)
    case recordRecovery(Cents?)
    case writeOff
    case close
    case lapse
    case cancel
    case suspend
    case resume
}

extension Service {
    /// Takes one step with the grant of a file.
    package func grant(
        of reference: String, in code: String, _ step: GrantStep, reason: String? = nil, _ request: Request
    ) async throws(ServiceError) -> Receipt {
        try await command(request, "\(step) \(code) \(reference) \(reason ?? "")") { db, batch in
            let id = try db.file(reference, of: db.call(code: code).id, for: request.actor).id
            let loaded = try db.lock(
                application: id, call: .share, key: request.key, circumstancesFor: step == .send ? .some(nil) : nil)
            try stopIfAnswered(loaded.previous)
            if request.actor.member != nil {
                _ = try MemberSight(of: request.actor, in: loaded.call.id, db).known(loaded.application)
                // Which step it is depends on no grant, and whether there is one is not for everybody.
                let blank = Grant(id: GrantID(0))
                try GrantMachine.permit(step.command(on: blank, of: loaded.application, .none).action, by: request.actor)
            }
            var grant = try grant(of: loaded.application, step, db)
            try Self.expect(request, GrantMachine.self, grant)
            let definition = try regulation(of: loaded.call, db).definition
            let context = GrantContext(
                now: loaded.now, actor: request.actor, application: loaded.application,
                signingDays: loaded.call.terms?.signingDays ?? Int64(definition.calendar.signingDays),
                // Of a new grant every one that stands is another one.
                hasOtherGrant: grant.state == .absent && loaded.circumstances.hasGrant)
            let command = step.command(on: grant, of: loaded.application, Self.reason(reason, in: &batch))
            let event = try batch.decide(
                GrantMachine.self, &grant, command, context, definitionVersion: loaded.call.definitionVersion,
                effect: step.effect)
            return (Receipt(event, grant, name: reference), loaded.now)
        }
    }

    /// The grant of a file; a new one where there is none that counts and the agreement is to be sent.
    private func grant(of file: Application, _ step: GrantStep, _ db: borrowing Connection) throws -> Grant {
        if let grant = try db.lockGrant(of: file.id), step != .send || ![.lapsed, .cancelled].contains(grant.state) {
            return grant
        }
        guard step == .send else { throw StoreError.notFound(kind: "grant", name: file.reference) }
        return Grant(id: GrantID(try db.reserveNumbers(1, for: GrantMachine.self)[0]))
    }

    package func grants(of code: String) async throws(ServiceError) -> [GrantView] {
        try await question(confined: true) { db in
            let call = try db.call(code: code)
            let own = try db.files(of: call.id).filter { owner == nil || $0.organisation == owner && $0.notifiedAt != nil }
            let files = Dictionary(uniqueKeysWithValues: own.map { ($0.id, $0) })
            let names = try db.organisationNames()
            return try db.grants(of: call.id).compactMap { grant in
                files[grant.application].map { file in
                    GrantView(reference: file.reference, organisation: names[file.organisation] ?? "", grant: grant)
                }
            }
        }
    }
}

extension GrantStep {
    fileprivate func command(on grant: Grant, of file: Application, _ reason: Reason) -> GrantCommand {
        switch self {
        case .send: .send(GrantOffer(application: file.id, amount: file.awarded ?? .zero))
        case .sign: .sign
        case .commit(let number): .commit(number)
        case .payFirst(let amount): .payFirst(amount)
        case .report(let amount): .report(amount)
        case .accept: .accept
        case .acceptPartly(let amount): .acceptPartly(PartialAcceptance(amount: amount, reason: reason))
        case .reject: .reject(reason)
        case .payBalance(let amount): .payBalance(amount ?? grant.entitlement - grant.paid)
        case .claimRecovery(let amount): .claimRecovery(amount ?? grant.paid - grant.entitlement)
        case .recordRecovery(let amount): .recordRecovery(amount ?? grant.claimed)
        case .writeOff: .writeOff(reason)
        case .close: .close
        case .lapse: .lapse
        case .cancel: .cancel(reason)
        case .suspend: .suspend(reason)
        case .resume: .resume
        }
    }

    fileprivate var effect: EffectKind? {
        switch self {
        case .send: .agreement
        case .payFirst, .payBalance: .payment
        case .claimRecovery: .recoveryClaim
        case .sign, .commit, .report, .accept, .acceptPartly, .reject, .recordRecovery, .writeOff, .close, .lapse,
            .cancel, .suspend, .resume:
            nil
        }
    }
}
