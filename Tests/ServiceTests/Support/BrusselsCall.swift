import CallModel
import Exchange
import Foundation

/// The shipped regulation, with the few things changed in it that a test needs to be otherwise.
struct BrusselsCall: Sendable {
    let code: String
    let source: String
    let checked: CheckedDefinition
    let definition: CallDefinition

    /// - Parameters:
    ///   - closes: the wall clock in Brussels, `2027-04-01 23:59`.
    ///   - line: the euro in the one budget line, of which `reserve` are kept for feminist cooperation.
    ///   - minimumFiles: admissible files below which the call ends without award.
    ///   - ties: what separates equal scores, in the place of the shipped keys.
    ///   - consensus: what a score that the council agrees on does.
    ///   - aggregate: how the scores of several reviews become one.
    ///   - rule: one more rule of admissibility, as the file writes it.
    init(
        code: String = "brussels-2027", closes: String = "2027-04-01 23:59", line: String = "150000.00",
        reserve: String = "30000.00", minimumFiles: Int = 3, procedure: String = "competitive",
        rule: String? = nil, ties: String? = nil, consensus: String? = nil, aggregate: String = "mean"
    ) throws {
        var text = try String(contentsOfFile: Checkout.configuration + "/calls/brussels-2027.yaml", encoding: .utf8)
        for (old, new) in [
            ("code: brussels-2027", "code: \(code)"), ("closes: { at: \"2027-04-01 23:59\"", "closes: { at: \"\(closes)\""),
            ("total: \"150000.00\"", "total: \"\(line)\""), ("amount: \"30000.00\"", "amount: \"\(reserve)\""),
            ("minimumAdmissibleFiles: 3", "minimumAdmissibleFiles: \(minimumFiles)"), ("procedure: competitive", "procedure: \(procedure)"),
            ("aggregate: mean", "aggregate: \(aggregate)"),
            (Self.ties, "ties: " + (ties ?? Self.keys) + (consensus.map { "\n  consensus: \($0)" } ?? "")),
            ("    maximumMonths: 18\n", "    maximumMonths: 18\n" + (rule.map { "  - \($0)\n" } ?? ""))
        ] {
            guard text.contains(old) else { throw FixtureError("the shipped call no longer says \(old)") }
            text = text.replacingOccurrences(of: old, with: new)
        }
        checked = CallDefinition.check(try YAMLSource.parse(Data(text.utf8)), lists: ["dac-recipients"])
        guard let definition = checked.definition else { throw FixtureError("\(checked.faults)") }
        (self.code, self.source, self.definition) = (code, text, definition)
    }

    private static let keys = "[\"criterion:needs\", \"criterion:gender\", smallerRequest, earlierSubmission]"
    private static let ties = "ties: " + keys

    var opens: Instant { definition.calendar.opens.instant }
    var closes: Instant { definition.calendar.closes.instant }
    var reviewsClose: Instant { definition.calendar.reviewsClose.instant }
}

/// Where the sources of this test stand.
enum Checkout {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    static let configuration = folder + "/config"

    static func lists() throws -> [CountryList] {
        let folder = configuration + "/reference"
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted().map { name in
            let checked = CountryList.check(try YAMLSource.read(path: folder + "/" + name))
            guard let list = checked.list else { throw FixtureError("\(name): \(checked.faults)") }
            return list
        }
    }
}

/// Why a test could not be set up.
struct FixtureError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
