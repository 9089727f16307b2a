/// A program in which rows of one kind and one price are added up, and the files of an applicant are one group.
///
/// The linear program fills such rows as if they were one: lines whose files may move between them have the same price. Every
/// choice of the whole program is one here, so a bound here is a bound there; and there are few rows, and one way to serve a file
/// where there were several. Whether a choice made here can be had on the rows as they are is a question of its own.
struct MergedProgram {
    private typealias Option = OptimumProgram.Option

    let program: OptimumProgram
    let whole: OptimumProgram
    /// By option of the whole program, the one that stands here for it and for those that are the same here; nil where it is excluded.
    private let standing: [Int?]
    /// Whether it is any simpler.
    let isSmaller: Bool

    /// An applicant whose files can be served in more ways than this stays as it is.
    private static let mostWays = 120

    init(_ whole: OptimumProgram, _ prices: [Double]) {
        let (rows, place) = Self.added(whole, prices)
        self.whole = whole
        var groups: [[Option]]
        (groups, standing) = Self.groups(whole, place)
        var isOpen = Array(repeating: true, count: groups.count)
        var isDropped = Array(repeating: false, count: rows.count)
        for row in rows.indices where rows[row].limit == .applicant && rows[row].bound >= 0 {
            let members = groups.indices.filter { group in
                isOpen[group] && groups[group].contains { $0.uses.contains { $0.row == row } }
            }
            guard let ways = Self.ways(of: members.map { groups[$0] }, at: row, most: rows[row].bound), let first = members.first
            else { continue }
            groups[first] = ways
            for group in members.dropFirst() { isOpen[group] = false }
            isDropped[row] = true
        }
        let kept = rows.indices.filter { !isDropped[$0] }
        var number = Array(repeating: -1, count: rows.count)
        for (place, row) in kept.enumerated() { number[row] = place }
        program = OptimumProgram(
            kept.map { rows[$0] },
            groups: groups.indices.filter { isOpen[$0] }.map { group in
                groups[group].map { option in
                    Option(
                        awards: option.awards, score: option.score,
                        uses: option.uses.compactMap { number[$0.row] < 0 ? nil : (row: number[$0.row], amount: $0.amount) })
                }
            })
        isSmaller = kept.count < whole.rows.count
    }

    /// Money is money, of which pool or line it may be: an option takes it of one of these rows, and whatever keeps them keeps their sum.
    private static func kind(_ limit: AllocationCertificate.Limit) -> AllocationCertificate.Limit {
        [.open, .reserve].contains(limit) ? .total : limit
    }

    /// The rows that are left, and for each of the whole program which of them it counts for.
    private static func added(_ whole: OptimumProgram, _ prices: [Double]) -> (rows: [OptimumProgram.Row], place: [Int]) {
        let dearest = zip(whole.rows, prices).reduce(into: [:]) { $0[kind($1.0.limit)] = max($0[kind($1.0.limit)] ?? 0, $1.1) }
        var rows: [OptimumProgram.Row] = []
        var kinds: [(limit: AllocationCertificate.Limit, price: Double)] = []
        var place: [Int] = []
        for (row, price) in zip(whole.rows, prices) {
            let kind = kind(row.limit)
            let near = 1e-7 * (dearest[kind] ?? 0)
            let known = kinds.firstIndex { $0.limit == kind && abs($0.price - price) <= near }
            if row.limit != .applicant, let known {
                place.append(known)
                rows[known] = OptimumProgram.Row(limit: row.limit, name: "", bound: rows[known].bound + row.bound)
            } else {
                place.append(rows.count)
                rows.append(row)
                kinds.append((kind, price))
            }
        }
        return (rows, place)
    }

    /// The options of each group, of which those that have become the same are one.
    private static func groups(_ whole: OptimumProgram, _ place: [Int]) -> (groups: [[Option]], standing: [Int?]) {
        let excluded = Set(whole.excluded)
        var standing = [Int?](repeating: nil, count: whole.options.count)
        let groups = (0..<whole.groupCount).map { group in
            var options: [(option: Option, index: Int)] = []
            for index in whole.starts[group]..<whole.starts[group + 1] where !excluded.contains(index) {
                let option = whole.options[index]
                let uses = option.uses.map { (row: place[$0.row], amount: $0.amount) }.sorted { $0.row < $1.row }
                let known = options.first { known in
                    known.option.award?.file == option.award?.file && known.option.uses.elementsEqual(uses, by: ==)
                }
                standing[index] = known?.index ?? index
                if known == nil { options.append((Option(awards: option.awards, score: option.score, uses: uses), index)) }
            }
            return options.map(\.option)
        }
        return (groups, standing)
    }

    /// Which options of the whole program a choice made here leaves open: all of the files that it serves, or only those that the
    /// chosen ones stand for.
    func allowed(by choice: [Int?], sameRows: Bool) -> [Bool] {
        var chosen: [Int: Option.Award] = [:]
        for option in choice {
            for award in option.map({ program.options[$0].awards }) ?? [] { chosen[award.file] = award }
        }
        return whole.options.indices.map { index in
            guard let stand = standing[index], let award = whole.options[stand].award, let own = chosen[award.file] else { return false }
            return !sameRows || own == award
        }
    }

    /// All ways to choose of each group so that the row is kept, without the row; nil where there are too many.
    private static func ways(of groups: [[Option]], at row: Int, most: Int64) -> [Option]? {
        var ways: [(option: Option, used: Int64)] = [(Option(awards: [], score: 0, uses: []), 0)]
        for group in groups {
            var longer: [(option: Option, used: Int64)] = []
            for way in ways {
                for option in group {
                    let used = way.used + option.uses.reduce(0) { $0 + ($1.row == row ? $1.amount : 0) }
                    guard used <= most else { continue }
                    var uses = way.option.uses
                    for use in option.uses where use.row != row {
                        if let known = uses.firstIndex(where: { $0.row == use.row }) {
                            uses[known].amount += use.amount
                        } else {
                            uses.append(use)
                        }
                    }
                    let both = Option(awards: way.option.awards + option.awards, score: way.option.score + option.score, uses: uses)
                    longer.append((both, used))
                }
            }
            guard longer.count <= mostWays else { return nil }
            ways = longer
        }
        return ways.map(\.option)
    }
}
