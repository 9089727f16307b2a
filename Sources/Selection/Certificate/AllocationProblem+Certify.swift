package import CallModel

/// An allocation with the document that proves it.
package struct CertifiedAllocation: Sendable {
    package let allocation: Allocation
    package let certificate: AllocationCertificate

    /// The certificate as it is published: JSON in UTF-8, one step a line.
    package var text: [UInt8] { certificate.text }
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
        let certificate = AllocationCertificate(
            work, of: embedding ? self : nil, hash: sha256(canonicalText).hex, by: rules)
        return CertifiedAllocation(allocation: work.allocation, certificate: certificate)
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

extension AllocationCertificate {
    init(_ work: AllocationWork, of problem: AllocationProblem?, hash: String, by rules: AllocationRules) {
        let allocation = work.allocation
        self.init(
            format: AllocationCertificate.format, problemSHA256: hash, problem: problem, rules: rules,
            runs: work.runs.map { run in
                Run(closes: run.closes, passes: run.trace.passes.map { Pass(kind: $0.kind, steps: $0.steps.map(Step.init)) })
            },
            awards: allocation.awards.map { Award(application: $0.application, line: $0.line, cents: $0.cents, pass: $0.pass) },
            lines: allocation.lines.map { line in
                Line(
                    id: line.id, awardedCents: line.awardedCents, reservedAwardedCents: line.reservedAwardedCents,
                    unspentCents: line.unspentCents, unspentReserveCents: line.unspentReserveCents)
            },
            unfunded: allocation.unfunded.map { Unfunded(application: $0.application, reason: Reason($0.reason)) },
            totalScore: allocation.totalScore,
            optimality: allocation.optimality.map { claim in
                let prices = work.prices ?? OptimumPrices(bound: claim.bound)
                return Optimality(
                    proven: claim.proven, bound: claim.bound, priceBound: prices.bound, prices: prices.named, scale: prices.scale)
            })
    }
}

extension AllocationCertificate.Step {
    fileprivate init(_ step: AllocationTrace.Step) {
        self.init(
            application: step.application, line: step.line, before: AllocationCertificate.Money(step.before),
            after: AllocationCertificate.Money(step.after), verdict: .refused)
        switch step.verdict {
        case .awarded(let given): (verdict, cents) = (.awarded, given)
        case .awardedInPart(let given): (verdict, cents) = (.awardedInPart, given)
        case .refused(let why): refusal = AllocationCertificate.Reason(why)
        }
    }
}

extension AllocationCertificate.Money {
    fileprivate init(_ remaining: AllocationTrace.Remaining) {
        self.init(openCents: remaining.openCents, reserveCents: remaining.reserveCents)
    }
}

extension AllocationCertificate.Reason {
    fileprivate init(_ reason: Allocation.Reason) {
        switch reason {
        case .belowThreshold(let score, let threshold):
            self.init(reason: "belowThreshold", score: score, threshold: threshold)
        case .earnsNothing(let score): self.init(reason: "earnsNothing", score: score)
        case .notEligible(let ceiling): self.init(reason: "notEligible", highestCeilingCents: ceiling)
        case .lineExhausted(let line, let rank): self.init(reason: "lineExhausted", line: line, rank: rank)
        case .skippedShort(let line, let short): self.init(reason: "skippedShort", line: line, shortCents: short)
        case .fence(let line, let short, let reserve):
            self.init(reason: "fence", line: line, shortCents: short, reserveCents: reserve)
        case .lineClosed(let line, let rank): self.init(reason: "lineClosed", line: line, rank: rank)
        case .awardCap(let line, let limit): self.init(reason: "awardCap", line: line, limit: limit)
        case .tooFewAwards(let line, let awards, let minimum):
            self.init(reason: "tooFewAwards", line: line, awards: awards, minimum: minimum)
        case .applicantCap(let limit): self.init(reason: "applicantCap", limit: limit)
        }
    }

    fileprivate init(_ refusal: AllocationTrace.Refusal) {
        switch refusal {
        case .lineExhausted(let rank): self.init(reason: "lineExhausted", rank: rank)
        case .skippedShort(let short): self.init(reason: "skippedShort", shortCents: short)
        case .fence(let short, let reserve): self.init(reason: "fence", shortCents: short, reserveCents: reserve)
        case .lineClosed(let rank): self.init(reason: "lineClosed", rank: rank)
        case .awardCap(let limit): self.init(reason: "awardCap", limit: limit)
        case .applicantCap(let limit): self.init(reason: "applicantCap", limit: limit)
        }
    }
}
