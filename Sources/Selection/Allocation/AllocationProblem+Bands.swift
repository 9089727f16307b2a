package import CallModel

extension AllocationProblem {
    /// What a score earns of a request: nothing up to one score, all from another on, and in between as many percent as points.
    package struct Bands: Hashable, Codable, Sendable {
        /// The score of a file, on the scale of the problem, that stands for a hundred points.
        package var fullScore: Int64
        /// In points out of a hundred.
        package var nothingUpTo: Int
        package var wholeFrom: Int
        /// The least that a file in between gets, as far as it asks for so much; nil means none.
        package var minimumCents: Cents?

        package init(fullScore: Int64, nothingUpTo: Int, wholeFrom: Int, minimumCents: Cents? = nil) {
            (self.fullScore, self.nothingUpTo, self.wholeFrom) = (fullScore, nothingUpTo, wholeFrom)
            self.minimumCents = minimumCents
        }

        /// Rounded down to `unit`, save for the whole and the minimum.
        package func earned(of requested: Cents, score: Int64, unit: Cents) -> Cents {
            AwardBands(nothingUpTo: nothingUpTo, wholeFrom: wholeFrom, minimum: minimumCents)
                .earned(of: requested, score: Fraction(score * 100, fullScore), unit: unit)
        }

        /// The key of the first figure that cannot be.
        var wrongKey: String? {
            if fullScore < 1 || fullScore > AllocationProblem.largestScore { return "fullScore" }
            if !(0...100).contains(nothingUpTo) { return "nothingUpTo" }
            if !(max(1, nothingUpTo)...100).contains(wholeFrom) { return "wholeFrom" }
            let minimum = minimumCents?.value ?? 0
            return minimum < 0 || minimum > AllocationProblem.largestAmount ? "minimumCents" : nil
        }
    }

    /// The problem in which every file asks for what its score earns, and those whose score earns nothing name no line.
    ///
    /// - Precondition: the bands and the files have no fault.
    func claims(unit: Cents) -> (problem: AllocationProblem, empty: Set<String>) {
        guard let bands else { return (self, []) }
        var problem = self
        problem.bands = nil
        var empty: Set<String> = []
        for index in applications.indices {
            let file = applications[index]
            let earned = bands.earned(of: file.requestedCents, score: file.score, unit: unit)
            if earned == .zero {
                empty.insert(file.id)
                problem.applications[index].lines = []
            } else {
                problem.applications[index].requestedCents = earned
                problem.applications[index].minimumUsefulCents = min(file.minimumUsefulCents, earned)
            }
        }
        return (problem, empty)
    }
}

extension Allocation {
    /// - Parameter empty: files whose score earns nothing: that is why no line may pay them.
    func telling(of empty: Set<String>, in problem: AllocationProblem) -> Allocation {
        guard !empty.isEmpty else { return self }
        let scores = Dictionary(problem.applications.map { ($0.id, $0.score) }, uniquingKeysWith: { first, _ in first })
        return Allocation(
            rule: rule, awards: awards, lines: lines,
            unfunded: unfunded.map { file in
                guard case .notEligible = file.reason, empty.contains(file.application) else { return file }
                return Unfunded(application: file.application, reason: .earnsNothing(score: scores[file.application] ?? 0))
            }, totalScore: totalScore, optimality: optimality)
    }
}
