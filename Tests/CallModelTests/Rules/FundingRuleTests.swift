import Testing

@testable import CallModel

/// The money: each rule holding, failing, at its edge to the cent, and with the fact not known.
@Suite struct FundingRuleTests {
    typealias Case = AdmissibilityTests.Case

    @Test(arguments: amountCases + shareCases + costCases + cofunderCases + goodsCases)
    func `each rule holds, fails, and tells what is not known`(example: Case) throws {
        try AdmissibilityTests.check(example)
    }

    private static func rule(
        _ condition: FundingCondition, _ failure: RuleFailure?,
        _ change: @escaping @Sendable (inout AdmissibilityTests.Judged) -> Void = { _ in }
    ) -> Case {
        Case(.funding(condition), failure, change)
    }

    private static let amountCases = [
        rule(.minimumRequest(amount: Cents(800_000)), nil),
        rule(
            .minimumRequest(amount: Cents(800_001)),
            .funding(.belowMinimum(requested: Cents(800_000), minimum: Cents(800_001)))),
        rule(.totalCost(minimum: Cents(1_000_000), maximum: Cents(1_000_000)), nil),
        rule(.totalCost(minimum: nil, maximum: Cents(12_000_000)), nil),
        rule(
            .totalCost(minimum: nil, maximum: Cents(999_999)),
            .funding(.totalOutside(total: Cents(1_000_000), minimum: nil, maximum: Cents(999_999)))),
        rule(
            .totalCost(minimum: Cents(1_000_001), maximum: nil),
            .funding(.totalOutside(total: Cents(1_000_000), minimum: Cents(1_000_001), maximum: nil)))
    ]

    private static let shareCases = [
        rule(.maximumShareOfEligible(Fixture.share("80")), .notStated(.eligibleCosts)),
        rule(.maximumShareOfEligible(Fixture.share("80")), nil) { $0.content.eligibleCosts = $0.content.costs },
        rule(
            .maximumShareOfEligible(Fixture.share("80")),
            .funding(
                .eligibleShare(
                    requested: Cents(800_000), allowed: Cents(799_999), share: Fixture.share("80"),
                    eligible: Cents(999_999)))
        ) { $0.content.eligibleCosts = [.personnel: Cents(500_000), .equipment: Cents(499_999)] },
        // A third of 100.00 is 33.33 and no cent more.
        rule(.maximumShareOfEligible(Fixture.share("33.33")), nil) {
            $0.content.requested = Cents(3333)
            $0.content.eligibleCosts = [.travel: Cents(10_000)]
        },
        rule(.maximumInKind(Fixture.share("12.5"), of: .total), nil) {
            $0.content.resources[.inKind] = Cents(125_000)
        },
        rule(
            .maximumInKind(Fixture.share("12.5"), of: .total),
            .funding(
                .inKindTooHigh(
                    Cents(125_001), allowed: Cents(125_000), share: Fixture.share("12.5"), base: .total,
                    of: Cents(1_000_000)))
        ) { $0.content.resources[.inKind] = Cents(125_001) },
        rule(.maximumInKind(Fixture.share("25"), of: .eligible), .notStated(.eligibleCosts)),
        rule(.minimumCashCofunding(Fixture.share("20"), of: .total, except: []), nil),
        rule(
            .minimumCashCofunding(Fixture.share("20.01"), of: .total, except: []),
            .funding(
                .cashTooLow(
                    Cents(200_000), needed: Cents(200_100), share: Fixture.share("20.01"), base: .total,
                    of: Cents(1_000_000), notCounted: .zero))),
        // Goods are no cash.
        rule(
            .minimumCashCofunding(Fixture.share("20"), of: .total, except: []),
            .funding(
                .cashTooLow(
                    Cents(199_999), needed: Cents(200_000), share: Fixture.share("20"), base: .total,
                    of: Cents(1_000_000), notCounted: .zero))
        ) { $0.content.resources = [.city: Cents(800_000), .ownCash: Cents(199_999), .inKind: Cents(1)] },
        rule(.minimumCashCofunding(Fixture.share("20"), of: .eligible, except: []), .notStated(.eligibleCosts))
    ]

    private static let costCases = [
        rule(.costCeiling(cost: .travel, Fixture.share("10"), of: .total), nil),
        rule(
            .costCeiling(cost: .travel, Fixture.share("9.99"), of: .total),
            .funding(
                .costTooHigh(
                    .travel, amount: Cents(100_000), allowed: Cents(99_900), share: Fixture.share("9.99"), base: .total,
                    of: Cents(1_000_000)))),
        rule(.costCeiling(cost: .travel, Fixture.share("50"), of: .eligible), .notStated(.eligibleCosts)),
        rule(.costCeiling(cost: .travel, Fixture.share("12.5"), of: .request), nil),
        rule(
            .costCeiling(cost: .travel, Fixture.share("12.49"), of: .request),
            .funding(
                .costTooHigh(
                    .travel, amount: Cents(100_000), allowed: Cents(99_920), share: Fixture.share("12.49"),
                    base: .request, of: Cents(800_000)))),
        // Administration and contingency are measured against what is left without the two.
        rule(.costCeiling(cost: .administration, Fixture.share("10"), of: .direct), nil) { budget(&$0, admin: 100_000) },
        rule(
            .costCeiling(cost: .administration, Fixture.share("10"), of: .direct),
            .funding(
                .costTooHigh(
                    .administration, amount: Cents(100_001), allowed: Cents(100_000), share: Fixture.share("10"),
                    base: .direct, of: Cents(1_000_000)))
        ) { budget(&$0, admin: 100_001) },
        rule(.costCeiling(cost: .contingency, Fixture.share("5"), of: .direct), nil) { budget(&$0, admin: 0) },
        rule(.costCeiling(cost: .works, Fixture.share("0"), of: .total), nil)
    ]

    private static func budget(_ judged: inout AdmissibilityTests.Judged, admin: Int64) {
        judged.content.costs[.administration] = Cents(admin)
        judged.content.costs[.contingency] = Cents(50_000)
    }

    private static func funder(_ family: FunderFamily, _ source: ResourceSource, _ cents: Int64) -> Cofunder {
        Cofunder(name: "Bailleur", family: family, source: source, amount: Cents(cents))
    }

    private static let excluded = FundingCondition.excludedCofunders(families: [.brusselsRegion, .grantingAuthority])

    private static let cofunderCases = [
        // Without money from others there is nobody to name.
        rule(excluded, nil),
        rule(excluded, .notStated(.cofunders)) { $0.content.resources[.otherPublic] = Cents(1) },
        rule(excluded, nil) {
            $0.content.resources[.otherPublic] = Cents(50_000)
            $0.content.cofunders = [funder(.frenchCommunity, .otherPublic, 50_000)]
        },
        rule(
            excluded, .funding(.excludedFunders([FundedAmount(family: .brusselsRegion, amount: Cents(20_000))]))
        ) {
            $0.content.resources[.otherPublic] = Cents(50_000)
            $0.content.cofunders = [
                funder(.federalState, .otherPublic, 30_000), funder(.brusselsRegion, .otherPublic, 20_000)
            ]
        },
        rule(excluded, .funding(.fundersDiffer(.otherPublic, named: Cents(49_999), budget: Cents(50_000)))) {
            $0.content.resources[.otherPublic] = Cents(50_000)
            $0.content.cofunders = [funder(.federalState, .otherPublic, 49_999)]
        },
        rule(excluded, .funding(.fundersDiffer(.otherPrivate, named: .zero, budget: Cents(10_000)))) {
            $0.content.resources[.otherPrivate] = Cents(10_000)
            $0.content.cofunders = []
        }
    ]

    private static let goodsCases = [
        rule(.goodsValued, nil),
        rule(.goodsValued, .notStated(.goods)) { $0.content.resources[.inKind] = Cents(400_000) },
        rule(.goodsValued, nil) {
            $0.content.resources[.inKind] = Cents(400_000)
            $0.content.goods = [GoodsItem(label: "tentes", quantity: 25, unitValue: Cents(16_000))]
        },
        rule(.goodsValued, .funding(.goodsDiffer(valued: Cents(384_000), budget: Cents(400_000)))) {
            $0.content.resources[.inKind] = Cents(400_000)
            $0.content.goods = [GoodsItem(label: "tentes", quantity: 24, unitValue: Cents(16_000))]
        },
        rule(.goodsValued, .funding(.goodsDiffer(valued: Cents(16_000), budget: .zero))) {
            $0.content.goods = [GoodsItem(label: "tente", quantity: 1, unitValue: Cents(16_000))]
        }
    ]
}
