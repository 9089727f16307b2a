import CallModel
import Service
import Store
import TestSupport
import Testing
import Workflow

@testable import Exchange

/// Awards that are signed off by the ladder of the water fund, from the College's decision to the letters.
@Suite struct SignOffTests {
    /// In cents, with the signatures that each calls for.
    private static let awards: [(amount: Int64, signatures: Int)] = [
        (310_000, 1), (310_001, 2), (600_000, 2), (620_001, 3), (1_500_000, 3), (1_500_001, 4)
    ]
    private static let alderman = Request(actor: .alderman)
    private static let budgetHolder = Request(actor: .budgetHolder)

    private func decided(in world: World) async throws -> ShippedCall {
        let call = try await ShippedCall("water-fund-2023", in: world)
        try await call.file(
            Self.awards.indices.map { call.samples.file($0).asking(Cents(2_000_000), of: Cents(2_500_000)) })
        try await call.examine()
        try await call.review { _, _, criterion in criterion.scale.max }
        try await call.advise()
        let departures = Self.awards.enumerated().map { place, award in
            ImportedDecision(
                reference: "S\(place + 1)", outcome: .award, amount: Cents(award.amount), line: nil, reason: nil,
                departure: "Une partie du projet suffit.", row: place + 2)
        }
        _ = try await world.service.decide(of: call.code, departures: departures, .college)
        return call
    }

    @Test func `nobody is told before the last signature, and an award that is amended waits for the one that is missing`()
        async throws
    {
        try await withWorld { world in
            let service = world.service
            let call = try await decided(in: world)
            let needed = try await service.signatures(of: call.code)
            for (place, award) in Self.awards.enumerated() {
                let own = needed.filter { $0.view.file.reference == "S\(place + 1)" }
                #expect(own.map(\.isMissing) == Array(repeating: true, count: award.signatures))
                #expect(own.contains(where: \.step.agreement) == (award.signatures == 4))
            }
            let all = (1...6).map { "S\($0) signaturesMissing" }.joined(separator: ", ")
            try await world.expectRefusal(all) { () async throws(ServiceError) in
                try await service.release(of: call.code, .secretariat)
            }
            try await world.expectRefusal("notOwnStep") { () async throws(ServiceError) in
                try await service.sign(of: call.code, .secretariat)
            }
            try await world.expectRefusal("S1 nothingToSign") { () async throws(ServiceError) in
                try await service.sign(of: call.code, references: ["S6", "S1"], Self.budgetHolder)
            }
            try await world.expectRefusal("S2 amountOutOfRange") { () async throws(ServiceError) in
                try await service.sign(of: call.code, references: ["S2"], upTo: Cents(310_000), .finance)
            }
            let before = try await world.snapshot()
            let trial = try await service.sign(of: call.code, Request(actor: .alderman, isDryRun: true))
            #expect(try await world.snapshot() == before && trial.changed == 6)
            #expect(try await service.sign(of: call.code, Self.alderman).changed == 6)
            #expect(try await service.sign(of: call.code, .finance).changed == 5)
            #expect(try await service.sign(of: call.code, Self.budgetHolder).changed == 3)
            #expect(try await service.sign(of: call.code, references: ["S6"], .college).changed == 1)
            try await world.expectRefusal("nothingAwaits") { () async throws(ServiceError) in
                try await service.sign(of: call.code, .finance)
            }
            try await amend(call, world)
            try await call.settle()
            try await call.expectSound()
        }
    }

    /// From 6,000 to 6,500 euro, and out to everybody.
    private func amend(_ call: ShippedCall, _ world: World) async throws {
        let service = world.service
        let step = FileStep.amend(line: nil, amount: Cents(650_000))
        try await world.expectRefusal("reasonMissing") { () async throws(ServiceError) in
            try await service.act(on: "S3", of: call.code, step, .college)
        }
        let reason = "Le devis a été revu."
        _ = try await service.act(on: "S3", of: call.code, step, reason: reason, .college)
        let missing = try await service.signatures(of: call.code).filter(\.isMissing)
        #expect(missing.map { "\($0.view.file.reference) \($0.step.id)" } == ["S3 budget-agreement"])
        try await world.expectRefusal("S3 signaturesMissing") { () async throws(ServiceError) in
            try await service.release(of: call.code, .secretariat)
        }
        #expect(try await service.sign(of: call.code, Self.budgetHolder).changed == 1)
        let report = try await Replay.run(world.database)
        #expect(report.faults.isEmpty && report.differences.isEmpty)
        #expect(try await service.release(of: call.code, .secretariat).changed == 6)
        try await world.expectRefusal("alreadyNotified") { () async throws(ServiceError) in
            try await service.act(on: "S3", of: call.code, step, reason: reason, .college)
        }
        let results = try await service.results(of: call.code)
        let amended = try #require(results.awards.first { $0.view.file.reference == "S3" })
        #expect(amended.view.file.awarded == Cents(650_000) && amended.departure == reason)
    }

    @Test func `an award that waits for a signature holds up nobody else's letter in a fund that is open`() async throws {
        try await withWorld { world in
            let service = world.service
            let call = try await ShippedCall(
                "emergency-fund", in: world,
                changes: [
                    "\nurgency:": """

                    approvals:
                      - id: finance
                        above: "1000.00"
                        label: { fr: Avis des finances, nl: Advies van financiën }
                        role: finance
                    urgency:
                    """
                ])
            try await call.file(count: 2)
            try await call.decideAdmissibility()
            for (reference, amount) in [("S1", 100_000), ("S2", 100_001)] {
                let step = FileStep.awardUrgently(line: "emergency", amount: Cents(Int64(amount)))
                _ = try await service.act(on: reference, of: call.code, step, Self.alderman)
            }
            #expect(try await service.release(of: call.code, .secretariat).changed == 1)
            try await world.expectRefusal("S2 signaturesMissing") { () async throws(ServiceError) in
                try await service.release(of: call.code, .secretariat)
            }
            _ = try await service.sign(of: call.code, .finance)
            #expect(try await service.release(of: call.code, .secretariat).changed == 1)
        }
    }

    @Test func `a call without a ladder has nothing to sign and nothing to amend`() async throws {
        try await withWorld { world in
            let service = world.service
            let call = try await ShippedCall("emergency-fund", in: world)
            try await call.file(count: 1)
            try await call.decideAdmissibility()
            let award = FileStep.awardUrgently(line: "emergency", amount: Cents(100_000))
            _ = try await service.act(on: "S1", of: call.code, award, Self.alderman)
            #expect(try await service.signatures(of: call.code).isEmpty)
            try await world.expectRefusal("noLadder") { () async throws(ServiceError) in
                try await service.sign(of: call.code, .finance)
            }
            try await world.expectRefusal("noLadder") { () async throws(ServiceError) in
                try await service.act(
                    on: "S1", of: call.code, .amend(line: nil, amount: Cents(90_000)), reason: "Moins.", .college)
            }
        }
    }
}
