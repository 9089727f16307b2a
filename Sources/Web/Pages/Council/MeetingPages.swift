import CallModel
import Exchange
import HTTPTypes
import Hummingbird
import Presentation
import Selection
import Service
import Store
import Workflow

/// The meeting: its agenda, the record of who was there and who left for which file, the advice, and the minutes.
enum MeetingPages {
    private static let readers = Access.only([.reviewer, .chair, .secretariat])
    private static let writers = Access.doing(.recordMeeting)

    static let routes: [PageRoute] = [
        .get("council/:call/meeting", readers) { visit in try await agenda(visit) },
        .get("council/:call/meeting-new", writers) { visit in try await form(visit, nil) },
        .post("council/:call/meeting-new", writers) { visit, fields in try await record(visit, fields) },
        .get("council/:call/meetings/:meeting", readers) { visit in try await minutes(visit, nil) },
        .get("council/:call/meetings/:meeting\(LivePart.ending)", readers) { visit in
            let minutes = try await visit.service().minutes(of: try visit.parameter("call"), meeting: try visit.parameter("meeting"))
            return try live(minutes, try await names(visit), visit).answer(to: visit)
        },
        .post("council/:call/meetings/:meeting", writers) { visit, fields in try await advise(visit, fields) }
    ]

    private static func agenda(_ visit: Visit) async throws -> Response {
        let (service, code) = (try visit.service(), try visit.parameter("call"))
        let answer = AgendaAnswer(try await service.agenda(of: code), in: visit.language)
        let meetings = try await service.meetings(of: code)
        return try visit.show(
            Page(
                "council/meeting", title: visit.say("council.meetingTitle"),
                [
                    "agenda": TableView(visit.say("council.agenda"), answer.items, visit).parts,
                    "meetings": meetings.map { meeting -> Parts in
                        [
                            "path": visit.path("council/\(code)/meetings/\(meeting.reference)"), "reference": meeting.reference,
                            "heldAt": visit.formats.moment(meeting.heldAt)
                        ]
                    },
                    "hasLive": try await service.liveMeeting(of: code).map { $0.closedAt == nil } ?? false
                        || writers.admits(visit.visitor.role), "livePath": visit.path("council/\(code)/live"),
                    "isWriter": writers.admits(visit.visitor.role), "newPath": visit.path("council/\(code)/meeting-new")
                ]))
    }

    // MARK: Who was there

    private static func form(_ visit: Visit, _ typed: FormFields?, _ faults: [FieldFault] = []) async throws -> Response {
        let (service, code) = (try visit.service(), try visit.parameter("call"))
        let members = try await visit.site.service.members()
        let fault = Dictionary(faults.map { ($0.field, $0.text) }) { first, _ in first }
        let choices = members.map { Field.Choice($0.member.code, "\($0.member.name) (\($0.member.code))") }
        let fields = [
            Field(
                "heldAt", visit.say("council.heldAt"), .line(type: "datetime-local", className: "short"),
                values: [typed?["heldAt"] ?? ""], isRequired: true, fault: fault[Field.id(of: "heldAt")]),
            Field(
                "chair", visit.say("council.chair"), .select(choices), values: [typed?["chair"] ?? hatTitle(visit)],
                fault: fault[Field.id(of: "chair")]),
            Field(
                "present", visit.say("council.present"), .boxes(choices), values: typed?.all("present") ?? [],
                fault: fault[Field.id(of: "present")])
        ]
        let leaving = try await service.agenda(of: code).items.flatMap { item in item.leave.map { (item.reference, $0) } }
        return try visit.show(
            Page(
                "council/meeting-new", title: visit.say("council.newMeeting"),
                [
                    "fields": fields.map(\.parts), "path": visit.path("council/\(code)/meeting-new"),
                    "hasLeaving": !leaving.isEmpty,
                    "leaving": leaving.map { file, member -> Parts in
                        let name = "\(file).\(member)"
                        return [
                            "file": file, "member": member, "name": name, "left": typed?["left.\(name)"] ?? "",
                            "returned": typed?["returned.\(name)"] ?? ""
                        ]
                    }
                ], faults: faults))
    }

    private static func hatTitle(_ visit: Visit) -> String {
        guard case .person(let session) = visit.visitor, session.hat?.role == .chair else { return "" }
        return session.hat?.title ?? ""
    }

    private static func record(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        let code = try visit.parameter("call")
        let typed = (fields["heldAt"] ?? "").replacing("T", with: " ")
        guard case .success(let instant) = Self.instant(typed) else {
            return try await form(visit, fields, [FieldFault(field: Field.id(of: "heldAt"), visit.say("council.heldAtNeeded"))])
        }
        let day = String(typed.prefix(10))
        var absences: [ImportedMeeting.Absence] = []
        for name in fields.names where name.hasPrefix("left.") && fields.text(name) != nil {
            let key = String(name.dropFirst(5))
            let parts = key.split(separator: ".").map(String.init)
            guard parts.count == 2, case .success(let left) = Self.instant("\(day) \(fields[name] ?? "")"),
                case .success(let returned) = Self.instant("\(day) \(fields["returned.\(key)"] ?? "")")
            else {
                return try await form(
                    visit, fields, [FieldFault(visit.say("council.timesNeeded", ["file": parts.first ?? "", "member": parts.last ?? ""]))])
            }
            absences.append(
                ImportedMeeting.Absence(reference: parts[0], member: parts[1], left: left, returned: returned, row: 1))
        }
        let meeting = ImportedMeeting(
            reference: day, heldAt: ZonedTime(at: typed, zone: Formats.homeZone, instant: instant), chair: fields["chair"] ?? "",
            present: fields.all("present"), absences: absences)
        do throws(ServiceError) {
            _ = try await visit.site.service.recordMeeting(of: code, meeting, Service.Command(actor: try visit.actor()))
        } catch {
            let refused = Refused(error)
            guard refused.status.code < 500 else { throw error }
            return try await form(visit, fields, ([refused.title(in: visit)] + refused.details(in: visit.language)).map { FieldFault($0) })
        }
        return visit.redirect("council/\(code)/meetings/\(day)", notice: "meetingRecorded")
    }

    private static func instant(_ text: String) -> Result<Instant, ZonedTimeFault> {
        ZonedTime.resolve(text, zone: Formats.homeZone).map(\.instant)
    }

    // MARK: The advice, and the minutes

    private static func minutes(_ visit: Visit, _ typed: FormFields?, _ faults: [FieldFault] = []) async throws -> Response {
        let (service, code) = (try visit.service(), try visit.parameter("call"))
        let minutes = try await service.minutes(of: code, meeting: try visit.parameter("meeting"))
        let answer = MinutesAnswer(minutes)
        let live = live(minutes, try await names(visit), visit)
        let here = visit.path("council/\(code)/meetings/\(answer.reference)")
        var parts = live.around(here + LivePart.ending).merging(["isLive": !live.isOver, "here": here, "mayAdvise": false]) { $1 }
        let noted = try await service.notedOpinions(of: code, meeting: answer.reference)
        let waiting = try await service.files(of: code, FileFilter(states: [.scored]))
        if writers.admits(visit.visitor.role), !waiting.isEmpty {
            let definition = try await service.call(code).definition
            let (lines, naming) = (definition.budgetLines, Naming(visit: visit, definition: definition))
            let proposal = try await service.proposal(of: code)
            let awards = Dictionary(proposal.allocation.awards.map { ($0.application, $0) }) { first, _ in first }
            parts["mayAdvise"] = true
            // Told to whoever chairs, whether there is such a file or not: nothing follows from it.
            parts["elsewhere"] = visit.chairs ? visit.say("council.adviseElseText") : ""
            parts["consensusPath"] = here + "/consensus"
            parts["path"] = here
            parts["files"] = waiting.map { file -> Parts in
                let reference = file.file.reference
                let award = awards[reference]
                // What was noted while the council sat, where it is not what the rules propose.
                let meant = noted[reference].flatMap { $0 == .favourable && award != nil ? nil : $0.rawValue } ?? ""
                let choices = AdviceOpinion.allCases.map {
                    Field.Choice($0.rawValue, MinutesWords.opinion($0).text(in: visit.language))
                }
                return [
                    "reference": reference, "title": file.title,
                    "proposal": award.map { "\(visit.formats.amount($0.cents)) · \(naming.line($0.line))" } ?? visit.say("council.noAward"),
                    "fields": [
                        Field(
                            "opinion.\(reference)", visit.say("council.opinion"),
                            .select([Field.Choice("", visit.say("council.asProposed"))] + choices),
                            values: [typed?["opinion.\(reference)"] ?? meant]),
                        Field(
                            "amount.\(reference)", visit.say("council.amount"), .line(className: "number", mode: "decimal"),
                            values: [typed?["amount.\(reference)"] ?? ""]),
                        Field(
                            "line.\(reference)", visit.say("council.line"),
                            .select([Field.Choice("", "–")] + lines.map { Field.Choice($0.id, $0.label.text(in: visit.language)) }),
                            values: [typed?["line.\(reference)"] ?? ""]),
                        Field(
                            "reason.\(reference)", visit.say("council.reason"), .area(rows: 2),
                            values: [typed?["reason.\(reference)"] ?? ""])
                    ].map(\.parts), "isOpen": !(typed?["opinion.\(reference)"] ?? meant).isEmpty
                ]
            }
        }
        return try visit.show(
            Page(
                "council/minutes", title: visit.say("council.minutesTitle", ["meeting": visit.formats.plain(answer.reference)]), parts,
                faults: faults))
    }

    /// The members' names, by their codes.
    private static func names(_ visit: Visit) async throws -> [String: String] {
        Dictionary(try await visit.service().members().map { ($0.member.code, $0.member.name) }) { first, _ in first }
    }

    /// What changes in the minutes while the advice is still to come.
    private static func live(_ minutes: Minutes, _ names: [String: String], _ visit: Visit) -> LivePart {
        let answer = MinutesAnswer(minutes)
        let advised = minutes.items.count { $0.opinion != nil }
        return LivePart(
            template: "council/minutes-part",
            said: visit.say("council.minutesSaid", ["advised": "\(advised)", "all": "\(minutes.items.count)"]),
            isOver: !minutes.items.isEmpty && advised == minutes.items.count,
            parts: [
                "facts": Facts(
                    // The title names the day, and the moment follows.
                    answer.facts(in: visit.language, names: names).pairs.dropFirst().map { ($0.name, $0.value) }
                ).written(visit).parts,
                "items": TableView(visit.say("council.items"), answer.items, visit, isPaged: false).parts,
                "remarks": answer.remarks.map { $0.text(in: visit.language) }, "hasRemarks": !answer.remarks.isEmpty
            ])
    }

    /// Advises on every scored file at once: as the ranking and the lines propose, save for the exceptions.
    private static func advise(_ visit: Visit, _ fields: FormFields) async throws -> Response {
        let (code, meeting) = (try visit.parameter("call"), try visit.parameter("meeting"))
        var exceptions: [ImportedAdvice] = []
        for name in fields.names where name.hasPrefix("opinion.") {
            guard let opinion = ImportedAdvice.Opinion(rawValue: fields[name] ?? "") else { continue }
            let reference = String(name.dropFirst("opinion.".count))
            let typed = fields.text("amount.\(reference)")
            let amount = typed.flatMap { Cents(decimal: $0.replacing(",", with: ".")) }
            guard typed == nil || amount != nil else {
                return try await minutes(
                    visit, fields,
                    [FieldFault(field: Field.id(of: "amount.\(reference)"), visit.say("council.amountNeeded", ["file": reference]))])
            }
            exceptions.append(
                ImportedAdvice(
                    reference: reference, opinion: opinion, amount: amount, line: fields.text("line.\(reference)"),
                    reason: fields.text("reason.\(reference)"), row: 1))
        }
        do throws(ServiceError) {
            _ = try await visit.site.service.advise(
                of: code, meeting: meeting, exceptions: exceptions, Service.Command(actor: try visit.actor()))
        } catch {
            let refused = Refused(error)
            guard refused.status.code < 500 else { throw error }
            let elsewhere = visit.chairs && error.isConflictOfInterest ? [visit.say("council.adviseElse")] : []
            return try await minutes(
                visit, fields, ([refused.title(in: visit)] + elsewhere + refused.details(in: visit.language)).map { FieldFault($0) })
        }
        return visit.redirect("council/\(code)/meetings/\(meeting)", notice: "adviceGiven")
    }
}
