import CallModel

/// The choice of an optimum as numbers: of each group one option, so that no row is overdrawn and the scores add up to the most.
///
/// A group is a file; or an applicant with all its files, where it may have one award. Its first option is to get nothing.
struct OptimumProgram {
    /// What a row limits, by the names of the problem.
    struct Row {
        let limit: AllocationCertificate.Limit
        let name: String
        let bound: Int64
    }

    struct Option {
        /// Files by their index in rank order, and what they get: one, or none, or several where an applicant was made a group.
        let awards: [Award]
        let score: Int64
        /// What it takes of each row; less than nothing where it helps to reach a floor.
        let uses: [(row: Int, amount: Int64)]

        typealias Award = (file: Int, line: Int, pool: Int)

        /// What it gives where it gives to one file at most.
        var award: Award? { awards.first }

        func serves(_ file: Int) -> Bool { awards.contains { $0.file == file } }
    }

    private(set) var rows: [Row] = []
    private(set) var options: [Option] = []
    /// The options of group g are those from `starts[g]` up to `starts[g + 1]`.
    private(set) var starts: [Int] = [0]
    private(set) var groupOf: [Int] = []
    /// The options that the circumstances exclude from the start.
    private(set) var excluded: [Int] = []
    /// Whether the circumstances contradict each other.
    private(set) var isImpossible = false
    /// What the options use, one after another: option o has those from `firstUse[o]` up to `firstUse[o + 1]`.
    private(set) var firstUse: [Int] = [0]
    private(set) var useRow: [Int] = []
    private(set) var useAmount: [Int64] = []

    var groupCount: Int { starts.count - 1 }

    /// The circumstances that hold or do not hold, and change which limits there are.
    struct Circumstances {
        /// Lines that make no awards, so that their least number does not bind them.
        var closed: Set<Int> = []
        /// Lines whose reserve has spilled: every reserved file that they may pay is served.
        var lifted: Set<Int> = []
        /// Every limit that does not hold in all circumstances is left out: what is possible in any is possible here.
        var isRelaxed = false
    }

    init(_ problem: AllocationProblem, _ ranked: RankedFiles, _ rules: AllocationRules, _ circumstances: Circumstances) {
        var builder = Builder(problem, ranked, rules, circumstances)
        builder.build()
        (rows, options, starts, groupOf) = (builder.rows, builder.options, builder.starts, builder.groupOf)
        (excluded, isImpossible) = (builder.excluded, builder.isImpossible)
        flatten()
    }

    /// A program of these groups, each a list of options.
    init(_ rows: [Row], groups: [[Option]]) {
        self.rows = rows
        options = groups.flatMap { $0 }
        starts = groups.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
        groupOf = groups.indices.flatMap { group in groups[group].map { _ in group } }
        flatten()
    }

    private mutating func flatten() {
        firstUse = options.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.uses.count) }
        useRow = options.flatMap { $0.uses.map(\.row) }
        useAmount = options.flatMap { $0.uses.map(\.amount) }
    }

    /// The most that the option takes of any row.
    func greatestUse(_ option: Int) -> Int64 { options[option].uses.reduce(0) { max($0, $1.amount) } }

    /// The same program without the options that are no longer possible.
    ///
    /// A group that is left with one option is settled: what it uses is taken off the rows, and its score is in `base`.
    struct Reduced {
        let program: OptimumProgram
        let base: Int64
        /// The options of the groups that are settled, by their numbers in the whole program.
        let settled: [Int]
        /// The number in the whole program of each option that is left.
        let original: [Int]
    }

    func reduced(to isPossible: [Bool]) -> Reduced {
        var small = self
        var (base, settled, original, bounds) = (Int64(0), [Int](), [Int](), rows.map(\.bound))
        (small.options, small.starts, small.groupOf, small.excluded) = ([], [0], [], [])
        for group in 0..<groupCount {
            let all = starts[group]..<starts[group + 1]
            let possible = all.filter { isPossible[$0] }
            if possible.count == 1 {
                settled.append(possible[0])
                base += options[possible[0]].score
                for use in options[possible[0]].uses { bounds[use.row] -= use.amount }
                continue
            }
            for option in all where isPossible[option] || option == starts[group] {
                if !isPossible[option] { small.excluded.append(small.options.count) }
                small.options.append(options[option])
                small.groupOf.append(small.starts.count - 1)
                original.append(option)
            }
            small.starts.append(small.options.count)
        }
        small.rows = zip(rows, bounds).map { Row(limit: $0.limit, name: $0.name, bound: $1) }
        small.dropLooseRows()
        small.flatten()
        return Reduced(program: small, base: base, settled: settled, original: original)
    }

    /// Leaves out every row that no choice can overdraw.
    private mutating func dropLooseRows() {
        var most = rows.map { _ in Int128(0) }
        for group in 0..<groupCount {
            var ofGroup: [Int: Int64] = [:]
            for option in options[starts[group]..<starts[group + 1]] {
                for use in option.uses { ofGroup[use.row] = max(ofGroup[use.row] ?? 0, use.amount) }
            }
            for (row, amount) in ofGroup { most[row] += Int128(amount) }
        }
        let binding = rows.indices.filter { most[$0] > Int128(rows[$0].bound) }
        guard binding.count < rows.count else { return }
        let place = Dictionary(zip(binding, 0...), uniquingKeysWith: { first, _ in first })
        rows = binding.map { rows[$0] }
        options = options.map { option in
            Option(
                awards: option.awards, score: option.score,
                uses: option.uses.compactMap { use in place[use.row].map { (row: $0, amount: use.amount) } })
        }
    }

    private struct Builder {
        let problem: AllocationProblem
        let ranked: RankedFiles
        let rules: AllocationRules
        let circumstances: Circumstances
        var rows: [Row] = []
        var options: [Option] = []
        var starts: [Int] = [0]
        var groupOf: [Int] = []
        var excluded: [Int] = []
        var isImpossible = false
        private var rowOf: [AllocationCertificate.Limit: [Int: Int]] = [:]

        init(_ problem: AllocationProblem, _ ranked: RankedFiles, _ rules: AllocationRules, _ circumstances: Circumstances) {
            (self.problem, self.ranked, self.rules, self.circumstances) = (problem, ranked, rules, circumstances)
        }

        mutating func build() {
            for line in problem.lines.indices { addRows(of: line) }
            let cap = problem.maxAwardsPerApplicant
            var groups: [[Int]] = []
            if cap == 1 {
                var known: [Int32: Int] = [:]
                for index in 0..<ranked.fundableCount {
                    let applicant = ranked.files[index].applicant
                    if let group = known[applicant] {
                        groups[group].append(index)
                    } else {
                        known[applicant] = groups.count
                        groups.append([index])
                    }
                }
            } else if cap != 0 {
                groups = (0..<ranked.fundableCount).map { [$0] }
            }
            let applicantRows = applicantRows(cap)
            for files in groups { addGroup(files, applicantRows) }
            isImpossible = isImpossible || cap == 0 && (0..<ranked.fundableCount).contains(where: isForced)
        }

        private func hasPools(_ line: Int) -> Bool {
            [.reserveFirst, .openFirst].contains(problem.lines[line].reserve?.mode)
        }

        /// Whether the reserve of the line binds as such, and is not given back to all.
        private func keeps(_ line: Int) -> Bool {
            if circumstances.lifted.contains(line) { return false }
            return !(circumstances.isRelaxed && rules.unspent == .spillBack)
        }

        private mutating func add(_ limit: AllocationCertificate.Limit, _ line: Int, _ bound: Int64) {
            rowOf[limit, default: [:]][line] = rows.count
            rows.append(Row(limit: limit, name: problem.lines[line].id, bound: bound))
        }

        private mutating func addRows(of place: Int) {
            let line = problem.lines[place]
            let (total, reserve) = (line.totalCents.value, line.reserve?.cents.value ?? 0)
            // A line that makes no awards does not reach its floor either.
            if line.reserve?.mode == .floor { add(.floor, place, -reserve) }
            guard !circumstances.closed.contains(place) else { return }
            if hasPools(place), keeps(place) {
                add(.open, place, total - reserve)
                add(.reserve, place, reserve)
            } else {
                add(.total, place, total)
                if line.reserve?.mode == .fence, keeps(place) { add(.others, place, total - reserve) }
            }
            if let most = line.maxAwards { add(.maxAwards, place, Int64(most)) }
            if let least = line.minAwards, least > 1, !circumstances.isRelaxed {
                // Not told to anyone: it takes no part in the published bound.
                rowOf[.applicant, default: [:]][-1 - place] = rows.count
                rows.append(Row(limit: .applicant, name: "", bound: -Int64(least)))
            }
        }

        private mutating func applicantRows(_ cap: Int?) -> [Int32: Int] {
            guard let cap, cap > 1 else { return [:] }
            var counts: [Int32: (count: Int, name: String)] = [:]
            for index in 0..<ranked.fundableCount where !ranked.files[index].lines.isEmpty {
                let file = ranked.files[index]
                counts[file.applicant, default: (0, problem.applications[Int(file.index)].applicant)].count += 1
            }
            var rowOf: [Int32: Int] = [:]
            for (applicant, files) in counts.sorted(by: { $0.key < $1.key }) where files.count > cap {
                rowOf[applicant] = rows.count
                rows.append(Row(limit: .applicant, name: files.name, bound: Int64(cap)))
            }
            return rowOf
        }

        /// Whether the file has to be served for a reserve to have spilled.
        private func isForced(_ index: Int) -> Bool {
            let file = ranked.files[index]
            return file.reserved && file.lines.contains { circumstances.lifted.contains(Int(ranked.lineSlots[$0])) }
        }

        private mutating func addGroup(_ files: [Int], _ applicantRows: [Int32: Int]) {
            let group = starts.count - 1
            func append(_ option: Option) {
                options.append(option)
                groupOf.append(group)
            }
            append(Option(awards: [], score: 0, uses: []))
            for index in files {
                let file = ranked.files[index]
                let score = problem.applications[Int(file.index)].score
                for slot in file.lines {
                    let line = Int(ranked.lineSlots[slot])
                    guard !circumstances.closed.contains(line) else { continue }
                    for pool in pools(of: line, file) {
                        var uses = self.uses(of: file, line, pool)
                        if let row = applicantRows[file.applicant] { uses.append((row, 1)) }
                        append(Option(awards: [(index, line, pool)], score: score, uses: uses))
                    }
                }
            }
            starts.append(options.count)
            let forced = files.filter(isForced)
            if forced.count > 1 { isImpossible = true }
            if let forced = forced.first {
                let others = (starts[group]..<options.count).filter { options[$0].award?.file != forced }
                excluded += others
                if others.count == options.count - starts[group] { isImpossible = true }
            }
        }

        private func pools(of line: Int, _ file: RankedFiles.File) -> [Int] {
            hasPools(line) && keeps(line) && file.reserved ? [1, 2] : [1]
        }

        private func uses(of file: RankedFiles.File, _ line: Int, _ pool: Int) -> [(row: Int, amount: Int64)] {
            var uses: [(row: Int, amount: Int64)] = []
            func use(_ limit: AllocationCertificate.Limit, _ amount: Int64) {
                if let row = rowOf[limit]?[line] { uses.append((row, amount)) }
            }
            use(.total, file.requested)
            use(pool == 1 ? .open : .reserve, file.requested)
            if !file.reserved { use(.others, file.requested) }
            if file.reserved { use(.floor, -file.requested) }
            use(.maxAwards, 1)
            if let row = rowOf[.applicant]?[-1 - line] { uses.append((row, -1)) }
            return uses
        }
    }
}
