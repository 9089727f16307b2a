import CallModel
import Service
import Store
import TestSupport
import Testing
import Workflow

@testable import Exchange

/// What binds an amount is kept by the event that decides on it.
@Suite struct KeptBoundTests {
    @Test func `the admission keeps the smallest ceiling, the award what bound it`() async throws {
        try await withWorld { world in
            let service = world.service
            let call = try BrusselsCall()
            try await world.toDeliberation(call, files: 4)
            let files = try await service.files(of: call.code).map(\.file)
            for file in files {
                let grantable = try #require(file.grantable)
                #expect(grantable.amount == file.summary?.requested)
                let event = try #require(
                    try await service.file(file.reference, of: call.code).history.first {
                        $0.action == "declareAdmissible"
                    })
                #expect(try event.event(of: ApplicationMachine.self).command.bound == grantable)
            }
            let less = Cents(100_000)
            func advice(_ file: String, _ amount: Cents?) -> ImportedAdvice {
                ImportedAdvice(
                    reference: file, opinion: amount == nil ? .reserve : .favourable, amount: amount, line: nil,
                    reason: "Une étape suffit.", row: 2)
            }
            _ = try await service.advise(
                of: call.code, meeting: "sitting", exceptions: [advice("F02", less), advice("F04", nil)], .secretariat)
            let departure = ImportedDecision(
                reference: "F03", outcome: .award, amount: Cents(123_400), line: nil, reason: nil, departure: "Une partie.", row: 2)
            _ = try await service.decide(of: call.code, departures: [departure], .college)
            let decided = try await service.files(of: call.code).map(\.file)
            let bounds = Dictionary(uniqueKeysWithValues: decided.map { ($0.reference, $0.bound) })
            #expect(bounds["F01"] == decided.first { $0.reference == "F01" }?.grantable)
            #expect(bounds["F02"] == AwardBound(source: .advice, amount: less))
            #expect(bounds["F03"] == AwardBound(source: .decision, amount: Cents(123_400)))
            #expect(bounds["F04"] == AwardBound(source: .advice, amount: .zero))
            let report = try await Replay.run(world.database)
            #expect(report.faults.isEmpty && report.differences.isEmpty)
        }
    }

    @Test func `a request at the ceiling is bound by the rule, a smaller one by itself`() async throws {
        try await withWorld { world in
            let call = try await ShippedCall("brussels-2027", in: world)
            let category = call.definition.categories[0]
            try await call.file(
                [800_000, 799_999].enumerated().map { call.samples.file($0, in: category).asking(Cents($1), of: Cents(1_000_000)) })
            try await call.examine()
            let codes = try await world.service.files(of: call.code).map(\.file.grantable?.code)
            let ceiling = try #require(call.definition.admissibility.first { $0.condition == .categoryCeiling })
            #expect(codes == ["rule.\(ceiling.id)", "request"])
            #expect(try await world.service.file("S1", of: call.code).view.file.grantable?.article == ceiling.article)
        }
    }

    @Test func `where little is left of the envelope, that is what binds`() async throws {
        try await withWorld { world in
            let service = world.service
            let call = try await ShippedCall("emergency-fund", in: world)
            let money = call.definition.categories[0]
            func file(_ number: Int, _ euros: Int64) -> SampleFile {
                call.samples.file(number, in: money).asking(Cents(euros * 100))
            }
            try await call.file([file(0, 15_000), file(1, 15_000), file(2, 15_000), file(3, 10_000)])
            try await call.decideAdmissibility()
            for reference in try await call.references(.admissible) {
                let asked = try #require(try await service.file(reference, of: call.code).view.file.summary?.requested)
                _ = try await service.act(
                    on: reference, of: call.code, .awardUrgently(line: "emergency", amount: asked), Request(actor: .alderman))
            }
            try await call.file([file(4, 8000)])
            _ = try await service.decideAdmissibility(of: call.code, rulings: [], markers: [], .secretariat)
            let left = AwardBound(source: .envelope(line: "emergency", article: "8491/33201"), amount: Cents(500_000))
            #expect(try await service.file("S5", of: call.code).view.file.grantable == left)
            _ = try await service.act(
                on: "S5", of: call.code, .awardUrgently(line: "emergency", amount: Cents(500_000)), Request(actor: .alderman))
            let awarded = try await service.files(of: call.code).map(\.file)
            #expect(awarded.count == 5 && awarded.allSatisfy { $0.bound == $0.grantable })
            // The report tells what was kept, not what would be left today.
            #expect(try await service.admissibilityReport(of: call.code).allSatisfy { $0.bounds.first == $0.file.grantable })
            let report = try await Replay.run(world.database)
            #expect(report.faults.isEmpty && report.differences.isEmpty)
        }
    }
}
