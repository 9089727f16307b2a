package import CallModel
import Postgres
import Store
import Workflow

/// One signature that the ladder of a call asks for under an award.
package struct SignatureView: Sendable {
    package let view: FileView
    package let step: ApprovalStep
    /// The highest award that the signature stands for; nil where nobody signed.
    package let signedUpTo: Cents?
    /// Whether the award waits for it.
    package let isMissing: Bool
}

extension Service {
    /// Signs awards for the step of the ladder that is the actor's own: those that are named, or all that wait for it. All or none.
    ///
    /// - Parameter limit: the highest award that the signature stands for; by default whatever the College may award, which is
    ///   what was asked for. An award that is amended beyond it needs the signature anew.
    package func sign(
        of code: String, references: [String]? = nil, upTo limit: Cents? = nil, _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "sign \(code) \(references ?? ["all"]) \(limit?.decimal ?? "")") { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, .share, key: request.key)
            try stopIfAnswered(loaded.previous)
            try ApplicationMachine.permit(.approve, by: request.actor)
            guard let ladder = loaded.call.terms?.approvals else { throw Refusal.noLadder }
            guard let step = ladder.first(where: { $0.role.role == request.actor.role }) else { throw Refusal.notOwnStep(nil) }
            let chosen = try Self.choose(references, from: db.lockFiles(of: loaded.call.id)) { file in
                file.state == .awarded && file.missingSignatures(in: ladder).contains(step)
            }
            guard !chosen.isEmpty else { throw Refusal.nothingAwaits(action: AnyLabel(ApplicationAction.approve)) }
            let context = ApplicationContext(now: loaded.now, actor: request.actor, call: loaded.call)
            var outcome = BulkOutcome()
            for var file in chosen {
                outcome.attempt(file.reference) { () throws(Refusal) in
                    // Nobody gets more than was asked for, so a higher limit says the same.
                    let requested = file.summary?.requested ?? .zero
                    let approval = Approval(step: step.id, upTo: min(limit ?? requested, requested))
                    try batch.decide(
                        ApplicationMachine.self, &file, .approve(approval), context,
                        definitionVersion: loaded.call.definitionVersion)
                    return file.state.name
                }
            }
            return (try outcome.receipt("approve"), loaded.now)
        }
    }

    /// The signatures that the awards of a call need, file by file and lowest step first; none where the call has no ladder.
    package func signatures(of code: String) async throws(ServiceError) -> [SignatureView] {
        try await question { db in
            let call = try db.call(code: code)
            let ladder = call.terms?.approvals ?? []
            let awards = try db.files(of: call.id).filter { $0.state == .awarded }
            return try views(of: awards, db).flatMap { view in
                let missing = view.file.missingSignatures(in: ladder)
                return ladder.filter { step in view.file.awarded.map { $0 > step.above } ?? false }.map { step in
                    SignatureView(
                        view: view, step: step, signedUpTo: view.file.approvals.first { $0.step == step.id }?.upTo,
                        isMissing: missing.contains(step))
                }
            }
        }
    }
}
