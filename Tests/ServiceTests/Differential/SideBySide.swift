import CallModel
import Postgres
import Selection
import Service
import Store
import TestSupport
import Workflow

@testable import Exchange

/// A call in a database and the same call in memory, stepping together.
struct SideBySide {
    let world: World
    let call: BrusselsCall
    private let contents: [Int: ImportedApplication]
    private(set) var model: Model
    private(set) var now: Instant

    static let organisations = 3

    /// What a whole suite shares: associations and members.
    static func prepare(_ world: World) async throws {
        _ = try await world.service.importOrganisations((1...organisations).map { try Builder.organisation($0) }, .secretariat)
        _ = try await world.service.importMembers(Model.reviewers.map { Builder.member($0) }, .secretariat)
    }

    init(_ world: World, seed: UInt64) async throws {
        self.world = world
        call = try BrusselsCall(code: "d-\(seed)", line: "12000.00", reserve: "4000.00", minimumFiles: 1)
        try await world.forceClock(call.opens.adding(days: -1))
        _ = try await world.service.createCall(call.checked, source: call.source, .secretariat)
        // Long ago, whatever the clock of a sequence says.
        let heldAt = try ZonedTime.resolve("2026-09-01 18:00", zone: "Europe/Brussels").get()
        for (name, present) in [("full", 1...7), ("few", 1...3)] {
            let meeting = ImportedMeeting(
                reference: name, heldAt: heldAt, chair: "M1", present: present.map { "M\($0)" },
                absences: [])
            _ = try await world.service.recordMeeting(of: call.code, meeting, .secretariat)
        }
        let known = Dictionary(
            uniqueKeysWithValues: try await world.service.organisations().map { ($0.organisation.reference, $0.id) })
        let members = try await world.service.members()
        var random = SplitMix64(seed: seed)
        var contents: [Int: ImportedApplication] = [:]
        var organisations: [Int: OrganisationID] = [:]
        for number in 1...Self.organisations {
            let organisation = try Builder.organisation(number)
            organisations[number] = known[organisation.organisation.reference]
            contents[number] = try Builder.application(World.reference(number), of: organisation, &random)
        }
        self.contents = contents
        model = Model(
            call: try await world.service.call(call.code).call, definition: call.definition,
            summaries: contents.mapValues { Self.masked(ApplicationSummary($0.content)) }, organisations: organisations,
            members: Dictionary(
                uniqueKeysWithValues: Model.reviewers.map { number in
                    (number, members.first { $0.member.code == "M\(number)" }?.id ?? MemberID(0))
                }))
        now = try await world.now()
    }

    /// What both made of a step, if it differs.
    mutating func take(_ step: Step) async throws -> String? {
        let ranks = if case .advise = step { try await self.ranks() } else { [Int: Int32]() }
        let before = try await world.value("SELECT max(seq) FROM appel.events")
        let found = try await inDatabase(step)
        let stored = try await Stored(call.code, world)
        now = stored.seq.map(String.init) == before ? stored.now : stored.last
        var given = Model.Given(now: now, ranks: ranks)
        for file in stored.files { given.fileIDs[Self.number(file.reference)] = file.id }
        for review in stored.reviews.sorted(by: { $0.id < $1.id }) {
            guard let file = stored.files.first(where: { $0.id == review.application }) else { continue }
            given.reviewIDs[Step.Pair(file: Self.number(file.reference), member: model.number(of: review.member))] = review.id
        }
        for grant in stored.grants.sorted(by: { $0.id < $1.id }) {
            guard let file = stored.files.first(where: { $0.id == grant.application }) else { continue }
            given.grantIDs[Self.number(file.reference)] = grant.id
        }
        let expected = model.take(step, given)
        if found != expected { return "the database: \(found)\nthe model: \(expected)" }
        return difference(stored)
    }

    private func difference(_ stored: Stored) -> String? {
        func differ<Value: Hashable>(_ name: String, _ found: [Value], _ expected: [Value]) -> String? {
            found == expected ? nil : "\(name) in the database: \(found)\n\(name) in the model: \(expected)"
        }
        return differ("call", [stored.call], [model.call])
            ?? differ("files", stored.files.map(Self.masked), model.files.values.sorted { $0.id < $1.id })
            ?? differ("reviews", stored.reviews.map(Self.masked), model.reviews.sorted { $0.id < $1.id })
            ?? differ("grants", stored.grants, model.grants.sorted { $0.id < $1.id })
            ?? differ("conflicts", [stored.conflicts], [model.conflicts.count])
    }

    private func ranks() async throws -> [Int: Int32] {
        let places = try await world.service.ranking(of: call.code).ranking.places
        return Dictionary(uniqueKeysWithValues: places.map { (Self.number($0.id), Int32($0.rank)) })
    }

    private static func number(_ reference: String) -> Int { Int(reference.dropFirst()) ?? 0 }
}

// The digests of texts are salted: the model only knows whether there is one.
extension SideBySide {
    private static func masked(_ summary: ApplicationSummary) -> ApplicationSummary {
        var copy = summary
        copy.content = .sha256([])
        return copy
    }

    private static func masked(_ file: Application) -> Application {
        var copy = file
        copy.summary = file.summary.map(masked)
        // What bound an amount decides nothing; it follows from the regulation, which the model does not know.
        (copy.grantable, copy.bound) = (nil, nil)
        return copy
    }

    private static func masked(_ review: Review) -> Review {
        var copy = review
        copy.scores = review.scores.map {
            Scores($0.values, justification: $0.justification.flatMap { _ in Digest(bytes: Array(repeating: 1, count: 32)) })
        }
        return copy
    }
}

extension ApplicationSummary {
    fileprivate init(_ content: ApplicationContent) {
        self.init(
            category: content.category, requested: content.requested, total: content.costs.total,
            declaredMarker: content.gender.marker, southSouth: content.southSouth, countries: content.countries, faults: 0,
            content: .sha256([]))
    }
}

/// The rows of one call.
private struct Stored: Sendable {
    let call: Call
    let files: [Application]
    let reviews: [Review]
    let grants: [Grant]
    let conflicts: Int
    let now: Instant
    /// Number and time of the last event of all.
    let seq: Int64?
    let last: Instant

    init(_ code: String, _ world: World) async throws {
        self = try await world.database.read { db in
            let call = try db.call(code: code)
            let newest = try db.query(Self.newest).singleOrNone()
            return Stored(
                call: call, files: try db.files(of: call.id), reviews: try db.reviews(of: call.id),
                grants: try db.grants(of: call.id), conflicts: try db.conflicts(of: call.id).count, now: try db.now(),
                seq: try newest?.int64(0), last: try newest?.value(1) ?? db.now())
        }
    }

    private init(
        call: Call, files: [Application], reviews: [Review], grants: [Grant], conflicts: Int, now: Instant, seq: Int64?, last: Instant
    ) {
        (self.call, self.files, self.reviews, self.grants) = (call, files, reviews, grants)
        (self.conflicts, self.now, self.seq, self.last) = (conflicts, now, seq, last)
    }

    private static let newest = Statement("newest event", "SELECT seq, at FROM events ORDER BY seq DESC LIMIT 1")
}

// The step through the service

extension SideBySide {
    private func inDatabase(_ step: Step) async throws -> Outcome {
        if case .clock(let instant) = step {
            try await world.forceClock(instant)
            return .done
        }
        do throws(ServiceError) {
            try await ask(step)
            return .done
        } catch {
            return Outcome(error)
        }
    }

    private func content(_ number: Int, _ isComplete: Bool) -> ImportedApplication {
        let record = contents[number].unsafelyUnwrapped
        return isComplete ? record : record.with { $0.attachments = [] }
    }

    private func ask(_ step: Step) async throws(ServiceError) {
        let (service, code) = (world.service, call.code)
        switch step {
        case .clock: break
        case .move(let step, let reason, let actor): _ = try await service.move(call: code, step, reason: reason, Request(actor: actor))
        case .create(let number, let isComplete, let actor):
            let record = content(number, isComplete)
            _ = try await service.importApplications(to: code, [record], submitting: false, Request(actor: actor))
        case .edit(let number, let isComplete, let actor):
            _ = try await service.edit(content(number, isComplete), of: code, Request(actor: actor))
        case .complement(let number, let isComplete, let actor):
            _ = try await service.complement(content(number, isComplete), of: code, Request(actor: actor))
        case .act(let number, let step, let reason, let actor):
            _ = try await service.act(on: World.reference(number), of: code, step, reason: reason, Request(actor: actor))
        case .submitAll(let actor): _ = try await service.submit(of: code, Request(actor: actor))
        case .admissibility(let down, let markers, let reason):
            let rulings = down.sorted { $0.key < $1.key }.map {
                ImportedRuling(reference: World.reference($0.key), ruling: .inadmissible, reason: $0.value, row: 2)
            }
            let verified = markers.sorted { $0.key < $1.key }.map {
                ImportedMarker(reference: World.reference($0.key), marker: $0.value, reason: reason, row: 2)
            }
            _ = try await service.decideAdmissibility(of: code, rulings: rulings, markers: verified, .secretariat)
        case .conflict(let number, let member):
            let record = ImportedConflict(
                member: "M\(member)", reference: World.reference(number), ground: .other, note: nil, row: 2)
            _ = try await service.declareConflicts(of: code, [record], .secretariat)
        case .assign(let pairs, let actor):
            let records = pairs.map { ImportedAssignment(reference: World.reference($0.file), member: "M\($0.member)", row: 2) }
            _ = try await service.assign(of: code, records, Request(actor: actor))
        case .recuse(let pair, let actor):
            let record = ImportedRecusal(
                reference: World.reference(pair.file), member: "M\(pair.member)", reason: "Conflit.", row: 2)
            _ = try await service.recuse(of: code, [record], Request(actor: actor))
        case .review(let pairs, let scores, let justification):
            let records = pairs.map {
                ImportedReview(
                    reference: World.reference($0.file), member: "M\($0.member)", scores: scores, justification: justification,
                    row: 2)
            }
            _ = try await service.importReviews(of: code, records, .secretariat)
        case .onReview(let pair, let step, let reason, let actor):
            _ = try await service.act(
                onReviewOf: World.reference(pair.file), by: "M\(pair.member)", of: code, step, reason: reason, Request(actor: actor))
        case .score(let actor): _ = try await service.scoreFiles(of: code, Request(actor: actor))
        case .advise(let opinions, let hasQuorum):
            let known = model.files.keys
            let records = opinions.filter { known.contains($0.key) }.sorted { $0.key < $1.key }.map {
                ImportedAdvice(
                    reference: World.reference($0.key), opinion: $0.value.opinion.imported, amount: $0.value.amount,
                    line: Model.line, reason: "Vu le débat.", row: 2)
            }
            _ = try await service.advise(of: code, meeting: hasQuorum ? "full" : "few", exceptions: records, .secretariat)
        case .decide(let departures, let actor):
            let records = departures.sorted { $0.key < $1.key }.map {
                ImportedDecision(
                    reference: World.reference($0.key), outcome: $0.value.outcome.imported, amount: $0.value.amount, line: nil,
                    reason: $0.value.outcome == .refuse ? "Vu le dossier." : nil, departure: $0.value.why, row: 2)
            }
            _ = try await service.decide(of: code, departures: records, Request(actor: actor))
        case .release(let actor): _ = try await service.release(of: code, Request(actor: actor))
        case .grant(let number, let step, let reason, let actor):
            _ = try await service.grant(of: World.reference(number), in: code, step, reason: reason, Request(actor: actor))
        }
    }
}

extension AdviceOpinion {
    fileprivate var imported: ImportedAdvice.Opinion {
        switch self {
        case .favourable: .favourable
        case .reserve: .reserve
        case .unfavourable: .unfavourable
        }
    }
}

extension Step.Departure.Outcome {
    fileprivate var imported: ImportedDecision.Outcome {
        switch self {
        case .award: .award
        case .reserve: .reserve
        case .refuse: .refuse
        }
    }
}
