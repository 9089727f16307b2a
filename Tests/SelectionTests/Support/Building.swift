import CallModel

@testable import Selection

extension AllocationProblem {
    /// A problem of one line called `L`; files are ranked in the order given.
    static func oneLine(
        total: Int64, reserve: Int64 = 0, mode: Reserve.Mode = .none, maxAward: Int64? = nil, maxAwards: Int? = nil,
        _ files: [Application]
    ) -> AllocationProblem {
        AllocationProblem(
            lines: [
                Line(
                    id: "L", totalCents: Cents(total), maxAwardCents: maxAward.map { Cents($0) }, maxAwards: maxAwards,
                    reserve: reserve == 0 ? nil : Reserve(cents: Cents(reserve), mode: mode))
            ],
            applications: files)
    }

    /// Files `F1`, `F2`, … that ask for these amounts, best first.
    static func ranked(_ requests: [Int64], line: String = "L") -> [Application] {
        requests.enumerated().map { index, cents in
            .file("F\(index + 1)", cents, score: Int64(1000 - index), line)
        }
    }
}

extension AllocationProblem.Application {
    /// The file's own applicant has its name; the number in the name is its submission.
    static func file(
        _ id: String, _ cents: Int64, score: Int64, reserved: Bool = false, useful: Int64? = nil, _ lines: String...
    ) -> Self {
        let submitted = Int(id.drop { !$0.isNumber }) ?? Int(id.unicodeScalars.first?.value ?? 0)
        return Self(
            id: id, applicant: id, requestedCents: Cents(cents), minimumUsefulCents: useful.map { Cents($0) },
            score: score, submittedRank: submitted, reserved: reserved, lines: lines.isEmpty ? ["L"] : lines)
    }
}

extension Allocation {
    var funded: [String] { awards.map(\.application) }

    func cents(of application: String) -> Int64? { awards.first { $0.application == application }?.cents.value }

    func reason(of application: String) -> Reason? { unfunded.first { $0.application == application }?.reason }
}
