import CallModel
import Exchange
import Foundation
import Testing

/// The rules that the Brussels call does not use, written into it after its own.
enum RuleFile {
    /// Rule 17 of the file and those after it.
    static let rules = """
          - { id: seat, rule: seatIn, article: Art. 20, postcodes: ["1000", "1020"] }
          - { id: activity, rule: activityIn, article: Art. 20, postcodes: ["1000"] }
          - { id: two-files, rule: maximumFiles, article: Art. 21, count: 2, per: call }
          - { id: one-each, rule: maximumFiles, article: Art. 21, count: 1, per: category }
          - { id: not-again, rule: notWinnerOf, article: Art. 22, editions: ["2025", "2026"] }
          - { id: small, rule: recognisedNGO, article: Art. 23, status: excluded }
          - { id: resources, rule: maximumAnnualResources, article: Art. 24, amount: "200000.00" }
          - { id: proportion, rule: maximumShareOfResources, article: Art. 24, percent: 70 }
          - id: principles
            rule: attestations
            article: Art. 25
            required: [humanity, neutrality, impartiality, independence]
          - { id: not-too-small, rule: minimumRequest, article: Art. 26, amount: "1000.00" }
          - { id: size, rule: totalCost, article: Art. 27, maximum: "120000.00" }
          - id: experience
            rule: ceilingByExperience
            article: Art. 28
            amount: "5000.00"
            raisedTo: "8000.00"
            resourcesAbove: "50000.00"
          - { id: half, rule: maximumShareOfEligible, article: Art. 29, percent: "50" }
          - id: cash
            rule: minimumCashCofunding
            article: Art. 30
            percent: 12.5
            of: eligible
            except: [brusselsRegion]
          - { id: goods, rule: maximumInKind, article: Art. 31, percent: 25, of: total }
          - { id: admin-direct, rule: costCeiling, article: Art. 32, cost: administration, percent: 14.5, of: direct }
          - { id: admin-request, rule: costCeiling, article: Art. 32, cost: administration, percent: 20, of: request }
          - { id: funders, rule: excludedCofunders, article: Art. 33, families: [grantingAuthority, company] }
          - id: rates
            rule: rateByCountryAndSector
            article: Art. 34
            of: eligible
            at: opening
            otherwise: 60
            rates:
              - { percent: 80, list: dac-recipients }
              - { percent: 80, sectors: ["15160"] }
              - { percent: 75.25, countries: [MA, TN], sectors: ["15170", "15180"] }
          - { id: exchange, rule: foreignCurrency, article: Art. 35, sources: [ecb, inforEuro], at: closing, maximumAgeDays: 31 }
          - { id: valued, rule: goodsValued, article: Art. 36 }
          - { id: gender, rule: genderMarker, article: Art. 37, minimum: 1, proven: true }
          - { id: crisis, rule: crisisPeriod, article: Art. 38, maximumMonths: 6 }
          - { id: invited, rule: invitedOrganisation, article: Art. 39, organisations: [BELFAA, "0207373429"] }

        """

    static func text(_ rules: String = rules) throws -> String {
        let original = try BrusselsFile.text()
        let anchor = try #require(original.range(of: "    maximumMonths: 18\n"))
        return original.replacingCharacters(in: anchor, with: "    maximumMonths: 18\n" + rules)
    }

    static let conditions: [AdmissibilityRule.Condition] = [
        .applicant(.seatIn(postcodes: ["1000", "1020"])), .applicant(.activityIn(postcodes: ["1000"])),
        .applicant(.maximumFiles(count: 2, per: .call)), .applicant(.maximumFiles(count: 1, per: .category)),
        .applicant(.notWinnerOf(editions: ["2025", "2026"])), .applicant(.recognisedNGO(.excluded)),
        .applicant(.maximumAnnualResources(amount: Cents(20_000_000))), .applicant(.maximumShareOfResources(share(7000))),
        .applicant(.attestations(required: [.humanity, .neutrality, .impartiality, .independence])),
        .funding(.minimumRequest(amount: Cents(100_000))), .funding(.totalCost(minimum: nil, maximum: Cents(12_000_000))),
        .funding(
            .ceilingByExperience(amount: Cents(500_000), raisedTo: Cents(800_000), resourcesAbove: Cents(5_000_000))),
        .funding(.maximumShareOfEligible(share(5000))),
        .funding(.minimumCashCofunding(share(1250), of: .eligible, except: [.brusselsRegion])),
        .funding(.maximumInKind(share(2500), of: .total)),
        .funding(.costCeiling(cost: .administration, share(1450), of: .direct)),
        .funding(.costCeiling(cost: .administration, share(2000), of: .request)),
        .funding(.excludedCofunders(families: [.grantingAuthority, .company])),
        .funding(
            .rateByCountryAndSector(
                RateTable(
                    base: .eligible, at: .opening, otherwise: share(6000),
                    rows: [
                        RateTable.Row(share: share(8000), list: "dac-recipients"),
                        RateTable.Row(share: share(8000), sectors: ["15160"]),
                        RateTable.Row(share: share(7525), countries: ["MA", "TN"], sectors: ["15170", "15180"])
                    ]))),
        .funding(.foreignCurrency(RateRequirement(sources: [.ecb, .inforEuro], at: .closing, maximumAgeDays: 31))),
        .funding(.goodsValued), .project(.genderMarker(minimum: .significant, proven: true)),
        .project(.crisisPeriod(maximumMonths: 6)), .applicant(.invitedOrganisation(organisations: ["BELFAA", "0207373429"]))
    ]

    private static func share(_ points: Int) -> Share { Share(basisPoints: points) ?? .whole }
}

@Suite struct RuleFileTests {
    @Test func `every rule is read with its parameters`() throws {
        let checked = try BrusselsFile.check(RuleFile.text())
        #expect(checked.faults.map { "\($0.position.line) \($0.path): \($0.message.english)" } == [])
        let rules = try #require(checked.definition).admissibility
        #expect(rules.dropFirst(17).map(\.condition) == RuleFile.conditions)
    }

    @Test func `every kind of rule stands in one of the two files`() throws {
        let rules = try #require(BrusselsFile.check(RuleFile.text()).definition).admissibility
        #expect(Set(rules.map(\.kind)) == Set(RuleKind.allCases).subtracting([.absoluteCeiling]))
    }

    @Test func `the frozen form of every rule reads back as the same rule`() throws {
        let call = try #require(BrusselsFile.check(RuleFile.text()).definition)
        let frozen = try JSONEncoder().encode(call)
        #expect(try JSONDecoder().decode(CallDefinition.self, from: frozen) == call)
    }

    @Test(arguments: Breakage.parameters + Breakage.meanings)
    func `each fault of a rule is found at its line, alone, with three messages`(breakage: Breakage) throws {
        let range = try #require(RuleFile.rules.range(of: breakage.old), "the rules no longer have \(breakage.old)")
        let text = try RuleFile.text(RuleFile.rules.replacingCharacters(in: range, with: breakage.new))
        let faults = try BrusselsFile.check(text).faults
        #expect(faults.map(\.kind) == [breakage.kind])
        let fault = try #require(faults.first)
        #expect(fault.path.description == breakage.path)
        #expect(fault.position.line == BrusselsFile.line(of: breakage.place, in: text))
        let message = fault.message
        #expect(Set([message.french, message.dutch, message.english]).count == 3)
        #expect(message.english.contains("'") == !breakage.isWithoutQuotation)
    }
}

extension Breakage {
    /// The message quotes nothing of the file.
    fileprivate var isWithoutQuotation: Bool {
        switch kind {
        case .boundsReversed, .outOfRange, .minimumAboveCeiling, .zeroAmount, .sameRuleTwice, .emptyList: true
        default: false
        }
    }

    fileprivate static func unknown(_ text: String, _ allowed: [String], _ suggestion: String?) -> DefinitionFault.Kind {
        .unknownValue(text, allowed: allowed, suggestion: suggestion)
    }

    /// A parameter that cannot be read, a key that is missing, a word that is nearly right.
    fileprivate static let parameters: [Breakage] = [
        Breakage("postcodes: [\"1000\", \"1020\"]", "postcodes: [\"75001\"]", .notPostcode("75001"), "admissibility[17].postcodes[0]"),
        Breakage("count: 2", "count: 0", .outOfRange("0", lowest: 1, highest: 1000), "admissibility[19].count"),
        Breakage("per: category", "per: categry", unknown("categry", ["call", "category"], "category"), "admissibility[20].per"),
        Breakage("editions: [\"2025\", \"2026\"]", "editions: []", .emptyList, "admissibility[21].editions"),
        Breakage(
            "status: excluded", "status: exclude", unknown("exclude", ["required", "excluded"], "excluded"),
            "admissibility[22].status"),
        Breakage("amount: \"200000.00\"", "amount: \"0\"", .zeroAmount, "admissibility[23].amount"),
        Breakage("percent: 70", "percent: 70%", .notPercentage("70%"), "admissibility[24].percent"),
        Breakage(
            "required: [humanity, neutrality,", "required: [humanity, neutralty,",
            unknown("neutralty", Attestation.allCases.map(\.rawValue), "neutrality"), "admissibility[25].required[1]"),
        Breakage(
            "{ id: not-too-small, rule: minimumRequest, article: Art. 26, amount: \"1000.00\" }",
            "{ id: not-too-small, rule: minimumRequest, article: Art. 26 }", .missingKey("amount"), "admissibility[26].amount",
            at: "id: not-too-small"),
        Breakage(
            "rule: totalCost, article: Art. 27, maximum: \"120000.00\"", "rule: totalCost, article: Art. 27",
            .missingKey("maximum"), "admissibility[27].maximum", at: "id: size"),
        Breakage(
            "raisedTo: \"8000.00\"", "raiseTo: \"8000.00\"\n    raisedTo: \"8000.00\"", .unknownKey("raiseTo", suggestion: nil),
            "admissibility[28].raiseTo", at: "raiseTo"),
        Breakage("percent: \"50\"", "percent: \"100.01\"", .notPercentage("100.01"), "admissibility[29].percent"),
        Breakage("percent: 12.5\n", "percent: 12,5\n", .notPercentage("12,5"), "admissibility[30].percent"),
        Breakage(
            "of: eligible\n    except", "of: eligble\n    except", unknown("eligble", ["total", "eligible"], "eligible"),
            "admissibility[30].of", at: "of: eligble"),
        Breakage(
            "except: [brusselsRegion]", "except: [brusselRegion]",
            unknown("brusselRegion", FunderFamily.allCases.map(\.rawValue), "brusselsRegion"), "admissibility[30].except[0]"),
        Breakage(
            "of: direct", "of: direkt", unknown("direkt", ["total", "eligible", "direct", "request"], "direct"), "admissibility[32].of"),
        Breakage("[\"15160\"]", "[\"1516\"]", .notSector("1516"), "admissibility[35].rates[1].sectors[0]"),
        Breakage("[MA, TN]", "[Maroc, TN]", .notCountry("Maroc"), "admissibility[35].rates[2].countries[0]"),
        Breakage("otherwise: 60", "otherwise: sixty", .notPercentage("sixty"), "admissibility[35].otherwise"),
        Breakage("at: opening", "at: start", .notReferenceDate("start"), "admissibility[35].at"),
        Breakage(
            "inforEuro", "infoEuro", unknown("infoEuro", RateSource.allCases.map(\.rawValue), "inforEuro"), "admissibility[36].sources[1]"),
        Breakage("maximumAgeDays: 31", "maximumAgeDays: a month", .notWhole("a month"), "admissibility[36].maximumAgeDays"),
        Breakage(
            "rule: goodsValued, article: Art. 36", "rule: goodsValued, article: Art. 36, percent: 3",
            .unknownKey("percent", suggestion: nil), "admissibility[37].percent"),
        Breakage("minimum: 1, proven", "minimum: 3, proven", .outOfRange("3", lowest: 0, highest: 2), "admissibility[38].minimum"),
        Breakage("proven: true", "proven: yes", .notYesNo("yes"), "admissibility[38].proven"),
        Breakage(
            "rule: crisisPeriod", "rule: crisisPerriod", unknown("crisisPerriod", RuleKind.allCases.map(\.rawValue), "crisisPeriod"),
            "admissibility[39].rule")
    ]

    /// Parameters that contradict one another, or the rest of the file.
    fileprivate static let meanings: [Breakage] = [
        Breakage("[\"1000\", \"1020\"]", "[\"1000\", \"1000\"]", .repeatedValue("1000"), "admissibility[17].postcodes[1]"),
        Breakage("count: 1, per: category", "count: 1, per: call", .sameRuleTwice(.maximumFiles), "admissibility[20]"),
        Breakage("[\"2025\", \"2026\"]", "[\"2025\", \"2025\"]", .repeatedValue("2025"), "admissibility[21].editions[1]"),
        Breakage(
            "[humanity, neutrality, impartiality, independence]", "[humanity, humanity]", .repeatedValue("humanity"),
            "admissibility[25].required[1]"),
        Breakage(
            "amount: \"1000.00\"", "amount: \"4000.01\"", .minimumAboveCeiling(minimum: Cents(400_001), ceiling: Cents(400_000)),
            "admissibility[26].amount"),
        Breakage(
            "maximum: \"120000.00\"", "minimum: \"120000.01\", maximum: \"120000.00\"",
            .boundsReversed(lowest: "120000.01", highest: "120000.00"), "admissibility[27].minimum"),
        Breakage(
            "raisedTo: \"8000.00\"", "raisedTo: \"5000.00\"", .boundsReversed(lowest: "5000.00", highest: "5000.00"),
            "admissibility[28].amount", at: "amount: \"5000.00\"\n    raisedTo"),
        Breakage("of: request", "of: direct", .sameRuleTwice(.costCeiling), "admissibility[33]", at: "id: admin-request"),
        Breakage("[grantingAuthority, company]", "[company, company]", .repeatedValue("company"), "admissibility[34].families[1]"),
        Breakage(
            "{ percent: 80, list: dac-recipients }", "{ percent: 80, list: dac-recipient }",
            .unknownList("dac-recipient", suggestion: "dac-recipients"), "admissibility[35].rates[0].list"),
        Breakage(
            "{ percent: 80, sectors: [\"15160\"] }", "{ percent: 80 }\n      # all", .rateForAll, "admissibility[35].rates[1]",
            at: "- { percent: 80 }"),
        Breakage("[\"15170\", \"15180\"]", "[\"15170\", \"15170\"]", .repeatedValue("15170"), "admissibility[35].rates[2].sectors[1]"),
        Breakage("[ecb, inforEuro]", "[ecb, ecb]", .repeatedValue("ecb"), "admissibility[36].sources[1]")
    ]
}

@Suite struct RuleDocumentTests {
    @Test(arguments: RuleKind.allCases)
    func `each kind of rule stands in its document`(kind: RuleKind) throws {
        let text = try String(contentsOfFile: configFolder + "/../docs/rules.md", encoding: .utf8)
        let cells = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.compactMap { $0.split(separator: "|").first }
        #expect(cells.count { $0.contains("`\(kind.rawValue)`") } == 1)
    }

    @Test func `each word that a fact can have stands in it`() throws {
        let text = try String(contentsOfFile: configFolder + "/../docs/rules.md", encoding: .utf8)
        let words =
            FunderFamily.allCases.map(\.rawValue) + Attestation.allCases.map(\.rawValue) + RateSource.allCases.map(\.rawValue)
        #expect(words.filter { !text.contains("`\($0)`") } == [])
    }
}
