extension Draft {
    /// What `move` counts for of the limit of work.
    static let workOfMoving = 50_000

    /// Moves files between their lines until no row is overdrawn, without changing who is served.
    ///
    /// Where a linear program divides a file between lines, it has filled every line to the last cent. Files have to be found
    /// whose sums fill them as well: of two lines at a time, what moves from one to the other is looked for among all subsets
    /// of some files of both, half of the subsets at a time, sorted, from both ends.
    mutating func move(_ isPossible: [Bool]) {
        for _ in 0..<(3 * rest.count) {
            guard let over = rest.indices.min(by: { rest[$0] < rest[$1] }), rest[over] < 0 else { return }
            let targets = rest.indices.filter { program.rows[$0].limit == program.rows[over].limit && rest[$0] > 0 }
                .sorted { (rest[$1], $0) < (rest[$0], $1) }
            let before = rest[over]
            for target in targets where rest[over] < 0 { shift(-rest[over], from: over, to: target, isPossible) }
            guard rest[over] > before else { return }
        }
    }

    /// Moves at least `excess` from one row to another if that has room for it, and otherwise as much as it has room for.
    private mutating func shift(_ excess: Int64, from over: Int, to target: Int, _ isPossible: [Bool]) {
        let room = rest[target]
        var moves: [(option: Int, amount: Int64)] = []
        for group in choice.indices {
            guard let own = choice[group], let award = program.options[own].award else { continue }
            for (here, there, sign) in [(over, target, Int64(1)), (target, over, -1)] {
                guard let amount = amount(of: own, on: here) else { continue }
                let other = (program.starts[group]..<program.starts[group + 1]).first {
                    isPossible[$0] && program.options[$0].award?.file == award.file && self.amount(of: $0, on: there) == amount
                        && self.amount(of: $0, on: here) == nil
                }
                if let other { moves.append((other, sign * amount)) }
            }
        }
        // Some of each direction, spread over the files, so that their sums lie close.
        let some = Self.spread(moves.filter { $0.amount > 0 }, 13) + Self.spread(moves.filter { $0.amount < 0 }, 13)
        guard !some.isEmpty else { return }
        let first = Self.sums(stride(from: 0, to: some.count, by: 2).map { some[$0] })
        let second = Self.sums(stride(from: 1, to: some.count, by: 2).map { some[$0] })
        // The largest sum that the target has room for; at least the excess if that is possible, and then the least such.
        var best: (sum: Int64, one: Int, other: Int)?
        var right = second.count - 1
        for left in first.indices {
            while right >= 0, first[left].sum + second[right].sum > room { right -= 1 }
            guard right >= 0 else { break }
            let sum = first[left].sum + second[right].sum
            if sum > best?.sum ?? 0 { best = (sum, left, right) }
        }
        if room >= excess {
            right = second.count - 1
            for left in first.indices {
                while right > 0, first[left].sum + second[right - 1].sum >= excess { right -= 1 }
                let sum = first[left].sum + second[right].sum
                if sum >= excess, sum < best?.sum ?? .max { best = (sum, left, right) }
            }
        }
        guard let best else { return }
        let (even, odd) = (stride(from: 0, to: some.count, by: 2).map { some[$0] }, stride(from: 1, to: some.count, by: 2).map { some[$0] })
        for place in even.indices where first[best.one].mask & (1 << place) != 0 { take(even[place].option) }
        for place in odd.indices where second[best.other].mask & (1 << place) != 0 { take(odd[place].option) }
    }

    private func amount(of option: Int, on row: Int) -> Int64? {
        program.options[option].uses.first { $0.row == row }?.amount
    }

    private static func spread(_ moves: [(option: Int, amount: Int64)], _ most: Int) -> [(option: Int, amount: Int64)] {
        guard moves.count > most else { return moves }
        return (0..<most).map { moves[$0 * moves.count / most] }
    }

    /// The sums of all subsets, least first.
    private static func sums(_ moves: [(option: Int, amount: Int64)]) -> [(sum: Int64, mask: Int)] {
        var sums: [(sum: Int64, mask: Int)] = [(0, 0)]
        sums.reserveCapacity(1 << moves.count)
        for (place, move) in moves.enumerated() {
            sums += sums.map { ($0.sum + move.amount, $0.mask | 1 << place) }
        }
        return sums.sorted { $0.sum == $1.sum ? $0.mask < $1.mask : $0.sum < $1.sum }
    }
}
