package import CallModel

/// An allocation with the document that proves it.
package struct CertifiedAllocation: Sendable {
    package let allocation: Allocation
    /// JSON in UTF-8; `AllocationCertificate` reads it.
    package let certificate: [UInt8]
}

extension AllocationProblem {
    /// The allocation, with its certificate.
    ///
    /// - Parameters:
    ///   - embedding: whether the problem itself stands in the certificate, so that nothing else is needed to check it.
    ///   - sha256: hashes the canonical text; this module computes no hashes.
    package func certified(
        by rules: AllocationRules, embedding: Bool = true, sha256: ([UInt8]) -> Digest
    ) throws(AllocationFaults) -> CertifiedAllocation {
        let work = try allocateShowingWork(by: rules)
        let canonical = canonicalText
        var json = CanonicalJSON()
        json.raw("{\"awards\":")
        json.list(work.allocation.awards, lines: true) { json, award in
            json.raw("{\"application\":")
            json.string(award.application)
            json.raw(",\"cents\":")
            json.cents(award.cents.value)
            json.raw(",\"line\":")
            json.string(award.line)
            json.raw(",\"pass\":")
            json.number(award.pass)
            json.raw("}")
        }
        json.raw(",\n\"format\":")
        json.string(AllocationCertificate.format)
        json.raw(",\n\"lines\":")
        json.list(work.allocation.lines, lines: true) { json, line in
            json.raw("{\"awardedCents\":")
            json.cents(line.awardedCents.value)
            json.raw(",\"id\":")
            json.string(line.id)
            json.raw(",\"reservedAwardedCents\":")
            json.cents(line.reservedAwardedCents.value)
            json.raw(",\"unspentCents\":")
            json.cents(line.unspentCents.value)
            json.raw(",\"unspentReserveCents\":")
            json.cents(line.unspentReserveCents.value)
            json.raw("}")
        }
        if let optimality = work.allocation.optimality {
            json.write(optimality, work.prices)
        }
        if embedding {
            json.raw(",\n\"problem\":")
            json.raw(canonical)
        }
        json.raw(",\n\"problemSHA256\":")
        json.string(sha256(canonical).hex)
        json.write(rules)
        json.raw(",\n\"runs\":")
        let names = Dictionary(lines.map { ($0.id, CanonicalJSON.quoted($0.id)) }, uniquingKeysWith: { first, _ in first })
        json.list(work.runs, lines: true) { json, run in json.write(run, names) }
        json.raw(",\n\"totalScore\":")
        json.cents(work.allocation.totalScore)
        json.raw(",\n\"unfunded\":")
        json.list(work.allocation.unfunded, lines: true) { json, file in
            json.raw("{\"application\":")
            json.string(file.application)
            json.raw(",")
            json.write(Figures(file.reason))
            json.raw("}")
        }
        json.raw("}\n")
        return CertifiedAllocation(allocation: work.allocation, certificate: json.bytes)
    }
}

/// How an allocation came about, besides its outcome.
struct AllocationWork {
    var allocation: Allocation
    var runs: [Run] = []
    /// Only with the rule `optimum`.
    var prices: OptimumPrices?

    struct Run {
        let trace: AllocationTrace
        let closes: String?
    }
}

/// The figures of a refusal or a reason, as they are written.
private struct Figures {
    let name: StaticString
    var line: String?
    var cents: [(key: StaticString, value: Int64)] = []

    init(_ reason: Allocation.Reason) {
        switch reason {
        case .belowThreshold(let score, let threshold):
            name = "belowThreshold"
            cents = [("score", score), ("threshold", threshold)]
        case .notEligible(let ceiling):
            name = "notEligible"
            cents = ceiling.map { [("highestCeilingCents", $0.value)] } ?? []
        case .lineExhausted(let line, let rank): (name, self.line, cents) = ("lineExhausted", line, [("rank", Int64(rank))])
        case .skippedShort(let line, let short): (name, self.line, cents) = ("skippedShort", line, [("shortCents", short.value)])
        case .fence(let line, let short, let reserve):
            (name, self.line, cents) = ("fence", line, [("reserveCents", reserve.value), ("shortCents", short.value)])
        case .lineClosed(let line, let rank): (name, self.line, cents) = ("lineClosed", line, [("rank", Int64(rank))])
        case .awardCap(let line, let limit): (name, self.line, cents) = ("awardCap", line, [("limit", Int64(limit))])
        case .tooFewAwards(let line, let awards, let minimum):
            (name, self.line, cents) = ("tooFewAwards", line, [("awards", Int64(awards)), ("minimum", Int64(minimum))])
        case .applicantCap(let limit): (name, cents) = ("applicantCap", [("limit", Int64(limit))])
        }
    }

    init(_ refusal: AllocationTrace.Refusal) {
        switch refusal {
        case .lineExhausted(let rank): (name, cents) = ("lineExhausted", [("rank", Int64(rank))])
        case .skippedShort(let short): (name, cents) = ("skippedShort", [("shortCents", short.value)])
        case .fence(let short, let reserve):
            (name, cents) = ("fence", [("reserveCents", reserve.value), ("shortCents", short.value)])
        case .lineClosed(let rank): (name, cents) = ("lineClosed", [("rank", Int64(rank))])
        case .awardCap(let limit): (name, cents) = ("awardCap", [("limit", Int64(limit))])
        case .applicantCap(let limit): (name, cents) = ("applicantCap", [("limit", Int64(limit))])
        }
    }
}

extension CanonicalJSON {
    fileprivate mutating func write(_ rules: AllocationRules) {
        raw(",\n\"rules\":{\"partial\":")
        flag(rules.partial)
        raw(",\"roundingUnit\":")
        cents(rules.roundingUnit.value)
        raw(",\"rule\":")
        string(rules.rule.rawValue)
        raw(",\"unspent\":")
        string(rules.unspent.rawValue)
        raw("}")
    }

    fileprivate mutating func write(_ figures: Figures) {
        if let line = figures.line {
            raw("\"line\":")
            string(line)
            raw(",")
        }
        raw("\"reason\":\"")
        raw(figures.name)
        raw("\"")
        for figure in figures.cents {
            raw(",\"")
            raw(figure.key)
            raw("\":")
            cents(figure.value)
        }
    }

    fileprivate mutating func write(_ run: AllocationWork.Run, _ names: [String: [UInt8]]) {
        raw("{")
        if let closes = run.closes {
            raw("\"closes\":")
            string(closes)
            raw(",")
        }
        raw("\"passes\":")
        list(run.trace.passes, lines: true) { json, pass in
            json.raw("{\"kind\":")
            json.string(pass.kind.rawValue)
            json.raw(",\"steps\":")
            json.list(pass.steps, lines: true) { $0.write($1, names) }
            json.raw("}")
        }
        raw("}")
    }

    private mutating func write(_ step: AllocationTrace.Step, _ names: [String: [UInt8]]) {
        raw("{\"after\":")
        write(step.after)
        raw(",\"application\":")
        string(step.application)
        raw(",\"before\":")
        write(step.before)
        if let given = step.verdict.given {
            raw(",\"cents\":")
            cents(given.value)
        }
        raw(",\"line\":")
        if let name = names[step.line] { raw(name) } else { string(step.line) }
        switch step.verdict {
        case .awarded: raw(",\"verdict\":\"awarded\"}")
        case .awardedInPart: raw(",\"verdict\":\"awardedInPart\"}")
        case .refused(let refusal):
            raw(",\"refusal\":{")
            write(Figures(refusal))
            raw("},\"verdict\":\"refused\"}")
        }
    }

    private mutating func write(_ money: AllocationTrace.Remaining) {
        raw("{\"openCents\":")
        cents(money.openCents.value)
        raw(",\"reserveCents\":")
        cents(money.reserveCents.value)
        raw("}")
    }

    fileprivate mutating func write(_ optimality: Allocation.Optimality, _ prices: OptimumPrices?) {
        raw(",\n\"optimality\":{\"bound\":")
        cents(optimality.bound)
        raw(",\"priceBound\":")
        cents(prices?.bound ?? optimality.bound)
        raw(",\"prices\":")
        list(prices?.named ?? [], lines: true) { json, price in
            json.raw("{\"limit\":")
            json.string(price.limit.rawValue)
            json.raw(",\"of\":")
            json.string(price.of)
            json.raw(",\"price\":")
            json.cents(price.price)
            json.raw("}")
        }
        raw(",\"proven\":")
        flag(optimality.proven)
        raw(",\"scale\":")
        cents(prices?.scale ?? 1)
        raw("}")
    }
}

extension AllocationTrace.Verdict {
    fileprivate var given: Cents? {
        switch self {
        case .awarded(let cents), .awardedInPart(let cents): cents
        case .refused: nil
        }
    }
}
