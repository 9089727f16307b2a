package import CallModel

/// The file of a batch: ISO 20022 pain.001.001.09 with the values that a SEPA credit transfer takes (EPC132-08).
extension PaymentBatch {
    package static let namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"

    /// Hands the file over piece by piece; memory does not grow with it.
    ///
    /// - Returns: the SHA-256 of the whole file.
    package func write<Failure: Error>(_ sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) -> Digest {
        var xml = XMLText()
        var digest = RunningDigest()
        func flush(_ xml: inout XMLText) throws(Failure) {
            let piece = xml.take()
            digest.add(piece)
            try sink(piece)
        }
        xml.start("Document", [("xmlns", Self.namespace)])
        xml.start("CstmrCdtTrfInitn")
        header(&xml)
        xml.start("PmtInf")
        terms(&xml)
        for transfer in transfers {
            Self.write(transfer, &xml)
            if xml.bytes.count >= AtomicFile.pieceSize { try flush(&xml) }
        }
        for _ in 0..<3 { xml.end() }
        try flush(&xml)
        return digest.finish()
    }

    /// Writes the file, whole or not at all.
    ///
    /// - Returns: its SHA-256.
    package func write(to path: String) throws(FileWriteError) -> Digest {
        var digest: Digest?
        try AtomicFile.write(to: path) { file throws(FileWriteError) in
            digest = try write { (piece) throws(FileWriteError) in try file.append(piece) }
        }
        guard let digest else { preconditionFailure("a file that was written has its digest") }
        return digest
    }

    /// The whole file, with its SHA-256.
    package func encoded() -> (bytes: [UInt8], digest: Digest) {
        var bytes: [UInt8] = []
        let digest = write { bytes.append(contentsOf: $0) }
        return (bytes, digest)
    }

    private func header(_ xml: inout XMLText) {
        xml.element("GrpHdr") { xml in
            xml.element("MsgId", text: messageID)
            xml.element("CreDtTm", text: createdAt.iso8601)
            totals(&xml)
            xml.element("InitgPty") { xml in
                xml.element("Nm", text: debtorName)
                guard let number = debtor.enterpriseNumber else { return }
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
        xml.element("NbOfTxs", text: String(transfers.count))
        xml.element("CtrlSum", text: total.decimal)
    }

    private func terms(_ xml: inout XMLText) {
        xml.element("PmtInfId", text: messageID)
        xml.element("PmtMtd", text: "TRF")
        xml.element("BtchBookg", text: "true")
        totals(&xml)
        xml.element("PmtTpInf") { xml in xml.element("SvcLvl") { $0.element("Cd", text: "SEPA") } }
        xml.element("ReqdExctnDt") { $0.element("Dt", text: executionDate.description) }
        xml.element("Dbtr") { $0.element("Nm", text: debtorName) }
        Self.account("DbtrAcct", debtorAccount, &xml)
        // The scheme needs no BIC: the bank is the IBAN's.
        xml.element("DbtrAgt") { xml in
            xml.element("FinInstnId") { xml in xml.element("Othr") { $0.element("Id", text: "NOTPROVIDED") } }
        }
        xml.element("ChrgBr", text: "SLEV")
    }

    private static func write(_ transfer: Transfer, _ xml: inout XMLText) {
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
