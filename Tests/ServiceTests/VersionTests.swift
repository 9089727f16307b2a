import CallModel
import Service
import Testing
import Workflow

@testable import Exchange

/// Whoever says which version was seen overwrites nobody's change, whatever the thing is.
@Suite struct VersionTests {
    private func seen(_ version: Int64, _ actor: Actor = .secretariat) -> Request {
        Request(actor: actor, expectedVersion: version)
    }

    @Test func `a call that has moved on since is left alone`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            _ = try await world.service.createCall(call.checked, source: call.source, .secretariat)
            try await world.expectRefusal("versionConflict 2 1") { () async throws(ServiceError) in
                try await world.service.move(call: call.code, .open, seen(2))
            }
            try await world.expectRefusal("versionConflict 0 1") { () async throws(ServiceError) in
                try await world.service.replaceDefinition(
                    of: call.code, call.checked, source: call.source, reason: nil, authority: nil, seen(0))
            }
            #expect(try await world.service.move(call: call.code, .open, seen(1)).version == 2)
        }
    }

    @Test func `a review that has moved on since is left alone`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toReview(call, files: 3)
            try await world.expectRefusal("versionConflict 2 1") { () async throws(ServiceError) in
                try await world.service.act(onReviewOf: "F01", by: "M1", of: call.code, .void, reason: "Erreur.", seen(2))
            }
            _ = try await world.service.act(onReviewOf: "F01", by: "M1", of: call.code, .void, reason: "Erreur.", seen(1))
        }
    }

    @Test func `a grant that has moved on since is left alone`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toResults(call, files: 3)
            _ = try await world.service.grant(of: "F01", in: call.code, .send, seen(0))
            try await world.expectRefusal("versionConflict 0 1") { () async throws(ServiceError) in
                try await world.service.grant(of: "F01", in: call.code, .sign, seen(0))
            }
            #expect(try await world.service.grant(of: "F01", in: call.code, .sign, seen(1)).version == 2)
        }
    }
}
