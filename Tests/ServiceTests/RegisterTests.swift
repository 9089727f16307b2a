import CallModel
import Service
import Testing
import Workflow

@testable import Exchange

/// Registers that imports bring up to date.
@Suite struct RegisterTests {
    @Test func `imports of one register take turns: one of many changes it`() async throws {
        try await withWorld(sessions: 6) { world in
            let organisations = try (1...50).map { try Builder.organisation($0) }
            let changed = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...6 {
                    group.addTask { try await world.service.importOrganisations(organisations, .secretariat).changed }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(changed.sorted() == [0, 0, 0, 0, 0, 50])
        }
    }

    @Test func `an enterprise number has one owner`() async throws {
        try await withWorld { world in
            let first = try Builder.organisation(1)
            _ = try await world.service.importOrganisations([first, try Builder.organisation(2)], .secretariat)
            var other = first.organisation
            other.reference = "another"
            let record = ImportedOrganisation(organisation: other, row: 8)
            try await world.expectRefusal("8 enterprise_number") { () async throws(ServiceError) in
                try await world.service.importOrganisations([record], .secretariat)
            }
        }
    }
}
