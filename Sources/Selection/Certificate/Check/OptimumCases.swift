import CallModel

/// Looks for a list of awards with a greater sum than a certificate claims to be possible, among those that its prices leave.
///
/// Each choice that is not a group's best costs a part of what lies between the bound of the prices and the claim; so does money
/// that stays on a line with a price. Where nothing is left of it no list can be better, and most cases end at once.
struct OptimumCases {
    /// The cases after which the search gives up, some seconds of them: a greater number says that nothing was proven.
    static let mostCases = 2_000_000
    /// Each is one level of the search.
    private static let mostGroups = 2000

    private struct Option {
        /// nil for nothing.
        let choice: OptimumCheck.Choice?
        /// What it leaves less than the best of its group.
        let loss: Int128
    }

    private struct Line {
        let price: Int128
        var given = Int64(0)
        var toReserved = Int64(0)
        var fromPool = Int64(0)
        var awards = 0
    }

    private let check: OptimumCheck
    private var groups: [[Option]]
    /// What may be lost.
    private let allowance: Int128
    private let target: Int128
    private var lines: [Line]
    private var served: Set<Int> = []
    private var awardsOf: [String: Int] = [:]
    private var sum = Int128(0)
    private var cases = 0
    /// By group: what it and those after it can take of each line.
    private var toCome: [[Int64]] = []
    private(set) var isComplete = true
    private var isPossible = true

    /// - Parameters:
    ///   - worth: the bound of the prices, in parts of a point.
    ///   - totals: what a cent of each line costs.
    init(
        _ check: OptimumCheck, _ groups: [[OptimumCheck.Choice]], worth: Int128, scale: Int128, above claim: Int64,
        totals: [String: Int64]
    ) {
        self.check = check
        // Sums are whole multiples of what divides every score.
        let step = groups.joined().reduce(Int64(0)) { Self.commonDivisor($0, check.files.ranked[$1.file].score) }
        let part = Int128(max(1, step))
        let rest = Int128(claim) % part
        target = Int128(claim) - (rest < 0 ? rest + part : rest) + part
        let allowance = worth - target * scale
        self.allowance = allowance
        lines = check.problem.lines.map { Line(price: Int128(totals[$0.id] ?? 0)) }
        self.groups = groups.map { group in
            let best = group.reduce(Int128(0)) { max($0, $1.left) }
            let all = group.map { Option(choice: $0, loss: best - $0.left) } + [Option(choice: nil, loss: best)]
            return all.filter { $0.loss <= allowance }.sorted { $0.loss < $1.loss }
        }
        // Those with one option first, then those that cost most to decide otherwise.
        self.groups.sort { ($0.count > 1 ? $0[1].loss : allowance + 1) > ($1.count > 1 ? $1[1].loss : allowance + 1) }
        takeSettled()
        toCome = [lines.map { _ in 0 }]
        for group in self.groups.reversed() {
            var most = toCome[toCome.count - 1]
            for line in lines.indices {
                most[line] += group.reduce(0) { max($0, $1.choice?.line == line ? cents($1) : 0) }
            }
            toCome.append(most)
        }
        toCome.reverse()
    }

    /// - Returns: the sum of a list with more than the claim; nil where none was found.
    mutating func sumAbove() -> Int64? {
        guard allowance >= 0, isPossible else { return nil }
        guard groups.count <= Self.mostGroups else {
            isComplete = false
            return nil
        }
        return look(from: 0, losing: 0)
    }

    /// Groups with a single option that can lead anywhere are no cases.
    private mutating func takeSettled() {
        let settled = groups.prefix { $0.count == 1 }
        for group in settled {
            guard let choice = group[0].choice else { continue }
            guard fits(choice) else {
                isPossible = false
                break
            }
            take(choice, 1)
        }
        groups.removeFirst(settled.count)
    }

    private mutating func look(from depth: Int, losing lost: Int128) -> Int64? {
        cases += 1
        guard cases <= Self.mostCases else {
            isComplete = false
            return nil
        }
        guard lost + idle(depth) <= allowance else { return nil }
        guard depth < groups.count else { return sum >= target && isAllowed ? Int64(exactly: sum) : nil }
        for option in groups[depth] {
            guard lost + option.loss <= allowance, isComplete else { break }
            if let choice = option.choice {
                guard fits(choice) else { continue }
                take(choice, 1)
                defer { take(choice, -1) }
                if let found = look(from: depth + 1, losing: lost + option.loss) { return found }
            } else if let found = look(from: depth + 1, losing: lost + option.loss) {
                return found
            }
        }
        return nil
    }

    /// What the money costs that nobody is left to take.
    private func idle(_ depth: Int) -> Int128 {
        lines.indices.reduce(0) { cost, place in
            let left = check.problem.lines[place].totalCents.value - lines[place].given - toCome[depth][place]
            return cost + (left > 0 ? lines[place].price * Int128(left) : 0)
        }
    }

    private func cents(_ option: Option) -> Int64 { option.choice.map { check.files.ranked[$0.file].requestedCents.value } ?? 0 }

    /// Whether the limits that more awards can only break allow it.
    private func fits(_ choice: OptimumCheck.Choice) -> Bool {
        let (file, line, state) = (check.files.ranked[choice.file], check.problem.lines[choice.line], lines[choice.line])
        let cents = file.requestedCents.value
        guard state.given + cents <= line.totalCents.value, state.awards < line.maxAwards ?? .max else { return false }
        if let most = check.problem.maxAwardsPerApplicant, awardsOf[file.applicant, default: 0] >= most { return false }
        return check.spills || keeps(choice.line, state, file.reserved ? 0 : cents, choice.pool == 2 ? cents : 0, cents)
    }

    /// Whether the reserve of a line keeps what is its own, with an award more of these amounts.
    private func keeps(_ place: Int, _ state: Line, _ others: Int64, _ pool: Int64, _ cents: Int64) -> Bool {
        let (total, reserve) = (check.problem.lines[place].totalCents.value, check.reserve(place))
        if check.hasPools(place) {
            return state.fromPool + pool <= reserve && state.given + cents - state.fromPool - pool <= total - reserve
        }
        return check.mode(place) != .fence || state.given - state.toReserved + others <= total - reserve
    }

    private mutating func take(_ choice: OptimumCheck.Choice, _ sign: Int64) {
        let file = check.files.ranked[choice.file]
        let cents = sign * file.requestedCents.value
        lines[choice.line].given += cents
        if file.reserved { lines[choice.line].toReserved += cents }
        if choice.pool == 2 { lines[choice.line].fromPool += cents }
        lines[choice.line].awards += Int(sign)
        awardsOf[file.applicant, default: 0] += Int(sign)
        sum += Int128(sign) * Int128(file.score)
        if sign > 0 { served.insert(choice.file) } else { served.remove(choice.file) }
    }

    /// Whether the whole list keeps the limits that only a whole list can be asked about.
    private var isAllowed: Bool {
        lines.indices.allSatisfy { place in
            let (line, state) = (check.problem.lines[place], lines[place])
            if state.awards > 0, state.awards < line.minAwards ?? 0 { return false }
            if check.mode(place) == .floor { return state.toReserved >= line.reserve?.cents.value ?? 0 }
            if check.spills, check.everyReservedServed(on: place, served) { return true }
            return keeps(place, state, 0, 0, 0)
        }
    }

    private static func commonDivisor(_ left: Int64, _ right: Int64) -> Int64 {
        var (left, right) = (left.magnitude, right.magnitude)
        while right != 0 { (left, right) = (right, left % right) }
        return Int64(clamping: left)
    }
}
