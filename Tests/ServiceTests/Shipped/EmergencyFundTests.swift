import CallModel
import Selection
import Service
import TestSupport
import Testing
import Workflow

@testable import Exchange

/// The emergency fund: decided within 72 hours by the alderman, ratified by the College, advised on afterwards.
@Suite struct EmergencyFundTests {
    private static let alderman = Request(actor: .alderman)

    /// One file in money, one in goods, each filed when the fund opens.
    private func filed(_ count: Int = 2, in world: World) async throws -> ShippedCall {
        let call = try await ShippedCall("emergency-fund", in: world)
        try await call.file(count: count)
        try await call.decideAdmissibility()
        #expect(try await call.references(.admissible).count == count)
        return call
    }

    private func urgently(_ reference: String, _ call: ShippedCall, _ amount: Int64 = 400_000) -> FileStep {
        .awardUrgently(line: "emergency", amount: Cents(amount))
    }

    @Test func `a quake is decided on in time, ratified and advised on afterwards`() async throws {
        try await withWorld { world in
            let service = world.service
            let call = try await filed(in: world)
            let submitted = try #require(try await service.file("S1", of: call.code).view.file.submittedAt)
            let asked = try #require(try await service.file("S1", of: call.code).view.file.summary?.requested)
            let amount = min(asked, Cents(400_000))
            // In the last of the 72 hours; the very instant at which it is too late is the machine's own test.
            try await world.forceClock(submitted.adding(seconds: 71 * 3600))
            try await world.expectRefusal("notPermitted") { () async throws(ServiceError) in
                try await service.act(on: "S1", of: call.code, urgently("S1", call, amount.value), .college)
            }
            let award = try await service.act(on: "S1", of: call.code, urgently("S1", call, amount.value), Self.alderman)
            #expect(award.state == "awarded")
            _ = try await service.release(of: call.code, .secretariat)
            try await world.expectRefusal("urgencyUnsettled") { () async throws(ServiceError) in
                try await service.act(on: "S1", of: call.code, .appeal, reason: "Trop peu.", .secretariat)
            }
            // The second file is too late, and takes the ordinary way.
            try await world.setClock(submitted.adding(seconds: 72 * 3600 + 1))
            try await world.expectRefusal("tooLate") { () async throws(ServiceError) in
                try await service.act(on: "S2", of: call.code, urgently("S2", call, 100), Self.alderman)
            }
            try await world.setClock(submitted.adding(days: 7))
            try await world.expectRefusal("sittingMissing") { () async throws(ServiceError) in
                try await service.act(on: "S1", of: call.code, .ratify(sitting: ""), .college)
            }
            _ = try await service.act(on: "S1", of: call.code, .ratify(sitting: "Collège, 2027-01-08"), .college)
            try await world.expectRefusal("nothingToRatify") { () async throws(ServiceError) in
                try await service.act(on: "S1", of: call.code, .ratify(sitting: "Collège, 2027-01-15"), .college)
            }
            try await call.review { _, _, criterion in criterion.scale.max }
            for audience in ExplanationAudience.allCases {
                let told = try await service.explain("S2", of: call.code, for: audience, as: .secretariat).facts.map(\.code)
                #expect(told.count { $0 == "decidedAlone" } == 1)
                #expect(Set(told).isDisjoint(with: ["place", "leastScore", "largestRequest", "weightInterval", "noReviewerMatters"]))
            }
            try await call.advise([
                ImportedAdvice(
                    reference: "S1", opinion: .favourable, amount: nil, line: nil, reason: "L'urgence était établie.", row: 2)
            ])
            let advised = try await service.file("S1", of: call.code).view.file
            #expect(advised.state == .awarded && advised.advice == .favourable && advised.advised == amount)
            try await call.decide()
            #expect(try await call.references(.awarded) == ["S1", "S2"])
            // Finance and the public have the day of the urgent decision, not that of what came after.
            let finance = try await service.finance(of: call.code, in: .french)
            let decided = try #require(finance.awards.first { $0.reference == "S1" }?.decidedOn)
            #expect(decided == CalendarDate("2027-01-03"))
            try await call.settle()
            #expect(try await service.call(call.code).call.state == .archived)
            try await call.expectSound()
        }
    }

    @Test func `an urgent award that is withdrawn holds nothing up`() async throws {
        try await withWorld { world in
            let service = world.service
            let call = try await filed(1, in: world)
            _ = try await service.act(on: "S1", of: call.code, urgently("S1", call, 100), Self.alderman)
            _ = try await service.act(on: "S1", of: call.code, .withdraw, reason: "L'aide est arrivée.", .secretariat)
            try await world.setClock(call.definition.calendar.closes.instant)
            _ = try await service.move(call: call.code, .close, .secretariat)
            _ = try await service.move(call: call.code, .archive, .secretariat)
            try await call.expectSound()
        }
    }

    @Test func `a file of a cancelled fund is awarded by nobody`() async throws {
        try await withWorld { world in
            let service = world.service
            let call = try await filed(1, in: world)
            _ = try await service.move(call: call.code, .cancel, reason: "Crédits supprimés.", .college)
            try await world.expectRefusal("wrongStage") { () async throws(ServiceError) in
                try await service.act(on: "S1", of: call.code, urgently("S1", call, 100), Self.alderman)
            }
        }
    }

    @Test func `what was refused takes no money from those who come after`() async throws {
        try await withWorld { world in
            let call = try await filed(1, in: world)
            try await call.review { _, _, criterion in criterion.scale.max }
            try await call.advise([
                ImportedAdvice(
                    reference: "S1", opinion: .unfavourable, amount: nil, line: nil, reason: "Fait double emploi.", row: 2)
            ])
            try await call.decide()
            #expect(try await call.references(.refused) == ["S1"])
            #expect(try await world.service.proposal(of: call.code).problem.applications.isEmpty)
        }
    }

    @Test func `the fund is not closed over an award that nobody ratified`() async throws {
        try await withWorld { world in
            let service = world.service
            let call = try await filed(1, in: world)
            _ = try await service.act(on: "S1", of: call.code, urgently("S1", call, 100), Self.alderman)
            try await world.setClock(call.definition.calendar.closes.instant)
            _ = try await service.move(call: call.code, .close, .secretariat)
            try await world.expectRefusal("urgentAwardsUnsettled") { () async throws(ServiceError) in
                try await service.move(call: call.code, .archive, .secretariat)
            }
            let reason = "La crise n'était pas établie."
            _ = try await service.act(on: "S1", of: call.code, .annul, reason: reason, .college)
            _ = try await service.release(of: call.code, .secretariat)
            let results = try await service.results(of: call.code)
            #expect(results.lines[0].awarded == .zero)
            #expect(results.turnedDown.map(\.reason) == [reason])
            _ = try await service.move(call: call.code, .archive, .secretariat)
            try await call.expectSound()
        }
    }

    @Test func `what was agreed on is not annulled any more`() async throws {
        try await withWorld { world in
            let service = world.service
            let call = try await filed(1, in: world)
            _ = try await service.act(on: "S1", of: call.code, urgently("S1", call, 100), Self.alderman)
            _ = try await service.release(of: call.code, .secretariat)
            _ = try await service.grant(of: "S1", in: call.code, .send, .secretariat)
            try await world.expectRefusal("grantMade") { () async throws(ServiceError) in
                try await service.act(on: "S1", of: call.code, .annul, reason: "Trop tard.", .college)
            }
        }
    }

    @Test func `a third file of one organisation in the year is inadmissible`() async throws {
        try await withWorld { world in
            let call = try await ShippedCall("emergency-fund", in: world)
            let first = call.samples.file(0)
            let files = (0..<3).map { number in
                SampleFile(organisation: first.organisation, content: call.samples.file(number * 2).content)
            }
            try await call.file(files)
            try await call.decideAdmissibility()
            #expect(try await call.references(.admissible).count == 2)
            let refused = try await call.references(.inadmissible)
            #expect(refused == [files[2].content.reference])
        }
    }
}
