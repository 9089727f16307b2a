import CallModel
import Service
import Testing
import Workflow

@testable import Exchange

/// What members said before they declared their conflict of interest.
@Suite struct LateConflictTests {
    private func declare(_ member: String, _ file: String, _ call: BrusselsCall, _ world: World) async throws -> BulkReceipt {
        let record = ImportedConflict(member: member, reference: file, ground: .relative, note: nil, row: 2)
        return try await world.service.declareConflicts(of: call.code, [record], .secretariat)
    }

    @Test func `a late declaration voids the member's review, handed in or not`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            _ = try await world.service.importReviews(of: call.code, [World.review("F01", "M1")], .secretariat)
            #expect(try await declare("M1", "F01", call, world).states == [StateCount(state: "voided", count: 1)])
            #expect(try await declare("M2", "F01", call, world).states == [StateCount(state: "voided", count: 1)])
            #expect(try await declare("M7", "F01", call, world).states == [])
            #expect(try await world.actors("void") == "system")
            let left = try await world.service.reviewProgress(of: call.code).filter { $0.reference == "F01" }
            #expect(left.map { "\($0.member) \($0.state.name)" } == ["M1 voided", "M2 voided", "M3 assigned"])
        }
    }

    @Test func `it takes a score back while the members review`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toScores(call, files: 3)
            #expect(try await declare("M1", "F01", call, world).states == [StateCount(state: "voided", count: 1)])
            #expect(try await world.service.file("F01", of: call.code).view.file.state == .underReview)
            try await world.expectRefusal("F01 tooFewReviews") { () async throws(ServiceError) in
                try await world.service.scoreFiles(of: call.code, .secretariat)
            }
            try await world.expectHistoriesJoin()
        }
    }

    @Test func `it tells of a review on which the deliberation rests already`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toDeliberation(call, files: 3)
            let receipt = try await declare("M1", "F01", call, world)
            #expect(receipt.changed == 1 && receipt.states == [StateCount(state: "counted", count: 1)])
            #expect(try await world.service.file("F01", of: call.code).view.file.state == .scored)
        }
    }

    @Test func `files that are ready can be scored before the others`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            _ = try await world.service.importReviews(of: call.code, World.reviews(2), .secretariat)
            try await world.expectRefusal("F03 tooFewReviews") { () async throws(ServiceError) in
                try await world.service.scoreFiles(of: call.code, .secretariat)
            }
            let scored = try await world.service.scoreFiles(of: call.code, references: ["F01", "F02"], .secretariat)
            #expect(scored.states == [StateCount(state: "scored", count: 2)])
        }
    }
}
