import CallModel
import Service
import Testing
import Workflow

@testable import Exchange

/// Rules that go by what the authority's own records say: a marker that is being ruled on, the books of earlier grants.
@Suite struct RuledFactsTests {
    private static let feminist = "{ id: feminist, rule: genderMarker, article: Art. 40, minimum: 2 }"

    /// Three files of marker 2 that show all its criteria, submitted and before the secretariat.
    private func submitted(to call: BrusselsCall, in world: World) async throws {
        try await world.open(call)
        let files = try await world.drafts(3, in: call, seed: 40)
        let marked = files.map { file in
            file.with { $0.gender = GenderDeclaration(marker: .principal, evidence: Set(GenderEvidence.allCases)) }
        }
        _ = try await world.service.importApplications(to: call.code, marked, submitting: true, .secretariat)
        try await world.setClock(call.closes)
        _ = try await world.service.move(call: call.code, .close, Request(actor: .system))
        _ = try await world.service.move(call: call.code, .beginAdmissibility, .secretariat)
    }

    @Test func `a marker that the secretariat lowers fails the rule that the declared one met`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall(rule: Self.feminist)
            try await submitted(to: call, in: world)
            let report = try await world.service.admissibilityReport(of: call.code)
            #expect(report.map(\.failures.isEmpty) == [true, true, true])
            func lowered(_ reason: String?) -> [ImportedMarker] {
                [ImportedMarker(reference: "F02", marker: .significant, reason: reason, row: 2)]
            }
            try await world.expectRefusal("2 reference") { () async throws(ServiceError) in
                try await world.service.decideAdmissibility(of: call.code, rulings: [], markers: lowered(nil), .secretariat)
            }
            let decided = try await world.service.decideAdmissibility(
                of: call.code, rulings: [], markers: lowered("Un objectif parmi d'autres."), .secretariat)
            #expect(
                decided.states == [StateCount(state: "admissible", count: 2), StateCount(state: "inadmissible", count: 1)])
        }
    }

    @Test func `the report says what limits each award, and a grant that is refunded to the cent no longer blocks`()
        async throws
    {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await submitted(to: call, in: world)
            let organisation = try Builder.organisation(1).organisation.reference
            func tell(refunded: Int64) async throws -> [RuleFailure] {
                let grant = ImportedEarlierGrant(
                    organisation: organisation, edition: "2024", awarded: Cents(800_000), accepted: Cents(635_000),
                    refunded: Cents(refunded), isClosed: false, row: 2)
                _ = try await world.service.importEarlierGrants([grant], .secretariat)
                return try await world.service.admissibilityReport(of: call.code).flatMap(\.failures).compactMap(\.failure)
            }
            let open = PastGrant(
                edition: "2024", awarded: Cents(800_000), accepted: Cents(635_000), refunded: Cents(164_999), isClosed: false)
            #expect(try await tell(refunded: 164_999) == [.grantsNotJustified([open])])
            #expect(try await tell(refunded: 165_000) == [])
            for file in try await world.service.admissibilityReport(of: call.code) {
                let bound = try #require(file.bounds.first)
                #expect(bound.source == .request && bound.amount == file.file.summary?.requested)
                #expect(file.bounds.map(\.amount) == file.bounds.map(\.amount).sorted())
            }
        }
    }
}
