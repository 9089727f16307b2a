/// The best way to give every file its reviewers within their loads, kept up to date while rows of the problem change.
///
/// The network of the transport problem is folded onto the reviewers, of whom there are few: an arc from one reviewer to another
/// is the file that loses least by moving, and a last node, the pool, stands for the places that reviewers have. A price for
/// each reviewer makes every file content with its own choice; what loads do not allow is then moved along shortest paths
/// (successive shortest paths, Ahuja, Magnanti, Orlin 1993, chapter 9), so that at every moment no change of reviewers that the
/// loads allow would weigh more. Exact: whole numbers throughout.
final class ReviewFlow {
    let files: Int
    let reviewers: Int
    /// How many reviewers each file still needs.
    private(set) var need: [Int]
    /// How many each file has: as many as it needs, or none yet.
    private(set) var held: [Int]
    private(set) var least: [Int]
    private(set) var most: [Int]
    /// What each pair weighs, row by row; `closed` for a pair that cannot be, and for one that is chosen.
    let cells: UnsafeMutablePointer<Int64>
    /// The reviewers of each file, `width` places a row.
    let chosen: UnsafeMutablePointer<Int32>
    let chosenWeight: UnsafeMutablePointer<Int64>
    let width: Int
    /// The files of each reviewer.
    var portfolio: [[Int32]]
    /// How many places of each reviewer are taken from the pool; where the flow is balanced that is the reviewer's load.
    var placed: [Int]
    /// Of each reviewer, and last of the pool.
    let price: UnsafeMutablePointer<Int64>
    /// The least that is lost by moving a file from one reviewer to another, and which file that is.
    let loss: UnsafeMutablePointer<Int64>
    let mover: UnsafeMutablePointer<Int32>
    /// Room for shortest paths.
    let distance: UnsafeMutablePointer<Int64>
    let parent: UnsafeMutablePointer<Int32>
    let settled: UnsafeMutablePointer<Bool>
    private var bestValue: [Int64]
    private var bestPlace: [Int32]

    static let closed: Int64 = -(1 << 62)
    /// What is farther than this cannot be reached, and what weighs less cannot be chosen.
    static let unreachable: Int64 = 1 << 61

    /// - Parameter weights: fills the row of a file: a weight within 2^52 either side of zero, or `closed`.
    init(
        need: [Int], least: [Int], most: [Int], weights: (_ file: Int, _ row: UnsafeMutableBufferPointer<Int64>) -> Void
    ) {
        (self.need, self.least, self.most) = (need, least, most)
        (files, reviewers) = (need.count, least.count)
        held = Array(repeating: 0, count: need.count)
        width = max(1, need.max() ?? 1)
        cells = .allocate(capacity: max(1, files * reviewers))
        chosen = .allocate(capacity: max(1, files * width))
        chosen.initialize(repeating: 0, count: max(1, files * width))
        chosenWeight = .allocate(capacity: max(1, files * width))
        chosenWeight.initialize(repeating: 0, count: max(1, files * width))
        portfolio = Array(repeating: [], count: reviewers)
        placed = Array(repeating: 0, count: reviewers)
        price = .allocate(capacity: reviewers + 1)
        price.initialize(repeating: 0, count: reviewers + 1)
        loss = .allocate(capacity: max(1, reviewers * reviewers))
        mover = .allocate(capacity: max(1, reviewers * reviewers))
        distance = .allocate(capacity: reviewers + 1)
        parent = .allocate(capacity: reviewers + 1)
        settled = .allocate(capacity: reviewers + 1)
        bestValue = Array(repeating: 0, count: width)
        bestPlace = Array(repeating: 0, count: width)
        for file in 0..<files { weights(file, row(file)) }
    }

    deinit {
        cells.deallocate()
        chosen.deallocate()
        chosenWeight.deallocate()
        price.deallocate()
        loss.deallocate()
        mover.deallocate()
        distance.deallocate()
        parent.deallocate()
        settled.deallocate()
    }

    func row(_ file: Int) -> UnsafeMutableBufferPointer<Int64> {
        UnsafeMutableBufferPointer(start: cells + file * reviewers, count: reviewers)
    }

    /// What is chosen weighs so much altogether.
    var total: Int64 {
        var total: Int64 = 0
        for file in 0..<files { for place in 0..<held[file] { total += chosenWeight[file * width + place] } }
        return total
    }

    func reviewers(of file: Int) -> [Int] { (0..<held[file]).map { Int(chosen[file * width + $0]) } }

    /// Lets a file choose what it gains most from at the prices of now. Of equals it takes the first.
    ///
    /// - Returns: whether enough reviewers are open to it.
    func choose(_ file: Int) -> Bool {
        let count = need[file]
        guard count > 0 else { return true }
        for place in 0..<count { bestValue[place] = -Self.unreachable }
        let row = cells + file * reviewers
        var worst = -Self.unreachable
        bestValue.withUnsafeMutableBufferPointer { values in
            bestPlace.withUnsafeMutableBufferPointer { places in
                for reviewer in 0..<reviewers {
                    let value = row[reviewer] - price[reviewer]
                    guard value > worst else { continue }
                    var place = count - 1
                    while place > 0, values[place - 1] < value {
                        values[place] = values[place - 1]
                        places[place] = places[place - 1]
                        place -= 1
                    }
                    values[place] = value
                    places[place] = Int32(truncatingIfNeeded: reviewer)
                    worst = values[count - 1]
                }
            }
        }
        for place in 0..<count { chosen[file * width + place] = bestPlace[place] }
        return worst > -Self.unreachable
    }

    /// Takes the choice that `choose` made out of the open cells and into the portfolios.
    func settle(_ file: Int) {
        for place in 0..<need[file] {
            let reviewer = Int(chosen[file * width + place])
            chosenWeight[file * width + place] = cells[file * reviewers + reviewer]
            cells[file * reviewers + reviewer] = Self.closed
            portfolio[reviewer].append(Int32(truncatingIfNeeded: file))
        }
        held[file] = need[file]
    }

    /// Opens what a file has chosen.
    func release(_ file: Int) {
        for place in 0..<held[file] {
            let reviewer = Int(chosen[file * width + place])
            cells[file * reviewers + reviewer] = chosenWeight[file * width + place]
            remove(file, from: reviewer)
        }
        held[file] = 0
    }

    func remove(_ file: Int, from reviewer: Int) {
        let name = Int32(truncatingIfNeeded: file)
        // A file is in the portfolio of each of its reviewers.
        if let place = portfolio[reviewer].firstIndex(of: name) {
            portfolio[reviewer].swapAt(place, portfolio[reviewer].count - 1)
            portfolio[reviewer].removeLast()
        }
    }

    /// Takes a review out of the problem, as given, or puts it back.
    func fix(_ file: Int, _ reviewer: Int, by count: Int) {
        need[file] -= count
        least[reviewer] -= count
        most[reviewer] -= count
        placed[reviewer] -= count
    }
}
