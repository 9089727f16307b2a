import CallModel
import Foundation
import Testing

@testable import Exchange

@Suite struct BankReportTests {
    private static func batch() throws -> MadeBatch { try Payments.batch((1...4).map { Payments.order($0) }) }

    private static func reconciled(with report: BankReport) throws -> Reconciliation {
        let batch = try batch()
        return Reconciliation(batch.messageID, batch.transfers, with: report)
    }

    private static func identifiers() throws -> [String] { try batch().transfers.map(\.order.identifier.description) }

    private static func report(message: String? = nil, group: String? = nil, _ transactions: String) throws -> BankReport {
        let message = try message ?? batch().messageID
        let group = group.map { "<GrpSts>\($0)</GrpSts>" } ?? ""
        return try BankReport(
            xml: Array(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <GrpHdr><MsgId>B1</MsgId><CreDtTm>2027-07-02T09:00:00</CreDtTm></GrpHdr>
                <OrgnlGrpInfAndSts><OrgnlMsgId>\(message)</OrgnlMsgId>
                <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>\(group)</OrgnlGrpInfAndSts>
                <OrgnlPmtInfAndSts><OrgnlPmtInfId>\(message)</OrgnlPmtInfId>\(transactions)</OrgnlPmtInfAndSts>
                </CstmrPmtStsRpt></Document>
                """.utf8))
    }

    private static func transaction(_ identifier: String, _ status: String, _ more: String = "") -> String {
        "<TxInfAndSts><OrgnlEndToEndId>\(identifier)</OrgnlEndToEndId><TxSts>\(status)</TxSts>\(more)</TxInfAndSts>"
    }

    private static let closed =
        "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Closed account</AddtlInf></StsRsnInf>"
        + "<OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">8000.00</InstdAmt></Amt></OrgnlTxRef>"

    @Test func `each payment gets what the bank says of it, the others what it says of the message`() throws {
        let names = try Self.identifiers()
        let report = try Self.report(
            group: "ACCP", Self.transaction(names[0], "ACSC") + Self.transaction(names[1], "RJCT", Self.closed))
        let outcome = try Self.reconciled(with: report)
        #expect(outcome.faults == [])
        #expect(outcome.lines.map(\.outcome) == [.settled, .rejected, .pending, .pending])
        #expect(outcome.lines[1].reason == "AC04 Closed account")
        #expect(outcome.total(.rejected) == Cents(800_000) && outcome.total(.pending) == Cents(1_600_000))
        #expect(!outcome.isComplete)
    }

    @Test func `all booked is complete`() throws {
        let report = try Self.report(group: "ACSC", "")
        #expect(try Self.reconciled(with: report).isComplete)
    }

    @Test func `a table does as well`() throws {
        let names = try Self.identifiers()
        let text = "endToEndId;status;reason;amount\n\(names[0]);ACSC;;8000.00\n\(names[1]);RJCT;AC01 wrong account;\n"
        let outcome = try Self.reconciled(with: try BankReport(csv: Array(text.utf8)))
        #expect(outcome.faults == [])
        #expect(outcome.lines.map(\.outcome) == [.settled, .rejected, nil, nil])
        #expect(outcome.lines[1].reason == "AC01 wrong account")
    }

    @Test func `what does not fit is told`() throws {
        let names = try Self.identifiers()
        let other = try Self.report(message: "OTHER", group: "ACSC", "")
        let answered = try Self.reconciled(with: other)
        #expect(answered.faults == [.otherMessage("OTHER")])
        #expect(answered.lines.allSatisfy { $0.outcome == nil })

        let amount = Self.closed.replacingOccurrences(of: "8000.00", with: "8000.01")
        let report = try Self.report(
            Self.transaction("NOBODY", "ACSC") + Self.transaction(names[0], "ACSC") + Self.transaction(names[0], "RJCT")
                + Self.transaction(names[1], "RJCT", amount) + Self.transaction(names[2], "PDNG")
                + Self.transaction(names[2], "ACSC"))
        let outcome = try Self.reconciled(with: report)
        #expect(
            outcome.faults == [
                .unknown("NOBODY"), .contradiction(names[0]),
                .otherAmount(endToEnd: names[1], ordered: Cents(800_000), reported: Cents(800_001))
            ])
        #expect(outcome.lines.map(\.outcome) == [.settled, nil, .settled, nil])
    }

    @Test func `a file that is no report is refused`() throws {
        #expect(throws: BankReportFault.wrongKind) { try BankReport(xml: try Self.batch().encoded().bytes) }
        #expect(throws: BankReportFault.unknownCode("DONE")) { try Self.report(Self.transaction("x", "DONE")) }
        #expect(throws: BankReportFault.unnamed) { try Self.report("<TxInfAndSts><TxSts>ACSC</TxSts></TxInfAndSts>") }
        #expect(throws: BankReportFault.missingColumn("status")) { try BankReport(csv: Array("endToEndId\nx\n".utf8)) }
        #expect(throws: BankReportFault.unknownCode("")) { try BankReport(csv: Array("endToEndId,status\nx,\n".utf8)) }
        #expect(throws: BankReportFault.incomplete(row: 2)) { try BankReport(csv: Array("endToEndId,status\n,ACSC\n".utf8)) }
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>"
        #expect(throws: BankReportFault.self) { try BankReport(xml: Array(bomb.utf8)) }
        for text in ["<a><b></a>", "<a><b/>", "", "no XML", "<a>b</a><a>c</a>", "<a>&b;</a>", "\u{0}"] {
            let fault = #expect(throws: BankReportFault.self) { try BankReport(xml: Array(text.utf8)) }
            #expect(fault != .wrongKind, "\(text)")
        }
    }
}
