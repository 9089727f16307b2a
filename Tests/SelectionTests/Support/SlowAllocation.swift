import CallModel

@testable import Selection

/// The rules a second time, for small problems: no running state but the list of awards, from which every amount that is
/// left is added up again each time it is asked for.
struct SlowAllocation {
    let problem: AllocationProblem
    let rules: AllocationRules
    private(set) var payments: [Payment] = []
    private(set) var reasons: [String: Allocation.Reason] = [:]

    struct Payment: Equatable {
        let file: String
        let line: String
        let cents: Int64
        let pass: Int
        let kind: AllocationPass
        let reserved: Bool
        let rank: Int
    }

    init(_ problem: AllocationProblem, _ rules: AllocationRules) {
        (self.problem, self.rules) = (problem, rules)
        let ranked = problem.applications.sorted { ($1.score, $0.submittedRank) < ($0.score, $1.submittedRank) }
        for file in ranked { reasons[file.id] = reasonBeforeAnyPass(file) }
        var number = 0
        for kind in AllocationPass.allCases {
            let lines = problem.lines.filter { takesPart($0, in: kind) }
            if lines.isEmpty { continue }
            number += 1
            var closed: [String: Int] = [:]
            for (index, file) in ranked.enumerated() {
                if payments.contains(where: { $0.file == file.id }) { continue }
                if file.score < problem.threshold ?? .min { continue }
                if [.reserveFirst, .reserveLast].contains(kind) && !file.reserved { continue }
                let mine = lines.filter {
                    file.lines.contains($0.id) && file.requestedCents <= $0.maxAwardCents ?? file.requestedCents
                }
                serve(file, rank: index + 1, on: mine, kind: kind, number: number, closed: &closed)
            }
        }
    }

    private func takesPart(_ line: AllocationProblem.Line, in kind: AllocationPass) -> Bool {
        let mode = line.reserve?.mode ?? .none
        return switch kind {
        case .reserveFirst: mode == .reserveFirst
        case .open: true
        case .reserveLast: mode == .openFirst
        case .spill:
            rules.unspent == .spillBack && mode != .none && (rules.partial || reserveLeft(line, payments) > 0)
        }
    }

    private mutating func serve(
        _ file: AllocationProblem.Application, rank: Int, on lines: [AllocationProblem.Line], kind: AllocationPass,
        number: Int, closed: inout [String: Int]
    ) {
        func pay(_ cents: Int64, _ line: AllocationProblem.Line) {
            payments.append(
                Payment(
                    file: file.id, line: line.id, cents: cents, pass: number, kind: kind, reserved: file.reserved,
                    rank: rank))
            reasons[file.id] = nil
        }
        var refusals: [(near: [Int64], reason: Allocation.Reason)] = []
        var shortLines: [AllocationProblem.Line] = []
        for (priority, line) in lines.enumerated() {
            let key = "\(line.id) \(file.reserved)"
            let left = left(line, for: file, kind: kind, payments)
            if let cap = capped(file, line) {
                refusals.append((near: [cap.order, 0, Int64(priority)], reason: cap.reason))
            } else if left < file.requestedCents.value {
                let reason = lackOfMoney(file, line, kind: kind, left: left)
                refusals.append((near: [0, file.requestedCents.value - left, Int64(priority)], reason: reason))
                if closed[key] == nil { shortLines.append(line) }
                if rules.rule == .rankOrderStrict { closed[key] = closed[key] ?? rank }
            } else if let closedAt = closed[key] {
                refusals.append((near: [1, 0, Int64(priority)], reason: .lineClosed(line: line.id, rank: closedAt)))
            } else {
                return pay(file.requestedCents.value, line)
            }
        }
        refusals.sort { $0.near.lexicographicallyPrecedes($1.near) }
        reasons[file.id] = refusals.first?.reason ?? reasons[file.id]
        for line in shortLines where rules.partial && !hasLaterPass(line, after: kind, for: file) {
            let unit = rules.roundingUnit.value
            let cents = left(line, for: file, kind: kind, payments) / unit * unit
            if cents > 0, cents >= file.minimumUsefulCents.value { return pay(cents, line) }
        }
    }

    private func hasLaterPass(
        _ line: AllocationProblem.Line, after kind: AllocationPass, for file: AllocationProblem.Application
    ) -> Bool {
        guard let mode = line.reserve?.mode, mode != .none else { return false }
        if rules.unspent == .spillBack, !file.reserved || mode == .reserveFirst { return kind != .spill }
        return kind == .reserveFirst || kind == .open && mode == .openFirst && file.reserved
    }

    private func capped(
        _ file: AllocationProblem.Application, _ line: AllocationProblem.Line
    ) -> (order: Int64, reason: Allocation.Reason)? {
        let siblings = problem.applications.filter { $0.applicant == file.applicant }.map(\.id)
        if let limit = problem.maxAwardsPerApplicant, payments.filter({ siblings.contains($0.file) }).count >= limit {
            return (3, .applicantCap(limit: limit))
        }
        if let limit = line.maxAwards, payments.filter({ $0.line == line.id }).count >= limit {
            return (2, .awardCap(line: line.id, limit: limit))
        }
        return nil
    }

    private func lackOfMoney(
        _ file: AllocationProblem.Application, _ line: AllocationProblem.Line, kind: AllocationPass, left: Int64
    ) -> Allocation.Reason {
        let short = Cents(file.requestedCents.value - left)
        let reserve = reserveLeft(line, payments)
        let covered = openLeft(line, payments) + reserve >= file.requestedCents.value
        if kind == .open, !file.reserved, reserve > 0, left == 0 || covered {
            return .fence(line: line.id, by: short, reserve: Cents(reserve))
        }
        if left > 0 { return .skippedShort(line: line.id, by: short) }
        // The shortest history after which nothing was left for this file, and the award that ended it.
        let history = (0...payments.count).first {
            self.left(line, for: file, kind: kind, Array(payments.prefix($0))) == 0
        }
        let last = history.flatMap { $0 == 0 ? nil : payments[$0 - 1].rank }
        return .lineExhausted(line: line.id, rank: last ?? 0)
    }

    private func reasonBeforeAnyPass(_ file: AllocationProblem.Application) -> Allocation.Reason {
        if let threshold = problem.threshold, file.score < threshold {
            return .belowThreshold(score: file.score, threshold: threshold)
        }
        let own = problem.lines.filter { file.lines.contains($0.id) }
        return .notEligible(highestCeiling: own.compactMap(\.maxAwardCents).max())
    }
}

extension SlowAllocation {
    /// What the line has left for the file in a pass of this kind, after these payments.
    private func left(
        _ line: AllocationProblem.Line, for file: AllocationProblem.Application, kind: AllocationPass,
        _ payments: [Payment]
    ) -> Int64 {
        switch kind {
        case .reserveFirst, .reserveLast: reserveLeft(line, payments)
        case .spill: openLeft(line, payments) + reserveLeft(line, payments)
        case .open:
            line.reserve?.mode == .fence && file.reserved
                ? openLeft(line, payments) + reserveLeft(line, payments) : openLeft(line, payments)
        }
    }

    func openLeft(_ line: AllocationProblem.Line, _ payments: [Payment]) -> Int64 {
        let paid = payments.filter { $0.line == line.id }.reduce(0) { $0 + $1.cents }
        return line.totalCents.value - paid - reserveLeft(line, payments)
    }

    func reserveLeft(_ line: AllocationProblem.Line, _ payments: [Payment]) -> Int64 {
        guard let reserve = line.reserve, reserve.mode != .none else { return 0 }
        let full = reserve.cents.value
        let mine = payments.filter { $0.line == line.id }
        let usual = mine.filter { $0.kind != .spill }
        let spent =
            switch reserve.mode {
            case .none, .floor: Int64(0)
            case .fence: usual.filter(\.reserved).reduce(0) { $0 + $1.cents }
            case .reserveFirst, .openFirst: usual.filter { $0.kind != .open }.reduce(0) { $0 + $1.cents }
            }
        var left = max(0, full - spent)
        var open = line.totalCents.value - usual.reduce(0) { $0 + $1.cents } - left
        for payment in mine where payment.kind == .spill {
            let own = payment.reserved ? min(left, payment.cents) : payment.cents - min(open, payment.cents)
            left -= own
            open -= payment.cents - own
        }
        return left
    }
}
