import CallModel
import Selection
import Service
import Store
import Testing
import Workflow

@testable import Exchange

/// A call that takes files all the time, in which a file can be reviewed, withdrawn and filed again.
@Suite struct StandingCallTests {
    @Test(arguments: [false, true])
    func `a file that is reinstated is reviewed anew`(isScored: Bool) async throws {
        try await withWorld { world in
            let call = try BrusselsCall(procedure: "rolling")
            try await world.open(call)
            try await world.drafts(1, in: call, seed: 7, submitting: true)
            let service = world.service
            _ = try await service.importMembers((1...7).map { Builder.member($0) }, .secretariat)
            try await review(call, isScored: isScored, world)
            _ = try await service.act(on: "F01", of: call.code, .withdraw, reason: "À revoir.", .secretariat)
            let owner = try #require(try await service.organisations().first).id
            _ = try await service.act(on: "F01", of: call.code, .reinstate, Request(actor: .applicant(owner)))
            #expect(try await service.reviewProgress(of: call.code).map(\.state) == [.voided, .voided, .voided])
            // The same members review what the file has become.
            _ = try await service.act(on: "F01", of: call.code, .submit, .secretariat)
            try await review(call, isScored: true, world)
            #expect(try await service.ranking(of: call.code).ranking.places.map(\.id) == ["F01"])
            try await world.expectHistoriesJoin()
        }
    }

    /// Three members have the file, and all hand in unless it is not to be scored.
    private func review(_ call: BrusselsCall, isScored: Bool, _ world: World) async throws {
        let service = world.service
        _ = try await service.decideAdmissibility(of: call.code, rulings: [], markers: [], .secretariat)
        try await beginReview(call, world)
        _ = try await service.assign(of: call.code, World.assignments(1), .secretariat)
        _ = try await service.importReviews(
            of: call.code, isScored ? World.reviews(1) : [World.review("F01", "M1")], .secretariat)
        if isScored { _ = try await service.scoreFiles(of: call.code, .secretariat) }
    }

    /// A standing call has no stage with which its files go under review; the machine lets each go by itself.
    private func beginReview(_ call: BrusselsCall, _ world: World) async throws {
        let call = try await world.service.call(call.code).call
        try await world.database.write { db in
            var batch = Batch()
            for var file in try db.lockFiles(of: call.id) {
                let context = ApplicationContext(now: try db.now(), actor: .secretariat, call: call)
                let event = try ApplicationMachine.decide(file, .beginReview, context)
                batch.record(event, on: &file, definitionVersion: call.definitionVersion)
            }
            try db.write(batch, committing: true)
        }
    }
}
