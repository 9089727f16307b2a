package import CallModel

/// What is wrong with a payment file, beyond what its XSD can say.
package enum PaymentFileFault: Error, Hashable, Sendable {
    case unreadable(XMLFault)
    /// Not a pain.001.001.09.
    case wrongKind
    /// The header, or the payment information, counts other payments than there are.
    case wrongCount(element: String, said: String, found: Int)
    case wrongSum(element: String, said: String, found: Cents)
    case missing(element: String, transaction: Int)
    case repeatedIdentifier(String)
    case badAccount(String)
    case badAmount(String)
    case badCurrency(String)
    /// A character outside of the SEPA set, or a text that is too long.
    case badText(element: String, String)
    case badCommunication(String)
    case notSEPA
}

/// Reads a payment file again and compares it with itself: an independent look at what is about to be paid.
package struct PaymentFileCheck: Sendable {
    package private(set) var faults: [PaymentFileFault] = []
    package private(set) var identifiers: [String] = []
    package private(set) var total = Cents.zero

    private var transaction: [String: String] = [:]
    private var number = 0
    private var numberInInformation = 0
    private var sumInInformation = Cents.zero
    private var said: [String: String] = [:]
    private var isSEPA = false
    private var known: Set<String> = []

    package init(_ bytes: [UInt8]) {
        // The closure outlives this scope in the eyes of the compiler, so that the state is taken along in a box.
        let box = Box(self)
        do throws(XMLFault) {
            try XMLEvents.read(bytes) { box.value.close($0) }
            self = box.value
        } catch {
            faults = [.unreadable(error)]
        }
    }

    private final class Box {
        var value: PaymentFileCheck
        init(_ value: PaymentFileCheck) { self.value = value }
    }

    private mutating func close(_ element: XMLEvents.Element) {
        switch element.path.dropFirst().joined(separator: "/") {
        case "CstmrCdtTrfInitn/GrpHdr/NbOfTxs": said["GrpHdr count"] = element.text
        case "CstmrCdtTrfInitn/GrpHdr/CtrlSum": said["GrpHdr sum"] = element.text
        case "CstmrCdtTrfInitn/PmtInf/NbOfTxs": said["PmtInf count"] = element.text
        case "CstmrCdtTrfInitn/PmtInf/CtrlSum": said["PmtInf sum"] = element.text
        case "CstmrCdtTrfInitn/PmtInf/PmtTpInf/SvcLvl/Cd": isSEPA = element.text == "SEPA"
        case "CstmrCdtTrfInitn/PmtInf/DbtrAcct/Id/IBAN": checkAccount(element.text)
        case "CstmrCdtTrfInitn/PmtInf/Dbtr/Nm": checkText(element.text, in: "Dbtr", to: 70)
        case "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf": closeTransaction()
        case "CstmrCdtTrfInitn/PmtInf": closeInformation()
        case "":
            if element.namespace != PaymentFile.namespace || element.name != "Document" { faults.append(.wrongKind) }
            compare("GrpHdr", number, total)
        default: keep(element)
        }
    }

    private mutating func keep(_ element: XMLEvents.Element) {
        guard element.path.count > 4, element.path[3] == "CdtTrfTxInf" else { return }
        let place = element.path.dropFirst(4).joined(separator: "/")
        transaction[place] = element.text
        if place == "Amt/InstdAmt", element.attributes["Ccy"] != Currency.euro.rawValue {
            faults.append(.badCurrency(element.attributes["Ccy"] ?? ""))
        }
    }

    private mutating func closeTransaction() {
        number += 1
        numberInInformation += 1
        let values = transaction
        transaction = [:]
        for needed in ["PmtId/EndToEndId", "Amt/InstdAmt", "Cdtr/Nm", "CdtrAcct/Id/IBAN"] where values[needed] == nil {
            faults.append(.missing(element: needed, transaction: number))
        }
        if let identifier = values["PmtId/EndToEndId"] {
            identifiers.append(identifier)
            if !known.insert(identifier).inserted { faults.append(.repeatedIdentifier(identifier)) }
            checkText(identifier, in: "EndToEndId", to: 35)
        }
        if let amount = values["Amt/InstdAmt"] {
            if let cents = Cents(decimal: amount), cents > .zero {
                total += cents
                sumInInformation += cents
            } else {
                faults.append(.badAmount(amount))
            }
        }
        if let account = values["CdtrAcct/Id/IBAN"] { checkAccount(account) }
        if let name = values["Cdtr/Nm"] { checkText(name, in: "Cdtr", to: 70) }
        if let text = values["RmtInf/Ustrd"] { checkText(text, in: "Ustrd", to: 140) }
        if let digits = values["RmtInf/Strd/CdtrRefInf/Ref"], StructuredCommunication(digits)?.digits != digits {
            faults.append(.badCommunication(digits))
        }
    }

    private mutating func closeInformation() {
        compare("PmtInf", numberInInformation, sumInInformation)
        if !isSEPA { faults.append(.notSEPA) }
        (numberInInformation, sumInInformation, isSEPA) = (0, .zero, false)
        said["PmtInf count"] = nil
        said["PmtInf sum"] = nil
    }

    private mutating func compare(_ element: String, _ count: Int, _ sum: Cents) {
        let saidCount = said["\(element) count"] ?? ""
        if saidCount != String(count) { faults.append(.wrongCount(element: element, said: saidCount, found: count)) }
        let saidSum = said["\(element) sum"] ?? ""
        if Cents(decimal: saidSum) != sum { faults.append(.wrongSum(element: element, said: saidSum, found: sum)) }
    }

    private mutating func checkAccount(_ text: String) {
        do { _ = try SEPAAccount(text) } catch { faults.append(.badAccount(text)) }
    }

    private mutating func checkText(_ text: String, in element: String, to length: Int) {
        if text.isEmpty || text.utf8.count > length || !text.utf8.allSatisfy(SEPAText.isAllowed) {
            faults.append(.badText(element: element, text))
        }
    }
}
