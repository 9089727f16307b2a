import CallModel
import Selection
import Service
import Store
import Testing
import Workflow

@testable import Exchange

/// A call in which one criterion is scored by closed options.
@Suite struct ClosedOptionsTests {
    private static let options = """
        options:
                    - { id: none, label: { fr: Aucun lien, nl: Geen band }, points: 0 }
                    - { id: letter, label: { fr: Une lettre, nl: Een brief }, points: 2 }
                    - { id: signed, label: { fr: Un accord signé, nl: Een getekend akkoord }, points: 5 }
                  weight: 4
                  minimum: 2
        """

    @Test func `a reviewer chooses an option, and its points are the score`() async throws {
        try await withWorld { world in
            let call = try await ShippedCall(
                "brussels-2027", in: world,
                changes: ["scale: { min: 0, max: 5 }\n          weight: 4\n          minimum: 2": Self.options])
            let service = world.service
            let criterion = call.definition.scoring.criteria[0]
            #expect(criterion.scale == Criterion.Scale(min: 0, max: 5) && criterion.options?.map(\.points) == [0, 2, 5])
            try await call.file(count: 3)
            try await call.examine()
            _ = try await service.move(call: call.code, .beginReview, .secretariat)
            let files = try await call.references(.underReview)
            let pairs = files.flatMap { file in (1...call.definition.reviews.perFile).map { (file, "M\($0)") } }
            _ = try await service.assign(
                of: call.code, pairs.map { ImportedAssignment(reference: $0.0, member: $0.1, row: 2) }, .secretariat)
            func reviews(_ first: Int) -> [ImportedReview] {
                pairs.map { file, member in
                    ImportedReview(
                        reference: file, member: member, scores: call.definition.scoring.criteria.indices.map { $0 == 0 ? first : 4 },
                        justification: "Clair.", row: 2)
                }
            }
            // Within the scale, and yet nobody can have chosen it.
            do throws(ServiceError) {
                _ = try await service.importReviews(of: call.code, reviews(3), .secretariat)
                Issue.record("three points are no option")
            } catch {
                #expect(error.summary.contains("scoreNoOption"))
            }
            _ = try await service.importReviews(of: call.code, reviews(5), .secretariat)
            _ = try await service.scoreFiles(of: call.code, .secretariat)
            // Full marks where the option is worth most, four out of five elsewhere: 4 × 5 of 4 × 5, and 80 % of the other 80 points.
            let ranking = try await service.ranking(of: call.code)
            #expect(ranking.outcomes.values.allSatisfy { $0.aggregate == Fraction(84) })
            #expect(ranking.outcomes.values.allSatisfy { $0.criteria[0].value == Fraction(5) })
        }
    }
}
