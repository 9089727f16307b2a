import CallModel
import Foundation
import Testing

@testable import Exchange

/// A change to a payment file that must not get past both the XSD and our own check.
struct PaymentMutant: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String

    init(_ name: String, _ old: String, _ new: String) { (self.name, self.old, self.new) = (name, old, new) }

    var testDescription: String { name }

    /// Those that our check finds alone.
    static let ours = [
        PaymentMutant("one payment more in the header", "<NbOfTxs>3</NbOfTxs>", "<NbOfTxs>4</NbOfTxs>"),
        PaymentMutant("a cent less in the sum", "<CtrlSum>2400.30</CtrlSum>", "<CtrlSum>2400.29</CtrlSum>"),
        PaymentMutant("another amount", ">800.10<", ">900.10<"),
        PaymentMutant("a third decimal", ">800.10<", ">800.101<"),
        PaymentMutant("an amount of zero", ">800.10<", ">0.00<"),
        PaymentMutant("a wrong digit in an account", "BE68539007547034", "BE68539007547035"),
        PaymentMutant("an account outside of the SEPA", "NL91ABNA0417164300", "MA64011519000001205000534921"),
        PaymentMutant("another currency", "Ccy=\"EUR\"", "Ccy=\"MAD\""),
        PaymentMutant("a name with diacritics", "<Nm>Cafe", "<Nm>Café"),
        PaymentMutant("a payment without a creditor", "<Nm>Cafe d'Etudiant.e.s</Nm>", ""),
        PaymentMutant("a wrong digit in a communication", "<Ref>2027", "<Ref>2028"),
        PaymentMutant("no SEPA transfer", "<Cd>SEPA</Cd>", "<Cd>URGP</Cd>"),
        PaymentMutant("another version of the standard", "pain.001.001.09", "pain.001.001.03"),
        PaymentMutant("a document type", "<Document ", "<!DOCTYPE Document [<!ENTITY a \"b\">]><Document "),
        PaymentMutant("cut off", "</Document>", "")
    ]

    /// Those that the XSD has to find.
    static let schema = [
        PaymentMutant("an element out of order", "<PmtMtd>TRF</PmtMtd>", ""),
        PaymentMutant("another method", "TRF", "WIRE"),
        PaymentMutant("a plain date", "<Dt>2027-07-01</Dt>", "2027-07-01"),
        PaymentMutant("a date that does not exist", "2027-07-01", "2027-02-30"),
        PaymentMutant("other charges", "SLEV", "NONE"),
        PaymentMutant("an identifier that is too long", "<MsgId>", "<MsgId>X"),
        PaymentMutant("an unknown element", "<Cdtr>", "<Cdtr><Email>a@b.be</Email>"),
        PaymentMutant("no account of the municipality", "DbtrAcct", "DebtorAccount")
    ]
}

@Suite struct PaymentMutantTests {
    private static func file() throws -> String {
        let batch = try Payments.batch([
            Payments.order(1, amount: Cents(80_010)), Payments.order(2, account: "NL91ABNA0417164300", amount: Cents(80_010)),
            Payments.order(3, amount: Cents(80_010))
        ])
        return String(decoding: try batch.encoded().bytes, as: UTF8.self)
    }

    /// The first place only, so that one payment of several is wrong.
    private static func changed(_ mutant: PaymentMutant) throws -> [UInt8] {
        let text = try file()
        let place = try #require(text.range(of: mutant.old))
        return Array(text.replacingCharacters(in: place, with: mutant.new).utf8)
    }

    @Test(arguments: PaymentMutant.ours)
    func `our check finds it`(mutant: PaymentMutant) throws {
        #expect(PaymentFileCheck(Array(try Self.file().utf8)).faults == [])
        #expect(!PaymentFileCheck(try Self.changed(mutant)).faults.isEmpty)
    }

    @Test(.enabled(if: Schemas.canXML, Schemas.noXML), arguments: PaymentMutant.schema)
    func `the XSD finds it`(mutant: PaymentMutant) throws {
        #expect(try Schemas.faults(Array(try Self.file().utf8), xsd: "iso20022/pain.001.001.09.xsd") == "")
        #expect(try Schemas.faults(try Self.changed(mutant), xsd: "iso20022/pain.001.001.09.xsd") != "")
    }

    @Test func `the same payment twice in a file is found`() throws {
        let text = try Self.file()
        let identifiers = try Payments.batch([Payments.order(1), Payments.order(2)]).transfers.map(\.order.identifier.description)
        let doubled = text.replacingOccurrences(of: identifiers[1], with: identifiers[0])
        #expect(PaymentFileCheck(Array(doubled.utf8)).faults == [.repeatedIdentifier(identifiers[0])])
    }
}
