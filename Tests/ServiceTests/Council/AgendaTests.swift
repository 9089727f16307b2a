import CallModel
import Selection
import Service
import Testing
import Workflow

@testable import Exchange

/// What a meeting takes first, and the scores on which it agrees.
@Suite struct AgendaTests {
    /// Six files: the first two far above, the last far below, and in the middle one on which the members differ.
    private static let reviews: [ImportedReview] = [
        ("F01", [5, 5, 5]), ("F02", [5, 5, 4]), ("F03", [4, 3, 4]), ("F04", [3, 4, 4]), ("F05", [1, 5, 3]), ("F06", [1, 1, 1])
    ].flatMap { file, scores in scores.enumerated().map { World.review(file, "M\($0 + 1)", score: $1) } }

    private func deliberating(_ call: BrusselsCall, _ world: World) async throws {
        try await world.toReview(call, files: 6)
        _ = try await world.service.importReviews(of: call.code, Self.reviews, .secretariat)
        _ = try await world.service.scoreFiles(of: call.code, .secretariat)
        _ = try await world.service.move(call: call.code, .beginDeliberation, .secretariat)
        _ = try await world.service.recordMeeting(of: call.code, try World.meeting("sitting"), .secretariat)
    }

    @Test func `the tie zone first, then disagreements, then the rest by rank, with who has to leave`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await deliberating(call, world)
            let conflict = ImportedConflict(member: "M4", reference: "F03", ground: .relative, note: nil, row: 2)
            _ = try await world.service.declareConflicts(of: call.code, [conflict], .secretariat)
            let agenda = try await world.service.agenda(of: call.code, fund: 3, disagreements: 1)
            #expect(agenda.items.map(\.reference).sorted() == ["F01", "F02", "F03", "F04", "F05", "F06"])
            let parts = agenda.items.map(\.part)
            let order = Agenda.Part.allCases
            #expect(parts.compactMap { order.firstIndex(of: $0) } == parts.compactMap { order.firstIndex(of: $0) }.sorted())
            let calibration = try await world.service.calibration(of: call.code, fund: 3).calibration
            let zone = Set(calibration.applications.filter(\.tieZone).map(\.application))
            #expect(Set(agenda.items.filter { $0.part == .tieZone }.map(\.reference)) == zone && zone.contains("F03"))
            #expect(agenda.items.count { $0.part == .disagreement } <= 1)
            #expect(agenda.items.first { $0.reference == "F03" }?.leave == ["M4"])
            #expect(agenda.items.filter { $0.reference != "F03" }.allSatisfy(\.leave.isEmpty))
            let rest = agenda.items.filter { $0.part == .rest && $0.rank != nil }.compactMap(\.rank)
            #expect(rest == rest.sorted())
        }
    }

    @Test func `the files on which members differ most, exactly`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await deliberating(call, world)
            let found = try await world.service.disagreements(of: call.code)
            #expect(found.first?.id == "F05" && found.first?.dispersion.range == Fraction(80))
            // 20, 60 and 100 on 100: the squares of −40, 0 and 40 over three.
            #expect(found.first?.dispersion.variance == Fraction(3200, 3))
            #expect(!found.map(\.id).contains("F01") && !found.map(\.id).contains("F06"))
        }
    }

    private func agree(
        _ reference: String, _ score: Fraction, _ call: BrusselsCall, _ world: World
    ) async throws(ServiceError) -> BulkReceipt {
        try await world.service.recordConsensus(
            on: reference, of: call.code, meeting: "sitting", score: score, reason: "Budget corrigé en séance.", .secretariat)
    }

    @Test func `a consensus score stands beside the aggregate`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await deliberating(call, world)
            let before = try await world.service.ranking(of: call.code)
            #expect(try await agree("F05", Fraction(95), call, world).changed == 1)
            let after = try await world.service.ranking(of: call.code)
            #expect(after.ranking == before.ranking && after.consensus == ["F05": Fraction(95)])
            let documents = "SELECT count(*) FROM appel.documents JOIN appel.consensus_scores ON reason = digest"
            #expect(try await world.value(documents) == "1")
            try await world.expectRefusal("0 score") { () async throws(ServiceError) in
                try await agree("F05", Fraction(101), call, world)
            }
            try await world.expectRefusal("0 reference") { () async throws(ServiceError) in
                try await agree("F99", Fraction(50), call, world)
            }
        }
    }

    @Test func `where the regulation says so it takes the place of the aggregate, and the last one counts`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall(consensus: "replaces")
            try await deliberating(call, world)
            _ = try await agree("F05", Fraction(12), call, world)
            _ = try await agree("F05", Fraction(1999, 20), call, world)
            let view = try await world.service.ranking(of: call.code)
            #expect(view.ranking.places.map(\.id).prefix(2) == ["F01", "F05"])
            #expect(view.ranking.places.dropFirst().first?.aggregate == Fraction(1999, 20))
            #expect(view.outcomes["F05"]?.reviewAggregate == Fraction(60))
            _ = try await world.service.advise(of: call.code, meeting: "sitting", exceptions: [], .secretariat)
            try await world.expectRefusal("notPossible") { () async throws(ServiceError) in
                try await agree("F05", Fraction(50), call, world)
            }
        }
    }
}
