package import CallModel
package import Service
import Workflow

/// A call as a program reads it.
package struct CallAnswer: Codable {
    package struct Line: Codable {
        package let id: String
        package let label: String
        package let totalCents: Cents
        /// The part of the total that an earlier edition left over.
        package let carriedOverCents: Cents?
        package let reserveCents: Cents?
    }

    package let code: String
    package let state: String
    package let version: Int64
    package let definitionVersion: Int32
    /// The digest of the rules as they stand, in hexadecimal; the log has the same.
    package let definitionSHA256: String?
    package let title: LocalizedText
    package let opensAt: Instant
    package let closesAt: Instant
    package let reviewClosesAt: Instant
    package let zone: String
    package let now: Instant
    package let budgetLines: [Line]
    /// What reviewers give scores for.
    package let criteria: [Criterion]
    package let files: [StateCount]

    /// - Parameter tally: how many files are in each state, as far as the asker may know.
    package init(_ view: CallView, tally: [StateCount]) {
        let calendar = view.definition.calendar
        code = view.call.code
        state = view.call.state.name
        version = view.call.version
        definitionVersion = view.call.definitionVersion
        definitionSHA256 = view.call.terms?.definition.hex
        title = view.definition.title
        opensAt = view.call.terms?.opensAt ?? calendar.opens.instant
        closesAt = view.call.terms?.closesAt ?? calendar.closes.instant
        reviewClosesAt = view.call.terms?.reviewClosesAt ?? calendar.reviewsClose.instant
        zone = calendar.closes.zone
        now = view.now
        budgetLines = view.definition.budgetLines.map {
            Line(
                id: $0.id, label: $0.label.text(in: .english), totalCents: $0.total,
                carriedOverCents: $0.carriedOver?.amount, reserveCents: $0.reserve?.amount)
        }
        criteria = view.definition.scoring.criteria
        files = tally
    }
}

/// A budget line of a call.
package struct BudgetLineRow: TableRow {
    package let line: CallAnswer.Line

    package init(_ line: CallAnswer.Line) { self.line = line }

    package static let columns: [Column] = [
        .text(Words.line), .number(Words.total), .number(Words.carriedOver), .number(Words.reserve)
    ]

    package func cells(in language: Language) -> [String] {
        [line.id, line.totalCents.decimal, line.carriedOverCents?.decimal ?? "", line.reserveCents?.decimal ?? ""]
    }
}

/// What reviewers give scores for, and what they may give.
package struct CriterionRow: TableRow {
    package let criterion: Criterion

    package init(_ criterion: Criterion) { self.criterion = criterion }

    package static let columns: [Column] = [
        .text(Words.criterion), .number(Words.weight), .flexible(Words.scores)
    ]

    package func cells(in language: Language) -> [String] {
        let given =
            criterion.options.map { options in
                options.map { "\($0.id) \($0.points): \($0.label.text(in: language))" }.joined(separator: "; ")
            } ?? "\(criterion.scale.min)–\(criterion.scale.max)"
        return [criterion.id, String(criterion.weight), given]
    }
}

extension CallView {
    /// The call as people read it; its budget lines and its files apart.
    package func facts(in language: Language) -> Facts {
        let calendar = definition.calendar
        return Facts([
            (call.code, definition.title.text(in: language)),
            (Words.state.text(in: language), call.state.label.text(in: language)),
            (Words.opens.text(in: language), "\(calendar.opens.at) (\(calendar.opens.zone))"),
            (Words.closes.text(in: language), closing),
            (Words.definitionVersion.text(in: language), "\(call.definitionVersion)"),
            (Words.now.text(in: language), Moment.text(now, zone: calendar.closes.zone))
        ])
    }

    /// As the regulation writes it, unless the call was extended since.
    private var closing: String {
        let closes = definition.calendar.closes
        guard let now = call.terms?.closesAt, now != closes.instant else { return "\(closes.at) (\(closes.zone))" }
        return Moment.text(now, zone: closes.zone) + " (\(closes.zone))"
    }
}
