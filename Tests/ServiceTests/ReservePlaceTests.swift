import CallModel
import Service
import Testing
import Workflow

@testable import Exchange

/// Places on the reserve list that the College gives one by one.
@Suite struct ReservePlaceTests {
    @Test func `a place is a positive number that no other file has`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toResults(call, files: 3, against: ["F01", "F02"])
            let service = world.service
            for file in ["F01", "F02"] {
                _ = try await service.act(on: file, of: call.code, .appeal, reason: "Contesté.", .secretariat)
                _ = try await service.act(on: file, of: call.code, .overturn, reason: "Fondé.", .college)
            }
            for rank in [Int32(0), -3] {
                try await world.expectRefusal("placeNotPositive") { () async throws(ServiceError) in
                    try await service.act(on: "F01", of: call.code, .reserve(rank: rank, departure: "Utile."), .college)
                }
            }
            _ = try await service.act(on: "F01", of: call.code, .reserve(rank: 2, departure: "Utile."), .college)
            try await world.expectRefusal("placeTaken") { () async throws(ServiceError) in
                try await service.act(on: "F02", of: call.code, .reserve(rank: 2, departure: "Utile."), .college)
            }
            _ = try await service.act(on: "F02", of: call.code, .reserve(rank: 1, departure: "Utile."), .college)
            #expect(try await service.results(of: call.code).reserve.map(\.view.file.reference) == ["F02", "F01"])
        }
    }
}
