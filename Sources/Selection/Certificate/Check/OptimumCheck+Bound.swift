import CallModel

extension OptimumCheck {
    /// The greatest sum that the certificate's prices leave possible.
    ///
    /// Whoever pays for what he uses at these prices, and gets what all limits are worth for nothing, is at least as well off as
    /// any list of awards: so, whatever the prices, no list has more than the worth of all limits plus, for each file (or for
    /// each applicant, where it may have one award), the best that it has left after paying.
    func bound(for totalScore: Int64) throws(CertificateFault) -> Int64 {
        guard let claim = certificate.optimality else {
            throw CertificateFault("optimality", found: "nothing", expected: "what is known of the optimum")
        }
        guard claim.scale > 0 else { throw CertificateFault("optimality.scale", found: "\(claim.scale)", expected: "above zero") }
        var prices: [AllocationCertificate.Limit: [String: Int64]] = [:]
        for (number, price) in claim.prices.enumerated() {
            guard price.price >= 0, isLimit(price),
                prices[price.limit, default: [:]].updateValue(price.price, forKey: price.of) == nil
            else { throw CertificateFault("optimality.prices[\(number)]", found: "\(price.price)", expected: "one price of a limit") }
        }
        let worth = try worth(claim.prices, prices) + best(claim.scale, prices)
        let scale = Int128(claim.scale)
        let bound = worth >= 0 ? worth / scale : -((-worth + scale - 1) / scale)
        guard let bound = Int64(exactly: bound) else {
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
        return bound
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

    private func worth(
        _ list: [AllocationCertificate.Price], _ prices: [AllocationCertificate.Limit: [String: Int64]]
    ) throws(CertificateFault) -> Int128 {
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

    private func best(
        _ scale: Int64, _ prices: [AllocationCertificate.Limit: [String: Int64]]
    ) throws(CertificateFault) -> Int128 {
        guard problem.maxAwardsPerApplicant != 0 else { return 0 }
        let isSingle = problem.maxAwardsPerApplicant == 1
        var (sum, ofApplicant) = (Int128(0), [String: Int128]())
        for (file, mine) in zip(files.ranked, files.eligible) {
            var best = Int128(0)
            for place in mine {
                let line = problem.lines[place]
                func price(_ limit: AllocationCertificate.Limit) -> Int64 { prices[limit]?[line.id] ?? 0 }
                let cents = file.requestedCents.value
                var left = try Self.product(file.score, scale) - Self.product(price(.total), cents) - Int128(price(.maxAwards))
                if file.reserved {
                    left += try Self.product(price(.floor), cents)
                } else {
                    left -= try Self.product(price(.others), cents)
                }
                left -= Int128(prices[.applicant]?[file.applicant] ?? 0)
                // Of two pools a reserved file takes the cheaper.
                let pool = file.reserved ? min(price(.open), price(.reserve)) : price(.open)
                left -= try Self.product(pool, cents)
                best = max(best, left)
            }
            if isSingle {
                ofApplicant[file.applicant] = max(ofApplicant[file.applicant] ?? 0, best)
            } else {
                sum += best
            }
        }
        return ofApplicant.values.reduce(sum, +)
    }

    /// 63 by 63 bits fit in 126; a sum of a few million of the products that occur does too, as prices stay below 2^53.
    private static func product(_ price: Int64, _ amount: Int64) throws(CertificateFault) -> Int128 {
        guard price.magnitude < 1 << 53 else {
            throw CertificateFault("optimality.prices", found: "\(price)", expected: "a price below 2^53")
        }
        return Int128(price) * Int128(amount)
    }
}
