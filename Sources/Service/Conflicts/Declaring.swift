package import CallModel
package import Exchange
import Postgres
import Store
import Workflow

/// What became of a declaration or of a ruling.
package struct ConflictReceipt: Hashable, Codable, Sendable {
    /// A member and a file on which the secretariat ruled before.
    package struct Pinned: Hashable, Codable, Sendable {
        package let reference: String
        package let member: String
        package let ruling: ConflictRuling
    }

    package let action: String
    package let changed: Int
    package let unchanged: Int
    /// How many reviews are void now, and how many still count because their file is past the reviews.
    package let states: [StateCount]
    /// What was declared and is pinned: it is recorded, and the ruling stands.
    package let pinned: [Pinned]
    /// What the scores of the members changed; nil where none had handed in any, and for whoever may not know.
    package let impact: ImpactView?
}

extension Service {
    /// Records conflicts of interest that a member, the applicant of the file or the secretariat declares. What the same one
    /// declared before stays as it is, and what the secretariat ruled stands.
    ///
    /// A declaration may come late: what the member said of the file is then void, whoever it came from, and a score that
    /// rests on it is taken back while the members still review. The receipt counts the reviews that are void, and as
    /// counted those on which an advice or a decision rests already.
    ///
    /// What an applicant declares is recorded and waits: it is in force, and ends a review, once the secretariat pins it.
    package func declareConflicts(
        of code: String, _ records: [ImportedConflict], _ request: Request
    ) async throws(ServiceError) -> ConflictReceipt {
        try await command(request, "conflicts \(code) \(records)") { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.declareConflict.permit(request.actor)
            let desk = try ReviewDesk(loaded, regulation(of: loaded.call, db).definition, for: request.actor, db)
            let panel = desk.panel
            if let own = request.actor.organisation {
                // To an organisation the files of others do not exist.
                for record in records where panel.files[record.reference]?.organisation != own {
                    throw StoreError.notFound(kind: "application", name: record.reference)
                }
            }
            var faults: [InputFault] = []
            var documents: [Document] = []
            let conflicts = records.compactMap { record -> Conflict? in
                guard let file = panel.files[record.reference], let member = panel.members[record.member] else {
                    faults += panel.faults(record.reference, record.member, row: record.row)
                    return nil
                }
                let note = record.note.map { Document(.conflict, $0) }
                if let note { documents.append(note) }
                return Conflict(
                    member: member, application: file.id,
                    ground: record.ground, note: note?.digest)
            }
            guard faults.isEmpty else { throw ServiceError.faults(faults) }
            try RegisterAction.declareConflict.permit(request.actor, inNameOf: conflicts.map(\.member))
            let actor = request.actor.reference
            let known = Set(
                try db.declaredConflicts(of: loaded.call.id).filter { $0.declaredBy == actor }.map { ConflictInForce($0.conflict) })
            let new = conflicts.filter { !known.contains(ConflictInForce($0)) }
            let newNotes = Set(new.compactMap(\.note))
            let added = try db.keep(
                conflicts: new, documents: documents.filter { newNotes.contains($0.digest) }, by: actor, at: loaded.now)
            let pins = try standingPins(of: loaded.call.id, db)
            let pairs = conflicts.map { ConflictInForce($0) }
            // Of a file that was hidden from the member before, neither what became of the reviews is told nor how the secretariat ruled.
            let told = pairs.filter { !desk.sight.hides($0.application) }
            let inForce = request.actor.organisation == nil ? told.filter { pins[$0]?.pin.ruling != .clear } : []
            let ended = try endReviews(of: inForce, .declare, desk, request, db, &batch)
            let receipt = ConflictReceipt(
                action: "declareConflicts", changed: added, unchanged: records.count - added,
                states: ended.states,
                pinned: told.compactMap { pair in pins[pair].map { ConflictReceipt.Pinned($0.pin, panel) } },
                impact: ended.impact(for: request.actor, panel))
            return (receipt, loaded.now)
        }
    }

    /// Rules that a member has a conflict of interest with a file, or has none, whatever anybody declares. A pin stands until
    /// another one.
    package func pinConflict(
        of code: String, _ reference: String, member: String, _ ruling: ConflictRuling, reason: String, _ request: Request
    ) async throws(ServiceError) -> ConflictReceipt {
        let what = "pin conflict \(code) \(reference) \(member) \(ruling) \(reason)"
        return try await command(request, what) { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.pinConflict.permit(request.actor)
            guard !reason.allSatisfy(\.isWhitespace) else { throw Refusal.reasonMissing }
            let desk = try ReviewDesk(loaded, regulation(of: loaded.call, db).definition, for: request.actor, db)
            let (file, id) = try desk.find(reference, member, row: nil)
            let pair = ConflictInForce(member: id, application: file.id)
            let document = Document(.reason, reason)
            try db.keep(
                ConflictPin(member: id, application: file.id, ruling: ruling, reason: document.digest), reason: document,
                by: request.actor.reference, at: loaded.now)
            let ended = try endReviews(of: ruling == .conflict ? [pair] : [], .pin, desk, request, db, &batch)
            let receipt = ConflictReceipt(
                action: "pinConflict", changed: 1, unchanged: 0, states: ended.states, pinned: [],
                impact: ended.impact(for: request.actor, desk.panel))
            return (receipt, loaded.now)
        }
    }

    /// The newest pin of each member and file.
    func standingPins(of call: CallID, _ db: borrowing Connection) throws -> [ConflictInForce: StoredPin] {
        Dictionary(
            try db.conflictPins(of: call).map { (ConflictInForce(member: $0.pin.member, application: $0.pin.application), $0) },
            uniquingKeysWith: { $1 })
    }
}

extension ConflictInForce {
    init(_ conflict: Conflict) { self.init(member: conflict.member, application: conflict.application) }
}

extension ConflictReceipt.Pinned {
    fileprivate init(_ pin: ConflictPin, _ panel: Panellists) {
        self.init(reference: panel.reference(of: pin.application), member: panel.code(of: pin.member), ruling: pin.ruling)
    }
}
