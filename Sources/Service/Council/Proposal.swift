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
    /// The files that compete for the money of the lines. Where files come in all the time each is decided on its own: those
    /// that wait share what the lines have left, first come first served.
    ///
    /// - Parameter isFreed: only the files of the reserve list compete, in its order, for what the awards leave.
    func problem(_ view: RankingView, isFreed: Bool = false) throws(ServiceError) -> AllocationProblem {
        let competing = view.files.compactMapValues(\.competing)
        do {
            guard procedure != .competitive || isFreed else { return try problem(of: view.ranking.places, competing) }
        } catch {
            throw .definition("the scores have no common scale")
        }
        let places = view.ranking.places.filter { place in
            view.files[place.id].map { isFreed ? $0.state == .reserveListed : $0.mayStillGetMoney } ?? false
        }
        let filed = places.compactMap { view.files[$0.id] }.inOrderOfFiling
        let inTurn = isFreed ? filed.sorted { ($0.reserveRank ?? .max, $0.id) < ($1.reserveRank ?? .max, $1.id) } : filed
        let turns = Dictionary(zip(inTurn.map(\.reference), 1...), uniquingKeysWith: { first, _ in first })
        return problem(inTurn: places, competing, turns: turns, after: view.files.values.compactMap(\.given))
    }

    /// What the file may get at most: what its score earns, or its request where it has no score.
    func earned(by file: Application) -> Cents {
        let requested = file.summary?.requested ?? .zero
        return file.score.map { earned(of: requested, score: $0) } ?? requested
    }
}

extension Application {
    /// Whether the file waits for a decision that could give it money.
    var mayStillGetMoney: Bool {
        [.scored, .advised, .reserveListed, .overturned].contains(state)
    }

    /// What the allocation needs to know of the file; nil where it asks for nothing any more.
    fileprivate var competing: CompetingFile? {
        summary.map {
            CompetingFile(applicant: "\(organisation)", category: $0.category, requested: $0.requested, reserved: isReserved)
        }
    }

    /// What the file got already, if anything.
    var given: GivenAward? {
        awarded.flatMap { cents in line.map { GivenAward(line: $0, cents: cents, reserved: isReserved) } }
    }
}

extension [Application] {
    /// Those filed first come first.
    var inOrderOfFiling: [Application] {
        sorted { ($0.submittedAt?.microseconds ?? 0, $0.id) < ($1.submittedAt?.microseconds ?? 0, $1.id) }
    }
}
