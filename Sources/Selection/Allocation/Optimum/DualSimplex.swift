/// The linear program beneath a choice, by the dual simplex method with one key option a group (generalised upper bounds), so
/// that its matrix has only as many rows as there are limits.
///
/// It works in floating point and decides nothing: its prices steer the search, and every bound is worked out in whole numbers.
struct DualSimplex {
    private let program: OptimumProgram
    private let count: Int
    private let rowScale: [Double]
    private let scoreScale: Double
    private let scores: [Double]
    /// What the options use, one after another: option o has those from `firstUse[o]` up to `firstUse[o + 1]`.
    private let firstUse: [Int]
    private let useRow: [Int]
    private let useAmount: [Double]
    /// By group.
    private(set) var key: [Int]
    /// By place in the basis: an option, or −1 − row for what a row has left.
    private(set) var basic: [Int]
    private var isBasic: [Bool]
    private var isSlackBasic: [Bool]
    private var inverse: [Double]
    private var right: [Double]
    private(set) var values: [Double] = []
    private var scaledPrices: [Double]
    /// Exchanges of the basis so far.
    private(set) var exchanges = 0

    enum Status { case optimal, impossible(ray: [Double]), stalled }

    init(_ program: OptimumProgram, _ isPossible: [Bool]) {
        self.program = program
        count = program.rows.count
        var most = program.rows.map { max(1, Double($0.bound.magnitude) / 64) }
        for option in program.options {
            for use in option.uses { most[use.row] = max(most[use.row], Double(use.amount.magnitude)) }
        }
        rowScale = most.map { 1 / $0 }
        let unit = 1 / max(1, program.options.reduce(0) { max($0, Double($1.score.magnitude)) })
        scoreScale = unit
        // Told apart by a hair, so that equal options do not make the method go round in circles.
        scores = program.options.indices.map {
            Double(program.options[$0].score) * unit + Double(($0 &* 7919) % 1009) * 1e-12
        }
        let scale = rowScale
        firstUse = program.firstUse
        useRow = program.useRow
        useAmount = zip(program.useRow, program.useAmount).map { Double($1) * scale[$0] }
        key = Array(repeating: 0, count: program.groupCount)
        (basic, isBasic, isSlackBasic, inverse, right, scaledPrices) = ([], [], [], [], [], [])
        startOver(isPossible)
    }

    /// Prices in score for one unit of each row.
    var prices: [Double] { scaledPrices.indices.map { scaledPrices[$0] * rowScale[$0] / scoreScale } }

    private mutating func startOver(_ isPossible: [Bool]) {
        basic = (0..<count).map { -1 - $0 }
        isBasic = Array(repeating: false, count: program.options.count)
        isSlackBasic = Array(repeating: true, count: count)
        inverse = Array(repeating: 0, count: count * count)
        for row in 0..<count { inverse[row * count + row] = 1 }
        scaledPrices = Array(repeating: 0, count: count)
        for group in 0..<program.groupCount { key[group] = best(of: group, isPossible) ?? program.starts[group] }
        sumUp()
    }

    private mutating func sumUp() {
        right = (0..<count).map { Double(program.rows[$0].bound) * rowScale[$0] }
        for option in key {
            for use in firstUse[option]..<firstUse[option + 1] { right[useRow[use]] -= useAmount[use] }
        }
    }

    private func left(_ option: Int) -> Double {
        var value = scores[option]
        for use in firstUse[option]..<firstUse[option + 1] { value -= scaledPrices[useRow[use]] * useAmount[use] }
        return value
    }

    private func dot(_ vector: [Double], from start: Int, _ option: Int) -> Double {
        var sum = 0.0
        for use in firstUse[option]..<firstUse[option + 1] { sum += vector[start + useRow[use]] * useAmount[use] }
        return sum
    }

    private func best(of group: Int, _ isPossible: [Bool]) -> Int? {
        var found: (option: Int, value: Double)?
        for option in program.starts[group]..<program.starts[group + 1] where isPossible[option] {
            let value = left(option)
            if found.map({ value > $0.value }) ?? true { found = (option, value) }
        }
        return found?.option
    }

    /// How much of each option the program takes, for the groups that it divides.
    func divided() -> [Int: [(option: Int, share: Double)]] {
        var groups: [Int: [(option: Int, share: Double)]] = [:]
        for (place, option) in basic.enumerated() where option >= 0 {
            groups[program.groupOf[option], default: []].append((option, values[place]))
        }
        for group in groups.keys {
            let rest = 1 - (groups[group] ?? []).reduce(0) { $0 + $1.share }
            groups[group]?.append((key[group], rest))
        }
        return groups
    }

    mutating func solve(_ isPossible: [Bool]) -> Status {
        var budget = 400 + 30 * count + 2 * program.groupCount
        var sinceInversion = 0
        price()
        for group in 0..<program.groupCount where !isPossible[key[group]] { replaceKey(group, isPossible) }
        while true {
            price()
            values = (0..<count).map { place in
                (0..<count).reduce(0.0) { $0 + inverse[place * count + $1] * right[$1] }
            }
            guard let place = leaving(isPossible) else { return .optimal }
            budget -= 1
            exchanges += 1
            guard budget > 0 else { return .stalled }
            let rises = basic[place] < 0 || values[place] < 0
            guard let entering = entering(place, rises: rises, isPossible) else {
                let sign = rises ? 1.0 : -1.0
                return .impossible(ray: (0..<count).map { sign * inverse[place * count + $0] * rowScale[$0] / scoreScale })
            }
            let leaving = basic[place]
            exchange(place, entering)
            if leaving >= 0, !isPossible[key[program.groupOf[leaving]]] { replaceKey(program.groupOf[leaving], isPossible) }
            sinceInversion += 1
            if sinceInversion > 40 {
                sinceInversion = 0
                if !invert() { startOver(isPossible) }
            }
        }
    }

    private mutating func price() {
        scaledPrices = Array(repeating: 0, count: count)
        for (place, option) in basic.enumerated() where option >= 0 {
            let gain = scores[option] - scores[key[program.groupOf[option]]]
            if gain != 0 { for row in 0..<count { scaledPrices[row] += gain * inverse[place * count + row] } }
        }
    }

    /// The place whose value is most out of its bounds, after keys that are out of theirs were made ordinary.
    private mutating func leaving(_ isPossible: [Bool]) -> Int? {
        let small = 1e-9
        var worst: (place: Int, by: Double)?
        var shares: [Int: Double] = [:]
        for (place, option) in basic.enumerated() {
            if option >= 0 { shares[program.groupOf[option], default: 0] += values[place] }
            let by = option >= 0 && !isPossible[option] ? abs(values[place]) : -values[place]
            if by > max(small, worst?.by ?? 0) { worst = (place, by) }
        }
        for (group, share) in shares.sorted(by: { $0.key < $1.key }) {
            let own = 1 - share
            let by = isPossible[key[group]] ? -own : abs(own)
            guard by > max(small, worst?.by ?? 0) else { continue }
            let place = basic.indices.filter { basic[$0] >= 0 && program.groupOf[basic[$0]] == group }
                .max { values[$0] < values[$1] }
            guard let place else { continue }
            makeKey(of: group, at: place)
            values[place] = own
            worst = (place, by)
            // The other values of the group are the same; only whose they are has changed.
        }
        return worst?.place
    }

    /// The option at the place becomes the key of its group, and the key takes its place.
    private mutating func makeKey(of group: Int, at place: Int) {
        let (old, new) = (key[group], basic[place])
        isBasic[new] = false
        isBasic[old] = true
        (key[group], basic[place]) = (new, old)
        sumUp()
        if !invert() { assertionFailure("a basis stays one when a key is exchanged") }
    }

    private mutating func replaceKey(_ group: Int, _ isPossible: [Bool]) {
        if let place = basic.indices.first(where: {
            basic[$0] >= 0 && program.groupOf[basic[$0]] == group && isPossible[basic[$0]]
        }) {
            makeKey(of: group, at: place)
        } else if !basic.contains(where: { $0 >= 0 && program.groupOf[$0] == group }), let best = best(of: group, isPossible) {
            key[group] = best
            sumUp()
        }
    }

    /// - Returns: the option, or −1 − row, that enters at the least cost.
    private func entering(_ place: Int, rises: Bool, _ isPossible: [Bool]) -> Int? {
        let start = place * count
        let sign = rises ? -1.0 : 1.0
        var found: (candidate: Int, ratio: Double, size: Double)?
        func consider(_ candidate: Int, _ alpha: Double, _ loss: Double) {
            let size = alpha * sign
            guard size > 1e-9 else { return }
            let ratio = max(0, loss) / size
            if let best = found, ratio > best.ratio + 1e-13 || ratio > best.ratio - 1e-13 && size <= best.size { return }
            found = (candidate, ratio, size)
        }
        for group in 0..<program.groupCount {
            let range = program.starts[group]..<program.starts[group + 1]
            guard range.count > 1 else { continue }
            let own = key[group]
            let (ownAlpha, ownLeft) = (dot(inverse, from: start, own), left(own))
            for option in range where isPossible[option] && !isBasic[option] && option != own {
                let alpha = dot(inverse, from: start, option) - ownAlpha
                if alpha * sign > 1e-9 { consider(option, alpha, ownLeft - left(option)) }
            }
        }
        for row in 0..<count where !isSlackBasic[row] { consider(-1 - row, inverse[start + row], scaledPrices[row]) }
        return found?.candidate
    }

    private mutating func exchange(_ place: Int, _ entering: Int) {
        var column = Array(repeating: 0.0, count: count)
        if entering < 0 {
            for row in 0..<count { column[row] = inverse[row * count - 1 - entering] }
            isSlackBasic[-1 - entering] = true
        } else {
            let own = key[program.groupOf[entering]]
            for row in 0..<count { column[row] = dot(inverse, from: row * count, entering) - dot(inverse, from: row * count, own) }
            isBasic[entering] = true
        }
        if basic[place] < 0 { isSlackBasic[-1 - basic[place]] = false } else { isBasic[basic[place]] = false }
        basic[place] = entering
        let pivot = column[place]
        for index in 0..<count { inverse[place * count + index] /= pivot }
        for row in 0..<count where row != place && column[row] != 0 {
            for index in 0..<count { inverse[row * count + index] -= column[row] * inverse[place * count + index] }
        }
    }

    /// - Returns: false where rounding has made the basis singular.
    private mutating func invert() -> Bool {
        let width = 2 * count
        var matrix = Array(repeating: 0.0, count: count * width)
        for (place, option) in basic.enumerated() {
            if option < 0 {
                matrix[(-1 - option) * width + place] = 1
            } else {
                let own = key[program.groupOf[option]]
                for use in firstUse[option]..<firstUse[option + 1] { matrix[useRow[use] * width + place] += useAmount[use] }
                for use in firstUse[own]..<firstUse[own + 1] { matrix[useRow[use] * width + place] -= useAmount[use] }
            }
        }
        for row in 0..<count { matrix[row * width + count + row] = 1 }
        for step in 0..<count {
            guard let best = (step..<count).max(by: { abs(matrix[$0 * width + step]) < abs(matrix[$1 * width + step]) }),
                abs(matrix[best * width + step]) > 1e-12
            else { return false }
            if best != step { for index in 0..<width { matrix.swapAt(best * width + index, step * width + index) } }
            let pivot = matrix[step * width + step]
            for index in 0..<width { matrix[step * width + index] /= pivot }
            for row in 0..<count where row != step && matrix[row * width + step] != 0 {
                let factor = matrix[row * width + step]
                for index in 0..<width { matrix[row * width + index] -= factor * matrix[step * width + index] }
            }
        }
        for row in 0..<count { for index in 0..<count { inverse[row * count + index] = matrix[row * width + count + index] } }
        return true
    }
}
