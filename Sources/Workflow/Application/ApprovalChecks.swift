package import CallModel

extension ApplicationMachine {
    /// The guards of the ladder by which awards are signed off.
    static func checkApproval(
        _ condition: ApplicationGuard, _ command: ApplicationCommand, _ file: Application, _ context: ApplicationContext
    ) throws(Refusal) {
        let ladder = context.call.terms?.approvals
        let missing = file.missingSignatures(in: ladder)
        if condition == .ladderStands {
            guard ladder != nil else { throw .noLadder }
        } else if condition == .awaitsConfirmation {
            guard !missing.isEmpty || file.urgentAt != nil && file.ratifiedAt == nil else { throw .nothingToRatify }
        } else if condition == .signedOff {
            guard missing.isEmpty else { throw .signaturesMissing(missing, award: file.awarded ?? .zero) }
        } else if case .approve(let approval) = command {
            guard let ladder else { throw .noLadder }
            try check(condition, approval, of: ladder.first { $0.id == approval.step }, missing, file, context.actor)
        }
    }

    private static func check(
        _ condition: ApplicationGuard, _ approval: Approval, of step: ApprovalStep?, _ missing: [ApprovalStep],
        _ file: Application, _ actor: Actor
    ) throws(Refusal) {
        if condition == .ownStep {
            guard let step, step.role.role == actor.role else { throw .notOwnStep(step) }
        } else if condition == .awaitsSignature {
            guard missing.contains(where: { $0.id == approval.step }) else { throw .nothingToSign }
        } else {
            guard let awarded = file.awarded, let summary = file.summary, approval.upTo >= awarded,
                approval.upTo <= summary.requested
            else { throw .amountOutOfRange }
        }
    }
}

extension Application {
    /// The steps of a ladder that the award calls for and that nobody has signed for as much, lowest first. Of an award that is
    /// known outside nothing is missing any more.
    package func missingSignatures(in ladder: [ApprovalStep]?) -> [ApprovalStep] {
        guard let ladder, let awarded, notifiedAt == nil else { return [] }
        return ladder.filter { step in
            awarded > step.above && !approvals.contains { $0.step == step.id && $0.upTo >= awarded }
        }
    }

    /// A later signature for the same step takes the place of the earlier one.
    mutating func sign(_ approval: Approval) {
        approvals.removeAll { $0.step == approval.step }
        approvals.insert(approval, at: approvals.firstIndex { $0.step > approval.step } ?? approvals.endIndex)
    }
}

extension Signatory {
    package var role: Role {
        switch self {
        case .secretariat: .secretariat
        case .alderman: .alderman
        case .finance: .finance
        case .budgetHolder: .budgetHolder
        case .college: .college
        }
    }
}

extension ApprovalStep {
    /// Steps as a sentence names them, each with the amount that calls for it.
    static func listed(_ steps: [ApprovalStep], in language: Language) -> String {
        steps.map { step in
            let amount = step.above == .zero ? "" : " (> \(step.above.text(in: language)))"
            return step.label.text(in: language) + amount
        }.joined(separator: ", ")
    }
}
