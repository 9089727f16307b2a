import CallModel
import Selection
import Service
import Store
import Testing
import Workflow

@testable import Exchange

/// One call of twelve files from its definition to its release, through the service alone.
@Suite struct WholeCallTests {
    private static let criteria = 6
    private static let members = (1...8).map { Builder.member($0) }

    @Test func `a call runs from its definition to its results`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall(line: "24000.00", reserve: "6000.00")
            try await collect(call, in: world)
            try await examine(call, in: world)
            try await score(call, in: world)
            try await advise(call, in: world)
            try await decide(call, in: world)
            try await release(call, in: world)
            try await export(call, in: world)
        }
    }

    /// Definition, opening, twelve files, closing.
    private func collect(_ call: BrusselsCall, in world: World) async throws {
        let service = world.service
        let created = try await service.createCall(call.checked, source: call.source, .secretariat)
        #expect(created.state == "drafted" && created.version == 1 && created.from == "absent")
        try await world.expectRefusal("notPermitted") { () async throws(ServiceError) in
            try await service.move(call: call.code, .open, .college)
        }
        _ = try await service.move(call: call.code, .open, .secretariat)
        let files = try await world.drafts(12, in: call, seed: 27)
        #expect(try await world.tally(call) == ["draft": 12])
        try await world.expectRefusal("tooEarly") { () async throws(ServiceError) in
            try await service.act(on: "F01", of: call.code, .submit, .secretariat)
        }
        try await world.setClock(call.opens)
        try await world.expectRefusal("notFound application F99") { () async throws(ServiceError) in
            try await service.act(on: "F99", of: call.code, .submit, .secretariat)
        }
        let owner = try await organisation(of: files[0], in: world)
        let other = try await organisation(of: files[1], in: world)
        try await world.expectRefusal("notFound application F01") { () async throws(ServiceError) in
            try await service.act(on: "F01", of: call.code, .submit, Request(actor: .applicant(other)))
        }
        let receipt = try await service.act(on: "F01", of: call.code, .submit, Request(actor: .applicant(owner)))
        #expect(receipt.action == "submit" && receipt.from == "draft" && receipt.state == "submitted")
        #expect(receipt.version == 2 && receipt.at >= call.opens)
        #expect(try await world.value("SELECT count(*) FROM appel.outbox WHERE kind = 'receipt'") == "1")
        let all = try await service.submit(of: call.code, .secretariat)
        #expect(all.changed == 11 && all.states == [StateCount(state: "submitted", count: 11)])
        #expect(try await world.value("SELECT count(*) FROM appel.outbox WHERE kind = 'receipt'") == "12")
        try await world.expectRefusal("F01 notPossible") { () async throws(ServiceError) in
            try await service.submit(of: call.code, references: ["F01"], .secretariat)
        }
        _ = try await service.act(
            on: "F12", of: call.code, .withdraw, Request(actor: .applicant(try await organisation(of: files[11], in: world))))
        try await world.expectRefusal("closingNotReached") { () async throws(ServiceError) in
            try await service.move(call: call.code, .close, .secretariat)
        }
        try await world.setClock(call.closes)
        try await world.expectRefusal("tooLate") { () async throws(ServiceError) in
            try await service.act(on: "F12", of: call.code, .reinstate, .secretariat)
        }
        _ = try await service.move(call: call.code, .close, Request(actor: .system))
        #expect(try await world.tally(call) == ["submitted": 11, "withdrawn": 1])
    }

    private func organisation(of file: ImportedApplication, in world: World) async throws -> OrganisationID {
        let found = try await world.service.organisations().first { $0.organisation.reference == file.organisation }
        return try #require(found).id
    }

    /// One ruling by hand, one complement, one marker, the rest by the rules.
    private func examine(_ call: BrusselsCall, in world: World) async throws {
        let service = world.service
        _ = try await service.move(call: call.code, .beginAdmissibility, .secretariat)
        try await world.expectRefusal("reasonMissing") { () async throws(ServiceError) in
            try await service.act(on: "F02", of: call.code, .requestComplement(due: nil), .secretariat)
        }
        let asked = try await service.act(
            on: "F02", of: call.code, .requestComplement(due: nil), reason: "Le budget n'est pas signé.", .secretariat)
        #expect(asked.state == "complementRequested")
        let content = try #require(try await service.file("F02", of: call.code).content)
        let organisation = try Builder.organisation(2).organisation.reference
        let answer = ImportedApplication(organisation: organisation, content: content, row: 2)
        try await world.expectRefusal("rankingTouched") { () async throws(ServiceError) in
            try await service.complement(
                answer.with {
                    $0.requested = $0.requested - Cents(100)
                    $0.resources[.city] = $0.requested
                }, of: call.code, .secretariat)
        }
        let complement = try await service.complement(answer.with { $0.title += " (complété)" }, of: call.code, .secretariat)
        #expect(complement.state == "submitted")
        #expect(try await service.file("F02", of: call.code).view.title.hasSuffix("(complété)"))
        let failing = try await service.admissibilityReport(of: call.code).filter { !$0.failures.isEmpty }
        #expect(failing.map(\.file.reference) == [])
        let ruling = ImportedRuling(reference: "F03", ruling: .inadmissible, reason: "Pas de siège à Bruxelles.", row: 2)
        let markers = try await service.files(of: call.code, FileFilter(states: [.submitted]))
            .filter { $0.file.summary?.declaredMarker == .principal && $0.file.reference != "F03" }
            .map {
                ImportedMarker(
                    reference: $0.file.reference, marker: $0.file.reference == "F05" ? .significant : .principal,
                    reason: "Analyse vérifiée.", row: 3)
            }
        try await world.expectRefusal("9 reference") { () async throws(ServiceError) in
            try await service.decideAdmissibility(
                of: call.code, rulings: [ImportedRuling(reference: "F77", ruling: .admissible, reason: nil, row: 9)], markers: [],
                .secretariat)
        }
        try await world.expectRefusal("filesAwaitingAdmissibility") { () async throws(ServiceError) in
            try await service.move(call: call.code, .beginReview, .secretariat)
        }
        let decided = try await service.decideAdmissibility(of: call.code, rulings: [ruling], markers: markers, .secretariat)
        #expect(decided.states == [StateCount(state: "admissible", count: 10), StateCount(state: "inadmissible", count: 1)])
    }

    /// Eight members, three reviews a file, one recusal and one conflict.
    private func score(_ call: BrusselsCall, in world: World) async throws {
        let service = world.service
        _ = try await service.move(call: call.code, .beginReview, .secretariat)
        #expect(try await world.tally(call) == ["inadmissible": 1, "underReview": 10, "withdrawn": 1])
        _ = try await service.importMembers(Self.members, .secretariat)
        let files = try await service.files(of: call.code, FileFilter(states: [.underReview])).map(\.file.reference)
        let conflict = ImportedConflict(member: "M8", reference: files[0], ground: .relative, note: "Sa sœur y travaille.", row: 2)
        #expect(try await service.declareConflicts(of: call.code, [conflict], .secretariat).changed == 1)
        try await world.expectRefusal("\(files[0]) M8 conflictOfInterest") { () async throws(ServiceError) in
            try await service.assign(of: call.code, [ImportedAssignment(reference: files[0], member: "M8", row: 2)], .secretariat)
        }
        let pairs = files.enumerated().flatMap { place, file in (0..<3).map { (file, "M\((place + $0) % 7 + 1)") } }
        let assignments = pairs.map { ImportedAssignment(reference: $0.0, member: $0.1, row: 2) }
        #expect(try await service.assign(of: call.code, assignments, .secretariat).changed == 30)
        #expect(try await service.assign(of: call.code, assignments, .secretariat).unchanged == 30)
        let recusal = ImportedRecusal(reference: files[1], member: pairs[3].1, reason: "Ancien employeur.", row: 2)
        #expect(try await service.recuse(of: call.code, [recusal], .secretariat).changed == 1)
        let reviews = pairs.enumerated().filter { $0.offset != 3 }.map { place, pair in
            review(pair.0, pair.1, strength: files.firstIndex(of: pair.0) ?? 0)
        }
        #expect(try await service.importReviews(of: call.code, reviews, .secretariat).changed == 29)
        #expect(try await service.importReviews(of: call.code, reviews, .secretariat).unchanged == 29)
        try await world.expectRefusal("\(files[1]) tooFewReviews") { () async throws(ServiceError) in
            try await service.scoreFiles(of: call.code, .secretariat)
        }
        _ = try await service.assign(
            of: call.code, [ImportedAssignment(reference: files[1], member: "M8", row: 2)], .secretariat)
        _ = try await service.importReviews(of: call.code, [review(files[1], "M8", strength: 1)], .secretariat)
        let scored = try await service.scoreFiles(of: call.code, .secretariat)
        #expect(scored.states == [StateCount(state: "scored", count: 10)])
        let ranking = try await service.ranking(of: call.code).ranking
        #expect(ranking.places.map(\.id) == Array(files.prefix(ranking.places.count)))
        #expect(ranking.places.count + ranking.notFundable.count == 10)
        #expect(ranking.notFundable.map(\.id) == Array(files.suffix(2)))
    }

    /// The first file gets the best scores, the last the worst; the last two miss the minimum.
    private func review(_ reference: String, _ member: String, strength: Int) -> ImportedReview {
        let high = [5, 5, 5, 5, 5, 5, 4, 3, 1, 1][strength]
        let low = [5, 4, 3, 2, 1, 0, 1, 2, 1, 0][strength]
        return ImportedReview(
            reference: reference, member: member, scores: [high, high, high, low, low, low],
            justification: "Besoin exprimé, budget clair.", row: 2)
    }

    /// A sitting without quorum for one file, then one with.
    private func advise(_ call: BrusselsCall, in world: World) async throws {
        let service = world.service
        _ = try await service.move(call: call.code, .beginDeliberation, .secretariat)
        let first = try #require(try await service.ranking(of: call.code).ranking.places.first).id
        try await world.expectRefusal("0 heldAt") { () async throws(ServiceError) in
            try await service.recordMeeting(of: call.code, try meetingAgain, .secretariat)
        }
        try await world.setClock(try Self.evening.instant.adding(days: 1))
        _ = try await service.recordMeeting(of: call.code, try meeting("too-few", present: 1...5), .secretariat)
        let refused = try await service.files(of: call.code, FileFilter(states: [.scored])).map { "\($0.file.reference) noQuorum" }
        try await world.expectRefusal(refused.joined(separator: ", ")) { () async throws(ServiceError) in
            try await service.advise(of: call.code, meeting: "too-few", exceptions: [], .secretariat)
        }
        _ = try await service.recordMeeting(of: call.code, try meeting("stayed", present: 1...8), .secretariat)
        // The member with the conflict stayed for the file, and the one who recused himself for his.
        let inConflict = try await service.conflicts(of: call.code)
        let stayed = refused.filter { line in inConflict.contains { line.hasPrefix($0.reference) } }
            .map { $0.replacing("noQuorum", with: "conflictedMemberPresent") }
        #expect(stayed.count == 2)
        try await world.expectRefusal(stayed.joined(separator: ", ")) { () async throws(ServiceError) in
            try await service.advise(of: call.code, meeting: "stayed", exceptions: [], .secretariat)
        }
        let absences = inConflict.map {
            ImportedMeeting.Absence(
                reference: $0.reference, member: $0.member, left: call.reviewsClose.adding(days: 1),
                returned: call.reviewsClose.adding(days: 1).adding(seconds: 600), row: 3)
        }
        _ = try await service.recordMeeting(of: call.code, try meeting("may", present: 1...8, absences: absences), .secretariat)
        let exception = ImportedAdvice(
            reference: first, opinion: .unfavourable, amount: nil, line: nil, reason: "Le conseil doute du calendrier.", row: 2)
        let advised = try await service.advise(of: call.code, meeting: "may", exceptions: [exception], .secretariat)
        #expect(advised.changed == 10)
        #expect(Set(advised.states.map(\.state)) == ["favourable", "reserve", "unfavourable"])
        #expect(advised.states.first { $0.state == "unfavourable" }?.count == 3)
        try await world.expectRefusal("0 reference") { () async throws(ServiceError) in
            try await service.recordMeeting(of: call.code, try meetingAgain, .secretariat)
        }
    }

    /// When the council sat.
    private static var evening: ZonedTime {
        get throws { try ZonedTime.resolve("2027-05-20 18:00", zone: "Europe/Brussels").get() }
    }

    private var meetingAgain: ImportedMeeting {
        get throws(ServiceError) {
            do { return try meeting("may", present: 1...8) } catch { throw .definition("\(error)") }
        }
    }

    private func meeting(
        _ reference: String, present: ClosedRange<Int>, absences: [ImportedMeeting.Absence] = []
    ) throws -> ImportedMeeting {
        ImportedMeeting(
            reference: reference, heldAt: try Self.evening, chair: "M1", present: present.map { "M\($0)" }, absences: absences)
    }

    /// The College follows the council but for one file.
    private func decide(_ call: BrusselsCall, in world: World) async throws {
        let service = world.service
        let advised = try await service.files(of: call.code, FileFilter(states: [.advised])).map(\.file)
        let waiting = try #require(advised.first { $0.advice == .reserve })
        let silent = ImportedDecision(
            reference: waiting.reference, outcome: .refuse, amount: nil, line: nil, reason: "Le dossier fait double emploi.",
            departure: nil, row: 2)
        try await world.expectRefusal("\(waiting.reference) departureUnreasoned") { () async throws(ServiceError) in
            try await service.decide(of: call.code, departures: [silent], .college)
        }
        let departure = ImportedDecision(
            reference: waiting.reference, outcome: .refuse, amount: nil, line: nil, reason: "Le dossier fait double emploi.",
            departure: "Le Collège a reçu ce projet d'un autre service.", row: 2)
        try await world.expectRefusal("notPermitted") { () async throws(ServiceError) in
            try await service.decide(of: call.code, departures: [departure], .secretariat)
        }
        let decided = try await service.decide(of: call.code, departures: [departure], .college)
        #expect(decided.changed == 10)
        let expected = [
            "awarded": advised.count { $0.advice == .favourable },
            "reserveListed": advised.count { $0.advice == .reserve } - 1,
            "refused": advised.count { $0.advice == .unfavourable } + 1
        ].filter { $0.value > 0 }
        #expect(Dictionary(uniqueKeysWithValues: decided.states.map { ($0.state, $0.count) }) == expected)
        #expect(try await service.call(call.code).call.state == .decided)
        for file in try await service.files(of: call.code, FileFilter(states: [.awarded])).map(\.file) {
            #expect(file.awarded == advised.first { $0.id == file.id }?.advised)
        }
    }

    /// Every decision becomes known at once, each with one letter; a second release has nothing left to do.
    private func release(_ call: BrusselsCall, in world: World) async throws {
        let service = world.service
        try await world.expectRefusal("notPermitted") { () async throws(ServiceError) in
            try await service.release(of: call.code, .college)
        }
        let released = try await service.release(of: call.code, .secretariat)
        #expect(released.changed == 11)
        #expect(try await world.value("SELECT count(*) FROM appel.outbox WHERE kind = 'decisionLetter'") == "11")
        #expect(try await service.release(of: call.code, .secretariat).changed == 0)
        let results = try await service.results(of: call.code)
        let line = try #require(results.lines.first)
        #expect(line.awarded <= line.total && line.awarded > .zero)
        #expect(line.awarded - line.awardedReserved <= line.total)
        #expect(line.awards == results.awards.count)
        #expect(results.awards.count + results.reserve.count + results.turnedDown.count == 11)
        #expect(results.turnedDown.allSatisfy { !$0.reason.isEmpty })
        #expect(results.turnedDown.count { $0.departure != nil } == 1)
        #expect(results.turnedDown.contains { $0.view.file.state == .inadmissible && $0.reason == "Pas de siège à Bruxelles." })
        #expect(try await world.value("SELECT count(*) FROM appel.applications WHERE notified_at IS NULL") == "1")
        try await world.expectHistoriesJoin()
    }
}
