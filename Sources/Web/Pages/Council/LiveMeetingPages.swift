import CallModel
import HTTPTypes
import Hummingbird
import Presentation
import Service
import Store
import Workflow

/// The meeting while it goes on: who is there, of which file the council speaks, who left for it. The chair and the secretariat note
/// it, everybody else of the council looks on; when it ends it becomes the minutes.
enum LiveMeetingPages {
    private static let readers = Access.only([.reviewer, .chair, .secretariat])
    private static let writers = Access.doing(.recordMeeting)

    static let routes: [PageRoute] = [
        .get("council/:call/live", readers) { visit in try await show(visit) },
        .get("council/:call/live\(LivePart.ending)", readers) { visit in
            guard let part = try await part(visit) else { throw HTTPError(.notFound) }
            return try part.answer(to: visit)
        },
        .post("council/:call/live", writers) { visit, fields in try await note(visit, fields) }
    ]

    private static func path(_ visit: Visit) throws -> String { "council/\(try visit.parameter("call"))/live" }

    private static func show(_ visit: Visit, _ typed: FormFields? = nil, _ faults: [FieldFault] = []) async throws -> Response {
        let code = try visit.parameter("call")
        let here = try path(visit)
        var parts: Parts = ["here": visit.path(here), "agendaPath": visit.path("council/\(code)/meeting")]
        let part = try await part(visit)
        if let part { parts.merge(part.around(visit.path(here) + LivePart.ending)) { $1 } }
        parts["isOn"] = part != nil
        parts["mayBegin"] = (part?.isOver ?? true) && writers.admits(visit.visitor.role)
        if parts["mayBegin"] as? Bool == true {
            let members = try await visit.site.service.members().map {
                Field.Choice($0.member.code, "\($0.member.name) (\($0.member.code))")
            }
            let own = visit.ownMember
            parts["fields"] = [
                Field("chair", visit.say("council.chair"), .select(members), values: [typed?["chair"] ?? own]),
                Field(
                    "present", visit.say("council.presentNow"), .boxes(members), values: typed?.all("present") ?? [],
                    help: visit.say("council.presentNowHelp"))
            ].map(\.parts)
            parts["version"] = "\(try await visit.service().liveMeeting(of: code)?.version ?? 0)"
        }
        return try visit.show(Page("council/live", title: visit.say("council.liveTitle"), parts, faults: faults))
    }

    // MARK: What changes

    private static func part(_ visit: Visit) async throws -> LivePart? {
        let code = try visit.parameter("call")
        guard let meeting = try await visit.service().liveMeeting(of: code) else { return nil }
        let names = Dictionary(try await visit.service().members().map { ($0.member.code, $0.member.name) }) { first, _ in first }
        let mayWrite =
            writers.admits(visit.visitor.role) && meeting.closedAt == nil
            && (visit.ownMember.isEmpty || visit.ownMember == meeting.chair)
        let current = meeting.currentItem
        let away = Set(current?.departures.filter { $0.returned == nil }.map(\.member) ?? [])
        let minutes = visit.path("council/\(code)/meetings/\(meeting.reference)")
        let parts: Parts = [
            "action": visit.path(try path(visit)), "version": "\(meeting.version)", "mayWrite": mayWrite,
            "elsewhere": mayWrite && visit.chairs ? visit.say("council.liveElseText") : "",
            "reference": meeting.reference, "startedAt": visit.formats.moment(meeting.startedAt),
            "minutesPath": meeting.closedAt == nil ? "" : minutes, "hasCurrent": current != nil,
            "current": current.map { [item($0, meeting, visit)] } ?? [] as [Parts], "since": meeting.since.map(visit.clock) ?? "",
            "opinions": AdviceOpinion.allCases.map { opinion -> Parts in
                [
                    "act": "advise:\(opinion.rawValue)", "id": "b-advise-\(opinion.rawValue)",
                    "text": MinutesWords.opinion(opinion).text(in: visit.language), "isChosen": current?.opinion == opinion.rawValue
                ]
            },
            "people": (meeting.present + meeting.gone).map { code -> Parts in
                let isIn = meeting.present.contains(code)
                return [
                    "code": code, "name": names[code] ?? code, "isChair": code == meeting.chair,
                    "state": visit.say(!isIn ? "council.goneHome" : away.contains(code) ? "council.outside" : "council.inside"),
                    "look": !isIn ? "" : away.contains(code) ? "warm" : "good", "canLeave": isIn && current != nil && !away.contains(code),
                    "canReturn": away.contains(code), "canGo": isIn, "canCome": !isIn
                ]
            },
            "absent": names.keys.sorted().filter { !meeting.present.contains($0) && !meeting.gone.contains($0) }.map { code -> Parts in
                ["code": code, "name": names[code] ?? code]
            },
            "items": meeting.items.map { item($0, meeting, visit) }
        ]
        return LivePart(
            template: "council/live-part", said: said(meeting, visit), isOver: meeting.closedAt != nil, parts: parts)
    }

    private static func said(_ meeting: LiveMeeting, _ visit: Visit) -> String {
        guard meeting.closedAt == nil else { return visit.say("council.liveOver") }
        guard let item = meeting.currentItem else {
            return visit.say("council.liveRests", ["present": "\(meeting.present.count)", "members": "\(meeting.members)"])
        }
        return visit.say(
            item.quorate == false ? "council.liveShort" : "council.liveTaken",
            ["file": item.reference, "sitting": "\(item.sitting ?? 0)", "quorum": "\(meeting.quorum)"])
    }

    private static func item(_ item: LiveMeeting.Item, _ meeting: LiveMeeting, _ visit: Visit) -> Parts {
        let left = item.departures.map { "\($0.member) \(visit.clock($0.left))–\($0.returned.map(visit.clock) ?? "")" }
        return [
            "file": item.reference, "name": item.title, "isCurrent": item.current, "takenAt": item.takenAt.map(visit.clock) ?? "",
            "left": left.joined(separator: ", "), "sitting": item.sitting.map { "\($0)/\(meeting.quorum)" } ?? "",
            "quorate": item.quorate.map { visit.say($0 ? "council.quorumYes" : "council.quorumNo") } ?? "",
            "look": item.quorate.map { $0 ? "good" : "bad" } ?? "",
            "opinion": item.opinion.flatMap(AdviceOpinion.init(rawValue:)).map { MinutesWords.opinion($0).text(in: visit.language) } ?? "",
            "canTake": !item.current
        ]
    }

    // MARK: Noting

    private static func note(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        let code = try visit.parameter("call")
        guard let step = step(fields) else { throw HTTPError(.badRequest) }
        let command = try visit.command(key: fields.text("key"), expectedVersion: fields.text("version").flatMap { Int64($0) })
        do throws(ServiceError) {
            _ = try await visit.site.service.note(step, of: code, command)
        } catch {
            // Two may be noting at once: whoever is second sees how things stand now, and what was said.
            let refused = Refused(error)
            guard refused.status.code < 500 else { throw error }
            // Who is called back may not come; of every other step, it is the chair who may not.
            var isOwnTie = visit.chairs && error.isConflictOfInterest
            if case .comeBack = step { isOwnTie = false }
            let elsewhere = isOwnTie ? [visit.say("council.liveElse")] : []
            return try await show(
                visit, fields, ([refused.title(in: visit)] + elsewhere + refused.details(in: visit.language)).map { FieldFault($0) })
        }
        if case .close = step, let meeting = try await visit.service().liveMeeting(of: code) {
            return visit.redirect("council/\(code)/meetings/\(meeting.reference)", notice: "meetingRecorded")
        }
        return visit.redirect(try path(visit))
    }

    /// What a button says: `take:BXL27-001`.
    private static func step(_ fields: FormFields) -> MeetingStep? {
        let parts = (fields["act"] ?? "").split(separator: ":", maxSplits: 1).map(String.init)
        return MeetingStep(
            parts.first ?? "", about: parts.count == 2 ? parts[1] : fields["chair"], present: fields.all("present"))
    }
}

extension MeetingStep {
    /// - Parameter about: the member, the file or the opinion that the step is about.
    init?(_ name: String, about: String?, present: [String] = []) {
        switch (name, about) {
        case ("begin", let chair?): self = .begin(chair: chair, present: present)
        case ("come", let member?): self = .come(member)
        case ("goHome", let member?): self = .goHome(member)
        case ("take", let file?): self = .take(file)
        case ("rest", _): self = .rest
        case ("leave", let member?): self = .leave(member)
        case ("comeBack", let member?): self = .comeBack(member)
        case ("advise", let opinion?):
            guard let opinion = AdviceOpinion(rawValue: opinion) else { return nil }
            self = .advise(opinion)
        case ("undo", _): self = .undo
        case ("close", _): self = .close
        default: return nil
        }
    }
}

extension ServiceError {
    /// Whether it was refused for a tie that whoever asks has with a file.
    var isConflictOfInterest: Bool {
        switch self {
        case .refused(let refusal): refusal == .conflictOfInterest
        case .refusedFiles(let files): files.contains { $0.refusal == .conflictOfInterest }
        default: false
        }
    }
}

extension Visit {
    /// Whether whoever asks chairs the council.
    var chairs: Bool { visitor.role == .chair }

    /// The code of the member who asks; empty where nobody of the council does.
    var ownMember: String {
        guard case .person(let session) = visitor, let hat = session.hat, hat.actor.member != nil else { return "" }
        return hat.title
    }

    /// `19:42` on the clock of the house.
    func clock(_ instant: Instant) -> String {
        Moment.text(instant).split(separator: " ").last.map { String($0.prefix(5)) } ?? ""
    }
}
