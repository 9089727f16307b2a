import CallModel
import Postgres
package import Selection
import Store
package import Workflow

extension Service {
    /// The call one step before its scores, as its results rest on it: a file that was withdrawn after the advice keeps its place.
    /// It has every reviewer's scores: it is the secretariat's, who may give it to whoever checks the call.
    package func scoredProblem(of code: String, as actor: Actor) async throws(ServiceError) -> ScoredProblem {
        guard actor.role == .secretariat else {
            throw .refused(.notPermitted(role: actor.role, action: AnyLabel(RegisterAction.keepScenarios)))
        }
        return try await question { db in
            let problem = try scoredProblem(db.call(code: code), db)
            guard !problem.files.isEmpty else { throw Refusal.nothingScored }
            return problem
        }
    }

    func scoredProblem(_ call: Call, _ db: borrowing Connection) throws -> ScoredProblem {
        let definition = try regulation(of: call, db).definition
        let files = try db.files(of: call.id)
        let view = try ranking(of: call, files, definition, db, keepingRanked: true)
        let names = Dictionary(uniqueKeysWithValues: try db.members().map { ($0.id, $0.member.code) })
        let reviews = Dictionary(grouping: try db.reviews(of: call.id).filter { $0.state == .counted }, by: \.application)
        let criteria = definition.scoring.criteria.map(\.id)
        return ScoredProblem(
            definition: definition,
            files: files.filter { view.outcomes[$0.reference] != nil }.inOrderOfFiling.map { file in
                ScoredProblem.File(
                    id: file.reference, applicant: "\(file.organisation)",
                    request: file.summary.map { ScoredProblem.Request(category: $0.category, cents: $0.requested) },
                    reserved: file.isReserved, isWaiting: file.mayStillGetMoney,
                    reviews: (reviews[file.id] ?? []).map { review in
                        ScoredProblem.Review(
                            reviewer: names[review.member] ?? "\(review.member)", scores: ReviewScores(review, criteria).scores)
                    }, consensus: definition.scoring.consensus == .replaces ? view.consensus[file.reference] : nil)
            },
            lotteries: view.lotteries, given: definition.procedure == .competitive ? [] : files.compactMap(\.given))
    }

    func scoredCall(_ call: Call, _ db: borrowing Connection) throws -> ScoredCall {
        let problem = try scoredProblem(call, db)
        do throws(ScoredCallFault) {
            return try ScoredCall(problem)
        } catch {
            throw ServiceError.definition("the scores of \(call.code) cannot be worked out: \(error.sentence)")
        }
    }
}
