import Testing

@testable import CallModel

@Suite struct OptionalFactFaultTests {
    private static func foreign(_ currency: String) throws -> ForeignAmount {
        ForeignAmount(
            amount: try #require(ExactDecimal("1")), currency: currency, rate: try #require(ExactDecimal("1")),
            rateDate: Fixture.date("2027-01-01"), source: .ecb)
    }

    private func faults(_ change: (inout ApplicationContent) throws -> Void) rethrows -> [ContentFault] {
        var content = Fixture.content
        try change(&content)
        return content.faults(against: Fixture.definition)
    }

    @Test func `no more of a category can be eligible than it costs`() {
        #expect(faults { $0.eligibleCosts = $0.costs } == [])
        #expect(
            faults { $0.eligibleCosts = [.travel: Cents(100_001), .works: Cents(-1)] } == [
                ContentFault(.above("1000.00"), field: "eligible.travel"), ContentFault(.negative, field: "eligible.works")
            ])
    }

    @Test func `each line, co-funder and gift has its own faults`() throws {
        let found = try faults { content in
            content.budgetItems = [
                BudgetItem(label: "", category: .works, amount: Cents(-1), foreign: try Self.foreign("cfa"))
            ]
            content.cofunders = [Cofunder(name: " ", family: .province, source: .otherPublic, amount: Cents(-1))]
            content.goods = [
                GoodsItem(label: "tentes", quantity: 0, unitValue: Cents(1)),
                GoodsItem(label: "riz", quantity: GoodsItem.quantityLimit, unitValue: Cents(1_000_001))
            ]
        }
        let limit = ContentFault.Kind.tooLarge(limit: ApplicationContent.amountLimit.decimal)
        #expect(
            found == [
                ContentFault(.missing, field: "budgetItem1.label"), ContentFault(.negative, field: "budgetItem1.amount"),
                ContentFault(.notCurrency("cfa"), field: "budgetItem1.currency"),
                ContentFault(.missing, field: "cofunder1.name"), ContentFault(.negative, field: "cofunder1.amount"),
                ContentFault(.below("1"), field: "goods1.quantity"), ContentFault(limit, field: "goods2.quantity")
            ])
        for fault in found {
            #expect(Set([fault.message.french, fault.message.dutch, fault.message.english]).count == 3)
        }
    }

    @Test func `sectors, attestations and the crisis are checked`() {
        let found = faults {
            $0.sectors = ["15160", "health", "15160"]
            $0.attestations = [.humanity, .humanity]
            $0.crisis = Crisis(glide: "", country: "Turquie", date: Fixture.date("2023-02-06"))
        }
        #expect(
            found == [
                ContentFault(.notSector("health"), field: "sectors"), ContentFault(.repeated("15160"), field: "sectors"),
                ContentFault(.repeated("humanity"), field: "attestations"), ContentFault(.missing, field: "crisis.glide"),
                ContentFault(.unknownCountry("Turquie"), field: "crisis.country")
            ])
    }

    @Test func `what the rules see holds no words`() throws {
        var content = Fixture.content
        content.cofunders = [Cofunder(name: "Awa Diallo", family: .individuals, source: .otherPrivate, amount: Cents(1))]
        content.goods = [GoodsItem(label: "le vélo d'Awa Diallo", quantity: 1, unitValue: Cents(1))]
        content.budgetItems = [BudgetItem(label: "salaire d'Awa Diallo", category: .personnel, amount: Cents(1))]
        content.gender.proofs = [.analysisDone: "entretien avec Awa Diallo"]
        #expect(!"\(content.facts)".contains("Diallo"))
        #expect(content.facts.provenCriteria == [.analysisDone])
    }
}
