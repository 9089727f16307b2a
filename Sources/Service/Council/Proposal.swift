package import CallModel
import Postgres
package import Selection
import Store
import Workflow

/// What the call's rules make of the ranking: the awards that follow, and why every other file gets none.
package struct ProposalView: Sendable {
    package let ranking: RankingView
    package let problem: AllocationProblem
    package let allocation: Allocation
    package let definition: CallDefinition
    /// The call's own rules, by which `allocation` comes of `problem`.
    package var rules: AllocationRules { definition.allocationRules }

    /// Why a line gives nothing at all, where the file would have been among the few that it could serve.
    func tooFewAwards(with file: Application) -> Message? {
        guard
            case .tooFewAwards(let line, let awards, let minimum)? = allocation.unfunded.first(where: {
                $0.application == file.reference
            })?.reason
        else { return nil }
        return .tooFewAwards(line: line, awards: awards, minimum: minimum)
    }
}

extension Message {
    /// Why a line that has to make a number of awards makes none.
    package static func tooFewAwards(line: String, awards: Int, minimum: Int) -> Message {
        Message(
            fr: "La ligne \(line) ne donne rien à moins de \(minimum) dossiers ; elle n'en aurait servi que \(awards).",
            nl: "De lijn \(line) geeft niets aan minder dan \(minimum) dossiers; ze zou er maar \(awards) bedienen.",
            en: "Line \(line) gives nothing to fewer than \(minimum) files; it would have served only \(awards).")
    }
}

extension Service {
    /// Allocates the budget lines by the call's own rules. Nothing is written: the council advises, the College decides.
    package func proposal(of code: String) async throws(ServiceError) -> ProposalView {
        try await question { db in
            let call = try db.call(code: code)
            let view = try proposal(of: call, try db.files(of: call.id), db)
            try view.ranking.requireScores()
            return view
        }
    }

    /// What the money that came free since the decision gives to the files of the reserve list, in the order of the list and by
    /// the call's own rules. Every award that stands keeps what it has: the lines have only what is left of them. Nothing is
    /// written; each award from the list is the College's.
    package func freedProposal(of code: String) async throws(ServiceError) -> ProposalView {
        try await question { db in
            let call = try db.call(code: code)
            return try proposal(of: call, try db.files(of: call.id), db, isFreed: true)
        }
    }

    /// - Parameter reviews: what the proposal would rest on if these reviews counted.
    func proposal(
        of call: Call, _ files: [Application], _ db: borrowing Connection, isFreed: Bool = false, counting reviews: [Review]? = nil
    ) throws -> ProposalView {
        let definition = try regulation(of: call, db).definition
        let ranked = try ranking(of: call, files, definition, db, counting: reviews)
        let problem = try definition.problem(ranked, isFreed: isFreed)
        do {
            return ProposalView(
                ranking: ranked, problem: problem, allocation: try problem.allocate(by: definition.allocationRules),
                definition: definition)
        } catch {
            throw ServiceError.definition("the budget lines cannot be allocated: \(error.faults)")
        }
    }
}

extension RankingView {
    /// An allocation of nothing would look like one in which nobody is worth anything.
    func requireScores() throws(Refusal) {
        guard !ranking.places.isEmpty || !ranking.notFundable.isEmpty else { throw .nothingScored }
    }
}

extension CallDefinition {
    /// The call's allocation rules in the form that the allocation takes. A line that gives its unspent reserve back makes
    /// the rule for all: a line without a reserve has nothing to give back.
    var allocationRules: AllocationRules {
        AllocationRules(
            rule: AllocationRules.Rule(allocation.rule), partial: allocation.partialAwards,
            unspent: budgetLines.contains { $0.reserve?.unspent == .spillBack } ? .spillBack : .keep,
            roundingUnit: allocation.roundTo)
    }

    /// The files that compete for the money of the lines. Where files come in all the time each is decided on its own: those
    /// that wait share what the lines have left, first come first served.
    ///
    /// - Parameter isFreed: only the files of the reserve list compete, in its order, for what the awards leave.
    func problem(_ view: RankingView, isFreed: Bool = false) throws(ServiceError) -> AllocationProblem {
        let isCompetition = procedure == .competitive && !isFreed
        let places = view.ranking.places.filter { place in
            guard let file = view.files[place.id] else { return isCompetition }
            return isFreed ? file.state == .reserveListed : isCompetition || file.mayStillGetMoney
        }
        guard let scale = CommonScale(places.map(\.aggregate)) else {
            throw .definition("the scores have no common scale")
        }
        let filed = places.compactMap { view.files[$0.id] }.inOrderOfFiling
        let inTurn = isFreed ? filed.sorted { ($0.reserveRank ?? .max, $0.id) < ($1.reserveRank ?? .max, $1.id) } : filed
        let turns = Dictionary(zip(inTurn.map(\.reference), 1...), uniquingKeysWith: { first, _ in first })
        let bands = try isCompetition ? allocationBands(scale) : nil
        let applications = places.compactMap { place -> AllocationProblem.Application? in
            guard let file = view.files[place.id], let summary = file.summary, let score = scale.integer(place.aggregate)
            else { return nil }
            // A file on its own has no score among others: what its own earns it asks for.
            let asked = bands == nil ? earned(of: summary.requested, score: place.aggregate) : summary.requested
            guard asked > .zero else { return nil }
            return AllocationProblem.Application(
                id: place.id, applicant: "\(file.organisation)", requestedCents: asked,
                minimumUsefulCents: allocation.partialAwards ? min(allocation.roundTo, asked) : asked,
                score: isCompetition ? score : 0, submittedRank: isCompetition ? place.rank : turns[place.id] ?? place.rank,
                reserved: file.isReserved, lines: categories.first { $0.id == summary.category }?.budgetLines ?? [])
        }
        let spent = isCompetition ? [] : view.files.values.filter { $0.awarded != nil }
        return AllocationProblem(lines: budgetLines.map { $0.allocated(after: spent) }, applications: applications, bands: bands)
    }

    /// The bands on the scale of a problem, so that whoever has the problem sees what a score earns.
    private func allocationBands(_ scale: CommonScale) throws(ServiceError) -> AllocationProblem.Bands? {
        guard let bands = allocation.bands else { return nil }
        guard let full = scale.integer(Fraction(100)) else { throw .definition("the scores have no common scale") }
        return AllocationProblem.Bands(
            fullScore: full, nothingUpTo: bands.nothingUpTo, wholeFrom: bands.wholeFrom, minimumCents: bands.minimum)
    }

    /// What the score earns of the request: all of it, unless the call pays by bands.
    func earned(of requested: Cents, score: Fraction) -> Cents {
        allocation.bands?.earned(of: requested, score: score, unit: allocation.roundTo) ?? requested
    }

    /// What the file may get at most: what its score earns, or its request where it has no score.
    func earned(by file: Application) -> Cents {
        let requested = file.summary?.requested ?? .zero
        return file.score.map { earned(of: requested, score: $0) } ?? requested
    }
}

extension BudgetLine {
    /// The line as the allocation takes it, without what these files got from it already.
    fileprivate func allocated(after awarded: [Application]) -> AllocationProblem.Line {
        let own = awarded.filter { $0.line == id }
        func sum(_ files: [Application]) -> Cents { files.reduce(.zero) { $0 + ($1.awarded ?? .zero) } }
        let left = total - sum(own)
        return AllocationProblem.Line(
            id: id, totalCents: left, maxAwardCents: maxAward, maxAwards: maxAwards.map { max(0, $0 - own.count) },
            // A number that earlier awards made up already is no condition for the next one.
            minAwards: minAwards.flatMap { $0 > own.count ? $0 - own.count : nil },
            reserve: reserve.map { reserve in
                let kept = max(.zero, reserve.amount - sum(own.filter(\.isReserved)))
                return AllocationProblem.Reserve(cents: min(kept, left), mode: .init(reserve.mode))
            })
    }
}

extension Application {
    /// Whether the file waits for a decision that could give it money.
    fileprivate var mayStillGetMoney: Bool {
        [.scored, .advised, .reserveListed, .overturned].contains(state)
    }
}

extension [Application] {
    /// Those filed first come first.
    var inOrderOfFiling: [Application] {
        sorted { ($0.submittedAt?.microseconds ?? 0, $0.id) < ($1.submittedAt?.microseconds ?? 0, $1.id) }
    }
}

extension AllocationRules.Rule {
    fileprivate init(_ rule: AllocationPolicy.Rule) {
        switch rule {
        case .rankOrder: self = .rankOrder
        case .rankOrderStrict: self = .rankOrderStrict
        case .proportional: self = .proportional
        }
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
