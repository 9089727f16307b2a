/// Branch and bound: looks for the choice with the greatest sum of scores above a given one, and proves what it leaves out.
///
/// A branch is left only when the bound of `PricedOptions`, in whole numbers, shows that nothing in it is better than what was
/// found. The order in which branches are looked at depends on nothing but the program, so that equal problems have equal
/// answers.
struct OptimumTree {
    private let program: OptimumProgram
    /// Whence `program` comes, where its rows were merged.
    private let merged: MergedProgram?
    private let scale: Int64
    /// Sums differ by whole multiples of this.
    private let step: Int64
    private let limit: Int
    /// What was done so far, in options looked at: the same on every machine.
    private(set) var work: Int
    private(set) var nodes = 0
    /// The best sum so far, or what only greater ones count against; nil for nothing found.
    private(set) var value: Int64?
    /// The options of the whole program that have it, one of each group; nil where the sum was found elsewhere.
    private(set) var choice: [Int]?
    /// The greatest sum that was met and could be had on the merged rows, but of which it is not known on those as they are.
    private(set) var unsettled: Int64?
    private(set) var failures = 0
    /// Choices on the merged rows that no way was found to have.
    private var failed: Set<[Int?]> = []
    private var rootBound = Int64.max

    /// Beyond this the products would no longer fit in 128 bits.
    private let mostPrice: Double
    private(set) var isPossible: [Bool]
    private var removed: [Int] = []
    private var order: [Int] = []

    /// - Parameters:
    ///   - value: only greater sums count.
    ///   - work: what was done before, of the `limit`.
    init(
        _ program: OptimumProgram, _ merged: MergedProgram? = nil, scale: Int64, step: Int64, above value: Int64?, work: Int,
        limit: Int
    ) {
        (self.program, self.merged, self.scale, self.step) = (program, merged, scale, step)
        (self.value, self.work, self.limit) = (value, work, limit)
        let bounds = program.rows.reduce(0) { $0 + Double($1.bound.magnitude) }
        let amounts = program.useAmount.reduce(0) { $0 + Double($1.magnitude) }
        mostPrice = min(2e18, 1e37 / max(1, bounds + amounts))
        isPossible = Array(repeating: true, count: program.options.count)
        for option in program.excluded { isPossible[option] = false }
    }

    /// What the linear program says of the whole.
    struct Root {
        let bound: Int128
        let prices: [Double]
        let simplex: DualSimplex
        let priced: PricedOptions
    }

    /// Solves the linear program and removes the options with which nothing better can be had.
    ///
    /// - Returns: nil where nothing better is in it.
    mutating func root(rounding: Bool) -> Root? {
        guard !program.isImpossible else { return nil }
        var simplex = DualSimplex(program, isPossible)
        guard let priced = enter(&simplex) else { return nil }
        rootBound = Int64(clamping: priced.bound >= 0 ? priced.bound / Int128(scale) : 0)
        order = program.options.indices.filter { !program.options[$0].awards.isEmpty }
            .sorted { (priced.left[$1], $0) < (priced.left[$0], $1) }
        if rounding, merged == nil { round(simplex, simplex.divided(), improving: true) }
        guard !isHopeless(priced.bound), removeHopeless(priced) else { return nil }
        return Root(bound: priced.bound, prices: simplex.prices, simplex: simplex, priced: priced)
    }

    /// What is left of the options where only greater sums than this count; nil where nothing is.
    func possible(above value: Int64, _ root: Root) -> [Bool]? {
        var copy = self
        copy.value = value
        guard !copy.isHopeless(root.bound), copy.removeHopeless(root.priced) else { return nil }
        return copy.isPossible
    }

    /// - Returns: false where the limit was reached.
    mutating func run(from root: Root) -> Bool {
        branchOut(root.simplex, root.priced, root.simplex.divided())
    }

    /// Whether these options cannot beat what was found.
    private func isHopeless(_ bound: Int128) -> Bool {
        guard let value else { return false }
        return bound < (Int128(value) + Int128(step)) * Int128(scale)
    }

    /// Solves the linear program of what is still possible.
    ///
    /// - Returns: nil where nothing better is in it.
    private mutating func enter(_ simplex: inout DualSimplex) -> PricedOptions? {
        let before = simplex.exchanges
        let status = simplex.solve(isPossible)
        let steps = 1 + simplex.exchanges - before
        work += (steps * (program.options.count + program.rows.count * program.rows.count / 8) + 4 * program.options.count) / 3
        nodes += 1
        if case .impossible(let ray) = status, isExcluded(by: ray, simplex.prices) { return nil }
        let priced = PricedOptions(program, PricedOptions.rounded(simplex.prices, scale: scale), scale: scale, isPossible)
        return isHopeless(priced.bound) ? nil : priced
    }

    /// - Returns: false where the limit of work was reached.
    private mutating func explore(_ simplex: inout DualSimplex) -> Bool {
        guard work <= limit, failures < 40 else { return false }
        guard let priced = enter(&simplex) else { return true }
        let mark = removed.count
        defer { restore(to: mark) }
        let divided = simplex.divided()
        if merged == nil { round(simplex, divided, improving: nodes < 64 || nodes % 32 == 0) }
        if isHopeless(priced.bound) { return true }
        guard removeHopeless(priced) else { return true }
        return branchOut(simplex, priced, divided)
    }

    private mutating func branchOut(
        _ simplex: DualSimplex, _ priced: PricedOptions, _ divided: [Int: [(option: Int, share: Double)]]
    ) -> Bool {
        if merged == nil { settle(simplex, divided) } else if let draft = undividedDraft(simplex, divided) { rearrange(draft) }
        if isHopeless(priced.bound) { return true }
        guard let branch = branch(simplex, divided) else {
            takeOnly()
            return true
        }
        for side in branch {
            let before = removed.count
            for option in side where isPossible[option] { remove(option) }
            var child = simplex
            let isDone = explore(&child)
            restore(to: before)
            if !isDone { return false }
        }
        return true
    }

    private mutating func remove(_ option: Int) {
        isPossible[option] = false
        removed.append(option)
    }

    private mutating func restore(to mark: Int) {
        while removed.count > mark { isPossible[removed.removeLast()] = true }
    }

    /// Along a ray the prices prove that there is no choice at all; looked at in whole numbers, far enough out.
    private func isExcluded(by ray: [Double], _ prices: [Double]) -> Bool {
        let largest = zip(ray, program.rows).reduce(0.0) { max($0, abs($1.0) * max(1, Double($1.1.bound.magnitude))) }
        for length in [1e3, 1e6, 1e9] {
            let reach = length * Double(max(1, rootBound == .max ? 1_000_000 : rootBound)) / max(largest, 1e-300)
            let further = zip(prices, ray).map { max(0, $0 + reach * $1) }
            // The dearer, the coarser: the proportion of the prices counts here, and not their last digits.
            let dearest = further.reduce(1) { max($0, $1) }
            var coarse = scale
            while coarse > 1, dearest * Double(coarse) > mostPrice { coarse /= 2 }
            let rounded = PricedOptions.rounded(further, scale: coarse, most: mostPrice)
            let priced = PricedOptions(program, rounded, scale: coarse, isPossible)
            let least = value.map { Int128($0) + Int128(step) } ?? Int128(worst)
            if priced.bound < least * Int128(coarse) { return true }
        }
        return false
    }

    /// Less than any choice has.
    private var worst: Int64 {
        program.options.reduce(-1) { $0 + min(0, $1.score) }
    }

    /// Removes every option with which nothing better can be had. False where a group has none left.
    private mutating func removeHopeless(_ priced: PricedOptions) -> Bool {
        guard value != nil else { return true }
        for group in 0..<program.groupCount {
            var isAlive = false
            for option in program.starts[group]..<program.starts[group + 1] where isPossible[option] {
                if isHopeless(priced.bound - priced.best[group] + priced.left[option]) {
                    remove(option)
                } else {
                    isAlive = true
                }
            }
            if !isAlive { return false }
        }
        return true
    }

    // MARK: Branching

    /// Two lists of options to remove, one after the other: what remains of both is everything. Nil where only one choice is left.
    private func branch(_ simplex: DualSimplex, _ divided: [Int: [(option: Int, share: Double)]]) -> [[Int]]? {
        var best: (group: Int, file: Int?, option: Int, distance: Double, share: Double)?
        for (group, shares) in divided.sorted(by: { $0.key < $1.key }) where hasChoice(group) {
            var perFile: [Int: Double] = [:]
            for part in shares where part.share > 1e-7 {
                for award in program.options[part.option].awards { perFile[award.file, default: 0] += part.share }
            }
            for (file, share) in perFile.sorted(by: { $0.key < $1.key }) where share < 1 - 1e-7 && divides(group, file) {
                let distance = abs(share - 0.5)
                if best.map({ $0.file == nil || distance < $0.distance }) ?? true { best = (group, file, 0, distance, share) }
            }
            // A file that is served, but divided between lines, comes after those of which it is not known.
            guard best?.file == nil else { continue }
            for part in shares where part.share > 1e-7 && part.share < 1 - 1e-7 && isPossible[part.option] {
                let distance = abs(part.share - 0.5)
                if best.map({ distance < $0.distance }) ?? true { best = (group, nil, part.option, distance, part.share) }
            }
        }
        guard let best else { return undivided(simplex) }
        let all = Array(program.starts[best.group]..<program.starts[best.group + 1])
        let inside = all.filter {
            if let file = best.file { program.options[$0].serves(file) } else { $0 == best.option }
        }
        let outside = all.filter { !inside.contains($0) }
        return best.share >= 0.5 ? [outside, inside] : [inside, outside]
    }

    /// Whether more than one option of the group is left.
    private func hasChoice(_ group: Int) -> Bool {
        var isFound = false
        for option in program.starts[group]..<program.starts[group + 1] where isPossible[option] {
            if isFound { return true }
            isFound = true
        }
        return false
    }

    /// Whether the group can still have this file, and can still have something else.
    private func divides(_ group: Int, _ file: Int) -> Bool {
        let possible = (program.starts[group]..<program.starts[group + 1]).filter { isPossible[$0] }
        let own = possible.count { program.options[$0].serves(file) }
        return own > 0 && own < possible.count
    }

    /// Nothing is divided, and yet the bound does not say that this is the best: any group with a choice left.
    private func undivided(_ simplex: DualSimplex) -> [[Int]]? {
        for group in 0..<program.groupCount {
            let open = (program.starts[group]..<program.starts[group + 1]).filter { isPossible[$0] }
            guard open.count > 1 else { continue }
            let first = open.contains(simplex.key[group]) ? simplex.key[group] : open[0]
            return [open.filter { $0 != first }, [first]]
        }
        return nil
    }

    // MARK: Finding choices

    /// Makes a choice of what the linear program says, and fills up with what still fits.
    private mutating func round(
        _ simplex: DualSimplex, _ divided: [Int: [(option: Int, share: Double)]], improving: Bool
    ) {
        var draft = Draft(program)
        for group in 0..<program.groupCount {
            let nothing = program.starts[group]
            let possible = (nothing..<program.starts[group + 1]).filter { isPossible[$0] }
            let wanted =
                divided[group].map { shares in shares.first { $0.share > 1 - 1e-6 }?.option ?? nothing } ?? simplex.key[group]
            if possible.count == 1 {
                draft.take(possible[0])
            } else if isPossible[wanted] {
                draft.take(wanted)
            } else if isPossible[nothing] {
                draft.take(nothing)
            }
        }
        draft.fill(order, isPossible)
        keep(draft)
        if value == nil { reach() }
        if improving {
            draft.improve(order, isPossible)
            keep(draft)
            draft.exchange(order, isPossible, pairs: nodes == 1 && program.groupCount <= 200)
            keep(draft)
        }
    }

    /// Nothing is known yet that reaches every floor: first what helps to reach them, then the rest.
    private mutating func reach() {
        let bySize = order.sorted { (program.greatestUse($1), $0) < (program.greatestUse($0), $1) }
        for helpers in [order, bySize, bySize.reversed()] where value == nil {
            var draft = Draft(program)
            draft.reach(helpers, isPossible)
            draft.fill(order, isPossible)
            keep(draft)
        }
    }

    /// Where it is clear who is served, and only on which line is not: looks for a way to serve them all.
    private mutating func settle(_ simplex: DualSimplex, _ divided: [Int: [(option: Int, share: Double)]]) {
        var draft = Draft(program)
        for group in 0..<program.groupCount {
            guard let shares = divided[group] else {
                draft.take(simplex.key[group])
                continue
            }
            var perFile: [Int: Double] = [:]
            for part in shares { perFile[program.options[part.option].award?.file ?? -1, default: 0] += part.share }
            guard let file = perFile.first(where: { $0.value > 1 - 1e-6 })?.key else { return }
            let own = shares.filter { (program.options[$0.option].award?.file ?? -1) == file }
            guard let most = own.max(by: { ($0.share, $1.option) < ($1.share, $0.option) }) else { return }
            draft.take(most.option)
        }
        guard value.map({ draft.value > $0 }) ?? true else { return }
        draft.move(isPossible)
        work += Draft.workOfMoving
        keep(draft)
    }

    // MARK: Merged rows

    /// What the linear program takes, where it divides nothing and keeps the rows.
    private func undividedDraft(_ simplex: DualSimplex, _ divided: [Int: [(option: Int, share: Double)]]) -> Draft? {
        var draft = Draft(program)
        for group in 0..<program.groupCount {
            let wanted = divided[group].map { shares in shares.first { $0.share > 1 - 1e-6 }?.option } ?? simplex.key[group]
            guard let wanted, isPossible[wanted] else { return nil }
            draft.take(wanted)
        }
        return draft.isValid ? draft : nil
    }

    /// Looks for a way to serve on the rows as they are what the draft serves on the merged ones.
    private mutating func rearrange(_ draft: Draft) {
        guard let merged, value.map({ draft.value > $0 }) ?? true, failed.insert(draft.choice).inserted else { return }
        let same = merged.allowed(by: draft.choice, sameRows: true)
        let all = merged.allowed(by: draft.choice, sameRows: false)
        for isAllowed in same == all ? [same] : [same, all] {
            var rearrangement = Rearrangement(merged.whole, from: isAllowed)
            let isFound = rearrangement.run()
            work += rearrangement.work
            if isFound {
                (value, choice) = (draft.value, rearrangement.choice)
                return
            }
        }
        failures += 1
    }

    /// What is left once every hopeless option is gone can be a choice that nobody tried yet.
    private mutating func takeOnly() {
        var draft = Draft(program)
        for option in isPossible.indices where isPossible[option] { draft.take(option) }
        guard merged != nil else { return keep(draft) }
        guard draft.isValid else { return }
        rearrange(draft)
        if value.map({ draft.value > $0 }) ?? true { unsettled = max(unsettled ?? .min, draft.value) }
    }

    private mutating func keep(_ draft: Draft) {
        guard draft.isValid, value.map({ draft.value > $0 }) ?? true else { return }
        let isAllowed = draft.choice.allSatisfy { $0.map { isPossible[$0] } ?? false }
        guard isAllowed else { return }
        value = draft.value
        choice = draft.choice.compactMap { $0 }
    }
}
