package import CallModel
package import Service
import Workflow

/// A file as a program reads it.
package struct FileAnswer: Codable {
    package let file: FileRow
    package let declaredMarker: Int?
    package let verifiedMarker: Int?
    /// Absent together with `markerSettled` false: nobody had the last word; absent with it true: not screened.
    package let finalMarker: Int?
    package let markerSettled: Bool
    /// What may be granted at most since the admission, and what bound it.
    package let grantable: BoundAnswer?
    /// What kept the award from being larger, or the file on the reserve list from an award.
    package let bound: BoundAnswer?
    package let complementDue: Instant?
    /// Until when the file may be decided in urgency, while that is open.
    package let urgentDue: Instant?
    package let urgentAt: Instant?
    package let ratifiedAt: Instant?
    package let notifiedAt: Instant?
    package let reserveRank: Int32?
    package let content: ApplicationContent?
    package let reasons: [String]
    package let history: [HistoryRow]

    package init(_ detail: FileDetail, history: [HistoryRow]) {
        let application = detail.view.file
        file = FileRow(detail.view)
        declaredMarker = application.summary?.declaredMarker?.rawValue
        (verifiedMarker, finalMarker) = (application.verifiedMarker?.rawValue, application.finalMarker?.rawValue)
        (markerSettled, reserveRank) = (application.isMarkerSettled, application.reserveRank)
        (grantable, bound) = (application.grantable.map(BoundAnswer.init), application.bound.map(BoundAnswer.init))
        (complementDue, urgentDue) = (application.complementDue, detail.openUrgentDue)
        (urgentAt, ratifiedAt, notifiedAt) = (application.urgentAt, application.ratifiedAt, application.notifiedAt)
        (content, reasons, self.history) = (detail.content, detail.reasons, history)
    }
}

extension FileDetail {
    /// The file as people read it; its reasons and its history apart.
    package func facts(in language: Language) -> Facts {
        let (row, file) = (FileRow(view), view.file)
        func word(_ message: Message) -> String { message.text(in: language) }
        return Facts([
            (row.reference, row.title),
            (word(Words.organisation), row.organisation),
            (word(Words.category), row.category ?? ""),
            (word(Words.state), file.state.label.text(in: language)),
            (word(Words.requested), row.requestedCents?.decimal ?? ""),
            (word(Words.genderMarker), markers(in: language)),
            (word(Words.grantable), file.grantable.map { word($0.message) } ?? ""),
            (word(Words.submitted), Moment.text(row.submittedAt)),
            (word(Words.due), Moment.text(file.complementDue)),
            (word(Words.urgentDue), Moment.text(openUrgentDue)),
            (word(Words.urgentDecision), Moment.text(file.urgentAt)),
            (word(Words.ratified), Moment.text(file.ratifiedAt)),
            (word(Words.score), row.score ?? ""),
            (word(Words.rank), row.rank.map(String.init) ?? ""),
            (word(Words.advised), row.advisedCents?.decimal ?? ""),
            (word(Words.awarded), [row.awardedCents?.decimal, row.line].compactMap { $0 }.joined(separator: "  ")),
            (word(Words.bound), file.bound.map { word($0.message) } ?? ""),
            (word(Words.summary), content?.summary ?? "")
        ])
    }

    /// Declared, verified and final, each once it was said; "not screened" is not 0.
    private func markers(in language: Language) -> String {
        let file = view.file
        func text(_ title: Message, _ marker: GenderMarker?) -> String {
            "\(title.text(in: language)) \(marker.map { String($0.rawValue) } ?? Words.notScreened.text(in: language))"
        }
        guard file.state != .draft else { return "" }
        let isVerified = ![.submitted, .complementRequested, .inadmissible].contains(file.state)
        return [
            text(Words.declaredMarker, file.summary?.declaredMarker), isVerified ? text(Words.verifiedMarker, file.verifiedMarker) : nil,
            file.isMarkerSettled ? text(Words.finalMarker, file.finalMarker) : nil
        ].compactMap { $0 }.joined(separator: ", ")
    }

    /// A file that was decided on or found inadmissible has no such limit any more.
    fileprivate var openUrgentDue: Instant? {
        let file = view.file
        return [.submitted, .complementRequested, .admissible].contains(file.state) ? file.urgentDue(in: call) : nil
    }
}
