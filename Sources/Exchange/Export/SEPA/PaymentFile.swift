package import CallModel

/// The file of a batch: ISO 20022 pain.001.001.09 with the values that a SEPA credit transfer takes (EPC132-08).
///
/// The payments have to be those that the batch counts and adds up, in the order of their identifiers.
package struct PaymentFile: StreamedExport {
    package static let namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"

    private let batch: PaymentBatch
    private var xml = XMLText()

    package init(_ batch: PaymentBatch) {
        self.batch = batch
        xml.start("Document", [("xmlns", Self.namespace)])
        xml.start("CstmrCdtTrfInitn")
        header(&xml)
        xml.start("PmtInf")
        terms(&xml)
    }

    package var isPrivate: Bool { true }
    package var count: Int { xml.bytes.count }
    package mutating func add(_ transfer: PaymentBatch.Transfer) { Self.write(transfer, &xml) }
    package mutating func finish() { for _ in 0..<3 { xml.end() } }
    package mutating func take() -> [UInt8] { xml.take() }

    /// The SHA-256 of the whole file.
    package static func digest(
        of batch: PaymentBatch, _ transfers: RecordStream<PaymentBatch.Transfer>
    ) throws -> Digest {
        var digest = RunningDigest()
        try PaymentFile(batch).write(transfers) { digest.add($0) }
        return digest.finish()
    }

    private func header(_ xml: inout XMLText) {
        xml.element("GrpHdr") { xml in
            xml.element("MsgId", text: batch.messageID)
            xml.element("CreDtTm", text: batch.createdAt.iso8601)
            totals(&xml)
            xml.element("InitgPty") { xml in
                xml.element("Nm", text: batch.debtor.name)
                guard let number = batch.debtor.enterpriseNumber else { return }
                xml.element("Id") { xml in
                    xml.element("OrgId") { xml in
                        xml.element("Othr") { xml in
                            xml.element("Id", text: number.digits)
                            xml.element("Issr", text: "KBO-BCE")
                        }
                    }
                }
            }
        }
    }

    private func totals(_ xml: inout XMLText) {
        xml.element("NbOfTxs", text: String(batch.count))
        xml.element("CtrlSum", text: batch.total.decimal)
    }

    private func terms(_ xml: inout XMLText) {
        xml.element("PmtInfId", text: batch.messageID)
        xml.element("PmtMtd", text: "TRF")
        xml.element("BtchBookg", text: "true")
        totals(&xml)
        xml.element("PmtTpInf") { xml in xml.element("SvcLvl") { $0.element("Cd", text: "SEPA") } }
        xml.element("ReqdExctnDt") { $0.element("Dt", text: batch.executionDate.description) }
        xml.element("Dbtr") { $0.element("Nm", text: batch.debtor.name) }
        Self.account("DbtrAcct", batch.debtor.account, &xml)
        // The scheme needs no BIC: the bank is the IBAN's.
        xml.element("DbtrAgt") { xml in
            xml.element("FinInstnId") { xml in xml.element("Othr") { $0.element("Id", text: "NOTPROVIDED") } }
        }
        xml.element("ChrgBr", text: "SLEV")
    }

    private static func write(_ transfer: PaymentBatch.Transfer, _ xml: inout XMLText) {
        let order = transfer.order
        xml.element("CdtTrfTxInf") { xml in
            xml.element("PmtId") { $0.element("EndToEndId", text: order.identifier.description) }
            xml.element("Amt") { $0.element("InstdAmt", [("Ccy", Currency.euro.rawValue)], text: order.amount.decimal) }
            xml.element("Cdtr") { $0.element("Nm", text: transfer.name) }
            account("CdtrAcct", transfer.account, &xml)
            xml.element("RmtInf") { remittance(order, &$0) }
        }
    }

    /// The structured communication, or a text: never both.
    private static func remittance(_ order: PaymentOrder, _ xml: inout XMLText) {
        guard let communication = order.communication else {
            let text = SEPAText.transliterated("\(order.reference) \(order.identifier)", to: 140)
            xml.element("Ustrd", text: text)
            return
        }
        xml.element("Strd") { xml in
            xml.element("CdtrRefInf") { xml in
                xml.element("Tp") { xml in
                    xml.element("CdOrPrtry") { $0.element("Cd", text: "SCOR") }
                    xml.element("Issr", text: "BBA")
                }
                xml.element("Ref", text: communication.digits)
            }
        }
    }

    private static func account(_ name: String, _ account: SEPAAccount, _ xml: inout XMLText) {
        xml.element(name) { xml in xml.element("Id") { $0.element("IBAN", text: account.iban.text) } }
    }
}
