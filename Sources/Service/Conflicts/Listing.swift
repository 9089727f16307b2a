package import CallModel
import Postgres
import Store
import Workflow

/// A member and a file on which somebody said that there is a conflict of interest, or ruled.
package struct ConflictView: Sendable {
    /// What somebody declared.
    package struct Declaration: Sendable {
        package let ground: ConflictGround
        /// `reviewer:M05`, as it is typed.
        package let by: String
        package let at: Instant
        /// Whether words go with it.
        package let hasNote: Bool
    }

    /// What the secretariat ruled last.
    package struct Pin: Sendable {
        package let ruling: ConflictRuling
        package let by: String
        package let at: Instant
        /// Whether its reason is still there: it can be erased.
        package let hasReason: Bool
    }

    package let member: String
    package let reference: String
    /// Oldest first; none where it was pinned or the file was given back only.
    package let declarations: [Declaration]
    package let pin: Pin?
    package let isInForce: Bool
}

extension Service {
    /// Every member and file on which something was declared or ruled. A member is told of his or her own only, and of no file that
    /// is hidden from him or her.
    ///
    /// - Parameter reference: of one file only; of all where it is nil.
    package func conflicts(of code: String, file reference: String? = nil) async throws(ServiceError) -> [ConflictView] {
        try await question { db in
            let call = try db.call(code: code)
            let file = try reference.map { try db.file($0, of: call.id) }
            let panel = try Panellists(of: call.id, only: file, db)
            let declared = try db.declaredConflicts(of: call.id)
            let pins = try standingPins(of: call.id, db)
            let inForce = Set(try db.conflicts(of: call.id))
            let texts = try db.documents(declared.compactMap(\.conflict.note) + pins.values.map(\.pin.reason))
            let names = try actorNames(declared.map(\.declaredBy) + pins.values.map(\.pinnedBy), db)
            let byPair = Dictionary(grouping: declared) { ConflictInForce($0.conflict) }
            return Set(byPair.keys).union(pins.keys).union(inForce)
                .filter { pair in file.map { $0.id == pair.application } ?? true }
                .map { pair in
                    ConflictView(
                        member: panel.code(of: pair.member), reference: panel.reference(of: pair.application),
                        declarations: (byPair[pair] ?? []).map { one in
                            ConflictView.Declaration(
                                ground: one.conflict.ground, by: names[one.declaredBy] ?? one.declaredBy, at: one.at,
                                hasNote: one.conflict.note.map { texts[$0] != nil } ?? false)
                        },
                        pin: pins[pair].map { stored in
                            ConflictView.Pin(
                                ruling: stored.pin.ruling, by: names[stored.pinnedBy] ?? stored.pinnedBy, at: stored.at,
                                hasReason: texts[stored.pin.reason] != nil)
                        },
                        isInForce: inForce.contains(pair))
                }
                .sorted { ($0.reference, $0.member) < ($1.reference, $1.member) }
        }
    }
}
