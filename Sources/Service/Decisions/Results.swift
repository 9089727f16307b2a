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
        package let reserve: Cents
        package let awarded: Cents
        /// The part of `awarded` that went to files that qualify for the reserve.
        package let awardedReserved: Cents
        package let awards: Int
    }

    package struct TurnedDown: Sendable {
        package let view: FileView
        package let codes: [String]
        /// In the applicant's language where the municipality wrote one; else made of the rules that fail.
        package let reason: String
        package let departure: String?
    }

    package let call: Call
    package let definition: CallDefinition
    package let lines: [Line]
    /// Best rank first.
    package let awards: [FileView]
    /// In the order of the list.
    package let reserve: [FileView]
    package let turnedDown: [TurnedDown]
    package let tally: [StateCount]
}

extension Service {
    package func results(of code: String) async throws(ServiceError) -> ResultsView {
        try await question { db in
            let call = try db.call(code: code)
            let definition = try regulation(of: call, db).definition
            let files = try db.files(of: call.id)
            let views = try views(of: files, db)
            let awards = views.filter { $0.file.awarded != nil }
            return ResultsView(
                call: call, definition: definition, lines: definition.budgetLines.map { Self.line($0, awards) },
                awards: awards.sorted { Self.precedes($0.file.rank, $0, $1.file.rank, $1) },
                reserve: views.filter { $0.file.state == .reserveListed }
                    .sorted { Self.precedes($0.file.reserveRank, $0, $1.file.reserveRank, $1) },
                turnedDown: try turnedDown(views, of: call, db), tally: Self.tally(files))
        }
    }

    private static func precedes(_ left: Int32?, _ first: FileView, _ right: Int32?, _ second: FileView) -> Bool {
        (left ?? .max, first.file.reference) < (right ?? .max, second.file.reference)
    }

    private static func line(_ line: BudgetLine, _ awards: [FileView]) -> ResultsView.Line {
        let own = awards.filter { $0.file.line == line.id }
        func sum(_ views: [FileView]) -> Cents { views.reduce(.zero) { $0 + ($1.file.awarded ?? .zero) } }
        return ResultsView.Line(
            id: line.id, label: line.label, article: line.budgetArticle, total: line.total,
            reserve: line.reserve?.amount ?? .zero, awarded: sum(own),
            awardedReserved: sum(own.filter(\.file.isReserved)), awards: own.count)
    }

    private func turnedDown(
        _ views: [FileView], of call: Call, _ db: borrowing Connection
    ) throws -> [ResultsView.TurnedDown] {
        let reasons = try db.turnedDown(in: call.id)
        let texts = try db.documents(reasons.values.flatMap { [$0.reason.text, $0.departure.text].compactMap { $0 } })
        let findings = try sentences(of: views.map(\.file), of: call, db)
        return views.filter { [.refused, .inadmissible, .upheld].contains($0.file.state) && $0.file.awarded == nil }
            .sorted { $0.file.reference < $1.file.reference }
            .map { view in
                let why = reasons[view.file.id]
                let written = why?.reason.text.flatMap { texts[$0] }
                return ResultsView.TurnedDown(
                    view: view, codes: why?.reason.codes ?? [],
                    reason: written ?? findings[view.file.id] ?? "",
                    departure: why?.departure.text.flatMap { texts[$0] })
            }
    }

    /// For files that fail rules: the rules' own sentences, in the organisation's language.
    private func sentences(
        of files: [Application], of call: Call, _ db: borrowing Connection
    ) throws -> [ApplicationID: String] {
        let inadmissible = Set(files.filter { $0.state == .inadmissible }.map(\.id))
        var sentences: [ApplicationID: String] = [:]
        for examined in try examine(files, of: call, db) where inadmissible.contains(examined.file.id) {
            let language = examined.organisation.language.language
            sentences[examined.file.id] = examined.failures.compactMap { $0.message?.text(in: language) }
                .joined(separator: " ")
        }
        return sentences
    }
}
