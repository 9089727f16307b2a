package import CallModel
import Postgres
import Store
package import Workflow

/// The results of a call: what each line gave, to whom, who waits, and who gets nothing for which reason.
package struct ResultsView: Sendable {
    package struct Line: Sendable {
        package let id: String
        package let label: LocalizedText
        package let article: String
        package let total: Cents
        /// The part of `total` that an earlier edition left over.
        package let carriedOver: CarryOver?
        package let reserve: Cents
        package let awarded: Cents
        /// The part of `awarded` that went to files that qualify for the reserve.
        package let awardedReserved: Cents
        package let awards: Int
        /// The part of the reserve that no award took so far and that goes to the next edition; nil where nothing does.
        package let carriedForward: Cents?
    }

    package struct TurnedDown: Sendable {
        package let view: FileView
        package let codes: [String]
        /// In the applicant's language, as it was written down with the decision; empty once erased.
        package let reason: String
        package let departure: String?
    }

    /// A file with money or a place on the reserve list.
    package struct Kept: Sendable {
        package let view: FileView
        /// Why the College departed from the advice, if it did.
        package let departure: String?
        /// The part of the award that came from the reserve of its line.
        package let fromReserve: Cents?
    }

    package let call: Call
    package let definition: CallDefinition
    package let lines: [Line]
    /// Best rank first.
    package let awards: [Kept]
    /// In the order of the list.
    package let reserve: [Kept]
    package let turnedDown: [TurnedDown]
    package let tally: [StateCount]
}

extension Service {
    /// What the College decided so far, for whoever prepares or checks it.
    package func results(of code: String) async throws(ServiceError) -> ResultsView {
        try await question { db in try results(of: db.call(code: code), db) }
    }

    private func results(of call: Call, _ db: borrowing Connection) throws -> ResultsView {
        let definition = try regulation(of: call, db).definition
        let files = try db.files(of: call.id)
        let views = try views(of: files, db)
        let awards = views.filter { $0.file.awarded != nil }
        let departures = try db.departures(of: files.map(\.id))
        // Until the decisions are taken nothing is left over.
        let isDecided = [.decided, .published, .archived].contains(call.state)
        let texts = try db.documents(Array(departures.values))
        let fromReserve = definition.budgetLines.map { ReserveUse($0, files).taken }
        func kept(_ view: FileView) -> ResultsView.Kept {
            ResultsView.Kept(
                view: view, departure: departures[view.file.id].flatMap { texts[$0] },
                fromReserve: fromReserve.lazy.compactMap { $0[view.file.id] }.first)
        }
        return ResultsView(
            call: call, definition: definition, lines: definition.budgetLines.map { Self.line($0, awards, isDecided: isDecided) },
            awards: awards.sorted { Self.precedes($0.file.rank, $0, $1.file.rank, $1) }.map(kept),
            reserve: views.filter { $0.file.state == .reserveListed }
                .sorted { Self.precedes($0.file.reserveRank, $0, $1.file.reserveRank, $1) }.map(kept),
            turnedDown: try turnedDown(views, of: call, db), tally: Self.tally(files))
    }

    private static func precedes(_ left: Int32?, _ first: FileView, _ right: Int32?, _ second: FileView) -> Bool {
        (left ?? .max, first.file.reference) < (right ?? .max, second.file.reference)
    }

    private static func line(_ line: BudgetLine, _ awards: [FileView], isDecided: Bool) -> ResultsView.Line {
        let own = awards.filter { $0.file.line == line.id }
        func sum(_ views: [FileView]) -> Cents { views.reduce(.zero) { $0 + ($1.file.awarded ?? .zero) } }
        return ResultsView.Line(
            id: line.id, label: line.label, article: line.budgetArticle, total: line.total,
            carriedOver: line.carriedOver, reserve: line.reserve?.amount ?? .zero, awarded: sum(own),
            awardedReserved: sum(own.filter(\.file.isReserved)), awards: own.count,
            carriedForward: isDecided ? line.carriedForward(after: awards.map(\.file)) : nil)
    }

    private func turnedDown(
        _ views: [FileView], of call: Call, _ db: borrowing Connection
    ) throws -> [ResultsView.TurnedDown] {
        let reasons = try db.turnedDown(of: views.map(\.file.id))
        let texts = try db.documents(reasons.values.flatMap { [$0.reason.text, $0.departure.text].compactMap { $0 } })
        return views.filter { [.refused, .inadmissible, .upheld].contains($0.file.state) && $0.file.awarded == nil }
            .sorted { $0.file.reference < $1.file.reference }
            .map { view in
                let why = reasons[view.file.id]
                return ResultsView.TurnedDown(
                    view: view, codes: why?.reason.codes ?? [], reason: why?.reason.text.flatMap { texts[$0] } ?? "",
                    departure: why?.departure.text.flatMap { texts[$0] })
            }
    }
}
