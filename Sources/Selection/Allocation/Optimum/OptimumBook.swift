import CallModel

/// The awards of an optimum on the lines, and what stands in the way of every other file by what they leave.
struct OptimumBook {
    private let problem: AllocationProblem
    private let ranked: RankedFiles
    private let spills: Bool
    private var awards: [(line: Int, pool: Int)?]
    private var lines: [Line]
    private var awardsOfApplicant: [Int]

    private struct Line {
        var given: Int64 = 0
        var toReserved: Int64 = 0
        var fromPool: Int64 = 0
        var awards = 0
        var lastRank = 0
        var isLifted = false
    }

    init(_ problem: AllocationProblem, _ ranked: RankedFiles, _ rules: AllocationRules) {
        (self.problem, self.ranked, spills) = (problem, ranked, rules.unspent == .spillBack)
        awards = Array(repeating: nil, count: ranked.files.count)
        lines = problem.lines.map { _ in Line() }
        awardsOfApplicant = Array(repeating: 0, count: ranked.applicantCount)
    }

    mutating func award(_ file: Int, line: Int, pool: Int) {
        awards[file] = (line, pool)
        let state = ranked.files[file]
        lines[line].given += state.requested
        if state.reserved { lines[line].toReserved += state.requested }
        if pool == 2 { lines[line].fromPool += state.requested }
        lines[line].awards += 1
        lines[line].lastRank = max(lines[line].lastRank, file + 1)
        awardsOfApplicant[Int(state.applicant)] += 1
    }

    /// Serves, in rank order, the files that still fit: where the sum is proven to be the greatest, those that add nothing. The
    /// last reserved file that is served may make room for one that had been passed over, so that the search begins anew.
    mutating func fillUp() {
        lift()
        while let (index, line, pool) = firstThatFits() {
            award(index, line: line, pool: pool)
            lift()
        }
    }

    private func firstThatFits() -> (file: Int, line: Int, pool: Int)? {
        for index in 0..<ranked.fundableCount where awards[index] == nil {
            let file = ranked.files[index]
            guard problem.applications[Int(file.index)].score >= 0 else { continue }
            for slot in file.lines {
                let line = Int(ranked.lineSlots[slot])
                if case .fits(let pool) = standing(of: index, on: line) { return (index, line, pool) }
            }
        }
        return nil
    }

    /// A reserve that spills binds nobody once all its files are served; then there is one kind of money on the line.
    private mutating func lift() {
        guard spills else { return }
        for line in lines.indices where reserve(line) > 0 && !lines[line].isLifted {
            let isServed = (0..<ranked.fundableCount).allSatisfy { index in
                let file = ranked.files[index]
                return !file.reserved || awards[index] != nil || !file.lines.contains { Int(ranked.lineSlots[$0]) == line }
            }
            guard isServed else { continue }
            lines[line].isLifted = true
            lines[line].fromPool = 0
            for index in awards.indices where awards[index]?.line == line { awards[index]?.pool = 1 }
        }
    }

    // MARK: Money

    private func mode(_ line: Int) -> AllocationProblem.Reserve.Mode { problem.lines[line].reserve?.mode ?? .none }

    private func hasPools(_ line: Int) -> Bool { mode(line) == .reserveFirst || mode(line) == .openFirst }

    private func reserve(_ line: Int) -> Int64 {
        hasPools(line) || mode(line) == .fence ? problem.lines[line].reserve?.cents.value ?? 0 : 0
    }

    private func money(_ line: Int) -> (open: Int64, kept: Int64) {
        let (state, total) = (lines[line], problem.lines[line].totalCents.value)
        let kept =
            hasPools(line) && !state.isLifted
            ? reserve(line) - state.fromPool : min(max(0, reserve(line) - state.toReserved), total - state.given)
        return (total - state.given - kept, kept)
    }

    // MARK: Reasons

    private enum Standing {
        case fits(pool: Int)
        case refused(Allocation.Reason, order: Int, short: Int64)
    }

    private func standing(of index: Int, on place: Int) -> Standing {
        let (file, line, state) = (ranked.files[index], problem.lines[place], lines[place])
        if let most = problem.maxAwardsPerApplicant, awardsOfApplicant[Int(file.applicant)] >= most {
            return .refused(.applicantCap(limit: most), order: 3, short: 0)
        }
        if let most = line.maxAwards, state.awards >= most {
            return .refused(.awardCap(line: line.id, limit: most), order: 2, short: 0)
        }
        if state.awards == 0, let least = line.minAwards, least > 1 {
            return .refused(.tooFewAwards(line: line.id, awards: 1, minimum: least), order: 1, short: 0)
        }
        let (open, kept) = money(place)
        var (available, pool) = (open, 1)
        if state.isLifted || file.reserved && mode(place) == .fence {
            available = open + kept
        } else if file.reserved, hasPools(place), kept > open || open < file.requested && kept >= file.requested {
            (available, pool) = (kept, 2)
        }
        let short = file.requested - available
        guard short > 0 else { return .fits(pool: pool) }
        let reason: Allocation.Reason
        if !file.reserved, !state.isLifted, kept > 0, available == 0 || open + kept >= file.requested {
            reason = .fence(line: line.id, by: Cents(short), reserve: Cents(kept))
        } else if available == 0 {
            reason = .lineExhausted(line: line.id, rank: state.lastRank)
        } else {
            reason = .skippedShort(line: line.id, by: Cents(short))
        }
        return .refused(reason, order: 0, short: short)
    }

    private func reason(of index: Int) -> Allocation.Reason {
        let application = problem.applications[Int(ranked.files[index].index)]
        var nearest: (reason: Allocation.Reason, order: Int, short: Int64)?
        guard index < ranked.fundableCount else { return problem.reasonUntried(application) }
        for slot in ranked.files[index].lines {
            switch standing(of: index, on: Int(ranked.lineSlots[slot])) {
            // Files of a score below zero that fit are left out for that.
            case .fits: return .belowThreshold(score: application.score, threshold: 0)
            case .refused(let reason, let order, let short):
                if nearest.map({ (order, short) < ($0.order, $0.short) }) ?? true { nearest = (reason, order, short) }
            }
        }
        return nearest?.reason ?? problem.reasonUntried(application)
    }

    func allocation() -> Allocation {
        var given: [Allocation.Award] = []
        var unfunded: [Allocation.Unfunded] = []
        var totalScore: Int64 = 0
        for (index, file) in ranked.files.enumerated() {
            let application = problem.applications[Int(file.index)]
            if let award = awards[index] {
                given.append(
                    Allocation.Award(
                        application: application.id, line: problem.lines[award.line].id, cents: Cents(file.requested),
                        pass: award.pool))
                totalScore += application.score
            } else {
                unfunded.append(Allocation.Unfunded(application: application.id, reason: reason(of: index)))
            }
        }
        return Allocation(
            rule: .optimum, awards: given,
            lines: lines.indices.map { place in
                let (open, kept) = money(place)
                return Allocation.LineTotal(
                    id: problem.lines[place].id, awardedCents: Cents(lines[place].given),
                    reservedAwardedCents: Cents(lines[place].toReserved), unspentCents: Cents(open + kept),
                    unspentReserveCents: Cents(kept))
            },
            unfunded: unfunded, totalScore: totalScore)
    }
}
