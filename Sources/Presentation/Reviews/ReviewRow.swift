package import CallModel
package import Service
import Workflow

/// A review in a list.
package struct ReviewRow: Codable, TableRow {
    package let reference: String
    package let member: String
    package let state: String
    package let scores: [Int32?]
    package let submittedAt: Instant?
    package let version: Int64

    package init(_ view: ReviewView) {
        (reference, member, state) = (view.reference, view.member, view.state.name)
        (scores, submittedAt, version) = (view.scores, view.submittedAt, view.version)
    }

    package static let columns: [Column] = [
        .text(Words.reference), .text(Words.member), .text(Words.state), .text(Words.scores), .text(Words.submitted)
    ]

    package func cells(in language: Language) -> [String] {
        [
            reference, member, StateLabel.text("review", state, in: language),
            scores.map { $0.map(String.init) ?? "–" }.joined(separator: " "), Moment.text(submittedAt)
        ]
    }
}
