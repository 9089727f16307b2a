package import CallModel

/// Checks a certificate by doing the work again, in its own way.
///
/// It was written from the published definition of the rules and shares no code with the allocator, only the types of the
/// problem and of its rules: a mistake in the one would have to be made again in the other. It follows the certificate step by
/// step, works out at each point what has to come next, and stops at the first thing that differs; so it also sees that
/// nothing was left out. Then it compares awards, totals and every reason.
package struct CertificateChecker: Sendable {
    let sha256: @Sendable ([UInt8]) -> Digest

    /// - Parameter sha256: hashes the canonical text of the problem.
    package init(sha256: @escaping @Sendable ([UInt8]) -> Digest) { self.sha256 = sha256 }

    /// - Parameter published: the problem as it was published apart from the certificate; nil where the certificate holds it.
    package func check(
        _ certificate: AllocationCertificate, published: AllocationProblem? = nil
    ) throws(CertificateFault) -> CheckedCertificate {
        try same(certificate.format, AllocationCertificate.format, at: "format")
        for (problem, name) in [(published, "the published problem"), (certificate.problem, "problem")] {
            guard let problem else { continue }
            let hash = sha256(problem.canonicalText).hex
            guard hash == certificate.problemSHA256 else {
                throw CertificateFault("problemSHA256", found: certificate.problemSHA256, expected: "\(hash) (\(name))")
            }
        }
        guard let problem = published ?? certificate.problem else {
            throw CertificateFault("problem", found: "no problem", expected: "the problem, here or in a file of its own")
        }
        guard certificate.rules.roundingUnit.value > 0 else {
            throw CertificateFault("rules.roundingUnit", found: "\(certificate.rules.roundingUnit.value)", expected: "1 or more")
        }
        let files = try CheckedFiles(problem, unit: certificate.rules.roundingUnit.value)
        let outcome: CheckedOutcome
        var standing: OptimumCheck.Standing?
        switch certificate.rules.rule {
        case .rankOrder, .rankOrderStrict:
            var replay = try CertificateReplay(files, certificate)
            outcome = try replay.outcome()
        case .proportional:
            try same(certificate.runs.count, 0, at: "runs")
            outcome = try ProportionalCheck(files, certificate).outcome()
        case .optimum:
            try same(certificate.runs.count, 0, at: "runs")
            let check = OptimumCheck(files, certificate)
            outcome = try check.outcome()
            try outcome.compare(with: certificate)
            standing = try check.standing(of: outcome.totalScore)
        }
        if certificate.rules.rule != .optimum, certificate.optimality != nil {
            throw CertificateFault("optimality", found: "a claim of optimality", expected: "none: the rule is no optimum")
        }
        try outcome.compare(with: certificate)
        return CheckedCertificate(
            rule: certificate.rules.rule, problemSHA256: certificate.problemSHA256, applications: problem.applications.count,
            lines: problem.lines.count, runs: certificate.runs.count,
            passes: certificate.runs.reduce(0) { $0 + $1.passes.count },
            steps: certificate.runs.reduce(0) { $0 + $1.passes.reduce(0) { $0 + $1.steps.count } },
            awards: outcome.awards.count, unfunded: outcome.unfunded.count,
            awardedCents: outcome.lines.reduce(0) { $0 + $1.awardedCents.value }, totalScore: outcome.totalScore, bound: standing?.bound,
            proof: standing?.proof, claimedBound: standing?.claimed,
            proven: standing.map { ($0.proof == .cases ? $0.claimed : $0.bound) == outcome.totalScore })
    }
}

/// The two values are equal, or there is a fault at the place.
func same<Value: Equatable>(_ found: Value, _ expected: Value, at place: String) throws(CertificateFault) {
    guard found == expected else { throw CertificateFault(place, found: "\(found)", expected: "\(expected)") }
}

/// The problem in the order and with the marks that every check needs.
struct CheckedFiles {
    let problem: AllocationProblem
    /// Best first: greater score, then earlier submission. Rank n is at index n − 1. Each asks for what its score earns by the bands
    /// of the problem.
    let ranked: [AllocationProblem.Application]
    /// For each ranked file the lines that may pay it, by their places in the problem; none below the threshold.
    let eligible: [[Int]]

    init(_ problem: AllocationProblem, unit: Int64) throws(CertificateFault) {
        self.problem = problem
        func fault(_ what: String) -> CertificateFault {
            CertificateFault("problem", found: what, expected: "a problem that can be allocated")
        }
        var places: [String: Int] = [:]
        for (place, line) in problem.lines.enumerated() {
            guard places.updateValue(place, forKey: line.id) == nil else { throw fault("two lines \(line.id)") }
            let reserve = line.reserve?.cents ?? .zero
            guard line.totalCents >= reserve, reserve >= .zero, line.totalCents.value <= AllocationProblem.largestAmount
            else { throw fault("line \(line.id) of \(line.totalCents.value) with \(reserve.value) reserved") }
        }
        guard Set(problem.applications.map(\.id)).count == problem.applications.count else { throw fault("two files of one name") }
        guard Set(problem.applications.map(\.submittedRank)).count == problem.applications.count else {
            throw fault("two files of one submittedRank")
        }
        for file in problem.applications {
            guard file.requestedCents > .zero, file.requestedCents.value <= AllocationProblem.largestAmount,
                file.minimumUsefulCents >= .zero, file.minimumUsefulCents <= file.requestedCents,
                file.score.magnitude <= AllocationProblem.largestScore.magnitude,
                file.lines.allSatisfy({ places[$0] != nil })
            else { throw fault("the request, the score or a line of \(file.id)") }
        }
        if let bands = problem.bands {
            guard bands.fullScore > 0, bands.fullScore <= AllocationProblem.largestScore, bands.nothingUpTo >= 0,
                bands.nothingUpTo <= bands.wholeFrom, (1...100).contains(bands.wholeFrom),
                (0...AllocationProblem.largestAmount).contains(bands.minimumCents?.value ?? 0)
            else { throw fault("bands from \(bands.nothingUpTo) to \(bands.wholeFrom) of \(bands.fullScore)") }
        }
        ranked = problem.applications.map { Self.claim($0, problem.bands, unit) }.sorted { left, right in
            left.score == right.score ? left.submittedRank < right.submittedRank : left.score > right.score
        }
        eligible = ranked.map { file in
            if let least = problem.threshold, file.score < least { return [] }
            if file.requestedCents == .zero { return [] }
            return Set(file.lines.compactMap { places[$0] }).sorted()
                .filter { place in problem.lines[place].maxAwardCents.map { file.requestedCents <= $0 } ?? true }
        }
    }

    /// The file with what its score earns in the place of its request: as many percent as it has points, between the two bands.
    private static func claim(
        _ file: AllocationProblem.Application, _ bands: AllocationProblem.Bands?, _ unit: Int64
    ) -> AllocationProblem.Application {
        guard let bands else { return file }
        let (points, full) = (Int128(file.score) * 100, Int128(bands.fullScore))
        let asked = file.requestedCents.value
        var earned = asked
        if points <= Int128(bands.nothingUpTo) * full {
            earned = 0
        } else if points < Int128(bands.wholeFrom) * full {
            let whole = Int64(Int128(asked) * Int128(file.score) / full)
            earned = max(whole - whole % unit, min(asked, bands.minimumCents?.value ?? 0))
        }
        var claim = file
        claim.requestedCents = Cents(earned)
        claim.minimumUsefulCents = min(file.minimumUsefulCents, claim.requestedCents)
        return claim
    }

    /// Why a file gets nothing that no line was ever asked for.
    func reasonWithoutLine(_ file: AllocationProblem.Application) -> AllocationCertificate.Reason {
        if let least = problem.threshold, file.score < least {
            return AllocationCertificate.Reason(reason: "belowThreshold", score: file.score, threshold: least)
        }
        if file.requestedCents == .zero { return AllocationCertificate.Reason(reason: "earnsNothing", score: file.score) }
        let ceilings = problem.lines.filter { file.lines.contains($0.id) }.compactMap(\.maxAwardCents)
        return AllocationCertificate.Reason(reason: "notEligible", highestCeilingCents: ceilings.max())
    }
}

/// What the checker worked out.
struct CheckedOutcome {
    var awards: [AllocationCertificate.Award] = []
    var lines: [AllocationCertificate.Line] = []
    var unfunded: [AllocationCertificate.Unfunded] = []
    var totalScore: Int64 = 0

    func compare(with certificate: AllocationCertificate) throws(CertificateFault) {
        try compare(certificate.awards, awards, at: "awards")
        try compare(certificate.lines, lines, at: "lines")
        try compare(certificate.unfunded, unfunded, at: "unfunded")
        try same(certificate.totalScore, totalScore, at: "totalScore")
    }

    private func compare<Item: Equatable>(_ found: [Item], _ expected: [Item], at place: String) throws(CertificateFault) {
        for index in 0..<max(found.count, expected.count) {
            let (one, other) = (index < found.count ? found[index] : nil, index < expected.count ? expected[index] : nil)
            guard one == other else {
                throw CertificateFault("\(place)[\(index)]", found: describe(one), expected: describe(other))
            }
        }
    }
}

/// What one line of the document says, for people.
func describe(_ item: Any?) -> String {
    switch item {
    case let step as AllocationCertificate.Step:
        "\(step.application) on \(step.line): \(step.verdict.rawValue)"
            + (step.cents.map { " \($0.value)" } ?? "") + (step.refusal.map { ", \(describe($0))" } ?? "")
            + ", open \(step.before.openCents.value) → \(step.after.openCents.value)"
            + ", reserve \(step.before.reserveCents.value) → \(step.after.reserveCents.value)"
    case let award as AllocationCertificate.Award:
        "\(award.application) \(award.cents.value) of \(award.line) in pass \(award.pass)"
    case let line as AllocationCertificate.Line:
        "\(line.id): awarded \(line.awardedCents.value), to reserved \(line.reservedAwardedCents.value), "
            + "unspent \(line.unspentCents.value), of it reserved \(line.unspentReserveCents.value)"
    case let file as AllocationCertificate.Unfunded: "\(file.application): \(describe(file.reason))"
    case let reason as AllocationCertificate.Reason:
        ([reason.reason, reason.line].compactMap { $0 } + reason.figures.map { "\($0.0) \($0.1)" }).joined(separator: " ")
    default: "nothing"
    }
}

extension AllocationCertificate.Reason {
    fileprivate var figures: [(String, Int64)] {
        [
            ("rank", rank.map { Int64($0) }), ("shortCents", shortCents?.value), ("reserveCents", reserveCents?.value),
            ("limit", limit.map { Int64($0) }), ("awards", awards.map { Int64($0) }), ("minimum", minimum.map { Int64($0) }),
            ("score", score), ("threshold", threshold), ("highestCeilingCents", highestCeilingCents?.value)
        ].compactMap { name, value in value.map { (name, $0) } }
    }
}
