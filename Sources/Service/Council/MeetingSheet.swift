import CallModel
import Store
import Workflow

/// What the notes of a meeting that goes on come to: who is in the room, of which file the council speaks, who left for it.
struct MeetingSheet {
    struct Taking {
        let file: ApplicationID
        let from: Instant
        var to: Instant?
    }

    struct Leaving {
        let member: MemberID
        let file: ApplicationID
        let left: Instant
        var returned: Instant?
    }

    struct Stay {
        let member: MemberID
        let from: Instant
        var to: Instant?
    }

    let reference: String
    let step: Int64
    private(set) var startedAt: Instant
    private(set) var chair = MemberID(0)
    private(set) var closedAt: Instant?
    private(set) var plan: [ApplicationID] = []
    private(set) var stays: [Stay] = []
    private(set) var takings: [Taking] = []
    private(set) var leavings: [Leaving] = []
    private(set) var opinions: [ApplicationID: AdviceOpinion] = [:]

    init?(_ kept: MeetingNotes?) {
        guard let kept, let first = kept.notes.first else { return nil }
        (reference, step, startedAt) = (kept.meeting, kept.step, first.at)
        for note in kept.notes { take(note) }
    }

    private mutating func take(_ note: MeetingNote) {
        switch (note.kind, note.member, note.application) {
        case (.begins, let member?, _): (chair, startedAt) = (member, note.at)
        case (.plans, _, let file?): plan.append(file)
        case (.comes, let member?, _): stays.append(Stay(member: member, from: note.at))
        case (.goes, let member?, _):
            for place in stays.indices where stays[place].member == member && stays[place].to == nil { stays[place].to = note.at }
        case (.takes, _, let file?):
            endTaking(at: note.at)
            takings.append(Taking(file: file, from: note.at))
        case (.rests, _, _): endTaking(at: note.at)
        case (.leaves, let member?, let file?): leavings.append(Leaving(member: member, file: file, left: note.at))
        case (.returns, let member?, let file?):
            for place in leavings.indices where leavings[place].isOpen(member, file) { leavings[place].returned = note.at }
        case (.advises, _, let file?): opinions[file] = note.opinion
        case (.closes, _, _):
            endTaking(at: note.at)
            closedAt = note.at
        default: break
        }
    }

    private mutating func endTaking(at now: Instant) {
        if let last = takings.indices.last, takings[last].to == nil { takings[last].to = now }
    }

    var isOver: Bool { closedAt != nil }
    /// The file of which the council speaks.
    var current: Taking? { takings.last.flatMap { $0.to == nil ? $0 : nil } }
    /// In the order in which they came.
    var inside: [MemberID] { stays.filter { $0.to == nil }.map(\.member) }
    /// Whoever was there at some time.
    var everInside: [MemberID] {
        stays.map(\.member).reduce(into: []) { all, member in if !all.contains(member) { all.append(member) } }
    }
    var away: [Leaving] { leavings.filter { $0.returned == nil } }

    func isAway(_ member: MemberID, for file: ApplicationID) -> Bool { leavings.contains { $0.isOpen(member, file) } }

    /// The files in the order of the agenda, those that were not on it last.
    var files: [ApplicationID] {
        takings.map(\.file).reduce(into: plan) { all, file in if !all.contains(file) { all.append(file) } }
    }

    /// Who was out of the room for which file, as the record has it: whoever left for it, and whoever was not there, or not any more,
    /// when the council had done with it. What was not taken by itself was done with at the end.
    func absences(at now: Instant) -> [Meeting.Absence] {
        let end = closedAt ?? now
        return files.flatMap { file -> [Meeting.Absence] in
            let done = takings.last { $0.file == file }?.to ?? end
            return everInside.compactMap { member in
                let own = leavings.filter { $0.file == file && $0.member == member }
                var left = own.map(\.left)
                var returned = own.map { $0.returned ?? end }
                let stays = stays.filter { $0.member == member }
                if !stays.contains(where: { $0.from <= done && ($0.to ?? .max) > done }) {
                    left.append(stays.compactMap(\.to).last { $0 <= done } ?? startedAt)
                    returned.append(stays.map(\.from).first { $0 > done } ?? end)
                }
                guard let first = left.min(), let last = returned.max() else { return nil }
                return Meeting.Absence(member: member, application: file, left: first, returned: max(first, last))
            }
        }
    }

    /// The meeting as it is recorded.
    func meeting(of call: CallID, at now: Instant) -> Meeting {
        Meeting(
            call: call, reference: reference, heldAt: startedAt, chair: chair, present: everInside, absences: absences(at: now))
    }
}

extension MeetingSheet.Leaving {
    func isOpen(_ member: MemberID, _ file: ApplicationID) -> Bool {
        self.member == member && self.file == file && returned == nil
    }
}

extension Instant {
    fileprivate static let max = Instant(microseconds: .max)
}
