import CallModel
import Foundation
import Testing

@testable import Exchange

/// Payments for the tests, each good until a test makes it bad.
enum Payments {
    static let created = Instant(microseconds: 1_820_000_000_000_000)
    static let day = CalendarDate(daysSince1970: 21_000)

    static func order(
        _ number: Int64, payee: String = "Café d'Étudiant·e·s", account: String = "BE68539007547034",
        amount: Cents = Cents(800_000), instalment: Instalment = .first, standing: PaymentOrder.Standing = .due,
        communicates: Bool = true
    ) -> PaymentOrder {
        PaymentOrder(
            identifier: PaymentIdentifier(call: "brussels-2027", grant: number, instalment: instalment),
            reference: "A\(number)", payee: payee, account: account, amount: amount,
            communication: communicates ? StructuredCommunication(base: 2_027_000_000 + number) : nil, standing: standing)
    }

    static func debtor() throws(PaymentRefusals) -> PaymentDebtor {
        try PaymentDebtor(
            name: "Ville de Bruxelles", account: "BE68 5390 0754 7034", enterpriseNumber: EnterpriseNumber("0207.373.429"))
    }

    static func batch(_ orders: [PaymentOrder], later days: Int64 = 0) throws(PaymentRefusals) -> MadeBatch {
        try MadeBatch(orders, from: debtor(), on: day.adding(days: days), createdAt: created.adding(days: days))
    }

    /// 37 awards of different amounts, one account in the Netherlands.
    static func finance() throws -> MadeBatch {
        let orders = (1...37).map { number in
            order(
                number, account: number == 5 ? "NL91ABNA0417164300" : "BE68539007547034", amount: Cents(100_000 + number * 7),
                communicates: number != 9)
        }
        return try batch(orders)
    }
}

@Suite struct PaymentBatchTests {
    @Test(.enabled(if: Schemas.canXML, Schemas.noXML))
    func `the file is valid against the XSD`() throws {
        let file = try Payments.finance().encoded()
        #expect(try Schemas.faults(file.bytes, xsd: "iso20022/pain.001.001.09.xsd") == "")
    }

    @Test func `count and sum are exact, and the file agrees with itself`() throws {
        let batch = try Payments.finance()
        let (bytes, digest) = try batch.encoded()
        let text = String(decoding: bytes, as: UTF8.self)
        let expected = Cents(37 * 100_000 + 7 * 37 * 38 / 2)
        #expect(batch.batch.total == expected)
        #expect(text.components(separatedBy: "<NbOfTxs>37</NbOfTxs>").count == 3)
        #expect(text.components(separatedBy: "<CtrlSum>\(expected.decimal)</CtrlSum>").count == 3)
        #expect(text.contains("<Nm>Cafe d'Etudiant.e.s</Nm>"))
        #expect(text.contains("<Dt>\(Payments.day)</Dt>"))
        let check = PaymentFileCheck(bytes)
        #expect(check.faults == [])
        #expect(check.total == expected)
        #expect(check.identifiers == batch.transfers.map(\.order.identifier.description))
        #expect(digest == Digest.sha256(of: bytes))
    }

    @Test func `the structured communication goes alone, a text where there is none`() throws {
        let text = String(decoding: try Payments.batch([Payments.order(42)]).encoded().bytes, as: UTF8.self)
        #expect(text.contains("<Ref>\(StructuredCommunication(base: 2_027_000_042)?.digits ?? "")</Ref>"))
        #expect(!text.contains("Ustrd"))
        let other = try Payments.batch([Payments.order(42, communicates: false)]).encoded().bytes
        #expect(String(decoding: other, as: UTF8.self).contains("<Ustrd>A42 A"))
    }

    @Test func `exporting twice gives the same identifiers, whatever the day`() throws {
        let orders = (1...9).map { Payments.order($0) }
        let batch = try Payments.batch(orders)
        #expect(try Payments.batch(orders).encoded().bytes == batch.encoded().bytes)
        let later = try Payments.batch(orders, later: 30)
        #expect(later.messageID == batch.messageID)
        #expect(later.transfers.map(\.order.identifier) == batch.transfers.map(\.order.identifier))
        #expect(try Payments.batch(Array(orders.dropLast())).messageID != batch.messageID)
        // What the bank did not carry out goes under another name.
        var (first, again) = (PaymentMessage(), PaymentMessage())
        first.add("A-1", sentBefore: 0)
        again.add("A-1", sentBefore: 1)
        #expect(first.identifier != again.identifier && first.identifier.utf8.count == 35)
        #expect(batch.messageID.utf8.count == 35)
    }

    @Test func `an end-to-end identifier names one payment of one call`() {
        var seen: Set<String> = []
        for call in ["a", "b"] {
            for grant in [1, 35, 36, Int64.max] {
                for instalment in Instalment.allCases {
                    let text = PaymentIdentifier(call: call, grant: grant, instalment: instalment).description
                    #expect(text.utf8.count <= 35 && text.utf8.allSatisfy(SEPAText.isAllowed))
                    #expect(seen.insert(text).inserted)
                }
            }
        }
    }

    @Test func `zero, cancelled and suspended ones stay out`() throws {
        let batch = try Payments.batch([
            Payments.order(1), Payments.order(2, amount: .zero), Payments.order(3, standing: .cancelled),
            Payments.order(4, standing: .suspended)
        ])
        #expect(batch.transfers.map(\.order.reference) == ["A1"])
        #expect(batch.leftOut.map(\.reference) == ["A2", "A3", "A4"])
        #expect(batch.batch.total == Cents(800_000) && batch.batch.count == 1)
    }

    static let refused: [(PaymentOrder, PaymentRefusal)] = [
        (
            Payments.order(7, account: "MA64011519000001205000534921"),
            .account(reference: "A7", account: "MA64011519000001205000534921", .outsideSEPA(country: "MA"))
        ),
        (
            Payments.order(7, account: "BE69539007547034"),
            .account(reference: "A7", account: "BE69539007547034", .unreadable)
        ),
        (Payments.order(7, account: ""), .account(reference: "A7", account: "", .unreadable)),
        (Payments.order(7, payee: "水"), .payeeName(reference: "A7", name: "水")),
        (Payments.order(7, amount: Cents(-1)), .negativeAmount(reference: "A7", amount: Cents(-1))),
        (
            Payments.order(7, amount: Cents(100_000_000_000)),
            .amountTooLarge(reference: "A7", amount: Cents(100_000_000_000))
        ),
        (Payments.order(1), .repeated(reference: "A1", identifier: Payments.order(1).identifier.description))
    ]

    @Test(arguments: refused.indices)
    func `what cannot be paid is refused by name, and no batch is made of the rest`(index: Int) {
        let (order, refusal) = Self.refused[index]
        let thrown = #expect(throws: PaymentRefusals.self) { try Payments.batch([Payments.order(1), order]) }
        #expect(thrown?.refusals == [refusal])
        #expect(refusal.message.text(in: .english).contains(order.reference))
        #expect(refusal.message.text(in: .french) != refusal.message.text(in: .dutch))
    }

    @Test func `nothing to pay, or a municipality without an account, is no batch`() {
        #expect(throws: PaymentRefusals([.nothingToPay])) { try Payments.batch([Payments.order(1, amount: .zero)]) }
        #expect(throws: PaymentRefusals([.debtorAccount(account: "BE00", .unreadable)])) {
            try PaymentDebtor(name: "Ville", account: "BE00")
        }
    }

    @Test func `an account that is no IBAN, or outside the scheme, is refused by name`() {
        // Right check digits, one character too many for its country.
        #expect(throws: AccountFault.unreadable) { try SEPAAccount("BE685390075470340") }
        #expect(throws: AccountFault.outsideSEPA(country: "SN")) { try SEPAAccount("SN08SN0100152000048500003035") }
    }

    @Test func `written to disk it is the same as in memory`() throws {
        let batch = try Payments.batch((1...400).map { Payments.order($0) })
        try withTemporaryFolder { folder in
            let count = try PaymentFile(batch.batch).write({ try batch.transfers.forEach($0) }, to: folder + "/pay.xml")
            #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/pay.xml"))) == (try batch.encoded().bytes))
            #expect(count == 400)
        }
    }
}
