import CallModel
package import Exchange
import Postgres
import Store
import Workflow

extension Service {
    /// Has the last word on the gender markers of files that were admitted: a file that goes down from 2 competes for the open
    /// money, one that goes up may enter the reserve. The verified marker stays beside it. All or nothing.
    ///
    /// - Parameter markers: each with its reason, where it differs from the marker that stood.
    package func settleMarkers(
        of code: String, _ markers: [ImportedMarker], _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "settleMarkers \(code) \(markers)") { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try ApplicationMachine.permit(.settleMarker, by: request.actor)
            let files = try db.lockFiles(of: loaded.call.id)
            let faults = NamedFile.faults(
                markers.map { NamedFile(reference: $0.reference, row: $0.row, list: "markers") }, files
            ) { file in
                file.mayBeSettled ? nil : .withoutEffect(on: file)
            }
            guard faults.isEmpty else { throw ServiceError.faults(faults) }
            let known = Dictionary(uniqueKeysWithValues: files.map { ($0.reference, $0) })
            let context = ApplicationContext(now: loaded.now, actor: request.actor, call: loaded.call)
            var outcome = BulkOutcome()
            for marker in markers {
                guard var file = known[marker.reference] else { continue }
                let ruling = MarkerRuling(marker: marker.marker, reason: Self.reason(marker.reason, in: &batch))
                outcome.attempt(file.reference) { () throws(Refusal) in
                    try batch.decide(
                        ApplicationMachine.self, &file, .settleMarker(ruling), context,
                        definitionVersion: loaded.call.definitionVersion)
                    return file.state.name
                }
            }
            return (try outcome.receipt("settleMarkers"), loaded.now)
        }
    }
}

extension Application {
    /// Whether somebody may still have the last word on the marker; who may is the transition table's to say.
    fileprivate var mayBeSettled: Bool { [.admissible, .underReview, .scored, .advised, .overturned].contains(state) }
}
