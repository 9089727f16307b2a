import CallModel
import TestSupport

@testable import Selection

/// What makes a document true, by the allocator's own work: only a document that is not true is a mutant.
extension AllocationCertificate {
    /// Whether this is what an honest office would publish for the problem and the rules that stand in it. Of an optimum there
    /// may be several lists and several proofs: any list of the greatest sum, and any prices that tell their own bound.
    var isTrue: Bool {
        guard let problem, let honest = try? problem.certified(by: rules, sha256: Certifying.sha256).certificate else { return false }
        guard rules.rule == .optimum else { return self == honest }
        guard let claim = optimality, let own = OptimumWords(problem, rules).bound(of: claim) else { return false }
        guard let again = OptimumWords(problem, rules).certificate(of: awards, like: honest) else { return false }
        var plain = self
        plain.optimality = again.optimality
        return plain == again && totalScore == honest.totalScore && claim.proven && claim.bound == totalScore
            && claim.priceBound == own
    }

    /// The list of an optimum with a worse one in its place, and everything else made to fit: only the sum is not the greatest.
    mutating func becomeLesserList(_ random: inout SplitMix64) -> Bool {
        guard rules.rule == .optimum, let problem, let award = awards.randomElement(using: &random) else { return false }
        guard let lesser = OptimumWords(problem, rules).certificate(of: awards, like: self, without: award.application),
            lesser.totalScore < totalScore
        else { return false }
        self = lesser
        return true
    }
}

/// The words of a certificate for lists of awards that are given.
struct OptimumWords {
    private let problem: AllocationProblem
    private let rules: AllocationRules
    private let ranked: RankedFiles

    init(_ problem: AllocationProblem, _ rules: AllocationRules) {
        (self.problem, self.rules, ranked) = (problem, rules, RankedFiles(problem))
    }

    private func rank(_ name: String) -> Int? { ranked.files.firstIndex { problem.applications[Int($0.index)].id == name } }

    /// The certificate with these awards and what follows of them; nil where they cannot be.
    ///
    /// - Parameter without: a file; the awards are then the best there are without it.
    func certificate(
        of awards: [AllocationCertificate.Award], like other: AllocationCertificate, without left: String? = nil
    ) -> AllocationCertificate? {
        var small = problem
        if let left { small.applications.removeAll { $0.id == left } }
        var book = OptimumBook(problem, ranked, rules)
        var list = awards
        if left != nil {
            guard let best = try? small.certified(by: rules, sha256: Certifying.quickHash).certificate else { return nil }
            list = best.awards
        }
        for award in list {
            guard let file = rank(award.application), let line = problem.lines.firstIndex(where: { $0.id == award.line })
            else { return nil }
            book.award(file, line: line, pool: award.pass)
        }
        book.fillUp()
        var allocation = book.allocation()
        guard left != nil || allocation.awards.map(\.application) == awards.map(\.application) else { return nil }
        allocation.optimality = Allocation.Optimality(proven: true, bound: allocation.totalScore)
        let prices = other.optimality.map { OptimumPrices(named: $0.prices, bound: $0.priceBound, scale: $0.scale) }
        return AllocationCertificate(
            AllocationWork(allocation: allocation, prices: prices), of: problem, hash: Certifying.sha256(problem.canonicalText).hex,
            by: rules)
    }

    /// The bound that the prices of a claim give; nil where they are no prices of this problem.
    func bound(of claim: AllocationCertificate.Optimality) -> Int64? {
        let program = OptimumProgram(problem, ranked, rules, OptimumProgram.Circumstances(isRelaxed: true))
        var prices = program.rows.map { _ in Int64(0) }
        guard claim.scale > 0 else { return nil }
        for price in claim.prices {
            var rows = program.rows.indices.filter { program.rows[$0].limit == price.limit && program.rows[$0].name == price.of }
            if rows.isEmpty, price.limit == .total {
                // All money of a line with two pools is the one and the other.
                let pools: [AllocationCertificate.Limit] = [.open, .reserve]
                rows = program.rows.indices.filter { pools.contains(program.rows[$0].limit) && program.rows[$0].name == price.of }
            }
            guard price.price >= 0, !rows.isEmpty else { return nil }
            for row in rows { prices[row] += price.price }
        }
        let all = Array(repeating: true, count: program.options.count)
        let (whole, rest) = PricedOptions(program, prices, scale: claim.scale, all).bound
            .quotientAndRemainder(dividingBy: Int128(claim.scale))
        return Int64(rest < 0 ? whole - 1 : whole)
    }
}
