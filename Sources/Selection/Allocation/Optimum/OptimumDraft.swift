/// A choice in the making, with what it leaves of each row.
struct Draft {
    let program: OptimumProgram
    /// By group; nil where nothing was chosen yet, not even nothing.
    private(set) var choice: [Int?]
    private(set) var rest: [Int64]
    private(set) var value: Int64 = 0

    init(_ program: OptimumProgram) {
        self.program = program
        choice = Array(repeating: nil, count: program.groupCount)
        rest = program.rows.map(\.bound)
    }

    var isValid: Bool { rest.allSatisfy { $0 >= 0 } && !choice.contains(nil) }

    mutating func take(_ option: Int) {
        let group = program.groupOf[option]
        if let old = choice[group] {
            for use in program.firstUse[old]..<program.firstUse[old + 1] { rest[program.useRow[use]] += program.useAmount[use] }
            value -= program.options[old].score
        }
        for use in program.firstUse[option]..<program.firstUse[option + 1] { rest[program.useRow[use]] -= program.useAmount[use] }
        value += program.options[option].score
        choice[group] = option
    }

    /// Whether taking the option, instead of what its group has, overdraws no row that was not overdrawn more before.
    func fits(_ option: Int) -> Bool {
        for use in program.firstUse[option]..<program.firstUse[option + 1] {
            let amount = program.useAmount[use]
            if amount > 0, rest[program.useRow[use]] < amount { return false }
        }
        return true
    }

    private func hasNothing(_ group: Int) -> Bool { choice[group].map { program.options[$0].awards.isEmpty } ?? true }

    /// Takes every option that fits, in this order, for groups that have nothing; nothing for the rest.
    ///
    /// - Parameter without: groups that stay with nothing.
    mutating func fill(_ order: [Int], _ isPossible: [Bool], without: [Int] = []) {
        for option in order where isPossible[option] && hasNothing(program.groupOf[option]) && fits(option) {
            if without.contains(program.groupOf[option]) { continue }
            let helps = program.options[option].uses.contains { $0.amount < 0 && rest[$0.row] < 0 }
            let mustChoose = choice[program.groupOf[option]] == nil && !isPossible[program.starts[program.groupOf[option]]]
            if program.options[option].score > 0 || helps || mustChoose { take(option) }
        }
        for group in choice.indices where choice[group] == nil && isPossible[program.starts[group]] { take(program.starts[group]) }
    }

    /// Takes, in this order, options that help to reach a floor, until it is reached.
    mutating func reach(_ order: [Int], _ isPossible: [Bool]) {
        for option in order where isPossible[option] && hasNothing(program.groupOf[option]) && fits(option) {
            if program.options[option].uses.contains(where: { $0.amount < 0 && rest[$0.row] < 0 }) { take(option) }
        }
    }

    /// Puts a file in the place of one with a smaller score, wherever that is possible, until it is nowhere.
    mutating func improve(_ order: [Int], _ isPossible: [Bool]) {
        var isBetter = true
        var rounds = 0
        while isBetter, rounds < 20 {
            isBetter = false
            rounds += 1
            for option in order where isPossible[option] && hasNothing(program.groupOf[option]) {
                let own = program.options[option]
                guard let award = own.award, own.score > 0 else { continue }
                if fits(option) {
                    take(option)
                    isBetter = true
                    continue
                }
                for group in choice.indices {
                    guard let other = choice[group], program.options[other].award?.line == award.line,
                        program.options[other].score < own.score, isPossible[program.starts[group]]
                    else { continue }
                    take(program.starts[group])
                    if fits(option), rest.allSatisfy({ $0 >= 0 }) {
                        take(option)
                        isBetter = true
                        break
                    }
                    take(other)
                }
            }
        }
    }

    /// Takes something away from one group, or from two, and gives what came free to others, as long as that is worth more.
    mutating func exchange(_ order: [Int], _ isPossible: [Bool], pairs: Bool) {
        guard isValid else { return }
        let open = choice.indices.filter { isPossible[program.starts[$0]] }
        var rounds = 0
        while rounds < 30 {
            rounds += 1
            var best: Draft?
            let served = open.filter { !hasNothing($0) }
            for (place, one) in served.enumerated() {
                let others = pairs ? [nil] + served[(place + 1)...].map { Optional($0) } : [nil]
                for other in others {
                    var draft = self
                    let without = [one] + [other].compactMap { $0 }
                    for group in without { draft.take(program.starts[group]) }
                    draft.fill(order, isPossible, without: without)
                    if draft.value > best?.value ?? value, draft.isValid { best = draft }
                }
            }
            guard let best else { return }
            self = best
        }
    }
}
