import CallModel
import Service
import Store
import Testing
import Workflow

/// What an organisation is told when it asks: of its own files, and of those what was made known.
struct OwnFilesTests {
    private func asked(_ reference: String, _ call: BrusselsCall, _ world: World) async throws -> Service {
        world.service.asked(by: .applicant(try await world.service.file(reference, of: call.code).view.file.organisation))
    }

    @Test func theFilesOfOthersAreNotThere() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toScores(call, files: 4)
            let service = try await asked("F01", call, world)
            #expect(try await service.files(of: call.code).map(\.file.reference) == ["F01"])
            #expect(try await service.organisations().count == 1)
            #expect(try await service.tally(of: call.code).isEmpty)
            try await world.expectRefusal("notFound application F02") { () async throws(ServiceError) in
                try await service.file("F02", of: call.code)
            }
            try await world.expectRefusal("notFound application F02") { () async throws(ServiceError) in
                try await service.documents(of: "F02", in: call.code)
            }
        }
    }

    @Test func whatIsSaidAmongTheOfficesIsNotForOrganisations() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toScores(call, files: 4)
            let service = try await asked("F01", call, world)
            try await world.expectRefusal("notForApplicants") { () async throws(ServiceError) in try await service.ranking(of: call.code) }
            try await world.expectRefusal("notForApplicants") { () async throws(ServiceError) in
                try await service.reviewProgress(of: call.code)
            }
            try await world.expectRefusal("notForApplicants") { () async throws(ServiceError) in try await service.members() }
            try await world.expectRefusal("notForApplicants") { () async throws(ServiceError) in try await service.results(of: call.code) }
            try await world.expectRefusal("notForApplicants") { () async throws(ServiceError) in
                try await service.admissibilityReport(of: call.code)
            }
            try await world.expectRefusal("notForApplicants") { () async throws(ServiceError) in try await service.accounts() }
        }
    }

    @Test func theOutcomeIsToldOnceItIsMadeKnown() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toAdvice(call, files: 4)
            _ = try await world.service.decide(of: call.code, departures: [], .college)
            let service = try await asked("F01", call, world)
            let before = try await service.file("F01", of: call.code)
            #expect(before.view.file.state == .submitted)
            #expect(before.view.file.score == nil && before.view.file.awarded == nil && before.view.file.rank == nil)
            #expect(before.history.allSatisfy { ["create", "edit", "submit"].contains($0.action) })
            #expect(before.reasons.isEmpty)
            #expect(try await service.grants(of: call.code).isEmpty)

            _ = try await world.service.release(of: call.code, .secretariat)
            let after = try await service.file("F01", of: call.code)
            let known = try await world.service.file("F01", of: call.code)
            #expect(after.view.file.state == known.view.file.state && after.view.file.awarded == known.view.file.awarded)
            #expect(after.history.count == known.history.count)
        }
    }
}
