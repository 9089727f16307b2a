import CallModel
import Selection
import Service
import Testing
import Workflow

@testable import Exchange

/// A withdrawal after the decision frees its own money, and nothing else moves but the reserve list.
@Suite struct FreedMoneyTests {
    @Test func `freed money goes down the reserve list, and every other award stays`() async throws {
        try await withWorld { world in
            let call = try BrusselsCall()
            try await world.toAdvice(call, files: 6)
            let kept = ["F01", "F02"].map { reference in
                ImportedDecision(
                    reference: reference, outcome: .reserve, amount: nil, line: nil, reason: nil, departure: "Plus tard.", row: 2)
            }
            _ = try await world.service.decide(of: call.code, departures: kept, .college)
            let before = try await world.awards(of: call)
            #expect(before.count == 4)
            let proposal = try await world.service.proposal(of: call.code)
            let listed = try await world.service.results(of: call.code).reserve.map(\.view.file)
            let idle = try await world.service.freedProposal(of: call.code)
            #expect(Set(idle.problem.applications.map(\.id)) == Set(listed.map(\.reference)))
            let left = idle.problem.lines.reduce(Int64(0)) { $0 + $1.totalCents.value }

            _ = try await world.service.act(on: "F03", of: call.code, .withdraw, reason: "Projet abandonné.", .secretariat)
            let freed = try await world.service.freedProposal(of: call.code)
            let gain = freed.problem.lines.reduce(Int64(0)) { $0 + $1.totalCents.value } - left
            #expect(gain == before["F03"]?.value)
            // Only files of the list, in the order of the list.
            let order = listed.sorted { ($0.reserveRank ?? 0) < ($1.reserveRank ?? 0) }.map(\.reference)
            #expect(freed.problem.applications.sorted { $0.submittedRank < $1.submittedRank }.map(\.id) == order)
            #expect(Set(freed.allocation.awards.map(\.application)).isSubset(of: Set(order)))
            #expect(freed.rules == proposal.rules)

            // Looking changes nothing, and awarding from the list changes nothing but the list.
            var expected = before
            expected["F03"] = nil
            #expect(try await world.awards(of: call) == expected)
            let first = try #require(freed.allocation.awards.first)
            _ = try await world.service.act(
                on: first.application, of: call.code, .award(line: first.line, amount: first.cents, departure: "Argent libéré."),
                .college)
            expected[first.application] = first.cents
            #expect(try await world.awards(of: call) == expected)
            let rest = try await world.service.freedProposal(of: call.code)
            #expect(rest.problem.applications.map(\.id) == order.filter { $0 != first.application })
            #expect(rest.problem.lines.reduce(Int64(0)) { $0 + $1.totalCents.value } == left + gain - first.cents.value)
        }
    }
}

extension World {
    fileprivate func awards(of call: BrusselsCall) async throws -> [String: Cents] {
        let awards = try await service.results(of: call.code).awards.map(\.view.file)
        return Dictionary(uniqueKeysWithValues: awards.map { ($0.reference, $0.awarded ?? .zero) })
    }
}
