package import CallModel
import Postgres
package import Selection
import Store
import Workflow

/// A calibration of a call's reviews, and where the line of the money was put.
package struct CalibrationView: Sendable {
    package let calibration: Calibration
    package let fund: Int?
    /// What it rests on.
    package let scores: [PanelScore]
}

/// What one member gave one file, on 100, with six decimals at most.
package struct PanelScore: Hashable, Sendable {
    package let application: String
    package let reviewer: String
    package let score: DecimalNumber
}

extension Service {
    /// What the reviews say once the severity of the members is taken into account. It decides nothing.
    ///
    /// - Parameter fund: how many files the money reaches; nil for as many as the budget lines give.
    package func calibration(
        of code: String, fund: Int? = nil, seed: Int = 1
    ) async throws(ServiceError) -> CalibrationView {
        try await question { db in
            let call = try db.call(code: code)
            let files = try db.files(of: call.id)
            let fund = try line(fund, of: call, files, db)
            let scores = try panelScores(of: call, files, db)
            return CalibrationView(calibration: try calibration(of: scores, fund: fund, seed: seed), fund: fund, scores: scores)
        }
    }

    func calibration(
        of call: Call, _ files: [Application], fund: Int?, seed: Int, _ db: borrowing Connection
    ) throws -> Calibration {
        try calibration(of: try panelScores(of: call, files, db), fund: fund, seed: seed)
    }

    private func calibration(of scores: [PanelScore], fund: Int?, seed: Int) throws -> Calibration {
        do {
            return try Calibration(
                of: scores.map { CalibrationScore(application: $0.application, reviewer: $0.reviewer, score: $0.score) }, fund: fund,
                seed: UInt64(bitPattern: Int64(seed)))
        } catch {
            guard scores.isEmpty else { throw ServiceError.definition("the reviews cannot be calibrated: \(error.faults)") }
            throw ServiceError.faults([.noReviews])
        }
    }

    private func panelScores(of call: Call, _ files: [Application], _ db: borrowing Connection) throws -> [PanelScore] {
        let members = Dictionary(uniqueKeysWithValues: try db.members().map { ($0.id, $0.member.code) })
        let definition = try regulation(of: call, db).definition
        return try reviewed(of: call, files, definition, db).flatMap { file in
            try zip(file.reviews, file.outcome.reviews).map { review, total in
                // A score on 100 with six decimals is a decimal number.
                guard let score = DecimalNumber(total.value.rounded(places: DecimalNumber.scaleLimit)) else {
                    throw ServiceError.definition("a score beyond any scale")
                }
                return PanelScore(application: file.reference, reviewer: members[review.member] ?? "\(review.member)", score: score)
            }
        }
    }

    /// Where the line of the money is put: where somebody said, else after as many files as the budget lines pay.
    func line(_ fund: Int?, of call: Call, _ files: [Application], _ db: borrowing Connection) throws -> Int? {
        if let fund { return fund }
        return try fundedPlaces(of: call, files, db)
    }

    /// How many files the budget lines pay as things stand; nil where none.
    func fundedPlaces(of call: Call, _ files: [Application], _ db: borrowing Connection) throws -> Int? {
        guard files.contains(where: { $0.score != nil }) else { return nil }
        let awards = try proposal(of: call, files, db).allocation.awards.count
        return awards > 0 ? awards : nil
    }

    /// The files whose reviewers lie furthest apart, most of all first.
    package func disagreements(of code: String) async throws(ServiceError) -> [Disagreement] {
        try await question { db in
            let call = try db.call(code: code)
            return try disagreements(of: call, try db.files(of: call.id), db)
        }
    }

    func disagreements(of call: Call, _ files: [Application], _ db: borrowing Connection) throws -> [Disagreement] {
        let reviewed = try reviewed(of: call, files, try regulation(of: call, db).definition, db)
        return Disagreement.most(Dictionary(uniqueKeysWithValues: reviewed.map { ($0.reference, $0.outcome) }))
    }

    private struct ReviewedFile {
        let reference: String
        let reviews: [Review]
        let outcome: ScoreOutcome
    }

    /// The files with the reviews that were handed in, whether they are counted yet or not.
    private func reviewed(
        of call: Call, _ files: [Application], _ definition: CallDefinition, _ db: borrowing Connection
    ) throws -> [ReviewedFile] {
        let scorecard = try definition.card()
        let handedIn = Dictionary(
            // A member who has not handed in yet does not see what others gave.
            grouping: try db.reviews(of: call.id).filter { ($0.state == .submitted || $0.state == .counted) && $0.scores != nil },
            by: \.application)
        return try files.filter { $0.state != .withdrawn }.compactMap { file in
            let reviews = (handedIn[file.id] ?? []).sorted { $0.id < $1.id }
            guard !reviews.isEmpty else { return nil }
            return ReviewedFile(
                reference: file.reference, reviews: reviews, outcome: try Self.outcome(of: reviews, definition, scorecard))
        }
    }
}

extension InputFault {
    fileprivate static let noReviews = InputFault(
        field: "reviews",
        message: Message(
            fr: "Aucune évaluation n'a encore été remise.", nl: "Er is nog geen beoordeling ingeleverd.",
            en: "No review has been handed in yet."))
}
