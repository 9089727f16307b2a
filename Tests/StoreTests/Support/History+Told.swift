import CallModel
import Postgres
import Store
import Workflow

extension History {
    /// Writes the registers and the whole history, chapter by chapter, as commands would.
    static func tell(to database: Database) async throws -> History {
        var history = History()
        try await database.write { db in
            try db.keep(organisations: organisations)
            try db.keep(members: members)
            try db.keep(earlierGrants: [
                EarlierGrant(
                    organisation: OrganisationID(4), edition: "2024", awarded: Cents(400_000), accepted: Cents(390_000),
                    refunded: Cents(10_000), closed: true)
            ])
        }
        try await history.openCall(database)
        try await history.fileAndCheck(database)
        try await history.review(database)
        try await history.decide(database)
        try await history.pay(database)
        return history
    }

    private mutating func openCall(_ database: Database) async throws {
        call(.create(CallDraft(code: "BXL-2027", terms: Self.terms)), .revise(Self.terms), .open)
        for version in 1...2 {
            keep(
                StoredDefinition(
                    call: call.id, version: Int32(version), document: Self.rules, source: "code: BXL-2027 # \(version)\n"))
        }
        try await write(to: database)
    }

    private mutating func fileAndCheck(_ database: Database) async throws {
        for index in 0..<5 {
            let document = Document(.application, #"{"title":"Eau & santé, n° \#(index)\n"}"#)
            keep(document)
            files.append(Application(id: ApplicationID(Int64(index) + 1)))
            let draft = ApplicationDraft(
                call: call.id, organisation: OrganisationID(Int64(index) + 1), reference: "F-\(index + 1)",
                summary: Self.summary(800_000 - Int64(index) * 100_000, document))
            file(index, .create(draft), by: .applicant(draft.organisation))
        }
        let edited = Document(.application, "{}")
        keep(edited)
        file(0, .edit(Self.summary(790_000, edited)), .submit, by: .applicant(OrganisationID(1)))
        for index in 1..<5 { file(index, .submit) }
        file(3, .withdraw(Self.reason), .reinstate, .submit, .withdraw(.none))
        call(.extend(CallExtension(closesAt: Self.terms.closesAt.adding(days: 2), reason: Self.reason)), .close, .beginAdmissibility)
        try await write(to: database)
        let asked = ComplementRequest(due: Self.terms.closesAt.adding(days: 9), reason: Self.reason)
        file(0, .requestComplement(asked), .complement(Self.summary(780_000, edited)))
        let ceiling = AwardBound(source: .rule("ceiling", article: "Art. 5"), amount: Cents(780_000))
        file(0, .declareAdmissible(MarkerRuling(marker: .principal, bound: ceiling)))
        file(1, .declareAdmissible(MarkerRuling(marker: .notTargeted, reason: Self.reason)))
        file(2, .requestComplement(asked), .declareInadmissible(Self.reason))
        file(4, .declareAdmissible(MarkerRuling(marker: nil)), .settleMarker(MarkerRuling(marker: .significant, reason: Self.reason)))
        call(.beginReview)
        try await write(to: database)
    }

    private mutating func review(_ database: Database) async throws {
        for index in [0, 1, 4] { file(index, .beginReview) }
        for index in 0..<4 {
            reviews.append(Review(id: ReviewID(Int64(index) + 1)))
            let member = MemberID(Int64(index % 3) + 1)
            review(index, .assign(Assignment(application: index < 3 ? files[0].id : files[1].id, member: member)))
        }
        try await write(to: database)
        let justified = Document(.justification, "Solide.")
        keep(justified)
        let scores = Scores([3, 5, 4], justification: justified.digest)
        review(0, .save(Scores([3, nil, 5], justification: nil)), .submit(scores), .reopen(Self.reason), .submit(scores), .count)
        review(1, .recuse(Self.reason))
        review(2, .submit(scores), .count, .void(Self.reason))
        review(3, .save(Scores([nil, nil, nil], justification: nil)))
        file(0, .score(Fraction(250, 3)), .returnToReview(Self.reason), .score(Fraction(251, 3)))
        file(1, .score(Fraction(60)))
        file(4, .score(Fraction(118, 3)))
        call(.beginDeliberation)
        try await write(to: database)
    }

    private mutating func decide(_ database: Database) async throws {
        let (call, reserved) = (call.id, files[1].id)
        let noted = Document(.conflict, "Sa sœur y travaille.")
        try await database.write { db in
            let conflict = Conflict(member: MemberID(2), application: reserved, ground: .relative, note: noted.digest)
            _ = try db.keep(conflicts: [conflict], documents: [noted], by: "secretariat", at: Self.terms.closesAt)
            _ = try db.keep(
                Meeting(
                    call: call, reference: "2027-03-01", heldAt: Self.terms.closesAt, chair: MemberID(1),
                    present: [MemberID(1), MemberID(2)],
                    absences: [
                        Meeting.Absence(
                            member: MemberID(2), application: reserved, left: Self.terms.closesAt,
                            returned: Self.terms.closesAt.adding(seconds: 600))
                    ]))
        }
        let meeting = MeetingID(1)
        file(0, .advise(Advice(opinion: .favourable, amount: Cents(780_000), line: "cooperation", rank: 1, meeting: meeting)))
        file(1, .advise(Advice(opinion: .reserve, amount: Cents(500_000), rank: 2, meeting: meeting, reason: Self.reason)))
        file(4, .advise(Advice(opinion: .unfavourable, amount: .zero, meeting: meeting, reason: Self.reason)))
        let rest = AwardBound(source: .line("cooperation", article: "8491/1"), amount: Cents(80_000))
        let whole = AwardBound(source: .decision, amount: Cents(700_000))
        file(0, .award(Award(line: "cooperation", amount: Cents(700_000), departure: Self.reason, bound: whole)))
        file(1, .reserve(ReservePlace(rank: 1, bound: rest)))
        file(4, .refuse(Refused(reason: Self.reason)))
        self.call(.decide, .publish)
        for index in [0, 1, 2, 4] { file(index, .notify, by: .system) }
        file(1, .appeal(Self.reason), .uphold(Self.reason))
        file(4, .appeal(Self.reason), .overturn(Self.reason))
        file(4, .award(Award(line: "awareness", amount: Cents(100_000), departure: Self.reason)))
        try await write(to: database)
    }

    private mutating func pay(_ database: Database) async throws {
        grant(
            .send(GrantOffer(application: files[0].id, amount: Cents(700_000))), .sign, .commit("2027/1234"),
            .payFirst(Cents(560_000)), .suspend(Self.reason))
        try await write(to: database)
        grant(.resume, .report(Cents(690_000)), .acceptPartly(PartialAcceptance(amount: Cents(500_000), reason: Self.reason)))
        grant(.claimRecovery(Cents(60_000)), .recordRecovery(Cents(60_000)), .close)
        try await write(to: database)
    }
}
