package import CallModel

/// What the allocation needs to know of a file of a call, besides its place.
package struct CompetingFile: Hashable, Sendable {
    package var applicant: String
    package var category: String
    package var requested: Cents
    /// Whether the file qualifies for reserved money.
    package var reserved: Bool

    package init(applicant: String, category: String, requested: Cents, reserved: Bool) {
        (self.applicant, self.category, self.requested, self.reserved) = (applicant, category, requested, reserved)
    }
}

/// An award that was made already, and what it takes of its line.
package struct GivenAward: Hashable, Codable, Sendable {
    package var line: String
    package var cents: Cents
    package var reserved: Bool

    package init(line: String, cents: Cents, reserved: Bool) { (self.line, self.cents, self.reserved) = (line, cents, reserved) }
}

/// No whole-number scale has all these scores.
package struct NoCommonScale: Error, Hashable {}

extension CallDefinition {
    /// The problem of ranked files that compete for the money of the lines.
    ///
    /// - Parameter files: those of `places` that ask for money.
    package func problem(of places: [Ranking.Place], _ files: [String: CompetingFile]) throws(NoCommonScale) -> AllocationProblem {
        guard let scale = CommonScale(places.map(\.aggregate)) else { throw NoCommonScale() }
        let bands = try bands(on: scale)
        let applications = places.compactMap { place -> AllocationProblem.Application? in
            guard let file = files[place.id], let score = scale.integer(place.aggregate) else { return nil }
            let asked = bands == nil ? earned(of: file.requested, score: place.aggregate) : file.requested
            return application(place.id, file, asking: asked, score: score, turn: place.rank)
        }
        return AllocationProblem(lines: budgetLines.map { $0.allocated(after: []) }, applications: applications, bands: bands)
    }

    /// The problem of files that are decided each on its own: they share what the lines have left, in their turns.
    ///
    /// - Parameters:
    ///   - places: only of files that may still get something.
    ///   - turns: who comes before whom.
    ///   - given: every award that was made already.
    package func problem(
        inTurn places: [Ranking.Place], _ files: [String: CompetingFile], turns: [String: Int], after given: [GivenAward]
    ) -> AllocationProblem {
        let applications = places.compactMap { place -> AllocationProblem.Application? in
            guard let file = files[place.id] else { return nil }
            // A file on its own has no score among others: what its own earns it asks for.
            let asked = earned(of: file.requested, score: place.aggregate)
            return application(place.id, file, asking: asked, score: 0, turn: turns[place.id] ?? place.rank)
        }
        return AllocationProblem(lines: budgetLines.map { $0.allocated(after: given) }, applications: applications)
    }

    private func application(
        _ id: String, _ file: CompetingFile, asking asked: Cents, score: Int64, turn: Int
    ) -> AllocationProblem.Application? {
        guard asked > .zero else { return nil }
        return AllocationProblem.Application(
            id: id, applicant: file.applicant, requestedCents: asked,
            minimumUsefulCents: allocation.partialAwards ? min(allocation.roundTo, asked) : asked, score: score, submittedRank: turn,
            reserved: file.reserved, lines: categories.first { $0.id == file.category }?.budgetLines ?? [])
    }

    /// The bands on the scale of a problem, so that whoever has the problem sees what a score earns.
    private func bands(on scale: CommonScale) throws(NoCommonScale) -> AllocationProblem.Bands? {
        guard let bands = allocation.bands else { return nil }
        guard let full = scale.integer(Fraction(100)) else { throw NoCommonScale() }
        return AllocationProblem.Bands(
            fullScore: full, nothingUpTo: bands.nothingUpTo, wholeFrom: bands.wholeFrom, minimumCents: bands.minimum)
    }
}

extension BudgetLine {
    /// The line as the allocation takes it, without what these awards took of it already.
    fileprivate func allocated(after given: [GivenAward]) -> AllocationProblem.Line {
        let own = given.filter { $0.line == id }
        func sum(_ awards: [GivenAward]) -> Cents { awards.reduce(.zero) { $0 + $1.cents } }
        let left = total - sum(own)
        return AllocationProblem.Line(
            id: id, totalCents: left, maxAwardCents: maxAward, maxAwards: maxAwards.map { max(0, $0 - own.count) },
            // A number that earlier awards made up already is no condition for the next one.
            minAwards: minAwards.flatMap { $0 > own.count ? $0 - own.count : nil },
            reserve: reserve.map { reserve in
                let kept = max(.zero, reserve.amount - sum(own.filter(\.reserved)))
                return AllocationProblem.Reserve(cents: min(kept, left), mode: .init(reserve.mode))
            })
    }
}

extension AllocationProblem.Reserve.Mode {
    fileprivate init(_ mode: CallModel.Reserve.Mode) {
        switch mode {
        case .none: self = .none
        case .fence: self = .fence
        case .reserveFirst: self = .reserveFirst
        case .openFirst: self = .openFirst
        }
    }
}
