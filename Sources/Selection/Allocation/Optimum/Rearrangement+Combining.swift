extension Rearrangement {
    /// Files to other options, and what that changes of the rows that have to come out to the cent.
    private struct Move {
        let files: [(group: Int, option: Int)]
        let change: UInt64
    }

    /// Moves several files at once, so that rows that have to be filled to the last cent are.
    ///
    /// The files that use the most kinds of rows are moved first, to fill the rows that only they use; then those that use fewer,
    /// which leave these alone. Any number of some files may move together.
    mutating func combine() -> Bool {
        var kinds: [[AllocationCertificate.Limit]: [Int]] = [:]
        for group in others.indices where others[group].count > 1 { kinds[limits(of: group), default: []].append(group) }
        let stages = kinds.keys.sorted { ($1.count, text($0)) < ($0.count, text($1)) }
        for (number, stage) in stages.enumerated() {
            let later = Set(stages[(number + 1)...].joined())
            let fixed = Set(stage.filter { !later.contains($0) || $0 == .maxAwards })
            guard fill(fixed, by: kinds[stage] ?? []) else { return false }
        }
        return overdrawn == 0
    }

    private func text(_ limits: [AllocationCertificate.Limit]) -> String { limits.map(\.rawValue).joined(separator: " ") }

    /// The kinds of rows that the options of the group's file use.
    private func limits(of group: Int) -> [AllocationCertificate.Limit] {
        var limits: Set<AllocationCertificate.Limit> = []
        for option in others[group] {
            for use in program.firstUse[option]..<program.firstUse[option + 1] { limits.insert(program.rows[program.useRow[use]].limit) }
        }
        limits.remove(.applicant)
        return limits.sorted { $0.rawValue < $1.rawValue }
    }

    /// The rows of a kind together have this much to give away.
    private func slack(_ limit: AllocationCertificate.Limit) -> Int64 {
        rest.indices.reduce(0) { $0 + (program.rows[$1].limit == limit ? rest[$1] : 0) }
    }

    private func isKept(_ limits: Set<AllocationCertificate.Limit>) -> Bool {
        rest.indices.allSatisfy { rest[$0] >= 0 || !limits.contains(program.rows[$0].limit) }
    }

    private mutating func fill(_ fixed: Set<AllocationCertificate.Limit>, by groups: [Int]) -> Bool {
        if isKept(fixed) { return true }
        guard fixed.allSatisfy({ slack($0) >= 0 }) else { return false }
        let rows = rest.indices.filter { fixed.contains(program.rows[$0].limit) }
        var factor: [Int: UInt64] = [:]
        for row in rows { factor[row] = (UInt64(row) + 1) &* 0x9E37_79B9_7F4A_7C15 ^ 0xD1B5_4A32_D192_ED03 &* (UInt64(row) + 7) | 1 }
        func change(_ option: Int) -> UInt64 {
            var sum: UInt64 = 0
            for use in program.firstUse[option]..<program.firstUse[option + 1] {
                sum &+= (factor[program.useRow[use]] ?? 0) &* UInt64(bitPattern: program.useAmount[use])
            }
            return sum
        }
        let moves = fixed.contains(.maxAwards) ? swaps(groups, fixed, change) : singles(groups, fixed, change)
        // What is left over may stay on any one of the rows of its kind.
        var targets: [UInt64] = [0]
        for limit in fixed.sorted(by: { $0.rawValue < $1.rawValue }) {
            let own = rows.filter { program.rows[$0].limit == limit }
            let all = own.reduce(UInt64(0)) { $0 &+ (factor[$1] ?? 0) &* UInt64(bitPattern: rest[$1]) }
            let left = slack(limit)
            let places = left == 0 ? Array(own.prefix(1)) : own
            targets = targets.flatMap { target in
                places.map { target &+ all &- (factor[$0] ?? 0) &* UInt64(bitPattern: left) }
            }
        }
        let subsets = EverySubset(moves.map(\.change))
        work += subsets.count * (1 + min(6, targets.count))
        for target in targets.prefix(6) {
            var isFound = false
            subsets.subsets(of: target) { chosen in
                isFound = tryOut(chosen.map { moves[$0] }, fixed)
                return isFound
            }
            if isFound { return true }
        }
        return false
    }

    /// Each file to another of its options.
    private func singles(_ groups: [Int], _ fixed: Set<AllocationCertificate.Limit>, _ change: (Int) -> UInt64) -> [Move] {
        let moves = groups.compactMap { group in
            others[group].first { $0 != choice[group] }.map { option in
                Move(files: [(group, option)], change: change(option) &- change(choice[group]))
            }
        }
        return balanced(moves.filter { $0.change != 0 }, fixed)
    }

    /// Two files to where the other is, so that numbers of awards stay as they are.
    private func swaps(_ groups: [Int], _ fixed: Set<AllocationCertificate.Limit>, _ change: (Int) -> UInt64) -> [Move] {
        var moves: [Move] = []
        var isTaken = Array(repeating: false, count: others.count)
        for (place, one) in groups.enumerated() where !isTaken[one] {
            guard let here = program.options[choice[one]].award else { continue }
            for two in groups[(place + 1)...] where !isTaken[two] && size(one) != size(two) {
                guard let there = program.options[choice[two]].award,
                    let first = others[one].first(where: { goes($0, to: there) }), first != choice[one],
                    let second = others[two].first(where: { goes($0, to: here) }), second != choice[two]
                else { continue }
                (isTaken[one], isTaken[two]) = (true, true)
                let before = change(choice[one]) &+ change(choice[two])
                moves.append(Move(files: [(one, first), (two, second)], change: change(first) &+ change(second) &- before))
                break
            }
        }
        return balanced(moves.filter { $0.change != 0 }, fixed)
    }

    private func goes(_ option: Int, to award: OptimumProgram.Option.Award) -> Bool {
        program.options[option].award.map { $0.line == award.line && $0.pool == award.pool } ?? false
    }

    /// As many moves as can be looked at, such that all of them together change little: then what is wanted, which is little as
    /// well, lies in the middle of what their subsets change.
    private func balanced(_ moves: [Move], _ fixed: Set<AllocationCertificate.Limit>) -> [Move] {
        guard moves.count > EverySubset.most else { return moves }
        var left = moves.map { move in
            var change: [Int: Int64] = [:]
            for file in move.files {
                for (option, sign) in [(choice[file.group], Int64(-1)), (file.option, 1)] {
                    for use in program.firstUse[option]..<program.firstUse[option + 1]
                    where fixed.contains(program.rows[program.useRow[use]].limit) {
                        change[program.useRow[use], default: 0] += sign * program.useAmount[use]
                    }
                }
            }
            return (move: move, change: change.sorted { $0.key < $1.key })
        }
        var sum = Array(repeating: Int64(0), count: program.rows.count)
        var chosen: [Move] = []
        while chosen.count < EverySubset.most {
            func worse(_ change: [(key: Int, value: Int64)]) -> Double {
                change.reduce(0) { $0 + Double($1.value) * (Double($1.value) + 2 * Double(sum[$1.key])) }
            }
            guard let best = left.indices.min(by: { worse(left[$0].change) < worse(left[$1].change) }) else { break }
            for (row, amount) in left[best].change { sum[row] += amount }
            chosen.append(left.remove(at: best).move)
        }
        return chosen
    }

    private mutating func tryOut(_ chosen: [Move], _ fixed: Set<AllocationCertificate.Limit>) -> Bool {
        let files = chosen.flatMap(\.files)
        let before = files.map { choice[$0.group] }
        for file in files { put(file.group, file.option) }
        if isKept(fixed) { return true }
        for (file, option) in zip(files, before) { put(file.group, option) }
        return false
    }
}
