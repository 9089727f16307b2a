package import CallModel
import Postgres
import Store
package import Workflow

/// One thing that is noted while the council sits.
package enum MeetingStep: Hashable, Sendable {
    /// By the code of the chair; those who are there from the start.
    case begin(chair: String, present: [String])
    case come(String)
    case goHome(String)
    /// The council speaks of a file: whoever has a conflict of interest with it leaves, and those who left for the one before are back.
    case take(String)
    /// It speaks of none.
    case rest
    /// Leaves the room for the file of which the council speaks, or is back.
    case leave(String)
    case comeBack(String)
    /// What the council means to advise on the file of which it speaks.
    case advise(AdviceOpinion)
    /// Takes back what was noted last.
    case undo
    /// Ends the meeting and records it.
    case close
}

/// A meeting that goes on, as whoever asks may know it.
package struct LiveMeeting: Codable, Sendable {
    package struct Departure: Codable, Hashable, Sendable {
        package let member: String
        package let left: Instant
        /// nil while outside.
        package let returned: Instant?
    }

    package struct Item: Codable, Sendable {
        package let reference: String
        package let title: String
        /// When the council began to speak of it, at first.
        package let takenAt: Instant?
        package let current: Bool
        package let departures: [Departure]
        /// How many sit on it; nil until it was taken.
        package let sitting: Int?
        package let quorate: Bool?
        /// What the council means to advise, or advised.
        package let opinion: String?
    }

    package let reference: String
    package let startedAt: Instant
    /// When it was over.
    package let closedAt: Instant?
    package let chair: String
    /// The number of what was noted last: what a step says that it has seen.
    package let version: Int64
    /// Who is in the building, by code, in the order in which they came.
    package let present: [String]
    /// Who went home.
    package let gone: [String]
    /// How many members the council has, and how many of them have to sit on a file.
    package let members: Int
    package let quorum: Int
    /// The file of which the council speaks, and since when.
    package let current: String?
    package let since: Instant?
    package let items: [Item]

    package var currentItem: Item? { items.first(where: \.current) }
}

extension Service {
    /// The last meeting on a call that was kept while it went on; nil where there was none. A member reads nothing in it of a file
    /// that is hidden from him or her.
    package func liveMeeting(of code: String) async throws(ServiceError) -> LiveMeeting? {
        try await question { db in
            let call = try db.call(code: code)
            guard let sheet = MeetingSheet(try db.meetingNotes(of: call.id)) else { return nil }
            return try live(sheet, of: call, at: try db.now(), db)
        }
    }

    /// What was meant to be advised in a meeting that was kept while it went on, by reference.
    package func notedOpinions(of code: String, meeting: String) async throws(ServiceError) -> [String: AdviceOpinion] {
        try await question { db in
            let call = try db.call(code: code)
            guard let sheet = MeetingSheet(try db.meetingNotes(of: call.id, meeting: meeting)) else { return [:] }
            let files = try db.files(of: call.id)
            return Dictionary(files.compactMap { file in sheet.opinions[file.id].map { (file.reference, $0) } }) { $1 }
        }
    }

    private func live(_ sheet: MeetingSheet, of call: Call, at now: Instant, _ db: borrowing Connection) throws -> LiveMeeting {
        let panel = try Panellists(of: call.id, db)
        let council = try regulation(of: call, db).definition.council
        let externals = Set(try db.members().filter(\.member.isExternal).map(\.id))
        let conflicts = Dictionary(grouping: try db.conflicts(of: call.id), by: \.application).mapValues { Set($0.map(\.member)) }
        let files = Dictionary(panel.files.values.map { ($0.id, $0) }) { first, _ in first }
        let known = sheet.files.compactMap { files[$0] }
        let others = panel.files.values.filter { $0.state == .scored && !sheet.files.contains($0.id) }
            .sorted { ($0.rank ?? .max, $0.reference) < ($1.rank ?? .max, $1.reference) }
        let titles = try db.titles((known + others).compactMap { $0.summary?.content })
        let advised = try db.advice(in: call.id)
        let meeting = sheet.meeting(of: call.id, at: now)
        let items = (known + others).map { file in
            let taken = sheet.takings.first { $0.file == file.id }
            let sitting = taken.map { _ in
                meeting.sitting(on: file.id, conflicted: conflicts[file.id] ?? [], externals: externals).present
            }
            return LiveMeeting.Item(
                reference: file.reference, title: file.summary.flatMap { titles[$0.content] } ?? "", takenAt: taken?.from,
                current: sheet.current?.file == file.id,
                departures: sheet.leavings.filter { $0.file == file.id }.map {
                    LiveMeeting.Departure(member: panel.code(of: $0.member), left: $0.left, returned: $0.returned)
                },
                sitting: sitting, quorate: sitting.map { $0 >= council.quorum },
                opinion: (advised[file.id]?.opinion ?? sheet.opinions[file.id])?.rawValue)
        }
        let inside = sheet.inside
        return LiveMeeting(
            reference: sheet.reference, startedAt: sheet.startedAt, closedAt: sheet.closedAt, chair: panel.code(of: sheet.chair),
            version: sheet.step, present: inside.map(panel.code),
            gone: sheet.everInside.filter { !inside.contains($0) }.map(panel.code), members: council.members, quorum: council.quorum,
            current: items.first(where: \.current)?.reference, since: items.contains(where: \.current) ? sheet.current?.from : nil,
            items: items)
    }

    /// Notes something of a meeting while it goes on. Ending it records it as `recordMeeting` does.
    ///
    /// - Parameter request: with the version of the meeting that the asker saw, if two may be noting.
    package func note(
        _ step: MeetingStep, of code: String, _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        // The order of the agenda takes its time, and is fixed for the meeting.
        var plan: [String] = []
        if case .begin = step, RegisterAction.recordMeeting.roles.contains(request.actor.role) {
            plan = try await agenda(of: code).items.map(\.reference)
        }
        let agenda = plan
        return try await command(request, "note \(code) \(step)") { db, _ in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.recordMeeting.permit(request.actor)
            let sheet = MeetingSheet(try db.meetingNotes(of: loaded.call.id))
            if let version = request.expectedVersion, version != sheet?.step ?? 0 {
                throw StoreError.versionConflict(
                    kind: "meeting", id: loaded.call.id.value, expected: version, found: sheet?.step ?? 0)
            }
            let panel = try Panellists(of: loaded.call.id, db)
            if case .begin(let chair, let present) = step {
                // A meeting is called by its day.
                let zone = try regulation(of: loaded.call, db).definition.calendar.opens.zone
                let day = ZonedTime.wallClock(of: loaded.now, in: zone)?.date ?? CalendarDate(daysSince1970: 0)
                guard try db.meeting("\(day)", of: loaded.call.id) == nil else { throw ServiceError.faults([.meetingExists("\(day)")]) }
                if let sheet, !sheet.isOver { throw ServiceError.faults([.meetingGoesOn(sheet.reference)]) }
                let notes = try opening(chair, present, agenda, panel, at: loaded.now, request.actor)
                try db.keep(notes, of: "\(day)", on: loaded.call.id, step: 1, at: loaded.now)
                return (BulkReceipt(action: "recordMeeting", changed: 1), loaded.now)
            }
            guard let sheet, !sheet.isOver else { throw ServiceError.faults([.noMeetingGoesOn]) }
            try RegisterAction.recordMeeting.permit(request.actor, inNameOf: [sheet.chair])
            if case .undo = step {
                try db.drop(step: sheet.step, of: sheet.reference, on: loaded.call.id)
                return (BulkReceipt(action: "recordMeeting", changed: 1), loaded.now)
            }
            let going = Going(sheet, panel, try db.conflicts(of: loaded.call.id), at: loaded.now, request.actor)
            let notes = try going.notes(of: step)
            guard !notes.isEmpty else { return (BulkReceipt(action: "recordMeeting", changed: 0, unchanged: 1), loaded.now) }
            try db.keep(notes, of: sheet.reference, on: loaded.call.id, step: sheet.step + 1, at: loaded.now)
            if case .close = step, let whole = MeetingSheet(try db.meetingNotes(of: loaded.call.id)) {
                _ = try db.keep(whole.meeting(of: loaded.call.id, at: loaded.now))
            }
            return (BulkReceipt(action: "recordMeeting", changed: 1), loaded.now)
        }
    }

    /// The first notes of a meeting.
    private func opening(
        _ chair: String, _ present: [String], _ agenda: [String], _ panel: Panellists, at now: Instant, _ actor: Actor
    ) throws -> [MeetingNote] {
        let unknown = ([chair] + present).filter { panel.members[$0] == nil }
        guard unknown.isEmpty, let leading = panel.members[chair] else {
            throw ServiceError.faults(unknown.map { .unknownMember($0, row: nil) })
        }
        try RegisterAction.recordMeeting.permit(actor, inNameOf: [leading])
        let there = [leading] + present.compactMap { panel.members[$0] }
        let each = there.reduce(into: [MemberID]()) { all, member in if !all.contains(member) { all.append(member) } }
        return [MeetingNote(.begins, at: now, member: leading)]
            + agenda.compactMap { panel.files[$0]?.id }.map { MeetingNote(.plans, at: now, application: $0) }
            + each.map { MeetingNote(.comes, at: now, member: $0) }
    }
}

/// A meeting that goes on, and what a step adds to it.
private struct Going {
    private let sheet: MeetingSheet
    private let panel: Panellists
    private let conflicts: [ApplicationID: Set<MemberID>]
    private let now: Instant
    private let actor: Actor

    init(_ sheet: MeetingSheet, _ panel: Panellists, _ conflicts: [ConflictInForce], at now: Instant, _ actor: Actor) {
        (self.sheet, self.panel, self.now, self.actor) = (sheet, panel, now, actor)
        self.conflicts = Dictionary(grouping: conflicts, by: \.application).mapValues { Set($0.map(\.member)) }
    }

    /// - Returns: nothing where it is so already.
    func notes(of step: MeetingStep) throws -> [MeetingNote] {
        switch step {
        case .begin, .undo: return []
        case .come(let code):
            let member = try member(code)
            guard !sheet.inside.contains(member) else { return [] }
            let current = sheet.current?.file
            let leaves = current.map { conflicts[$0]?.contains(member) ?? false } ?? false
            return [MeetingNote(.comes, at: now, member: member)]
                + (leaves ? [MeetingNote(.leaves, at: now, member: member, application: current)] : [])
        case .goHome(let code):
            let member = try member(code)
            guard sheet.inside.contains(member) else { return [] }
            return back(sheet.away.filter { $0.member == member }) + [MeetingNote(.goes, at: now, member: member)]
        case .take(let reference):
            guard let file = panel.files[reference] else { throw ServiceError.faults([.unknownFile(reference, row: 0)]) }
            try mayKnow(file.id)
            guard sheet.current?.file != file.id else { return [] }
            let leaving = sheet.inside.filter { conflicts[file.id]?.contains($0) ?? false }
            return back(sheet.away) + [MeetingNote(.takes, at: now, application: file.id)]
                + leaving.map { MeetingNote(.leaves, at: now, member: $0, application: file.id) }
        case .rest:
            guard sheet.current != nil else { return [] }
            return back(sheet.away) + [MeetingNote(.rests, at: now)]
        case .leave(let code):
            let (member, file) = (try member(code), try current())
            guard sheet.inside.contains(member), !sheet.isAway(member, for: file) else { return [] }
            return [MeetingNote(.leaves, at: now, member: member, application: file)]
        case .comeBack(let code):
            let (member, file) = (try member(code), try current())
            guard sheet.isAway(member, for: file) else { return [] }
            guard !(conflicts[file]?.contains(member) ?? false) else { throw Refusal.conflictOfInterest }
            return [MeetingNote(.returns, at: now, member: member, application: file)]
        case .advise(let opinion):
            return [MeetingNote(.advises, at: now, application: try current(), opinion: opinion)]
        case .close: return back(sheet.away) + [MeetingNote(.closes, at: now)]
        }
    }

    private func member(_ code: String) throws -> MemberID {
        guard let member = panel.members[code] else { throw ServiceError.faults([.unknownMember(code, row: nil)]) }
        return member
    }

    private func current() throws -> ApplicationID {
        guard let file = sheet.current?.file else { throw ServiceError.faults([.noFileIsTaken]) }
        try mayKnow(file)
        return file
    }

    /// Whoever chairs notes nothing of a file with which he or she has a conflict of interest; the secretariat does.
    private func mayKnow(_ file: ApplicationID) throws {
        if let own = actor.member, conflicts[file]?.contains(own) ?? false { throw Refusal.conflictOfInterest }
    }

    private func back(_ away: [MeetingSheet.Leaving]) -> [MeetingNote] {
        away.map { MeetingNote(.returns, at: now, member: $0.member, application: $0.file) }
    }
}

extension InputFault {
    fileprivate static func meetingGoesOn(_ reference: String) -> InputFault {
        InputFault(
            field: "meeting",
            message: Message(
                fr: "La séance \(reference) est en cours : terminez-la d'abord.",
                nl: "De zitting \(reference) is bezig: sluit ze eerst af.", en: "The meeting \(reference) goes on: end it first."))
    }

    fileprivate static let noMeetingGoesOn = InputFault(
        field: "meeting",
        message: Message(fr: "Aucune séance n'est en cours.", nl: "Er is geen zitting bezig.", en: "No meeting goes on."))

    fileprivate static let noFileIsTaken = InputFault(
        field: "file",
        message: Message(
            fr: "Le conseil ne parle d'aucun dossier : choisissez-en un.", nl: "De raad bespreekt geen dossier: kies er een.",
            en: "The council speaks of no file: take one first."))
}
