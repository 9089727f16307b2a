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
}

extension Service {
    /// Allocates the budget lines by the call's own rules. Nothing is written: the council advises, the College decides.
    package func proposal(of code: String) async throws(ServiceError) -> ProposalView {
        try await question { db in
            let call = try db.call(code: code)
            return try proposal(of: call, try db.files(of: call.id), db)
        }
    }

    func proposal(of call: Call, _ files: [Application], _ db: borrowing Connection) throws -> ProposalView {
        let definition = try regulation(of: call, db).definition
        let ranked = try ranking(of: call, files, db)
        let problem = try definition.problem(ranked)
        do {
            return ProposalView(
                ranking: ranked, problem: problem, allocation: try problem.allocate(by: definition.allocationRules),
                definition: definition)
        } catch {
            throw ServiceError.definition("the budget lines cannot be allocated: \(error.faults)")
        }
    }
}

extension CallDefinition {
    /// The call's allocation rules in the form that the allocation takes. A line that gives its unspent reserve back makes
    /// the rule for all: a line without a reserve has nothing to give back.
    var allocationRules: AllocationRules {
        AllocationRules(
            rule: allocation.rule == .rankOrder ? .rankOrder : .rankOrderStrict, partial: allocation.partialAwards,
            unspent: budgetLines.contains { $0.reserve?.unspent == .spillBack } ? .spillBack : .keep,
            roundingUnit: allocation.roundTo)
    }

    fileprivate func problem(_ view: RankingView) throws(ServiceError) -> AllocationProblem {
        let places = view.ranking.places
        guard let scale = CommonScale(places.map(\.aggregate)) else {
            throw .definition("the scores have no common scale")
        }
        let applications = places.compactMap { place -> AllocationProblem.Application? in
            guard let file = view.files[place.id], let summary = file.summary, let score = scale.integer(place.aggregate)
            else { return nil }
            return AllocationProblem.Application(
                id: place.id, applicant: "\(file.organisation)", requestedCents: summary.requested,
                minimumUsefulCents: allocation.partialAwards ? allocation.roundTo : summary.requested, score: score,
                submittedRank: place.rank, reserved: file.isReserved,
                lines: categories.first { $0.id == summary.category }?.budgetLines ?? [])
        }
        let lines = budgetLines.map { line in
            AllocationProblem.Line(
                id: line.id, totalCents: line.total, maxAwardCents: line.maxAward, maxAwards: line.maxAwards,
                reserve: line.reserve.map { AllocationProblem.Reserve(cents: $0.amount, mode: .init($0.mode)) })
        }
        return AllocationProblem(lines: lines, applications: applications)
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
