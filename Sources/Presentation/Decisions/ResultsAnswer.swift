package import CallModel
package import Service
import Workflow

/// The results of a call as a program reads them.
package struct ResultsAnswer: Codable {
    package let call: String
    package let state: String
    package let lines: [LineRow]
    package let awards: [AwardRow]
    package let reserve: [ReserveRow]
    package let refusals: [RefusalRow]
    package let states: [StateCount]

    package init(_ view: ResultsView) {
        (call, state, states) = (view.call.code, view.call.state.name, view.tally)
        lines = view.lines.map(LineRow.init)
        awards = view.awards.map(AwardRow.init)
        reserve = view.reserve.map(ReserveRow.init)
        refusals = view.turnedDown.map(RefusalRow.init)
    }
}

/// A file that gets nothing, and why.
package struct RefusalRow: Codable, TableRow {
    package let reference: String
    package let organisation: String
    package let title: String
    package let state: String
    package let codes: [String]
    package let reason: String
    package let departure: String?

    package init(_ refused: ResultsView.TurnedDown) {
        (reference, organisation) = (refused.view.file.reference, refused.view.organisation)
        (title, state) = (refused.view.title, refused.view.file.state.name)
        (codes, reason, departure) = (refused.codes, refused.reason, refused.departure)
    }

    package static let columns: [Column] = [
        .text(Words.reference), .flexible(Words.organisation), .text(Words.state), .flexible(Words.reason)
    ]

    package func cells(in language: Language) -> [String] {
        [reference, organisation, StateLabel.text("application", state, in: language), reason]
    }
}
