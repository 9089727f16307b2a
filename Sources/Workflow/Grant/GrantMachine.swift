package import CallModel

package enum GrantGuard: UInt8, CaseIterable, MachineGuard {
    case awardNotified
    case awardStands
    case onlyGrant
    case ownGrant
    case amountIsAward
    case commitmentNamed
    case amountPositive
    case withinAward
    case acceptedInPart
    case balanceDue
    case recoveryDue
    case recoveryComplete
    case nothingOutstanding
    case signingOverdue
    case reasonGiven

    package static let names = caseNames()

    package var meaning: String {
        switch self {
        case .awardNotified: "the file has an award that was made known"
        case .awardStands: "the award is not under appeal or annulled"
        case .onlyGrant: "no other agreement was made on the file, save for lapsed or cancelled ones"
        case .ownGrant: "an applicant acts on a grant of its own organisation"
        case .amountIsAward: "the amount is the award"
        case .commitmentNamed: "the commitment is named"
        case .amountPositive: "the amount is above zero"
        case .withinAward: "all payments together stay within the award"
        case .acceptedInPart: "the accepted amount is below the justified one"
        case .balanceDue: "the amount is what the accepted spending still entitles to"
        case .recoveryDue: "the amount is what was paid beyond the accepted spending, and above zero"
        case .recoveryComplete: "the amount is what was claimed"
        case .nothingOutstanding: "what was paid, less what came back, equals what is due"
        case .signingOverdue: "the period for signing has run out"
        case .reasonGiven: "a reason is given"
        }
    }
}

package enum GrantMachine: Machine {
    package typealias Subject = Grant
    package typealias Command = GrantCommand
    package typealias Context = GrantContext
    package typealias Guard = GrantGuard

    package static let kind = MachineKind.grant
    package static let matrix = RuleMatrix<GrantMachine>()

    package static func rules(for action: GrantAction) -> [Rule<GrantMachine>] {
        switch action {
        case .send: [Rule(.absent, to: .agreementSent, by: .secretariat, when: .awardNotified, .onlyGrant, .amountIsAward)]
        case .sign: [Rule(.agreementSent, to: .signed, by: [.applicant, .secretariat], when: .ownGrant, .awardStands)]
        case .commit: [Rule(.signed, to: .committed, by: .finance, when: .commitmentNamed, .awardStands)]
        case .payFirst:
            [Rule(.committed, to: .firstInstalmentPaid, by: .finance, when: .amountPositive, .withinAward, .awardStands)]
        case .report:
            [
                Rule(
                    .firstInstalmentPaid, to: .reported, by: [.applicant, .secretariat],
                    when: .ownGrant, .amountPositive)
            ]
        case .accept: [Rule(.reported, to: .accepted, by: .secretariat)]
        case .acceptPartly:
            [
                Rule(
                    .reported, to: .partlyAccepted, by: .secretariat,
                    when: .reasonGiven, .amountPositive, .acceptedInPart)
            ]
        case .reject: [Rule(.reported, to: .rejected, by: .secretariat, when: .reasonGiven)]
        case .payBalance:
            [Rule(.accepted, .partlyAccepted, to: .balancePaid, by: .finance, when: .amountPositive, .balanceDue, .awardStands)]
        case .claimRecovery:
            [Rule(.accepted, .partlyAccepted, .rejected, .suspended, to: .recoveryClaimed, by: .finance, when: .recoveryDue)]
        case .recordRecovery: [Rule(.recoveryClaimed, to: .recovered, by: .finance, when: .recoveryComplete)]
        case .writeOff: [Rule(.recoveryClaimed, to: .closed, by: .college, when: .reasonGiven)]
        case .close:
            [
                Rule(
                    .accepted, .partlyAccepted, .balancePaid, .recovered, to: .closed, by: [.secretariat, .finance],
                    when: .nothingOutstanding)
            ]
        case .lapse: [Rule(.agreementSent, to: .lapsed, by: [.secretariat, .system], when: .signingOverdue)]
        case .cancel:
            [Rule(.agreementSent, .signed, .committed, to: .cancelled, by: .college, when: .reasonGiven)]
        case .suspend:
            [
                Rule(
                    .signed, .committed, .firstInstalmentPaid, .reported, to: .suspended,
                    by: [.secretariat, .college], when: .reasonGiven)
            ]
        case .resume:
            [
                Rule(
                    .suspended, toOneOf: [.signed, .committed, .firstInstalmentPaid, .reported],
                    by: [.secretariat, .college])
            ]
        }
    }

    package static func target(among states: [GrantState], _ grant: Grant) -> GrantState {
        grant.suspendedFrom.flatMap { states.contains($0) ? $0 : nil } ?? states[0]
    }

    package static func check(
        _ condition: GrantGuard, _ grant: Grant, _ command: GrantCommand, _ context: GrantContext
    ) throws(Refusal) {
        let amount = command.amount ?? .zero
        switch condition {
        case .awardNotified:
            guard context.awardStands, context.application.notifiedAt != nil else { throw .awardNotNotified }
        case .awardStands:
            guard context.awardStands else { throw .awardNotNotified }
        case .onlyGrant:
            guard !context.hasOtherGrant else { throw .grantMade }
        case .ownGrant:
            guard context.actor.role != .applicant || context.actor.organisation == context.application.organisation
            else { throw .notOwnFile }
        case .amountIsAward:
            guard amount == context.application.awarded else { throw .amountOutOfRange }
        case .commitmentNamed:
            guard case .commit(let number) = command, !number.isEmpty else { throw .commitmentMissing }
        case .amountPositive:
            guard amount > .zero else { throw .amountOutOfRange }
        case .withinAward:
            guard grant.paid + amount <= grant.awarded else { throw .beyondAward(grant.paid + amount - grant.awarded) }
        case .acceptedInPart:
            guard amount < grant.reported else { throw .amountOutOfRange }
        case .balanceDue:
            guard amount == grant.entitlement - grant.paid else {
                throw .amountNotDue(due: grant.entitlement - grant.paid)
            }
        case .recoveryDue:
            let due = grant.paid - grant.entitlement
            guard due > .zero, amount == due else { throw .amountNotDue(due: due) }
        case .recoveryComplete:
            guard amount == grant.claimed else { throw .amountNotDue(due: grant.claimed) }
        case .nothingOutstanding:
            let left = grant.entitlement - (grant.paid - grant.recovered)
            guard left == .zero else { throw .amountNotDue(due: left) }
        case .signingOverdue:
            guard let sent = grant.sentAt, context.now >= sent.adding(days: context.signingDays) else {
                throw .signingStillRunning(grant.sentAt?.adding(days: context.signingDays))
            }
        case .reasonGiven:
            guard command.reason?.isGiven == true else { throw .reasonMissing }
        }
    }

    package static func evolve(_ grant: inout Grant, with event: Event<GrantMachine>) {
        grant.state = event.to
        grant.version += 1
        switch event.command {
        case .send(let offer):
            grant.application = offer.application
            grant.awarded = offer.amount
            grant.sentAt = event.at
        case .commit(let number):
            grant.commitment = number
        case .payFirst(let amount), .payBalance(let amount):
            grant.paid = grant.paid + amount
        case .report(let amount):
            grant.reported = amount
        case .accept:
            grant.accepted = grant.reported
        case .acceptPartly(let acceptance):
            grant.accepted = acceptance.amount
        case .claimRecovery(let amount):
            grant.claimed = amount
            grant.suspendedFrom = nil
        case .recordRecovery(let amount):
            grant.recovered = amount
        case .suspend:
            grant.suspendedFrom = event.from
        case .resume:
            grant.suspendedFrom = nil
        case .sign, .reject, .writeOff, .close, .lapse, .cancel:
            break
        }
    }
}

extension Grant {
    /// What the accepted spending entitles to: never more than the award.
    package var entitlement: Cents { min(accepted, awarded) }
}
