package import CallModel
package import Service
import Workflow

/// How far a member is.
package struct MemberProgress: Codable, TableRow {
    package let member: String
    package let assigned: Int
    package let handedIn: Int
    /// The files whose review is still to come.
    package let waiting: [String]

    /// Of each member who has reviews, in the order of their codes. A review that was recused or voided counts for nothing.
    package static func all(of reviews: [ReviewView]) -> [MemberProgress] {
        Dictionary(grouping: reviews.filter { ![.absent, .recused, .voided].contains($0.state) }, by: \.member)
            .map { MemberProgress(member: $0, reviews: $1) }
            .sorted { $0.member < $1.member }
    }

    private init(member: String, reviews: [ReviewView]) {
        let waiting = reviews.filter { [.assigned, .draft, .reopened].contains($0.state) }
        (self.member, assigned, handedIn) = (member, reviews.count, reviews.count - waiting.count)
        self.waiting = waiting.map(\.reference)
    }

    package static let columns: [Column] = [
        .text(Words.member), .number(Words.assigned), .number(Words.handedIn), .flexible(Words.waiting)
    ]

    package func cells(in language: Language) -> [String] {
        [member, String(assigned), String(handedIn), waiting.joined(separator: ", ")]
    }
}
