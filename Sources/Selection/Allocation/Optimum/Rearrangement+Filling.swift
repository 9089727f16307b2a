extension Rearrangement {
    /// A file to another option, and what the row that is being filled has more by it.
    private struct Move {
        var places: [(group: Int, option: Int)]
        let gain: Int64
    }

    /// Moves of which every subset is looked at, of each direction.
    private static let most = 13

    /// Fills one row after another. A row is filled when it is not overdrawn, and leaves enough to the rows of its cluster that
    /// come after it; from then on it is changed by nothing.
    ///
    /// The rows that the fewest files use come first: those of the files that are not reserved before those of all files.
    ///
    /// - Parameter round: others come first in every round.
    mutating func fillRows(_ round: Int) -> Bool {
        var users = Array(repeating: 0, count: rest.count)
        for group in others.indices where others[group].count > 1 {
            for row in Set(others[group].flatMap { program.options[$0].uses.map(\.row) }) { users[row] += 1 }
        }
        let ofCluster = rest.indices.reduce(into: [Int: Int]()) { $0[cluster[$1]] = max($0[cluster[$1]] ?? 0, users[$1]) }
        let order = rest.indices.filter { users[$0] > 0 }.sorted { left, right in
            if cluster[left] != cluster[right] {
                return (ofCluster[cluster[left]] ?? 0, cluster[left]) < (ofCluster[cluster[right]] ?? 0, cluster[right])
            }
            return round % 2 == 0
                ? (users[left], left) < (users[right], right)
                : ((left &* 7 &+ round &* 13) % 31, left) < ((right &* 7 &+ round &* 13) % 31, right)
        }
        var isFilled = Array(repeating: false, count: rest.count)
        for row in order {
            let mates = order.filter { cluster[$0] == cluster[row] && !isFilled[$0] }
            let left = mates.reduce(Int64(0)) { $0 + rest[$1] }
            let most = mates.count == 1 ? Int64.max : left
            guard most >= 0 else { return false }
            if rest[row] < 0 || rest[row] > most {
                guard fill(row, upTo: most, wanted: max(0, left) / Int64(mates.count), isFilled, round) else { return false }
            }
            isFilled[row] = true
        }
        return overdrawn == 0
    }

    private mutating func fill(_ row: Int, upTo most: Int64, wanted: Int64, _ isFilled: [Bool], _ round: Int) -> Bool {
        // From afar, one file at a time.
        var moves = self.moves(on: row, isFilled)
        while let far = moves.filter({ abs($0.gain) < abs(wanted - rest[row]) && ($0.gain > 0) == (wanted > rest[row]) })
            .max(by: { (abs($0.gain), -$0.places[0].option) < (abs($1.gain), -$1.places[0].option) }),
            abs(wanted - rest[row]) > 3 * abs(far.gain)
        {
            for place in far.places { put(place.group, place.option) }
            moves = self.moves(on: row, isFilled)
        }
        if rest[row] >= 0, rest[row] <= most { return true }
        let chosen = Self.some(moves.filter { $0.gain > 0 }, round) + Self.some(moves.filter { $0.gain < 0 }, round)
        guard !chosen.isEmpty else { return false }
        let halves = [0, 1].map { part in stride(from: part, to: chosen.count, by: 2).map { chosen[$0] } }
        let (first, second) = (Self.sums(halves[0]), Self.sums(halves[1]))
        work += first.count + second.count
        let bounds = -rest[row]...(most == .max ? .max : most - rest[row])
        guard let best = Self.pair(first, second, from: wanted - rest[row], in: bounds, round) else { return false }
        for (half, mask) in zip(halves, [first[best.one].mask, second[best.other].mask]) {
            for place in half.indices where mask & (1 << place) != 0 {
                for file in half[place].places { put(file.group, file.option) }
            }
        }
        return rest.indices.allSatisfy { !isFilled[$0] || rest[$0] >= 0 }
    }

    /// A subset of each whose sums together lie within the bounds: in the first round near to what is wanted, later any, another in
    /// every round.
    private static func pair(
        _ first: [(sum: Int64, mask: Int)], _ second: [(sum: Int64, mask: Int)], from wanted: Int64, in bounds: ClosedRange<Int64>,
        _ round: Int
    ) -> (one: Int, other: Int)? {
        let start = (round &* 7919) % first.count
        for place in first.indices {
            let left = (start + place) % first.count
            let goal = (round == 0 ? wanted : bounds.lowerBound) - first[left].sum
            var (low, high) = (0, second.count)
            while low < high {
                let middle = (low + high) / 2
                if second[middle].sum < goal { low = middle + 1 } else { high = middle }
            }
            for right in [low, low - 1] where second.indices.contains(right) && bounds.contains(first[left].sum + second[right].sum) {
                return (left, right)
            }
        }
        return nil
    }

    /// For each file the move that changes the row, changes none that is filled, and has the most room where it goes; and of two
    /// files together where each alone would change a row that is filled.
    private mutating func moves(on row: Int, _ isFilled: [Bool]) -> [Move] {
        var moves: [Move] = []
        var halves: [[Int64]: (place: (group: Int, option: Int), gain: Int64)] = [:]
        for group in others.indices where others[group].count > 1 {
            let own = choice[group]
            var best: (option: Int, room: Int64, gain: Int64)?
            var half: (option: Int, key: [Int64], gain: Int64)?
            for option in others[group] where option != own {
                work += 4
                let gain = amount(of: own, on: row) - amount(of: option, on: row)
                let change = changes(from: own, to: option, isFilled)
                if change.isEmpty {
                    let room = room(option)
                    if gain != 0, room > best?.room ?? .min { best = (option, room, gain) }
                } else if half == nil {
                    half = (option, change, gain)
                }
            }
            if let best {
                moves.append(Move(places: [(group, best.option)], gain: best.gain))
            } else if let half {
                let wanted = half.key.enumerated().map { $0.offset % 2 == 0 ? $0.element : -$0.element }
                if let partner = halves.removeValue(forKey: wanted) {
                    let gain = partner.gain + half.gain
                    if gain != 0 { moves.append(Move(places: [partner.place, (group, half.option)], gain: gain)) }
                } else {
                    halves[half.key] = ((group, half.option), half.gain)
                }
            }
        }
        return moves
    }

    private func amount(of option: Int, on row: Int) -> Int64 {
        var amount: Int64 = 0
        for use in program.firstUse[option]..<program.firstUse[option + 1] where program.useRow[use] == row {
            amount += program.useAmount[use]
        }
        return amount
    }

    /// The filled rows that change, and by how much, one after the other: except those with plenty left.
    private func changes(from old: Int, to new: Int, _ isFilled: [Bool]) -> [Int64] {
        var rows: [Int] = []
        for option in [old, new] {
            for use in program.firstUse[option]..<program.firstUse[option + 1] where isFilled[program.useRow[use]] {
                if !rows.contains(program.useRow[use]) { rows.append(program.useRow[use]) }
            }
        }
        return rows.sorted().flatMap { row -> [Int64] in
            let change = amount(of: old, on: row) - amount(of: new, on: row)
            return change == 0 || rest[row] > 20 * abs(change) ? [] : [Int64(row), change]
        }
    }

    private static func some(_ moves: [Move], _ round: Int) -> [Move] {
        guard moves.count > most else { return moves }
        return (0..<most).map { moves[($0 * moves.count / most + round) % moves.count] }
    }

    /// The sums of all subsets, least first.
    private static func sums(_ moves: [Move]) -> [(sum: Int64, mask: Int)] {
        var sums: [(sum: Int64, mask: Int)] = [(0, 0)]
        for (place, move) in moves.enumerated() {
            var longer: [(sum: Int64, mask: Int)] = []
            longer.reserveCapacity(2 * sums.count)
            var (old, new) = (0, 0)
            while old < sums.count || new < sums.count {
                if new == sums.count || old < sums.count && sums[old].sum <= sums[new].sum + move.gain {
                    longer.append(sums[old])
                    old += 1
                } else {
                    longer.append((sums[new].sum + move.gain, sums[new].mask | 1 << place))
                    new += 1
                }
            }
            sums = longer
        }
        return sums
    }
}
