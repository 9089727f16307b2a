import CallModel

extension AllocationProblem {
    /// How many lines may have conditions that hold or do not hold: each doubles the programs to be solved.
    static let mostConditions = 8
    /// The work after which a search gives up proving, in options looked at: some ten seconds.
    static let mostWork = 500_000_000

    /// The lines with a least number of awards, and those whose reserve may spill.
    private func conditions(_ rules: AllocationRules) -> (fewest: [Int], spilling: [Int]) {
        (
            lines.indices.filter { lines[$0].minAwards ?? 0 > 1 },
            lines.indices.filter { place in
                guard rules.unspent == .spillBack, let reserve = lines[place].reserve, reserve.cents > .zero else { return false }
                return [.fence, .reserveFirst, .openFirst].contains(reserve.mode)
            }
        )
    }

    func conditionCount(_ rules: AllocationRules) -> Int {
        let conditions = conditions(rules)
        return conditions.fewest.count + conditions.spilling.count
    }

    /// The greatest Σ score that satisfies every constraint.
    ///
    /// Awards are whole requests. A line keeps its total, its ceiling and its number of awards, from least to most; an
    /// applicant its number; a file is paid once. Of a `fence` the files that are not reserved get at most the total less the
    /// reserve. With `reserveFirst` and `openFirst`, which differ only by an order that there is none of here, an award comes
    /// from one pool or the other. With `floor` the awards to reserved files reach the reserve. With `spillBack` a reserve
    /// binds nobody once every fundable reserved file that its line may pay is served.
    ///
    /// Of several lists with the greatest sum it gives the one that its search finds first. The search depends on the files in
    /// rank order and on the lines in their priority, and on nothing else: not on the order of the problem's file, nor on time.
    /// Files that add nothing and still fit are served last, in rank order.
    ///
    /// - Precondition: the problem has no fault under the rules.
    func optimum(by rules: AllocationRules) throws(AllocationFaults) -> (allocation: Allocation, prices: OptimumPrices) {
        let ranked = RankedFiles(self)
        let scale = priceScale
        let prices = publishedPrices(ranked, rules, scale)
        let conditions = conditions(rules)
        let step = max(1, applications.reduce(Int64(0)) { Self.commonDivisor($0, $1.score) })
        var searches: [(search: OptimumSearch, program: OptimumProgram)] = []
        var best: (program: OptimumProgram, choice: [Int])?
        var (value, work) = (Int64?.none, 0)
        func keep(_ search: OptimumSearch, _ program: OptimumProgram) {
            work = search.work
            guard let choice = search.choice, let found = search.value, value.map({ found > $0 }) ?? true else { return }
            (best, value) = ((program, choice), found)
        }
        for closed in Self.subsets(of: conditions.fewest) {
            for lifted in Self.subsets(of: conditions.spilling) {
                let program = OptimumProgram(self, ranked, rules, OptimumProgram.Circumstances(closed: closed, lifted: lifted))
                var search = OptimumSearch(
                    program, scale: scale, step: step, above: value, work: work, limit: AllocationProblem.mostWork)
                search.begin()
                keep(search, program)
                if !search.isDone { searches.append((search, program)) }
            }
        }
        // Always where the most may still be had.
        while let next = searches.indices.filter({ !searches[$0].search.isDone && !searches[$0].search.isStuck })
            .max(by: { (searches[$0].search.bound, -$0) < (searches[$1].search.bound, -$1) })
        {
            searches[next].search.advance(above: value, work: work)
            keep(searches[next].search, searches[next].program)
        }
        // Where that is not known, at least a good choice.
        for index in searches.indices where searches[index].search.isStuck {
            searches[index].search.dive(above: value, upTo: AllocationProblem.mostWork / 4 / searches.count)
            keep(searches[index].search, searches[index].program)
        }
        let stuck = searches.filter { $0.search.isStuck && $0.search.bound >= (value ?? .min) + step }
        let bound = stuck.reduce(Int64.min) { max($0, $1.search.bound) }
        guard let best else {
            guard stuck.isEmpty else { throw AllocationFaults([.nothingFound]) }
            let floors = lines.filter { $0.reserve?.mode == .floor }.map(\.id)
            throw AllocationFaults([.floorOutOfReach(lines: floors)])
        }
        var book = OptimumBook(self, ranked, rules)
        for option in best.choice {
            guard let award = best.program.options[option].award else { continue }
            book.award(award.file, line: award.line, pool: award.pool)
        }
        book.fillUp()
        var allocation = book.allocation()
        let total = allocation.totalScore
        let known = stuck.isEmpty ? total : max(total, min(bound, prices.bound))
        allocation.optimality = Allocation.Optimality(proven: known == total, bound: known)
        return (allocation, prices)
    }

    /// Prices of the limits that hold in all circumstances, for those who check.
    private func publishedPrices(_ ranked: RankedFiles, _ rules: AllocationRules, _ scale: Int64) -> OptimumPrices {
        let program = OptimumProgram(self, ranked, rules, OptimumProgram.Circumstances(isRelaxed: true))
        let isPossible = Array(repeating: true, count: program.options.count)
        var simplex = DualSimplex(program, isPossible)
        _ = simplex.solve(isPossible)
        let prices = PricedOptions.rounded(simplex.prices, scale: scale)
        let bound = PricedOptions(program, prices, scale: scale, isPossible).bound
        let (whole, rest) = bound.quotientAndRemainder(dividingBy: Int128(scale))
        return OptimumPrices(
            named: zip(program.rows, prices).filter { $0.1 > 0 }.map {
                AllocationCertificate.Price(limit: $0.0.limit, of: $0.0.name, price: $0.1)
            },
            bound: Int64(clamping: rest < 0 ? whole - 1 : whole), scale: scale)
    }

    /// A power of two, as fine as leaves room for the largest products.
    private var priceScale: Int64 {
        let score = applications.reduce(Int64(1)) { max($0, abs($1.score)) }
        let least = applications.reduce(Int64.max) { min($0, $1.requestedCents.value) }
        // The dearest price is about the greatest score for the smallest request, and it has to stay below 2^53.
        var bits = 40
        while bits > 1, Double(score) / Double(max(1, least)) * Double(Int64(1) << bits) > 4e15 { bits -= 1 }
        return Int64(1) << bits
    }

    private static func commonDivisor(_ left: Int64, _ right: Int64) -> Int64 {
        var (left, right) = (abs(left), abs(right))
        while right != 0 { (left, right) = (right, left % right) }
        return left
    }

    /// All subsets, the empty one first.
    private static func subsets(of places: [Int]) -> [Set<Int>] {
        (0..<(1 << places.count)).map { mask in
            Set(places.indices.filter { mask & (1 << $0) != 0 }.map { places[$0] })
        }
    }
}
