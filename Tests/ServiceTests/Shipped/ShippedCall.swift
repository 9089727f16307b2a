import CallModel
import Foundation
import Service
import Store
import TestSupport
import Testing
import Workflow

@testable import Exchange

/// A regulation that comes with the program, on its way through a world, with files made for it.
struct ShippedCall {
    let world: World
    let definition: CallDefinition
    let samples: SampleFiles
    var code: String { definition.code }
    private var service: Service { world.service }

    static let members = (1...11).map { Builder.member($0) }

    /// Creates the call and opens it, on the day on which its own calendar does.
    ///
    /// - Parameter changes: what is written otherwise in the regulation: what stands there, and what replaces it.
    init(_ name: String, in world: World, seed: UInt64 = 11, changes: KeyValuePairs<String, String> = [:]) async throws {
        var text = try String(contentsOfFile: "\(Checkout.configuration)/calls/\(name).yaml", encoding: .utf8)
        for (old, new) in changes {
            try #require(text.contains(old))
            text = text.replacingOccurrences(of: old, with: new)
        }
        let lists = try Checkout.lists()
        let checked = CallDefinition.check(try YAMLSource.parse(Data(text.utf8)), lists: Set(lists.map(\.id)))
        guard let definition = checked.definition else { throw FixtureError("\(checked.faults)") }
        (self.world, self.definition) = (world, definition)
        samples = SampleFiles(definition, lists: lists, seed: seed)
        _ = try await world.service.createCall(checked, source: text, .secretariat)
        _ = try await world.service.importMembers(Self.members, .secretariat)
        try await world.forceClock(definition.calendar.opens.instant)
        _ = try await world.service.move(call: definition.code, .open, .secretariat)
    }

    /// Brings files in through the imports that people use, and files them: on the last day where they compete.
    func file(_ files: [SampleFile]) async throws {
        if definition.procedure == .competitive {
            try await world.setClock(definition.calendar.closes.instant.adding(seconds: -3600))
        }
        let organisations = try Import.organisations(
            ImportFile(name: "organisations.json", bytes: Array(SampleFiles.organisations(files).utf8)))
        _ = try await service.importOrganisations(organisations, .secretariat)
        let applications = try Import.applications(
            ImportFile(name: "files.json", bytes: Array(SampleFiles.applications(files).utf8)), for: definition)
        _ = try await service.importApplications(to: code, applications, submitting: true, .secretariat)
    }

    func file(count: Int) async throws { try await file(samples.files(count: count)) }

    /// From the closing to the last admissibility decision. Markers are verified as they were declared.
    func examine() async throws {
        try await world.setClock(definition.calendar.closes.instant)
        _ = try await service.move(call: code, .close, .secretariat)
        _ = try await service.move(call: code, .beginAdmissibility, .secretariat)
        try await decideAdmissibility()
    }

    func decideAdmissibility() async throws {
        // On a file that fails anyway a ruling on its marker has no effect, and is refused.
        let markers = try await service.admissibilityReport(of: code).filter(\.failures.isEmpty)
            .map {
                ImportedMarker(
                    reference: $0.file.reference, marker: $0.file.summary?.declaredMarker, reason: "Analyse vérifiée.", row: 2)
            }
        _ = try await service.decideAdmissibility(of: code, rulings: [], markers: markers, .secretariat)
    }

    /// Reviews, score and ranking of every admissible file.
    ///
    /// - Parameter score: what every reviewer gives the file in that place on that criterion, by its place too; nil for the
    ///   middle of the scale.
    func review(_ score: (_ file: Int, _ reviewer: Int, _ criterion: Criterion) -> Int) async throws {
        if definition.procedure == .competitive {
            _ = try await service.move(call: code, .beginReview, .secretariat)
        } else {
            for reference in try await references(.admissible) {
                _ = try await service.act(on: reference, of: code, .beginReview, .secretariat)
            }
        }
        let files = try await references(.underReview)
        let pairs = files.enumerated().flatMap { place, reference in
            (0..<definition.reviews.perFile).map { (place, reference, $0, "M\((place + $0) % Self.members.count + 1)") }
        }
        _ = try await service.assign(
            of: code, pairs.map { ImportedAssignment(reference: $0.1, member: $0.3, row: 2) }, .secretariat)
        let reviews = pairs.map { place, reference, reviewer, member in
            ImportedReview(
                reference: reference, member: member,
                scores: definition.scoring.criteria.map { score(place, reviewer, $0) },
                justification: "Besoin exprimé, budget clair.", row: 2)
        }
        _ = try await service.importReviews(of: code, reviews, .secretariat)
        _ = try await service.scoreFiles(of: code, .secretariat)
    }

    /// The council sits and advises what the rules propose.
    func advise(_ exceptions: [ImportedAdvice] = [], meeting: String = "sitting") async throws {
        if definition.procedure == .competitive { _ = try await service.move(call: code, .beginDeliberation, .secretariat) }
        let held = try ZonedTime.resolve("2020-06-01 18:00", zone: "Europe/Brussels").get()
        let sitting = ImportedMeeting(
            reference: meeting, heldAt: held, chair: "M1", present: Self.members.map(\.code), absences: [])
        _ = try await service.recordMeeting(of: code, sitting, .secretariat)
        _ = try await service.advise(of: code, meeting: meeting, exceptions: exceptions, .secretariat)
    }

    func decide() async throws {
        _ = try await service.decide(of: code, departures: [], .college)
        try await signOff()
        _ = try await service.release(of: code, .secretariat)
    }

    /// Every signature that the ladder of the call asks for, where it has one.
    private func signOff() async throws {
        let roles = try await service.signatures(of: code).filter(\.isMissing).map(\.step.role)
        for actor in [Actor.alderman, .finance, .budgetHolder, .college] where roles.contains(where: { $0.role == actor.role }) {
            _ = try await service.sign(of: code, Request(actor: actor))
        }
    }

    /// Every award is agreed on, paid, justified and closed; the reserve list is let go; the call is archived.
    func settle() async throws {
        for reference in try await references(.awarded) { try await pay(reference) }
        for reference in try await references(.reserveListed) {
            _ = try await service.act(
                on: reference, of: code, .refuse(departure: nil), reason: "Aucun budget ne s'est libéré.", .college)
        }
        if definition.procedure != .competitive {
            try await world.setClock(definition.calendar.closes.instant)
            _ = try await service.move(call: code, .close, .secretariat)
        }
        _ = try await service.move(call: code, .archive, .secretariat)
    }

    private func pay(_ reference: String) async throws {
        let file = try await service.file(reference, of: code).view.file
        let amount = try #require(file.awarded)
        let finance: [GrantStep] = [.commit(number: "2027-\(reference)"), .payFirst(amount)]
        _ = try await service.grant(of: reference, in: code, .send, .secretariat)
        _ = try await service.grant(of: reference, in: code, .sign, .secretariat)
        for step in finance { _ = try await service.grant(of: reference, in: code, step, .finance) }
        for step in [GrantStep.report(amount), .accept, .close] {
            _ = try await service.grant(of: reference, in: code, step, .secretariat)
        }
    }

    func references(_ states: ApplicationState...) async throws -> [String] {
        try await service.files(of: code, FileFilter(states: Set(states))).map(\.file.reference)
    }

    /// What no call may leave behind, whatever its regulation.
    func expectSound() async throws {
        let results = try await service.results(of: code)
        for line in results.lines { #expect(line.awarded <= line.total) }
        #expect(results.turnedDown.allSatisfy { !$0.reason.isEmpty })
        try await world.expectHistoriesJoin()
        let report = try await Replay.run(world.database)
        #expect(report.faults.isEmpty && report.differences.isEmpty)
        // What finance and the public get adds up to what was decided.
        let awarded = results.awards.reduce(Cents.zero) { $0 + ($1.view.file.awarded ?? .zero) }
        let finance = try await service.finance(of: code, in: .dutch)
        #expect(finance.awards.reduce(.zero) { $0 + $1.awarded } == awarded)
        // Open data name the authority by its number, and ask for it where the regulation does not state it.
        guard definition.authority.enterpriseNumber != nil else { return }
        #expect(try await service.openData(of: code, in: .french).awards.count == results.awards.count)
    }
}
