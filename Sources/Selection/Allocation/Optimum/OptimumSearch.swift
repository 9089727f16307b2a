/// Finds the choice with the greatest sum of scores, and proves it.
///
/// The linear program bounds the sum, and the greatest sum lies close below. So it looks for a choice that is at most a little
/// below the bound: that leaves few options open, and a short search. If there is none the bound comes down by as much, and it
/// looks a little further.
struct OptimumSearch {
    private let program: OptimumProgram
    private let scale: Int64
    private let step: Int64
    private var limit: Int
    private(set) var work: Int
    /// Whether there is nothing better than `value`.
    private(set) var isDone = false
    /// Whether the limit of work was reached.
    private(set) var isStuck = false
    private var isMerging = true
    private var width: Int64 = 0
    /// The greatest sum that could be had on merged rows, and of which it is not known on the rows as they are.
    private var unsettled: Int64?
    private var start: OptimumTree?
    private var root: OptimumTree.Root?
    /// The best sum so far; nil for nothing found.
    private(set) var value: Int64?
    /// The options that have it, one of each group; nil where the sum was found elsewhere.
    private(set) var choice: [Int]?
    /// No choice has a greater sum.
    private(set) var bound = Int64.max

    /// - Parameters:
    ///   - value: a sum that is found already; only greater ones count.
    ///   - work: what was done before, of the `limit`.
    init(_ program: OptimumProgram, scale: Int64, step: Int64, above value: Int64?, work: Int, limit: Int) {
        (self.program, self.scale, self.step, self.value, self.work, self.limit) = (program, scale, step, value, work, limit)
    }

    /// Solves the linear program and makes a first choice of it.
    mutating func begin() {
        var tree = OptimumTree(program, scale: scale, step: step, above: value, work: work, limit: limit)
        root = tree.root(rounding: true)
        work = tree.work
        if tree.choice != nil { (value, choice) = (tree.value, tree.choice) }
        guard let root else {
            isDone = true
            return
        }
        start = tree
        bound = Int64(clamping: root.bound >= 0 ? root.bound / Int128(scale) : -((-root.bound + Int128(scale) - 1) / Int128(scale)))
        width = max(step, program.options.reduce(0) { max($0, abs($1.score)) } / 128)
    }

    /// Looks a little below the bound, and brings it down by as much if nothing is there.
    ///
    /// - Parameter found: a sum that was found meanwhile elsewhere.
    mutating func advance(above found: Int64?, work: Int) {
        self.work = work
        if let found, value.map({ found > $0 }) ?? true { (value, choice) = (found, nil) }
        let best = value ?? worst - 1
        guard !isDone, bound >= best + step else {
            isDone = true
            return
        }
        let floor = max(best, bound - width)
        guard look(above: floor) else {
            isStuck = true
            return
        }
        if let value, value > floor {
            bound = value
        } else {
            bound = floor
        }
        // What was left open is looked at once more where nothing else is left, on the rows as they are.
        if bound < (value ?? worst - 1) + step, let open = unsettled, open >= (value ?? worst - 1) + step {
            (bound, unsettled, isMerging) = (open, nil, false)
        }
        isDone = bound < (value ?? worst - 1) + step
        width = width * 8 / 5 + step
    }

    /// Looks for any choice that is better than what is known, however far below the bound: for as long as there is work left.
    mutating func dive(above found: Int64?, upTo limit: Int) {
        if let found, value.map({ found > $0 }) ?? true { (value, choice) = (found, nil) }
        (work, isMerging) = (0, true)
        for part in [limit / 2, limit] {
            self.limit = part
            if look(above: value ?? worst - 1) {
                isDone = unsettled.map { $0 < (value ?? worst - 1) + step } ?? true
                isStuck = !isDone
                return
            }
            isMerging = false
        }
    }

    /// Less than any choice has.
    private var worst: Int64 { program.options.reduce(-1) { $0 + min(0, $1.score) } }

    /// Looks at all choices with a sum above this one.
    ///
    /// What can be had on merged rows only is noted in `unsettled`.
    ///
    /// - Returns: false where the limit of work was reached.
    private mutating func look(above given: Int64) -> Bool {
        // Branches are left where they stay below the next sum, which is a whole step above the floor: so the floor is a sum too.
        let floor = given - (given % step + step) % step
        guard let start, let first = root, let possible = start.possible(above: floor, first) else { return true }
        var (part, base, settled, original) = (program, Int64(0), [Int](), Array(program.options.indices))
        var (isPossible, prices) = (possible, first.prices)
        while true {
            // Most files are settled by now. What is left is searched on its own, and settles more the better it is known.
            let reduced = part.reduced(to: isPossible)
            let (before, after) = (part.groupCount, reduced.program.groupCount)
            if after < before {
                let known = zip(part.rows, prices).reduce(into: [String: Double]()) { $0["\($1.0.limit.rawValue) \($1.0.name)"] = $1.1 }
                settled += reduced.settled.map { original[$0] }
                original = reduced.original.map { original[$0] }
                base += reduced.base
                part = reduced.program
                if 5 * after > 4 * before {
                    prices = part.rows.map { known["\($0.limit.rawValue) \($0.name)"] ?? 0 }
                    isPossible = Array(repeating: true, count: part.options.count)
                    for option in part.excluded { isPossible[option] = false }
                    continue
                }
                var tree = OptimumTree(part, scale: scale, step: step, above: floor - base, work: work, limit: limit)
                let root = tree.root(rounding: false)
                work = tree.work
                guard let root else { return true }
                (isPossible, prices) = (tree.isPossible, root.prices)
                continue
            }
            let merged = MergedProgram(part, prices)
            if isMerging, merged.isSmaller {
                var small = OptimumTree(
                    merged.program, merged, scale: scale, step: step, above: floor - base, work: work, limit: limit)
                let isDone = small.root(rounding: false).map { small.run(from: $0) } ?? true
                work = small.work
                if let chosen = small.choice, let found = small.value { keep(found + base, settled + chosen.map { original[$0] }) }
                if isDone {
                    if let open = small.unsettled, open > small.value ?? .min { unsettled = max(unsettled ?? .min, open + base) }
                    return true
                }
                if work > limit { return false }
            }
            // The rows as they are.
            var tree = OptimumTree(part, scale: scale, step: step, above: max(floor, value ?? floor) - base, work: work, limit: limit)
            let isDone = tree.root(rounding: true).map { tree.run(from: $0) } ?? true
            work = tree.work
            if let chosen = tree.choice, let found = tree.value { keep(found + base, settled + chosen.map { original[$0] }) }
            return isDone
        }
    }

    private mutating func keep(_ found: Int64, _ chosen: [Int]) {
        guard value.map({ found > $0 }) ?? true else { return }
        (value, choice) = (found, chosen)
    }
}
