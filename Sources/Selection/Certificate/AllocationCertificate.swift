package import CallModel

/// The document that lets an outsider redo an allocation: the problem by its hash (and usually the problem itself), the rules,
/// every attempt in its order with the money before and after, the awards, the totals and the reasons.
///
/// These are the types of the file's reader. They say nothing of how an allocation is made: the checker compares what it works
/// out itself with what it reads here. `docs/certificate.md` explains each key.
package struct AllocationCertificate: Hashable, Codable, Sendable {
    package static let format = "appel-allocation-certificate-1"

    package var format: String
    /// Of the problem's canonical text.
    package var problemSHA256: String
    /// Absent where it is published beside the certificate.
    package var problem: AllocationProblem?
    package var rules: AllocationRules
    /// One after another, as lines with too few awards are taken away; the last is the one that counts.
    package var runs: [Run]
    package var awards: [Award]
    package var lines: [Line]
    package var unfunded: [Unfunded]
    package var totalScore: Int64
    package var optimality: Optimality?

    package struct Run: Hashable, Codable, Sendable {
        /// The line that has too few awards at the end of this run, and so gives nothing in the next.
        package var closes: String?
        package var passes: [Pass]
    }

    package struct Pass: Hashable, Codable, Sendable {
        package var kind: AllocationPass
        package var steps: [Step]
    }

    /// One file tries one line.
    package struct Step: Hashable, Codable, Sendable {
        package var application: String
        package var line: String
        package var before: Money
        package var after: Money
        package var verdict: Verdict
        /// What the file gets; absent where it is refused.
        package var cents: Cents?
        /// Absent where it gets something.
        package var refusal: Reason?

        package enum Verdict: String, Codable, Sendable { case awarded, awardedInPart, refused }
    }

    package struct Money: Hashable, Codable, Sendable {
        package var openCents: Cents
        package var reserveCents: Cents
    }

    package struct Award: Hashable, Codable, Sendable {
        package var application: String
        package var line: String
        package var cents: Cents
        package var pass: Int
    }

    package struct Line: Hashable, Codable, Sendable {
        package var id: String
        package var awardedCents: Cents
        package var reservedAwardedCents: Cents
        package var unspentCents: Cents
        package var unspentReserveCents: Cents
    }

    package struct Unfunded: Hashable, Sendable {
        package var application: String
        package var reason: Reason
    }

    /// A reason with its figures, each where the reason has it.
    package struct Reason: Hashable, Codable, Sendable {
        package var reason: String
        package var line: String?
        package var rank: Int?
        package var shortCents: Cents?
        package var reserveCents: Cents?
        package var limit: Int?
        package var awards: Int?
        package var minimum: Int?
        package var score: Int64?
        package var threshold: Int64?
        package var highestCeilingCents: Cents?
    }

    /// What is said of the greatest possible sum of scores, with prices from which anyone can work out a bound of it.
    package struct Optimality: Hashable, Codable, Sendable {
        package var proven: Bool
        package var bound: Int64
        /// The bound that the prices give.
        package var priceBound: Int64
        package var prices: [Price]
        /// Prices are in this part of a point of score: a power of two.
        package var scale: Int64
    }

    /// What one unit of a limited thing is worth: a cent of a line, an award of its number, an award of an applicant.
    package struct Price: Hashable, Codable, Sendable {
        package var limit: Limit
        /// The line, or the applicant.
        package var of: String
        package var price: Int64
    }

    package enum Limit: String, CaseIterable, Codable, Sendable {
        /// All money of the line.
        case total
        /// The money that files that are not reserved may get of a fenced line.
        case others
        /// Of a line with two pools, each.
        case open, reserve
        /// The floor of the line; the one whose price is paid for what is given, and not for what is taken.
        case floor
        case maxAwards
        case applicant
    }
}

extension AllocationCertificate.Unfunded: Codable {
    private enum CodingKeys: String, CodingKey { case application }

    package init(from decoder: any Decoder) throws {
        application = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .application)
        reason = try AllocationCertificate.Reason(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(application, forKey: .application)
        try reason.encode(to: encoder)
    }
}
