/// A problem in the order of its hashes, so that nothing depends on the order in which it was given, with what is assigned
/// already taken out of it.
struct AssignmentGrid {
    let problem: AssignmentProblem
    /// The places of the reviewers and of the files in the problem, in the order of their hashes.
    let reviewerPlaces: [Int]
    let filePlaces: [Int]
    /// How many reviewers a file still needs, and the affinity of those whom it has.
    let need: [Int]
    let kept: [Int]
    let least: [Int]
    let most: [Int]
    /// Row by row: 0 to 100, or -1 where the pair cannot be formed: a conflict, or assigned already.
    let points: [Int8]
    private let reviewerKeys: [UInt64]
    private let fileKeys: [UInt64]
    /// How many bits of a pair's hash take part, and how far affinity stands above them.
    private let tieBits: Int
    private let pointShift: Int
    /// What weights are multiplied by, so that the search for a fair assignment can add fractions of them.
    let unit: Int64
    /// What one point weighs, before that.
    var point: Int64 { 1 << Int64(pointShift) }

    var files: Int { need.count }
    var reviewers: Int { least.count }

    init(_ problem: AssignmentProblem) {
        self.problem = problem
        let hash = TieHash(call: problem.call)
        let reviewerKeys = problem.reviewers.map { hash.key(reviewer: $0.id) }
        let fileKeys = problem.applications.map { hash.key(application: $0.id) }
        let reviewerPlaces = problem.reviewers.indices.sorted {
            (reviewerKeys[$0], problem.reviewers[$0].id) < (reviewerKeys[$1], problem.reviewers[$1].id)
        }
        let filePlaces = problem.applications.indices.sorted {
            (fileKeys[$0], problem.applications[$0].id) < (fileKeys[$1], problem.applications[$1].id)
        }
        (self.reviewerPlaces, self.filePlaces) = (reviewerPlaces, filePlaces)
        self.reviewerKeys = reviewerPlaces.map { reviewerKeys[$0] }
        self.fileKeys = filePlaces.map { fileKeys[$0] }

        let width = reviewerPlaces.count
        var order = Array(repeating: 0, count: width)
        for (place, reviewer) in reviewerPlaces.enumerated() { order[reviewer] = place }
        var points = [Int8](repeating: 0, count: width * filePlaces.count)
        var load = Array(repeating: 0, count: width)
        var kept = Array(repeating: 0, count: filePlaces.count)
        for (row, place) in filePlaces.enumerated() {
            let application = problem.applications[place]
            for affinity in application.affinities { points[row * width + order[affinity.reviewer]] = Int8(clamping: affinity.points) }
            for reviewer in application.assigned {
                kept[row] += Int(points[row * width + order[reviewer]])
                points[row * width + order[reviewer]] = -1
                load[order[reviewer]] += 1
            }
        }
        (self.points, self.kept) = (points, kept)
        need = filePlaces.map { max(0, problem.reviewsPerApplication - problem.applications[$0].assigned.count) }
        let least = reviewerPlaces.enumerated().map { max(0, problem.reviewers[$1].minLoad - load[$0]) }
        self.least = least
        // Who has no limit is due no more than that, even where there are not so many files.
        most = reviewerPlaces.enumerated().map { place, reviewer in
            problem.reviewers[reviewer].maxLoad.map { $0 - load[place] } ?? max(filePlaces.count, least[place])
        }

        // Sums of weights along any path, and prices with them, have to stay below 2^59.
        let pairs = need.reduce(0, +)
        unit = problem.objective == .fair ? FairSearch.unit : 1
        let factor = problem.objective == .fair ? Self.bits(Int(FairSearch.greatestFactor)) : 0
        let spare = 59 - Self.bits(AssignmentProblem.greatestAffinity) - Self.bits(pairs) - Self.bits(2 * width + 4) - factor
        tieBits = min(32, max(0, spare))
        pointShift = tieBits + Self.bits(pairs)
    }

    private static func bits(_ number: Int) -> Int { Int.bitWidth - number.leadingZeroBitCount }

    /// The part of a pair's hash that takes part: as many of the first bits, 32 at most, as the sums have room for.
    func tie(_ file: Int, _ reviewer: Int) -> Int64 {
        tieBits == 0 ? 0 : Int64(TieHash.mix(reviewerKeys[reviewer], fileKeys[file]) >> UInt64(64 - tieBits))
    }

    func points(_ file: Int, _ reviewer: Int) -> Int { Int(points[file * reviewers + reviewer]) }

    /// What a pair weighs: a point of affinity outweighs all ties together.
    ///
    /// - Parameter factor: what affinity counts, in units.
    func weight(_ file: Int, _ reviewer: Int, factor: Int64) -> Int64 {
        (factor * Int64(points(file, reviewer))) << Int64(pointShift) + unit * tie(file, reviewer)
    }

    /// Steps to look for prices with: of affinity first, then within ties.
    var priceSteps: [[Int64]] {
        let coarse = [32, 16, 8, 4, 2, 1].map { $0 * unit * point }
        let fine = (0...13).map { (unit << Int64(tieBits)) >> Int64($0) }.filter { $0 > 0 }
        return [coarse, fine]
    }

    /// The flow of this problem, whose files have chosen nothing yet.
    func flow() -> ReviewFlow {
        ReviewFlow(need: need, least: least, most: most) { file, row in
            for reviewer in 0..<reviewers {
                row[reviewer] = points(file, reviewer) < 0 ? ReviewFlow.closed : weight(file, reviewer, factor: unit)
            }
        }
    }

    /// Below this many pairs, looking for prices first takes longer than it spares.
    static let pairsWorthPrices = 2_000
}
