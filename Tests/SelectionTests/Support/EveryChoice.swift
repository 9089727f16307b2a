import CallModel

@testable import Selection

/// Tries every choice: for each file every line that may pay it, of two pools each, and none. What overdraws a line, a number of
/// awards or an applicant, or can no longer be better than what was found, is not followed to its end.
struct EveryChoice {
    private let problem: AllocationProblem
    private let spills: Bool
    private let files: [AllocationProblem.Application]
    /// The lines and pools that may pay each file.
    private let options: [[(line: Int, pool: Int)]]
    private let applicants: [Int]
    /// The greatest sum of scores of a file and all that follow.
    private let rest: [Int64]
    private var best: Int64?
    private var chosen: [(line: Int, pool: Int)?]
    private var spent: [Int64]
    private var awards: [Int]
    private var perApplicant: [Int]

    init(_ problem: AllocationProblem, spills: Bool) {
        (self.problem, self.spills) = (problem, spills)
        let files = problem.applications.filter { $0.score >= problem.threshold ?? .min }
        let names = Array(Set(files.map(\.applicant)))
        self.files = files
        options = files.map { file in
            problem.lines.indices.filter { EveryChoice.mayPay(problem.lines[$0], file) }.flatMap { line in
                let hasPools = [.reserveFirst, .openFirst].contains(problem.lines[line].reserve?.mode)
                return (hasPools && file.reserved ? [1, 2] : [1]).map { (line, $0) }
            }
        }
        applicants = files.map { names.firstIndex(of: $0.applicant) ?? 0 }
        rest = files.indices.map { index in files[index...].reduce(0) { $0 + max(0, $1.score) } } + [0]
        chosen = files.map { _ in nil }
        spent = problem.lines.map { _ in 0 }
        awards = problem.lines.map { _ in 0 }
        perApplicant = names.map { _ in 0 }
    }

    func greatest() -> Int64? {
        var copy = self
        copy.choose(0, 0)
        return copy.best
    }

    private static func mayPay(_ line: AllocationProblem.Line, _ file: AllocationProblem.Application) -> Bool {
        file.lines.contains(line.id) && file.requestedCents <= line.maxAwardCents ?? file.requestedCents
    }

    private mutating func choose(_ index: Int, _ sum: Int64) {
        if let best, sum + rest[index] <= best { return }
        guard index < files.count else {
            if isAllowed { best = sum }
            return
        }
        let (cents, applicant) = (files[index].requestedCents.value, applicants[index])
        if perApplicant[applicant] < problem.maxAwardsPerApplicant ?? .max {
            perApplicant[applicant] += 1
            for option in options[index] {
                let line = problem.lines[option.line]
                guard spent[option.line] + cents <= line.totalCents.value, awards[option.line] < line.maxAwards ?? .max else { continue }
                chosen[index] = option
                spent[option.line] += cents
                awards[option.line] += 1
                choose(index + 1, sum + files[index].score)
                spent[option.line] -= cents
                awards[option.line] -= 1
            }
            perApplicant[applicant] -= 1
        }
        chosen[index] = nil
        choose(index + 1, sum)
    }

    private var isAllowed: Bool { problem.lines.indices.allSatisfy(isWithin) }

    private func isWithin(_ place: Int) -> Bool {
        let line = problem.lines[place]
        let own = zip(files, chosen).filter { $0.1?.line == place }
        func sum(_ suits: (AllocationProblem.Application, Int) -> Bool) -> Int64 {
            own.reduce(0) { $0 + (suits($1.0, $1.1?.pool ?? 1) ? $1.0.requestedCents.value : 0) }
        }
        let total = line.totalCents.value
        if !own.isEmpty, own.count < line.minAwards ?? 0 { return false }
        guard let reserve = line.reserve else { return true }
        let everyServed = zip(files, chosen).allSatisfy { !$0.0.reserved || $0.1 != nil || !EveryChoice.mayPay(line, $0.0) }
        if spills, everyServed, reserve.mode != .floor { return true }
        switch reserve.mode {
        case .none: return true
        case .floor: return sum { file, _ in file.reserved } >= reserve.cents.value
        case .fence: return sum { file, _ in !file.reserved } <= total - reserve.cents.value
        case .reserveFirst, .openFirst:
            return sum { _, pool in pool == 1 } <= total - reserve.cents.value && sum { _, pool in pool == 2 } <= reserve.cents.value
        }
    }
}
