package import CallModel
import Postgres
package import Store
import Workflow

/// What a conflict of interest that came late changed, with the names that people use.
package struct ImpactView: Hashable, Codable, Sendable {
    /// A review that it is about.
    package struct Pair: Hashable, Codable, Sendable {
        package let reference: String
        package let member: String
        /// Whether the scores still count: nothing was taken back, and the second list is what it would have been.
        package let stands: Bool
        /// Why they still count; nil where they are void.
        package let standing: ConflictImpact.Standing?
        /// Whether the secretariat ruled afterwards that there is no conflict: what is void stays void.
        package let cleared: Bool
    }

    /// A file on one of the lists.
    package struct Line: Hashable, Codable, Sendable {
        package let reference: String
        /// nil for a file that misses a threshold.
        package let rank: Int?
        package let score: Fraction
        package let proposedCents: Cents
    }

    /// A file that is not where it was.
    package struct Change: Hashable, Codable, Sendable {
        package enum Kind: String, Hashable, Codable, Sendable {
            /// Money is proposed for it only without the scores.
            case enters
            /// Money is proposed for it only with them.
            case leaves
            case amount
            case rank
            case score
            /// No other scores are left.
            case unscored
        }

        package let reference: String
        /// What weighs most.
        package let kind: Kind
        package let before: Line
        package let after: Line?
    }

    package let cause: ConflictImpact.Cause
    package let pairs: [Pair]
    /// The list with the scores.
    package let before: [Line]
    /// The list without them.
    package let after: [Line]
    package let changes: [Change]
    package let recordedBy: String
    package let at: Instant
}

extension Service {
    /// What late conflicts changed in a call, oldest first.
    package func conflictImpacts(of code: String) async throws(ServiceError) -> [ImpactView] {
        try await question { db in
            let call = try db.call(code: code)
            let stored = try db.conflictImpacts(of: call.id)
            let panel = try Panellists(of: call.id, db)
            let pins = try standingPins(of: call.id, db)
            let cleared = Set(pins.filter { $0.value.pin.ruling == .clear }.keys)
            return stored.map { ImpactView($0, panel, cleared: cleared) }
        }
    }
}

extension ImpactView {
    /// - Parameter cleared: members and files for which the secretariat ruled that there is no conflict.
    init(_ stored: StoredImpact, _ panel: Panellists, cleared: Set<ConflictInForce> = []) {
        let impact = stored.impact
        func lines(_ lines: [ConflictImpact.Line]) -> [Line] {
            lines.map {
                Line(reference: panel.reference(of: $0.application), rank: $0.rank, score: $0.score, proposedCents: $0.proposed)
            }
        }
        let (before, after) = (lines(impact.before), lines(impact.after))
        let later = Dictionary(after.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        self.init(
            cause: impact.cause,
            pairs: impact.pairs.map {
                Pair(
                    reference: panel.reference(of: $0.application), member: panel.code(of: $0.member), stands: $0.stands,
                    standing: $0.standing,
                    cleared: cleared.contains(ConflictInForce(member: $0.member, application: $0.application)))
            },
            before: before, after: after, changes: before.compactMap { Change(from: $0, to: later[$0.reference]) },
            recordedBy: stored.recordedBy, at: stored.at)
    }
}

extension ImpactView.Change {
    /// nil where nothing changed.
    fileprivate init?(from before: ImpactView.Line, to after: ImpactView.Line?) {
        guard before != after else { return nil }
        let kind: Kind =
            switch (before.proposedCents, after) {
            case (.zero, nil): .unscored
            case (_, nil): .leaves
            case (.zero, let after?) where after.proposedCents > .zero: .enters
            case (let cents, let after?) where cents > .zero && after.proposedCents == .zero: .leaves
            case (let cents, let after?) where cents != after.proposedCents: .amount
            case (_, let after?): before.rank != after.rank ? .rank : .score
            }
        self.init(reference: before.reference, kind: kind, before: before, after: after)
    }
}
