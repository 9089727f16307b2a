// What moving a file from one reviewer to another costs, kept true while files move.

extension ReviewFlow {
    /// Writes down all losses anew.
    func findLosses() {
        loss.initialize(repeating: -Self.closed, count: reviewers * reviewers)
        mover.initialize(repeating: -1, count: reviewers * reviewers)
        for file in 0..<files { offer(file) }
    }

    /// Offers the moves of a file from each of its reviewers.
    func offer(_ file: Int) {
        for place in 0..<held[file] {
            offer(file, from: Int(chosen[file * width + place]), chosenWeight[file * width + place])
        }
    }

    private func offer(_ file: Int, from reviewer: Int, _ weight: Int64) {
        let (losses, movers) = (loss + reviewer * reviewers, mover + reviewer * reviewers)
        let (row, name) = (cells + file * reviewers, Int32(truncatingIfNeeded: file))
        for other in 0..<reviewers {
            let lost = weight - row[other]
            if lost < losses[other] {
                losses[other] = lost
                movers[other] = name
            }
        }
    }

    /// Looks for the next best file wherever this one was the best to move away from a reviewer.
    func forget(_ file: Int, from reviewer: Int) {
        let movers = mover + reviewer * reviewers
        for other in 0..<reviewers where movers[other] == file { refind(reviewer, other) }
    }

    private func refind(_ reviewer: Int, _ other: Int) {
        var (best, name) = (-Self.closed, Int32(-1))
        for file in portfolio[reviewer] {
            let lost = weight(Int(file), reviewer) - cells[Int(file) * reviewers + other]
            // Of equals the first, whatever the order in which they came.
            if lost < best || (lost == best && file < name) { (best, name) = (lost, file) }
        }
        loss[reviewer * reviewers + other] = best
        mover[reviewer * reviewers + other] = name
    }

    private func weight(_ file: Int, _ reviewer: Int) -> Int64 {
        var place = file * width
        while Int(chosen[place]) != reviewer { place += 1 }
        return chosenWeight[place]
    }

    /// Moves a file from one of its reviewers to another.
    func move(_ file: Int, from reviewer: Int, to other: Int) {
        var place = file * width
        while Int(chosen[place]) != reviewer { place += 1 }
        let row = cells + file * reviewers
        row[reviewer] = chosenWeight[place]
        chosen[place] = Int32(truncatingIfNeeded: other)
        chosenWeight[place] = row[other]
        row[other] = Self.closed
        remove(file, from: reviewer)
        portfolio[other].append(Int32(truncatingIfNeeded: file))
        forget(file, from: reviewer)
        offer(file, from: other, chosenWeight[place])
        for sibling in file * width..<file * width + held[file] where sibling != place {
            let third = Int(chosen[sibling])
            if mover[third * reviewers + other] == file { refind(third, other) }
            let lost = chosenWeight[sibling] - row[reviewer]
            if lost < loss[third * reviewers + reviewer] {
                loss[third * reviewers + reviewer] = lost
                mover[third * reviewers + reviewer] = Int32(truncatingIfNeeded: file)
            }
        }
    }

    /// Changes what a file may have: its row, what it needs, or both. The flow may be out of balance afterwards.
    ///
    /// - Returns: whether enough reviewers are open to the file. Where not, it has none, and the flow is of no use before the
    ///   row is changed again.
    func rewrite(_ file: Int, _ change: () -> Void) -> Bool {
        let before = reviewers(of: file)
        release(file)
        for reviewer in before { forget(file, from: reviewer) }
        change()
        guard choose(file) else { return false }
        settle(file)
        offer(file)
        return true
    }
}
