package import CallModel
package import Exchange
import Postgres
import Selection
import Store
import Workflow

/// A sitting, with the codes of the members instead of their numbers.
package struct MeetingView: Sendable {
    package let reference: String
    package let heldAt: Instant
    package let chair: String
    package let present: [String]
    /// Who left for which file.
    package let absences: [(member: String, reference: String, left: Instant, returned: Instant)]
}

extension Service {
    /// Records a sitting: who was there, and who left for which file.
    package func recordMeeting(
        of code: String, _ record: ImportedMeeting, _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, "meeting \(code) \(record)") { db, _ in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try RegisterAction.recordMeeting.permit(request.actor)
            guard try db.meeting(record.reference, of: loaded.call.id) == nil else {
                throw ServiceError.faults([.meetingExists(record.reference)])
            }
            // What has not happened cannot be recorded: neither the sitting nor who came back into the room.
            guard record.heldAt.instant <= loaded.now, record.absences.allSatisfy({ $0.returned <= loaded.now }) else {
                throw ServiceError.faults([.meetingAhead(record.reference)])
            }
            let panel = try Panellists(of: loaded.call.id, db)
            let unknown = ([record.chair] + record.present).filter { panel.members[$0] == nil }
            let missing = record.absences.filter {
                panel.members[$0.member] == nil || panel.files[$0.reference] == nil || !record.present.contains($0.member)
            }
            guard unknown.isEmpty, missing.isEmpty else {
                throw ServiceError.faults(
                    unknown.map { .unknownMember($0, row: nil) }
                        + missing.flatMap { absence -> [InputFault] in
                            let faults = panel.faults(absence.reference, absence.member, row: absence.row)
                            return faults.isEmpty ? [.notPresent(absence.member, row: absence.row)] : faults
                        })
            }
            try RegisterAction.recordMeeting.permit(
                request.actor, inNameOf: [record.chair].compactMap { panel.members[$0] })
            let meeting = Meeting(
                call: loaded.call.id, reference: record.reference, heldAt: record.heldAt.instant,
                chair: panel.members[record.chair] ?? MemberID(0),
                present: record.present.compactMap { panel.members[$0] },
                absences: record.absences.compactMap { absence in
                    guard let member = panel.members[absence.member], let file = panel.files[absence.reference] else {
                        return nil
                    }
                    return Meeting.Absence(
                        member: member, application: file.id, left: absence.left, returned: absence.returned)
                })
            _ = try db.keep(meeting)
            return (BulkReceipt(action: "recordMeeting", changed: 1), loaded.now)
        }
    }

    package func meetings(of code: String) async throws(ServiceError) -> [MeetingView] {
        try await question { db in
            let call = try db.call(code: code)
            let panel = try Panellists(of: call.id, db)
            return try db.meetings(of: call.id).map { stored in
                MeetingView(
                    reference: stored.meeting.reference, heldAt: stored.meeting.heldAt,
                    chair: panel.code(of: stored.meeting.chair), present: stored.meeting.present.map(panel.code),
                    absences: stored.meeting.absences.map {
                        (panel.code(of: $0.member), panel.reference(of: $0.application), $0.left, $0.returned)
                    })
            }
        }
    }

    /// Gives the council's advice on every scored file: what the ranking and the budget lines propose, save for the
    /// exceptions that the sitting decided. A file whose refusal was annulled is advised on when it is among them.
    ///
    /// The secretariat writes it down, or the member who chaired the sitting; the event says which. It rests on every file that shares
    /// the money, so that a chair with a conflict of interest on one of them leaves it to the secretariat.
    package func advise(
        of code: String, meeting reference: String, exceptions: [ImportedAdvice], _ request: Request
    ) async throws(ServiceError) -> BulkReceipt {
        try await command(request, of: code, "advise \(code) \(reference) \(exceptions)") { db, batch in
            let loaded = try db.lock(call: db.call(code: code).id, key: request.key)
            try stopIfAnswered(loaded.previous)
            try ApplicationMachine.permit(.advise, by: request.actor)
            guard try !MemberSight(of: request.actor, in: loaded.call.id, db).isNarrowed else { throw Refusal.conflictInCall }
            guard let meeting = try db.meeting(reference, of: loaded.call.id) else {
                throw StoreError.notFound(kind: "meeting", name: reference)
            }
            guard meeting.meeting.heldAt <= loaded.now else { throw ServiceError.faults([.meetingAhead(reference)]) }
            if let member = request.actor.member, member != meeting.meeting.chair { throw Refusal.onlyInOwnName }
            let files = try db.lockFiles(of: loaded.call.id)
            let lines = Set(try regulation(of: loaded.call, db).definition.budgetLines.map(\.id))
            let faults =
                NamedFile.faults(exceptions.map { NamedFile(reference: $0.reference, row: $0.row) }, files) {
                    $0.awaitsAdvice(isNamed: true) ? nil : .withoutEffect(on: $0)
                } + exceptions.flatMap { $0.faults(lines) }
            guard faults.isEmpty else { throw ServiceError.faults(faults) }
            let named = Set(exceptions.map(\.reference))
            let waiting = files.filter { $0.awaitsAdvice(isNamed: named.contains($0.reference)) }
            guard !waiting.isEmpty else { throw Refusal.nothingAwaits(action: AnyLabel(ApplicationAction.advise)) }
            let proposal = try proposal(of: loaded.call, files, db)
            let undrawn = proposal.definition.procedure == .competitive ? proposal.ranking.ranking.undrawn : []
            guard undrawn.isEmpty else { throw ServiceError.faults([.lotteryAwaits(undrawn.flatMap { $0 })]) }
            if try proposal.definition.procedure == .competitive && !db.callsWithCertificate().contains(loaded.call.id) {
                try db.keepCertificate(String(decoding: proposal.certified(), as: UTF8.self), of: loaded.call.id, at: loaded.now)
            }
            let exception = Dictionary(exceptions.map { ($0.reference, $0) }, uniquingKeysWith: { $1 })
            let conflicts = Dictionary(grouping: try db.conflicts(of: loaded.call.id), by: \.application)
            let members = Dictionary(uniqueKeysWithValues: try db.members().map { ($0.id, $0.member) })
            var outcome = BulkOutcome()
            for var file in waiting {
                let advice = proposal.advice(on: file, exception[file.reference], meeting.id, &batch)
                let conflicted = Set((conflicts[file.id] ?? []).map(\.member))
                let sitting = meeting.meeting.sitting(
                    on: file.id, conflicted: conflicted, externals: Set(members.filter(\.value.isExternal).keys))
                let context = ApplicationContext(
                    now: loaded.now, actor: request.actor, call: loaded.call, sitting: sitting,
                    actorConflicted: request.actor.member.map(conflicted.contains) ?? false)
                outcome.attempt(file.reference) { () throws(Refusal) in
                    try batch.decide(
                        ApplicationMachine.self, &file, .advise(advice), context,
                        definitionVersion: loaded.call.definitionVersion)
                    return advice.opinion.rawValue
                }
            }
            return (try outcome.receipt("advise"), loaded.now)
        }
    }
}

extension Application {
    fileprivate func awaitsAdvice(isNamed: Bool) -> Bool {
        state == .scored || (isNamed && (state == .overturned || state == .awarded && urgentAt != nil && advice == nil))
    }

    /// What was awarded before anybody could advise on it.
    fileprivate var urgentAmount: Cents? { urgentAt == nil ? nil : awarded }
}

extension Meeting {
    /// Who sits on one file. Experts from outside the council do not count. A chair who has to leave hands over the chair
    /// for that file, and the secretariat writes its advice down.
    func sitting(
        on file: ApplicationID, conflicted: Set<MemberID>, externals: Set<MemberID>
    ) -> Sitting {
        let left = Set(absences.filter { $0.application == file }.map(\.member))
        let inside = present.filter { !left.contains($0) && !externals.contains($0) }
        let stayed = inside.filter(conflicted.contains)
        return Sitting(present: inside.count - stayed.count, conflictedPresent: stayed.count)
    }
}

extension ProposalView {
    fileprivate func advice(
        on file: Application, _ exception: ImportedAdvice?, _ meeting: MeetingID, _ batch: inout Batch
    ) -> Advice {
        // A file that comes back after an appeal keeps the rank that was published.
        let place = file.rank ?? ranking.ranking.places.first { $0.id == file.reference }.map { Int32($0.rank) }
        // Where files come in all the time there is no order that could be published.
        let rank = definition.procedure == .competitive ? place : nil
        let award = allocation.awards.first { $0.application == file.reference }
        if let exception {
            let reason = Service.reason(exception.reason, in: &batch)
            let line = exception.line ?? award?.line ?? firstLine(of: file)
            switch exception.opinion {
            case .favourable:
                return Advice(
                    opinion: .favourable, amount: exception.amount ?? file.urgentAmount ?? earned(by: file),
                    line: line,
                    rank: rank, meeting: meeting, reason: reason)
            case .reserve:
                return Advice(opinion: .reserve, amount: .zero, rank: rank, meeting: meeting, reason: reason)
            case .unfavourable:
                return Advice(opinion: .unfavourable, amount: .zero, rank: rank, meeting: meeting, reason: reason)
            }
        }
        if let award {
            return Advice(opinion: .favourable, amount: award.cents, line: award.line, rank: rank, meeting: meeting)
        }
        // Where the line serves nobody there is no money that could come free.
        let isHopeless = place == nil || tooFewAwards(with: file) != nil || earned(by: file) == .zero
        return Advice(opinion: isHopeless ? .unfavourable : .reserve, amount: .zero, rank: rank, meeting: meeting)
    }

    /// What the file may get at most: where the council agreed on a score that decides, what that one earns.
    private func earned(by file: Application) -> Cents {
        guard let score = ranking.outcomes[file.reference]?.aggregate else { return definition.earned(by: file) }
        return definition.earned(of: file.summary?.requested ?? .zero, score: score)
    }

    private func firstLine(of file: Application) -> String? {
        let lines = definition.categories.first { $0.id == file.summary?.category }?.budgetLines ?? []
        return definition.budgetLines.first { lines.contains($0.id) }?.id
    }
}

extension ImportedAdvice {
    /// What an exception lacks: it says why, and names a line that the call has.
    fileprivate func faults(_ lines: Set<String>) -> [InputFault] {
        var faults: [InputFault] = []
        if reason?.isEmpty != false { faults.append(.adviceWithoutReason(row: row)) }
        if let line, !lines.contains(line) { faults.append(.unknownLine(line, row: row)) }
        return faults
    }
}

extension InputFault {
    fileprivate static func adviceWithoutReason(row: Int) -> InputFault {
        InputFault(
            row: row, field: "reason",
            message: Message(
                fr: "Un avis qui s'écarte du classement dit pourquoi.", nl: "Een advies dat van de rangschikking afwijkt, zegt waarom.",
                en: "An advice that departs from the ranking says why."))
    }

    fileprivate static func unknownLine(_ line: String, row: Int) -> InputFault {
        InputFault(
            row: row, field: "line",
            message: Message(
                fr: "La ligne budgétaire \(line) n'existe pas dans cet appel.", nl: "Begrotingslijn \(line) bestaat niet in deze oproep.",
                en: "There is no budget line \(line) in this call."))
    }

    fileprivate static func lotteryAwaits(_ files: [String]) -> InputFault {
        let list = files.joined(separator: ", ")
        return InputFault(
            field: "lottery",
            message: Message(
                fr: "Seul le sort départage \(list) : publiez un tirage et tirez-le d'abord (appel lottery).",
                nl: "Alleen het lot scheidt \(list): maak eerst een loting bekend en loot (appel lottery).",
                en: "Only a lottery separates \(list): publish one and draw it first (appel lottery)."))
    }

    static func meetingExists(_ reference: String) -> InputFault {
        InputFault(
            field: "reference",
            message: Message(
                fr: "La séance \(reference) est déjà enregistrée.", nl: "De zitting \(reference) is al geregistreerd.",
                en: "The meeting \(reference) is recorded already."))
    }

    fileprivate static func meetingAhead(_ reference: String) -> InputFault {
        InputFault(
            field: "heldAt",
            message: Message(
                fr: "La séance \(reference) n'est pas encore terminée : enregistrez-la après coup.",
                nl: "De zitting \(reference) is nog niet afgelopen: registreer ze achteraf.",
                en: "The meeting \(reference) is not over yet: record it afterwards."))
    }

    fileprivate static func notPresent(_ member: String, row: Int) -> InputFault {
        InputFault(
            row: row, field: "absences",
            message: Message(
                fr: "Le membre \(member) n'était pas présent : il ne peut pas être sorti.",
                nl: "Lid \(member) was niet aanwezig en kan dus niet zijn vertrokken.",
                en: "The member \(member) was not present and so cannot have left."))
    }
}
