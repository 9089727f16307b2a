/// Files that are all to be served, and the options that they have it from: looks for a way in which no row is overdrawn.
///
/// Moves one file, or two together, to where the rows are overdrawn the least, and does not move them again for a while. It finds
/// a way or it does not; that it finds none proves nothing.
struct Rearrangement {
    let program: OptimumProgram
    private(set) var choice: [Int]
    private(set) var rest: [Int64]
    /// What a unit of the row counts for: a number of awards as much as the money of one.
    private let weight: [Int64]
    private(set) var overdrawn: Int128 = 0
    /// By group: the other options of the file that it has.
    let others: [[Int]]
    /// What was done, in moves looked at; no more is begun beyond `mostWork`.
    var work = 0

    init(_ program: OptimumProgram, from isAllowed: [Bool]) {
        self.program = program
        let money = program.rows.map { $0.limit != .maxAwards && $0.limit != .applicant }
        let largest = program.useAmount.indices.reduce(Int64(1)) { max($0, money[program.useRow[$1]] ? program.useAmount[$1] : 0) }
        weight = money.map { $0 ? 1 : max(1, largest / 2) }
        rest = program.rows.map(\.bound)
        choice = (0..<program.groupCount).map { program.starts[$0] }
        others = (0..<program.groupCount).map { group in
            (program.starts[group]..<program.starts[group + 1]).filter { isAllowed[$0] }
        }
        overdrawn = rest.indices.reduce(0) { $0 + over($1) }
        // The files with the least freedom first, and of those the largest.
        let order = others.indices.filter { !others[$0].isEmpty }
            .sorted { (others[$0].count, -size($0), $0) < (others[$1].count, -size($1), $1) }
        for group in order {
            let best = others[group].max { (room($0), -$0) < (room($1), -$1) }
            if let best { put(group, best) }
        }
    }

    func size(_ group: Int) -> Int64 {
        others[group].first.map { option in program.options[option].uses.reduce(0) { max($0, $1.amount) } } ?? 0
    }

    /// What the tightest of its rows would have left.
    private func room(_ option: Int) -> Int64 {
        program.options[option].uses.reduce(Int64.max) { min($0, (rest[$1.row] - $1.amount) * weight[$1.row]) }
    }

    private func over(_ row: Int) -> Int128 { rest[row] < 0 ? Int128(-rest[row]) * Int128(weight[row]) : 0 }

    private mutating func use(_ option: Int, _ sign: Int64) {
        for use in program.firstUse[option]..<program.firstUse[option + 1] {
            let row = program.useRow[use]
            overdrawn -= over(row)
            rest[row] -= sign * program.useAmount[use]
            overdrawn += over(row)
        }
    }

    mutating func put(_ group: Int, _ option: Int) {
        use(choice[group], -1)
        use(option, 1)
        choice[group] = option
        work += 2
    }

    private static let mostWork = 15_000_000

    /// - Returns: whether nothing is overdrawn.
    mutating func run() -> Bool {
        for round in 0..<10 where work < Self.mostWork {
            if round > 0 { shake(round) }
            if settle(steps: 40) || combine() { return true }
        }
        return false
    }

    /// Moves some files, others in every round, so that the next one starts elsewhere.
    private mutating func shake(_ round: Int) {
        for group in others.indices where others[group].count > 1 && (group &* 31 &+ round &* 17) % 7 == 0 {
            put(group, others[group][(group + round) % others[group].count])
        }
    }

    /// - Returns: whether nothing is overdrawn.
    private mutating func settle(steps: Int) -> Bool {
        var free = Array(repeating: 0, count: others.count)
        let movable = others.indices.filter { others[$0].count > 1 }
        var least = overdrawn
        for step in 0..<steps {
            if overdrawn == 0 { return true }
            guard work < Self.mostWork else { return false }
            var best: (first: Int, second: Int?, overdrawn: Int128)?
            func consider(_ first: Int, _ second: Int?, _ isFree: Bool) {
                guard isFree || overdrawn < least else { return }
                if let known = best, overdrawn >= known.overdrawn { return }
                best = (first, second, overdrawn)
            }
            let before = overdrawn
            for group in movable {
                let own = choice[group]
                guard relieves(own) else { continue }
                for option in others[group] where option != own {
                    put(group, option)
                    work += movable.count
                    consider(option, nil, free[group] <= step)
                    // A second move mends what the first did.
                    for partner in movable where partner != group {
                        let kept = choice[partner]
                        for second in others[partner] where second != kept && helps(kept, second) {
                            put(partner, second)
                            consider(option, second, free[group] <= step && free[partner] <= step)
                        }
                        if choice[partner] != kept { put(partner, kept) }
                    }
                    put(group, own)
                }
            }
            guard let best else { return false }
            for option in [best.first] + [best.second].compactMap({ $0 }) {
                let group = program.groupOf[option]
                put(group, option)
                if best.overdrawn >= before { free[group] = step + 6 + (step &* 31 &+ group &* 17) % 7 }
            }
            least = min(least, overdrawn)
        }
        return overdrawn == 0
    }

    /// Whether the option takes of a row that is overdrawn, or another could give to one.
    private func relieves(_ option: Int) -> Bool {
        for use in program.firstUse[option]..<program.firstUse[option + 1]
        where program.useAmount[use] > 0 && rest[program.useRow[use]] < 0 { return true }
        return hasShortfall
    }

    /// Whether a row from which nothing can be taken, a floor, is not reached.
    private var hasShortfall: Bool {
        rest.indices.contains { rest[$0] < 0 && (program.rows[$0].limit == .floor || program.rows[$0].bound < 0) }
    }

    private func helps(_ old: Int, _ new: Int) -> Bool {
        for use in program.firstUse[old]..<program.firstUse[old + 1]
        where program.useAmount[use] > 0 && rest[program.useRow[use]] < 0 { return true }
        for use in program.firstUse[new]..<program.firstUse[new + 1]
        where program.useAmount[use] < 0 && rest[program.useRow[use]] < 0 { return true }
        return false
    }
}
