import CallModel

extension OptimumCheck {
    /// What is certain about the greatest sum.
    struct Standing {
        /// The greatest sum that the certificate's prices leave possible.
        let bound: Int64
        /// What the certificate says it can be at most.
        let claimed: Int64
        let proof: CheckedCertificate.Proof
    }

    typealias Prices = [AllocationCertificate.Limit: [String: Int64]]

    /// Whether the certificate's claim of what the sum can be at most is true.
    ///
    /// Whoever pays for what he uses at these prices, and gets what all limits are worth for nothing, is at least as well off as
    /// any list of awards: so, whatever the prices, no list has more than the worth of all limits plus, for each file (or for
    /// each applicant, where it may have one award), the best that it has left after paying. Where that is more than the
    /// certificate claims, the lists in between are looked for.
    func standing(of totalScore: Int64) throws(CertificateFault) -> Standing {
        guard let claim = certificate.optimality else {
            throw CertificateFault("optimality", found: "nothing", expected: "what is known of the optimum")
        }
        let prices = try prices(of: claim)
        let groups = try choices(claim.scale, prices)
        let worth = try worth(claim.prices) + groups.reduce(Int128(0)) { $0 + $1.reduce(0) { max($0, $1.left) } }
        let scale = Int128(claim.scale)
        let whole = worth >= 0 ? worth / scale : -((-worth + scale - 1) / scale)
        guard let bound = Int64(exactly: whole) else {
            throw CertificateFault("optimality.prices", found: "no bound", expected: "prices that bound the sum")
        }
        try same(claim.priceBound, bound, at: "optimality.priceBound")
        guard totalScore <= bound, claim.bound <= bound else {
            throw CertificateFault("optimality", found: "bounds \(claim.bound) and \(bound)", expected: "at least \(totalScore)")
        }
        let isProven = claim.bound == totalScore
        guard claim.proven == isProven, claim.bound >= totalScore else {
            throw CertificateFault("optimality", found: "proven \(claim.proven), bound \(claim.bound)", expected: "proven \(isProven)")
        }
        guard claim.bound < bound else { return Standing(bound: bound, claimed: claim.bound, proof: .prices) }
        var cases = OptimumCases(self, groups, worth: worth, scale: scale, above: claim.bound, totals: prices[.total] ?? [:])
        if let better = cases.sumAbove() {
            throw CertificateFault("optimality.bound", found: "\(claim.bound)", expected: "\(better) at least: a list has as much")
        }
        return Standing(bound: bound, claimed: claim.bound, proof: cases.isComplete ? .cases : .unproven)
    }

    private func prices(of claim: AllocationCertificate.Optimality) throws(CertificateFault) -> Prices {
        guard claim.scale > 0 else { throw CertificateFault("optimality.scale", found: "\(claim.scale)", expected: "above zero") }
        var prices: Prices = [:]
        for (number, price) in claim.prices.enumerated() {
            guard price.price >= 0, isLimit(price),
                prices[price.limit, default: [:]].updateValue(price.price, forKey: price.of) == nil
            else { throw CertificateFault("optimality.prices[\(number)]", found: "\(price.price)", expected: "one price of a limit") }
        }
        return prices
    }

    /// Whether the problem has such a limit, and whether it binds always: not where a reserve may spill.
    private func isLimit(_ price: AllocationCertificate.Price) -> Bool {
        if price.limit == .applicant { return problem.maxAwardsPerApplicant ?? 0 > 1 }
        guard let line = problem.lines.first(where: { $0.id == price.of }) else { return false }
        let mode = line.reserve?.mode ?? .none
        return switch price.limit {
        case .total: true
        case .others: mode == .fence && !spills
        case .open, .reserve: (mode == .reserveFirst || mode == .openFirst) && !spills
        case .floor: mode == .floor
        case .maxAwards: line.maxAwards != nil
        case .applicant: false
        }
    }

    private func worth(_ list: [AllocationCertificate.Price]) throws(CertificateFault) -> Int128 {
        var worth = Int128(0)
        for price in list {
            let line = problem.lines.first { $0.id == price.of }
            let (total, reserve) = (line?.totalCents.value ?? 0, line?.reserve?.cents.value ?? 0)
            let amount: Int64 =
                switch price.limit {
                case .total: total
                case .others, .open: total - reserve
                case .reserve: reserve
                case .floor: -reserve
                case .maxAwards: Int64(line?.maxAwards ?? 0)
                case .applicant: Int64(problem.maxAwardsPerApplicant ?? 0)
                }
            worth += try Self.product(price.price, amount)
        }
        return worth
    }

    /// What a file could get, and what it has left of its score after paying for it.
    struct Choice {
        /// The file by its index in rank order.
        let file: Int
        let line: Int
        let pool: Int
        let left: Int128
    }

    /// The choices that exclude each other: those of a file, or of an applicant where it may have one award.
    private func choices(_ scale: Int64, _ prices: Prices) throws(CertificateFault) -> [[Choice]] {
        guard problem.maxAwardsPerApplicant != 0 else { return [] }
        let isSingle = problem.maxAwardsPerApplicant == 1
        var (groups, groupOf) = ([[Choice]](), [String: Int]())
        for (index, file) in files.ranked.enumerated() where !files.eligible[index].isEmpty {
            let place = isSingle ? groupOf[file.applicant] ?? groups.count : groups.count
            if place == groups.count {
                groups.append([])
                groupOf[file.applicant] = place
            }
            for line in files.eligible[index] {
                for pool in file.reserved && hasPools(line) ? [1, 2] : [1] {
                    let left = try left(of: file, on: problem.lines[line], pool, scale, prices)
                    groups[place].append(Choice(file: index, line: line, pool: pool, left: left))
                }
            }
        }
        return groups
    }

    private func left(
        of file: AllocationProblem.Application, on line: AllocationProblem.Line, _ pool: Int, _ scale: Int64, _ prices: Prices
    ) throws(CertificateFault) -> Int128 {
        func price(_ limit: AllocationCertificate.Limit) -> Int64 { prices[limit]?[line.id] ?? 0 }
        let cents = file.requestedCents.value
        var left = try Self.product(file.score, scale) - Self.product(price(.total), cents) - Int128(price(.maxAwards))
        if file.reserved {
            left += try Self.product(price(.floor), cents)
        } else {
            left -= try Self.product(price(.others), cents)
        }
        left -= Int128(prices[.applicant]?[file.applicant] ?? 0)
        left -= try Self.product(pool == 2 ? price(.reserve) : price(.open), cents)
        return left
    }

    /// 63 by 63 bits fit in 126; a sum of a few million of the products that occur does too, as prices stay below 2^53.
    private static func product(_ price: Int64, _ amount: Int64) throws(CertificateFault) -> Int128 {
        guard price.magnitude < 1 << 53 else {
            throw CertificateFault("optimality.prices", found: "\(price)", expected: "a price below 2^53")
        }
        return Int128(price) * Int128(amount)
    }
}
