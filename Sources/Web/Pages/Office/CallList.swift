import CallModel
import Presentation
import Service
import Workflow

/// The calls by their titles, with the last minute that counts as every other page tells it.
enum CallList {
    /// - Parameter area: whose pages a call leads to: `office`, `college`, `finance`.
    static func table(_ calls: [Call], _ area: String, _ visit: Visit) async throws -> TableView {
        var rows: [FigureRow] = []
        for call in calls {
            let view = try await visit.service().call(call.code)
            let zone = view.definition.calendar.closes.zone
            rows.append(
                FigureRow(
                    view.definition.title.text(in: visit.language), call.code, call.state.label.text(in: visit.language),
                    call.terms.map { visit.formats.moment($0.opensAt, zone: zone) } ?? "",
                    call.terms.map { visit.formats.deadline($0.closesAt, zone: zone) } ?? ""))
        }
        let columns: [Column] = [
            .flexible(Words.title), .text(Words.code), .text(Words.state), .text(Words.opens), .text(Words.closes)
        ]
        return TableView(visit.say("office.calls"), rows, visit, columns: columns) { visit.path("\(area)/\($0.cells[1])") }
    }
}
