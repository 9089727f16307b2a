import CallModel
import Selection
import Service
import TestSupport
import Testing
import Workflow

@testable import Exchange

/// Every regulation that comes with the program runs a call from its opening to its archive.
@Suite struct ShippedCallTests {
    static let competitions = [
        "brussels-2024", "brussels-2027", "ghent", "la-guilde", "leuven-festivities", "luxembourg-cofunding", "water-fund-2023",
        "waterloo"
    ]

    @Test(arguments: competitions)
    func `a shipped competition runs to its end`(name: String) async throws {
        try await withWorld { world in
            let call = try await ShippedCall(name, in: world)
            try await call.file(count: 9)
            try await call.examine()
            #expect(try await call.references(.inadmissible) == [])
            // The first file has the best scores; the last has the worst and misses what it has to reach, if anything.
            try await call.review { place, reviewer, criterion in
                let (lowest, highest) = (criterion.scale.min, criterion.scale.max)
                return max(lowest, highest - (highest - lowest) * place / 8 - (place > 6 ? 0 : reviewer % 2 * place / 6))
            }
            try await call.advise()
            try await call.decide()
            let results = try await world.service.results(of: call.code)
            #expect(!results.awards.isEmpty)
            #expect(results.awards.count + results.reserve.count + results.turnedDown.count == 9)
            try await call.settle()
            #expect(try await world.service.call(call.code).call.state == .archived)
            try await call.expectSound()
        }
    }

    @Test func `in Waterloo two files are no competition, and both are told`() async throws {
        try await withWorld { world in
            let service = world.service
            let call = try await ShippedCall("waterloo", in: world)
            try await call.file(count: 2)
            try await call.examine()
            try await world.expectRefusal("tooFewFiles") { () async throws(ServiceError) in
                try await service.move(call: call.code, .beginReview, .secretariat)
            }
            _ = try await service.move(
                call: call.code, .declareUnsuccessful, reason: "Moins de trois candidatures différentes.", .college)
            for reference in try await call.references(.admissible) {
                _ = try await service.act(
                    on: reference, of: call.code, .dismiss,
                    reason: "Art. 10 : il faut au moins trois candidatures différentes ; il y en a eu deux.", .secretariat)
            }
            #expect(try await service.release(of: call.code, .secretariat).changed == 2)
            let results = try await service.results(of: call.code)
            #expect(results.awards.isEmpty && results.turnedDown.count == 2)
            #expect(results.turnedDown.allSatisfy { $0.reason.contains("trois candidatures") })
            try await call.expectSound()
        }
    }

    /// What every reviewer gives a file on each criterion, with the cents that it asks and gets.
    struct Band: Sendable {
        let criteria: [Int]
        let requested: Int64
        let earned: Int64
    }

    /// Five criteria of twenty points.
    static let bands = [
        Band(criteria: [12, 12, 12, 12, 12], requested: 400_000, earned: 400_000),
        Band(criteria: [9, 9, 8, 8, 8], requested: 400_000, earned: 168_000),
        Band(criteria: [8, 8, 8, 8, 9], requested: 100_000, earned: 50_000),
        Band(criteria: [8, 8, 8, 8, 8], requested: 400_000, earned: 0)
    ]

    @Test func `in Leuven the score is what a festivity earns, to the cent`() async throws {
        try await withWorld { world in
            let call = try await ShippedCall("leuven-festivities", in: world)
            try await call.file(Self.bands.enumerated().map { call.samples.file($0).asking(Cents($1.requested)) })
            try await call.examine()
            try await call.review { place, _, criterion in
                let index = call.definition.scoring.criteria.firstIndex(of: criterion) ?? 0
                return Self.bands[place].criteria[index]
            }
            try await call.advise()
            try await call.decide()
            let results = try await world.service.results(of: call.code)
            for (place, band) in Self.bands.enumerated() {
                let file = results.awards.first { $0.view.file.reference == "S\(place + 1)" }
                #expect(file?.view.file.awarded?.value ?? 0 == band.earned)
                let isPart = band.earned > 0 && band.earned < band.requested
                #expect((file?.view.file.bound?.source == .bands) == isPart)
            }
            #expect(results.turnedDown.map(\.codes) == [["bands.nothingUpTo"]])
            let told = try await world.service.explain("S1", of: call.code, for: .municipality, as: .secretariat).facts
            #expect(told.count { $0.code == "weightIntervalOfFiles" } == call.definition.scoring.criteria.count)
            #expect(!told.contains { $0.code == "noWeightInterval" || $0.code == "weightInterval" })
            try await call.settle()
            try await call.expectSound()
        }
    }

    @Test func `in Leuven a pool that is too small is shared out in proportion`() async throws {
        try await withWorld { world in
            let call = try await ShippedCall("leuven-festivities", in: world)
            try await call.file((0..<9).map { call.samples.file($0).asking(Cents(400_000)) })
            try await call.examine()
            try await call.review { _, _, criterion in criterion.scale.max }
            try await call.advise()
            try await call.decide()
            let total = call.definition.budgetLines[0].total.value
            let results = try await world.service.results(of: call.code)
            // Nine times 4,000 is more than there is: each gets a ninth, and the cents that are left go to the best ranks.
            let shares = (0..<9).map { total / 9 + ($0 < total % 9 ? 1 : 0) }
            #expect(results.awards.map { $0.view.file.awarded?.value } == shares)
            #expect(results.lines[0].awarded == Cents(total))
            let line = results.lines[0]
            #expect(results.awards.allSatisfy { $0.view.file.bound?.source == .share(line: line.id, article: line.article) })
            try await call.settle()
            try await call.expectSound()
        }
    }

    @Test(arguments: [2, 3])
    func `the water fund keeps three projects or none, and shows what it carried over`(fundable: Int) async throws {
        try await withWorld { world in
            let call = try await ShippedCall("water-fund-2023", in: world)
            try await call.file((0..<5).map { call.samples.file($0).asking(Cents(8_000_000), of: Cents(10_000_000)) })
            try await call.examine()
            #expect(try await call.references(.inadmissible) == [])
            try await call.review { place, _, criterion in
                place < fundable ? criterion.scale.max - place % 2 : criterion.scale.min
            }
            try await call.advise()
            try await call.decide()
            let results = try await world.service.results(of: call.code)
            #expect(results.awards.count == (fundable < 3 ? 0 : fundable))
            let carried = try #require(results.lines[0].carriedOver)
            #expect(results.lines[0].total == Cents(35_131_230) && carried.edition == 2022 && carried.amount < results.lines[0].total)
            let few = results.turnedDown.filter { $0.codes == ["tooFewAwards"] }
            #expect(few.count == (fundable < 3 ? fundable : 0))
            #expect(few.allSatisfy { $0.reason.contains("3") && $0.reason.contains("water") })
            try await call.settle()
            try await call.expectSound()
        }
    }

    @Test func `of sixteen sound projects the water fund keeps fifteen, and the sixteenth is told that it is the number`() async throws {
        try await withWorld { world in
            let service = world.service
            let call = try await ShippedCall("water-fund-2023", in: world)
            try await call.file((0..<16).map { call.samples.file($0).asking(Cents(2_000_000), of: Cents(2_500_000)) })
            try await call.examine()
            try await call.review { _, _, criterion in criterion.scale.max }
            try await call.advise()
            try await call.decide()
            let results = try await service.results(of: call.code)
            #expect(results.awards.count == 15 && results.reserve.count == 1)
            // There is money for it: 51,312.30 euros for a request of 20,000.
            #expect(results.lines[0].total - results.lines[0].awarded == Cents(5_131_230))
            let last = try #require(results.reserve.first?.view.file)
            let bound = try #require(last.bound)
            #expect(bound == AwardBound(source: .number(line: "water", article: "7601/33200"), amount: .zero))
            #expect(bound.code == "number.water" && bound.message.english.contains("as many awards as it may"))
            // Nor does it get in by the back door.
            try await world.expectRefusal("lineFull") { () async throws(ServiceError) in
                try await service.act(
                    on: last.reference, of: call.code, .award(line: "water", amount: Cents(2_000_000), departure: nil), .college)
            }
            try await call.settle()
            try await call.expectSound()
        }
    }

    @Test func `the partnership of Jette is for Belfaa alone`() async throws {
        try await withWorld { world in
            let service = world.service
            let call = try await ShippedCall("belfaa-jette", in: world)
            let invited = call.samples.file(0)
            let stranger = call.samples.file(1).from("RABAT")
            try await call.file([invited, stranger])
            try await call.decideAdmissibility()
            #expect(try await call.references(.inadmissible) == [stranger.content.reference])
            try await call.review { _, _, criterion in criterion.scale.max }
            try await call.advise()
            try await call.decide()
            let results = try await service.results(of: call.code)
            #expect(results.awards.map(\.view.file.awarded) == [invited.content.requested])
            #expect(results.turnedDown.first?.reason.contains("RABAT") == true)
            try await call.settle()
            #expect(try await service.call(call.code).call.state == .archived)
            try await call.expectSound()
        }
    }
}

extension SampleFile {
    /// The same project asking another amount, in a budget that still balances.
    func asking(_ requested: Cents, of total: Cents? = nil) -> SampleFile {
        changing { content in
            content.requested = requested
            let total = total ?? requested
            content.costs = [.equipment: total]
            content.resources = [.city: requested, .ownCash: total - requested].filter { $0.value > .zero }
            if content.eligibleCosts != nil { content.eligibleCosts = content.costs }
            (content.budgetItems, content.cofunders, content.goods) = (nil, nil, nil)
        }
    }

    func changing(_ change: (inout ApplicationContent) -> Void) -> SampleFile {
        var content = content
        change(&content)
        return SampleFile(organisation: organisation, content: content)
    }

    /// The same project of an organisation with another key.
    func from(_ reference: String) -> SampleFile {
        var organisation = organisation
        organisation.reference = reference
        return SampleFile(organisation: organisation, content: content)
    }
}
