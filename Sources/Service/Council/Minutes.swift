package import CallModel
import Postgres
import Selection
import Store
package import Workflow

/// The minutes of a sitting: for each file who left and when, who was left to sit on it, and what came of it.
package struct Minutes: Sendable {
    package struct Departure: Hashable, Codable, Sendable {
        package let member: String
        package let left: Instant
        package let returned: Instant
    }

    package struct Item: Sendable {
        package let reference: String
        package let title: String
        package let departures: [Departure]
        /// Members with a conflict of interest in force who are not known to have left; whoever was absent altogether is not.
        package let stayed: [String]
        /// Members with a conflict of interest in force whose scores are part of the score on which the council sat: it came too
        /// late to take them out.
        package let counting: [String]
        /// How many of the council were in the room and may speak of the file: the denominator of its vote.
        package let sitting: Int
        package let isQuorate: Bool
        /// nil while there is no advice, or none that the reader may know.
        package let opinion: AdviceOpinion?
        package let advisedCents: Cents?
    }

    package let call: String
    package let reference: String
    package let heldAt: Instant
    package let chair: String
    /// Of the council, by code.
    package let present: [String]
    /// Experts from outside, who do not count.
    package let experts: [String]
    /// How many members the council has, and how many of them have to sit on a file.
    package let members: Int
    package let quorum: Int
    /// In the order of the sitting: by when people left, where nobody did by rank; files for which the same people leave follow each
    /// other, so that they leave as seldom as possible.
    package let items: [Item]
    /// How often somebody left the room: whoever stayed outside from one file to the next left once.
    package let departures: Int
}

extension Service {
    /// The minutes of a sitting. A member reads nothing in them of a file that is hidden from him or her.
    package func minutes(of code: String, meeting reference: String) async throws(ServiceError) -> Minutes {
        try await question { db in
            let call = try db.call(code: code)
            guard let stored = try db.meeting(reference, of: call.id) else {
                throw StoreError.notFound(kind: "meeting", name: reference)
            }
            let meeting = stored.meeting
            let panel = try Panellists(of: call.id, db)
            let council = try regulation(of: call, db).definition.council
            let externals = Set(try db.members().filter(\.member.isExternal).map(\.id))
            let conflicts = Dictionary(grouping: try db.conflicts(of: call.id), by: \.application).mapValues { Set($0.map(\.member)) }
            let counted = Dictionary(
                grouping: try db.reviews(of: call.id).filter { $0.state == .counted }, by: \.application)
            let advised = try db.advice(in: call.id)
            let isAdvised = advised.contains { $0.value.meeting == stored.id }
            let left = Dictionary(grouping: meeting.absences, by: \.application)
            let files = panel.files.values.filter { file in
                left[file.id] != nil || advised[file.id]?.meeting == stored.id || !isAdvised && file.state == .scored
            }
            let titles = try db.titles(files.compactMap { $0.summary?.content })
            let items = meeting.order(Array(files)).map { file in
                let conflicted = conflicts[file.id] ?? []
                let sitting = meeting.sitting(on: file.id, conflicted: conflicted, externals: externals)
                let gone = left[file.id] ?? []
                let advice = advised[file.id].flatMap { $0.meeting == stored.id ? $0 : nil }
                return Minutes.Item(
                    reference: file.reference, title: file.summary.flatMap { titles[$0.content] } ?? "",
                    departures: gone.map {
                        Minutes.Departure(member: panel.code(of: $0.member), left: $0.left, returned: $0.returned)
                    },
                    stayed: meeting.present.filter { conflicted.contains($0) && !gone.map(\.member).contains($0) }.map(panel.code).sorted(),
                    counting: (counted[file.id] ?? []).map(\.member).filter(conflicted.contains).map(panel.code).sorted(),
                    sitting: sitting.present, isQuorate: sitting.present >= council.quorum, opinion: advice?.opinion,
                    advisedCents: advice?.amount)
            }
            func codes(_ members: [MemberID]) -> [String] { members.map(panel.code).sorted() }
            return Minutes(
                call: call.code, reference: meeting.reference, heldAt: meeting.heldAt, chair: panel.code(of: meeting.chair),
                present: codes(meeting.present.filter { !externals.contains($0) }),
                experts: codes(meeting.present.filter(externals.contains)), members: council.members, quorum: council.quorum,
                items: items, departures: meeting.timesLeft)
        }
    }
}

extension Meeting {
    /// The files as they were taken: those for which somebody left when he or she did, and before them the others by rank. Files for
    /// which people left at one moment follow each other so that they leave as seldom as possible.
    fileprivate func order(_ files: [Application]) -> [Application] {
        let left = Dictionary(grouping: absences, by: \.application)
        let ordered = files.sorted { one, other in
            let (first, second) = (left[one.id]?.map(\.left).min(), left[other.id]?.map(\.left).min())
            guard first == second else {
                guard let first else { return true }
                guard let second else { return false }
                return first < second
            }
            return (one.rank ?? .max, one.reference) < (other.rank ?? .max, other.reference)
        }
        let moments = Dictionary(grouping: ordered) { left[$0.id]?.map(\.left).min() }
        return moments.keys.sorted { first, second in
            guard let first else { return second != nil }
            guard let second else { return false }
            return first < second
        }.flatMap { moment -> [Application] in
            let group = moments[moment] ?? []
            return FewestDepartures.order(group.map { file in Set((left[file.id] ?? []).map { "\($0.member)" }) }).map { group[$0] }
        }
    }

    /// How often somebody went out: what begins before the same member was back goes on.
    fileprivate var timesLeft: Int {
        Dictionary(grouping: absences, by: \.member).values.reduce(0) { count, own in
            var back: Instant?
            return own.sorted { ($0.left, $0.returned) < ($1.left, $1.returned) }.reduce(count) { count, absence in
                defer { back = max(back ?? absence.returned, absence.returned) }
                guard let back else { return count + 1 }
                return absence.left <= back ? count : count + 1
            }
        }
    }
}
