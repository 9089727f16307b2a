import CallModel

/// What receipts say of a log: which event is which in a stream, and what the calls are called.
package struct ReceiptClaims: Sendable {
    private var leaves: [LogLine.StreamName: [Int64: Digest]] = [:]
    private var codes: [Int64: String] = [:]

    package init() {}

    /// - Throws: where two receipts contradict each other.
    package init(_ receipts: [FilingReceipt.Verified]) throws(AuditFault) {
        for receipt in receipts {
            for line in receipt.lines {
                let known = leaves[line.stream, default: [:]].updateValue(line.leaf, forKey: line.version)
                guard known ?? line.leaf == line.leaf else { throw .contradiction(stream: line.stream, version: line.version) }
            }
            codes[receipt.call.number] = receipt.call.code
        }
    }

    var isEmpty: Bool { leaves.isEmpty }

    func leaf(of stream: LogLine.StreamName, _ version: Int64) -> Digest? { leaves[stream]?[version] }

    /// The code that a receipt gives to the call that an event creates.
    func code(of event: LogLine) -> String? {
        event.stream.machine == "call" && event.version == 1 ? codes[event.stream.number] : nil
    }
}

/// How a receipt stands to a log.
package enum ReceiptStanding: Hashable, Sendable {
    /// Its events are in the log, which a checkpoint covers.
    case inLog(leaf: Int)
    /// The log ends before the filing: a later one will tell.
    case waiting
}

/// The payload of an event: a JSON object with its names in order, of which only plain members are asked for.
struct PayloadText {
    private let text: String

    /// - Parameter line: of the log.
    init?(_ line: [UInt8]) {
        guard let text = FlatObject(line)?.unquoted("payload") else { return nil }
        self.text = text
    }

    /// The text under the first such name.
    func string(_ name: String) -> String? {
        guard let start = text.firstRange(of: "\"\(name)\":\"")?.upperBound else { return nil }
        return text[start...].firstIndex(of: "\"").map { String(text[start..<$0]) }
    }

    /// The whole number under the first such name.
    func integer(_ name: String) -> Int64? {
        guard let start = text.firstRange(of: "\"\(name)\":")?.upperBound else { return nil }
        return Int64(text[start...].prefix { $0.isNumber || $0 == "-" })
    }
}
