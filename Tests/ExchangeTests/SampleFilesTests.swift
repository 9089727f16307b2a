import Exchange
import Foundation
import TestSupport
import Testing

@testable import CallModel

/// The definitions that come with the program, by the names of their files.
enum ShippedCalls {
    static let names: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: configFolder + "/calls")) ?? []
        return all.filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    static func lists() throws -> [CountryList] {
        let folder = configFolder + "/reference"
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
            .compactMap { CountryList.check(try YAMLSource.read(path: folder + "/" + $0)).list }
    }

    static func definition(_ name: String) throws -> CallDefinition {
        let source = try YAMLSource.read(path: configFolder + "/calls/" + name)
        return try #require(CallDefinition.check(source).definition)
    }
}

@Suite struct SampleFilesTests {
    @Test(arguments: ShippedCalls.names)
    func `files made for a regulation import, and pass every one of its rules`(name: String) throws {
        try check(try ShippedCalls.definition(name))
    }

    @Test func `files made for the rules that Brussels does not have pass them too`() throws {
        func share(_ points: Int) -> Share { Share(basisPoints: points) ?? .whole }
        let rates = RateTable(
            base: .eligible, at: .closing, otherwise: share(0),
            rows: [
                RateTable.Row(share: share(8000), list: "least-developed", sectors: ["14030", "14031"]),
                RateTable.Row(share: share(6000), countries: ["MA", "TN"])
            ])
        let conditions: [AdmissibilityRule.Condition] = [
            .legalForm(allowed: [.cooperative, .publicBody]), .applicant(.seatIn(postcodes: ["9000"])),
            .applicant(.activityIn(postcodes: ["9030"])), .applicant(.recognisedNGO(.required)),
            .applicant(.maximumAnnualResources(amount: Cents(5_000_000))), .applicant(.maximumShareOfResources(share(5000))),
            .applicant(.attestations(required: Attestation.humanitarianPrinciples)),
            .funding(.minimumRequest(amount: Cents(100_000))),
            .funding(.totalCost(minimum: Cents(500_000), maximum: Cents(2_000_000))),
            .funding(.ceilingByExperience(amount: Cents(300_000), raisedTo: Cents(600_000), resourcesAbove: .zero)),
            .funding(.maximumShareOfEligible(share(7500))),
            .funding(.minimumCashCofunding(share(1250), of: .eligible, except: [.grantingAuthority])),
            .funding(.maximumInKind(share(1000), of: .total)),
            .funding(.costCeiling(cost: .administration, share(700), of: .direct)),
            .funding(.costCeiling(cost: .contingency, share(500), of: .request)),
            .funding(.excludedCofunders(families: [.brusselsRegion])), .funding(.rateByCountryAndSector(rates)),
            .funding(.foreignCurrency(RateRequirement(sources: [.fixedParity, .ecb], at: .closing, maximumAgeDays: 30))),
            .funding(.goodsValued), .project(.genderMarker(minimum: .significant, proven: true)),
            .project(.crisisPeriod(maximumMonths: 6)), .budgetBalances, .requestMatchesBudget
        ]
        var definition = try ShippedCalls.definition("brussels-2027.yaml")
        definition.admissibility = conditions.enumerated().map {
            AdmissibilityRule(id: "rule-\($0)", article: "Art. \($0)", categories: nil, condition: $1)
        }
        try check(definition)
    }

    private func check(_ definition: CallDefinition) throws {
        let lists = try ShippedCalls.lists()
        let samples = SampleFiles(definition, lists: lists, seed: 7)
        let count = definition.categories.count * 12
        let organisations = try Import.organisations(
            ImportFile(samples.organisations(count: count), name: "organisations.json"))
        let files = try Import.applications(ImportFile(samples.json(count: count), name: "files.json"), for: definition)
        #expect(files.count == count)
        let regulation = try Regulation(definition, lists: lists)
        for file in files {
            let owner = try #require(organisations.first { $0.organisation.reference == file.organisation })
            let circumstances = FileCircumstances(submittedOn: definition.calendar.closes.day)
            for finding in regulation.findings(on: file.content.facts, of: owner.organisation, in: circumstances) {
                if case .fails(let failure) = finding.outcome {
                    Issue.record("\(file.content.reference) \(file.content.category) \(finding.rule): \(failure)")
                }
            }
        }
    }

    @Test func `the same seed makes the same files, another one others`() throws {
        let definition = try ShippedCalls.definition("brussels-2027.yaml")
        let first = try SampleFiles(definition, lists: ShippedCalls.lists(), seed: 3).json(count: 5)
        #expect(try SampleFiles(definition, lists: ShippedCalls.lists(), seed: 3).json(count: 5) == first)
        #expect(try SampleFiles(definition, lists: ShippedCalls.lists(), seed: 4).json(count: 5) != first)
    }
}
