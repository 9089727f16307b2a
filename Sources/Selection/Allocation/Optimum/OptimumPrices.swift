/// A price for each row, as whole parts of a point of score, and the bound that they prove.
///
/// Whatever the prices are, no choice has a greater sum than the worth of all rows and, of each group, the best that an option
/// has left after paying for what it uses. Good prices come from a linear program in floating point; the bound is worked out
/// here in whole numbers, so that a bad price can only make it weaker, and never wrong.
struct OptimumPrices {
    /// The prices that an outsider can check, with names; empty inside a search.
    var named: [AllocationCertificate.Price] = []
    var bound: Int64 = 0
    var scale: Int64 = 1
}

/// The bound of one set of prices over the options that are still possible.
struct PricedOptions {
    let prices: [Int64]
    /// What each option has left after paying.
    private(set) var left: [Int128]
    /// The best of each group.
    private(set) var best: [Int128]
    private(set) var bound: Int128

    init(_ program: OptimumProgram, _ prices: [Int64], scale: Int64, _ isPossible: [Bool]) {
        self.prices = prices
        left = Array(repeating: 0, count: program.options.count)
        best = Array(repeating: 0, count: program.groupCount)
        bound = 0
        for (row, price) in zip(program.rows, prices) where price > 0 { bound += Int128(price) * Int128(row.bound) }
        for group in 0..<program.groupCount {
            var most: Int128?
            for option in program.starts[group]..<program.starts[group + 1] where isPossible[option] {
                var value = Int128(program.options[option].score) * Int128(scale)
                for use in program.firstUse[option]..<program.firstUse[option + 1] {
                    value -= Int128(prices[program.useRow[use]]) * Int128(program.useAmount[use])
                }
                left[option] = value
                most = most.map { max($0, value) } ?? value
            }
            best[group] = most ?? 0
            bound += best[group]
        }
    }

    /// The largest price that is published: every reader of JSON reads it exactly.
    static let mostPublished = 9_007_199_254_740_991.0

    /// Prices as whole numbers: the nearest to those given, none below zero and none above `most`.
    static func rounded(_ prices: [Double], scale: Int64, most: Double = mostPublished) -> [Int64] {
        prices.map { price in
            let parts = (price * Double(scale)).rounded()
            return parts > 0 ? Int64(min(parts, most)) : 0
        }
    }
}
