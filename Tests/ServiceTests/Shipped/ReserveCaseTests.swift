import CallModel
import Service
import Store
import TestSupport
import Testing
import Workflow

@testable import Exchange

/// Feminist cooperation in Brussels: 30,000 euros of 150,000 are kept for marker 2, whatever becomes of what is left.
@Suite struct ReserveCaseTests {
    /// Files of marker 1 that ask 8,000 each, then files of marker 2 with these requests in euros, down to the end of the files'
    /// numbers, through to the College's decision.
    ///
    /// - Parameters:
    ///   - isBetter: whether the files of marker 2 have the better scores.
    ///   - beforeReview: what happens once they are admitted.
    private func decided(
        _ mode: String, _ unspent: String, others: Int, marked: [Int64], isBetter: Bool = false, partial: Bool = false,
        in world: World, beforeReview: (ShippedCall) async throws -> Void = { _ in }
    ) async throws -> (call: ShippedCall, results: ResultsView) {
        let call = try await ShippedCall(
            "brussels-2027", in: world,
            changes: [
                "mode: fence": "mode: \(mode)", "unspent: spillBack": "unspent: \(unspent)",
                "partialAwards: false": "partialAwards: \(partial)"
            ])
        let amounts = Array(repeating: Int64(8000), count: others) + marked
        try await call.file(
            amounts.enumerated().map { number, euros in
                call.samples.file(number, in: call.definition.categories[0]).asking(Cents(euros * 100), of: Cents(euros * 125))
                    .changing { $0.gender.marker = number < others ? .significant : .principal }
            })
        try await call.examine()
        try await beforeReview(call)
        try await call.review { place, _, criterion in
            (place >= others) == isBetter ? criterion.scale.max : criterion.scale.max - 1
        }
        try await call.advise()
        try await call.decide()
        return (call, try await world.service.results(of: call.code))
    }

    private func euros(_ amount: Cents?) -> Int64? { amount.map { $0.value / 100 } }

    @Test(arguments: ["fence", "reserveFirst", "openFirst"])
    func `spilled back, the 10,000 that nobody of marker 2 took make 130,000 for the others`(mode: String) async throws {
        try await withWorld { world in
            let (call, results) = try await decided(
                mode, "spillBack", others: 18, marked: [8000, 8000, 4000], partial: true, in: world)
            let line = try #require(results.lines.first)
            #expect(euros(line.awardedReserved) == 20_000 && euros(line.awarded - line.awardedReserved) == 130_000)
            #expect(line.carriedForward == nil)
            let part = try #require(results.awards.first { $0.view.file.awarded == Cents(200_000) }?.view.file)
            #expect(part.bound == AwardBound(source: .line("solidarity", article: "8497/33202"), amount: Cents(200_000)))
            #expect(results.reserve.map { $0.view.file.bound?.code } == ["line.solidarity"])
            try await call.expectSound()
        }
    }

    @Test(arguments: ["fence", "reserveFirst", "openFirst"])
    func `carried over, they are told apart for the next edition`(mode: String) async throws {
        try await withWorld { world in
            let (call, results) = try await decided(
                mode, "carryOver", others: 16, marked: [8000, 8000, 4000], in: world)
            let line = try #require(results.lines.first)
            #expect(euros(line.awardedReserved) == 20_000 && euros(line.awarded) == 140_000)
            #expect(euros(line.carriedForward) == 10_000)
            #expect(results.reserve.map { $0.view.file.bound?.code } == ["fence.solidarity"])
            let finance = try await world.service.financeAwards(of: call.code, in: .dutch) { head, _ in head.lines }
            #expect(finance.map(\.carriedForward) == [Cents(1_000_000)])
            try await call.expectSound()
        }
    }

    /// The reserve's part of each award, what it holds in the end, and how many awards there are.
    struct Five: Sendable {
        let mode: String
        let fromReserve: [Int64]
        let carried: Int64
        let awards: Int
    }

    @Test(
        arguments: [
            // The fourth takes 6,000 of the reserve and 2,000 of the general pool.
            Five(mode: "fence", fromReserve: [8000, 8000, 8000, 6000, 0], carried: 0, awards: 18),
            // It competes for the general pool entirely, and 6,000 stay.
            Five(mode: "reserveFirst", fromReserve: [8000, 8000, 8000, 0, 0], carried: 6000, awards: 18),
            // The best files of all take general money first.
            Five(mode: "openFirst", fromReserve: [0, 0, 0, 0, 0], carried: 30_000, awards: 15)
        ])
    func `of five files of 8,000 the mode says what the fourth gets from the reserve`(five: Five) async throws {
        try await withWorld { world in
            let (call, results) = try await decided(
                five.mode, "carryOver", others: 16, marked: Array(repeating: 8000, count: 5), isBetter: true, in: world)
            let marked = results.awards.filter(\.view.file.isReserved)
            #expect(marked.map { euros($0.fromReserve) } == five.fromReserve)
            #expect(marked.allSatisfy { euros($0.view.file.awarded) == 8000 })
            #expect(euros(results.lines[0].carriedForward) == five.carried)
            #expect(results.awards.count == five.awards)
            try await call.expectSound()
        }
    }

    @Test func `a file that goes from 2 to 1 competes with all others, and one that is not screened never enters`() async throws {
        try await withWorld { world in
            let service = world.service
            let (call, results) = try await decided(
                "fence", "carryOver", others: 15, marked: [8000, 8000, 4000], in: world
            ) { call in
                func marker(_ file: String, _ marker: GenderMarker?, _ reason: String? = "Pas l'objectif principal.") -> ImportedMarker {
                    ImportedMarker(reference: file, marker: marker, reason: reason, row: 2)
                }
                func settle(_ markers: [ImportedMarker], _ request: Request = .secretariat) async throws(ServiceError) -> BulkReceipt {
                    try await service.settleMarkers(of: call.code, markers, request)
                }
                try await world.expectRefusal("S16 reasonMissing") { () async throws(ServiceError) in
                    try await settle([marker("S16", .significant, nil)])
                }
                try await world.expectRefusal("S16 notPermitted") { () async throws(ServiceError) in
                    try await settle([marker("S16", .significant)], .college)
                }
                _ = try await settle([marker("S16", .significant), marker("S17", nil), marker("S1", .notTargeted)])
                // The last ruling is what the next one is compared with.
                _ = try await settle([marker("S16", .significant, nil)])
            }
            let file = try await service.file("S16", of: call.code)
            #expect(file.view.file.summary?.declaredMarker == .principal && file.view.file.verifiedMarker == .principal)
            #expect(file.view.file.isMarkerSettled && file.view.file.finalMarker == .significant)
            #expect(file.history.filter { $0.action == "settleMarker" }.map(\.actor).count == 2)
            #expect(file.reasons.contains("Pas l'objectif principal."))
            let unscreened = try await service.file("S17", of: call.code).view.file
            #expect(unscreened.isMarkerSettled && unscreened.finalMarker == nil && !unscreened.isReserved)
            // 15 others have the 120,000; of the reserve only the 4,000 of the third file are taken.
            #expect(results.reserve.map(\.view.file.reference) == ["S16", "S17"])
            #expect(results.reserve.allSatisfy { $0.view.file.bound?.code == "fence.solidarity" })
            #expect(results.lines[0].carriedForward == Cents(2_600_000))
            let open = try await service.openData(of: call.code, in: .french).awards
            #expect(open.first { $0.reference == "S1" }?.gender == .notTargeted)
            #expect(open.first { $0.reference == "S2" }?.gender == .significant)
            try await call.expectSound()
        }
    }

    @Test func `after the advice the last word is the College's`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toAdvice(call, files: 3)
            let marker = ImportedMarker(reference: "F01", marker: nil, reason: "Rien ne le montre.", row: 2)
            try await world.expectRefusal("F01 notPermitted") { () async throws(ServiceError) in
                try await world.service.settleMarkers(of: call.code, [marker], .secretariat)
            }
            _ = try await world.service.settleMarkers(of: call.code, [marker], .college)
            _ = try await world.service.decide(of: call.code, departures: [], .college)
            // On a file that is decided on a row would have no effect.
            await #expect(throws: ServiceError.self) {
                try await world.service.settleMarkers(of: call.code, [marker], .college)
            }
            let report = try await Replay.run(world.database)
            #expect(report.faults.isEmpty && report.differences.isEmpty)
        }
    }
}
