import CallModel
import Service
import Store
import TestSupport
import Workflow

@testable import Exchange

/// A call with twelve files that was decided and made known, the same each time but for what a test varies.
struct ExplainedCall: Sendable {
    /// Whether the third association has another name and its file another text.
    var isThirdOther = false
    /// How far apart the scores of the reviewers lie; their means are the same.
    var spread = 0
    var aggregate = "mean"

    static let files = 12

    /// Brings the call to its released results.
    func run(in world: World) async throws -> BrusselsCall {
        let call = try BrusselsCall(line: "24000.00", reserve: "8000.00", aggregate: aggregate)
        try await world.open(call)
        try await file(call, world)
        _ = try await world.service.importMembers((1...7).map { Builder.member($0) }, .secretariat)
        try await world.setClock(call.closes)
        for step in [CallStep.close, .beginAdmissibility] { _ = try await world.service.move(call: call.code, step, .secretariat) }
        _ = try await world.service.decideAdmissibility(of: call.code, rulings: [], markers: [], .secretariat)
        _ = try await world.service.move(call: call.code, .beginReview, .secretariat)
        // The last file is inadmissible.
        _ = try await world.service.assign(of: call.code, World.assignments(Self.files - 1), .secretariat)
        _ = try await world.service.importReviews(of: call.code, reviews, .secretariat)
        _ = try await world.service.scoreFiles(of: call.code, .secretariat)
        _ = try await world.service.move(call: call.code, .beginDeliberation, .secretariat)
        _ = try await world.service.recordMeeting(of: call.code, try World.meeting("sitting"), .secretariat)
        _ = try await world.service.advise(of: call.code, meeting: "sitting", exceptions: [], .secretariat)
        return call
    }

    func release(_ call: BrusselsCall, in world: World) async throws {
        _ = try await world.service.decide(of: call.code, departures: [], .college)
        _ = try await world.service.release(of: call.code, .secretariat)
    }

    private func file(_ call: BrusselsCall, _ world: World) async throws {
        let organisations = try (1...Self.files).map { number in
            let made = try Builder.organisation(number)
            guard isThirdOther, number == 3 else { return made }
            var other = made.organisation
            other.name = "Une tout autre association"
            other.email = "autre@example.net"
            return ImportedOrganisation(organisation: other, row: made.row)
        }
        _ = try await world.service.importOrganisations(organisations, .secretariat)
        var random = SplitMix64(seed: 11)
        let files = try organisations.enumerated().map { place, organisation in
            try Builder.application(World.reference(place + 1), of: organisation, row: place + 2, &random)
                .with { content in
                    if place == Self.files - 1 {
                        content.costs[.travel, default: .zero] += content.costs[.equipment] ?? .zero
                        content.costs[.equipment] = .zero
                        content.period = ProjectPeriod(start: content.period.start, end: content.period.start.adding(months: 30))
                    }
                    guard isThirdOther, place == 2 else { return }
                    content.title = "Un projet au titre différent"
                    content.summary = "Un résumé différent."
                    content.answers["context"] = .text(String(repeating: "Un tout autre contexte que celui du dossier. ", count: 3))
                }
        }
        _ = try await world.service.importApplications(to: call.code, files, submitting: true, .secretariat)
    }

    private var reviews: [ImportedReview] {
        (1..<Self.files).flatMap { file in
            var random = SplitMix64(seed: UInt64(file))
            let scores = (1...6).map { _ in random.number(2...4) }
            return (1...3).map { member in
                ImportedReview(
                    reference: World.reference(file), member: "M\(member)", scores: scores.map { $0 + (member - 2) * spread },
                    justification: "Clair.", row: 2)
            }
        }
    }
}
