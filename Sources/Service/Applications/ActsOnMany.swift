import CallModel
import Postgres
import Store
import Workflow

extension Service {
    /// Takes the same step with each of several files: with all of them, or with none.
    ///
    /// - Parameter reason: why, for the steps that need one; the same for all.
    package func act(
        onFiles references: [String], of code: String, _ step: FileStep, reason: String? = nil, _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "\(step) \(code) \(references) \(reason ?? "")") { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            let files = try Self.choose(references, from: db.files(of: loaded.call.id)) { _ in false }
            // Each file knows of none of the versions that were seen; its state says whether the step is still possible.
            let alone = Request(actor: request.actor, isDryRun: request.isDryRun)
            var outcome = BulkOutcome()
            // In one order, whoever else locks files meanwhile.
            for file in files.sorted(by: { $0.id < $1.id }) {
                let taken = try Self.refusable { try act(on: file.id, step, reason: reason, alone, db, &batch).0.state }
                outcome.attempt(file.reference) { () throws(Refusal) in try taken.get() }
                // What one step spends or takes is there to be seen by the next one.
                try db.flush(&batch)
            }
            return (try outcome.receipt("\(step.name)"), loaded.now)
        }
    }

    /// A refusal as a value; every other error is thrown.
    private static func refusable<Value>(_ body: () throws -> Value) throws -> Result<Value, Refusal> {
        do {
            return .success(try body())
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }
}

extension FileStep {
    /// As the table of transitions calls it.
    package var name: String { action.name }
}
