import CallModel
import HTTPTypes
import Hummingbird
import Service
import Workflow

extension GridPages {
    /// What a script sends while a member types: every score that can be kept is. One that cannot leaves the one before, and is named.
    static func saveAlong(_ visit: Visit, _ opened: Opened, _ typed: Typed, _ version: Int64?) async throws -> Response {
        let criteria = opened.definition.scoring.criteria
        let faults = faults(in: typed, opened.definition.scoring, isFinal: false, visit)
        let wrong = Set(faults.map(\.field))
        let before = Typed(opened.review, opened.definition.scoring).texts
        let values = criteria.indices.map { place in
            Int32(wrong.contains(Field.id(of: "score.\(criteria[place].id)")) ? before[place] : typed.texts[place])
        }
        let receipt: Receipt
        do throws(ServiceError) {
            receipt = try await visit.site.service.act(
                on: opened.review.id, .save(values, justification: typed.justification),
                Service.Command(actor: try visit.actor(), expectedVersion: version))
        } catch {
            let refused = Refused(error)
            guard refused.status.code < 500 else { throw error }
            return refused.status == .preconditionFailed ? try SavedAlong.overtaken() : try SavedAlong.refused(refused.title(in: visit))
        }
        let said = visit.say("association.savedAt", ["time": visit.formats.moment(receipt.at)])
        let rest = faults.isEmpty ? "" : ". " + visit.say("council.notSaved") + " " + faults.map(\.text).joined(separator: "; ")
        return try SavedAlong.saved(receipt.version, said + rest)
    }
}
