import CallModel
import Presentation
import Service
import Workflow

/// How each budget line was filled, award by award in the order of the ranking, and its reserve apart.
enum LinesChart {
    /// - Parameter known: the files that may be told of; all without it.
    /// - Returns: nil where nothing was awarded.
    static func make(_ results: ResultsView, _ visit: Visit, known: Set<String>? = nil) -> Chart? {
        let awards = results.awards.filter { known?.contains($0.view.file.reference) ?? true }
        guard !awards.isEmpty, let longest = results.lines.map(\.total.value).max(), longest > 0 else { return nil }
        let (width, left, rowHeight, top) = (760.0, 20.0, 84.0, 24.0)
        let height = top + rowHeight * Double(results.lines.count) + 10
        let scale = (width - left - 20) / Double(longest)
        let caption = visit.say("college.linesCaption")
        let description = visit.say("college.linesText", ["awards": visit.formats.number(awards.count)])
        var svg = SVG("lines", width: Int(width), height: Int(height), title: caption, description: description)
        var rows: [FigureRow] = []
        for (place, line) in results.lines.enumerated() {
            let y = top + rowHeight * Double(place)
            svg.text("\(line.label.text(in: visit.language)) – \(visit.formats.amount(line.total))", left, y)
            svg.bar(x: left, y: y + 10, width: Double(line.total.value) * scale, height: 34, .plain(.shade))
            var end = left
            for kept in awards where kept.view.file.line == line.id {
                let (file, amount) = (kept.view.file, kept.view.file.awarded ?? .zero)
                let (reserved, open) = (kept.fromReserve ?? .zero, amount - (kept.fromReserve ?? .zero))
                let tip = "\(file.rank.map { "\($0). " } ?? "")\(file.reference) – \(visit.formats.amount(amount))"
                let parts: [(Cents, SVG.Fill)] = [(open, .plain(.paleBlue)), (reserved, .striped(.green))]
                for (part, fill) in parts where part > .zero {
                    let length = Double(part.value) * scale
                    svg.bar(x: end, y: y + 10, width: length, height: 34, fill, edge: .ink, tip: tip)
                    end += length
                }
                rows.append(
                    FigureRow(
                        line.label.text(in: visit.language), file.rank.map(String.init) ?? "", file.reference, amount.decimal,
                        reserved > .zero ? reserved.decimal : ""))
            }
            if line.reserve > .zero {
                let used = awards.reduce(Cents.zero) { $1.view.file.line == line.id ? $0 + ($1.fromReserve ?? .zero) : $0 }
                // The reserve of the line as a bracket under it: how much of it went to files that qualify.
                let reserve = left + Double(line.reserve.value) * scale
                svg.line((left, y + 54), (reserve, y + 54), .green, width: 3)
                svg.line((left, y + 48), (left, y + 60), .green, width: 2)
                svg.line((reserve, y + 48), (reserve, y + 60), .green, width: 2)
                svg.text(
                    visit.say(
                        "college.reserveUsed",
                        [
                            "used": visit.formats.amount(known == nil ? line.awardedReserved : used),
                            "reserve": visit.formats.amount(line.reserve)
                        ]),
                    reserve + 8, y + 59, .start, size: 12, .soft)
            }
        }
        let columns: [Column] = [
            .text(Words.line), .number(Words.rank), .text(Words.reference), .number(Words.awarded), .number(Words.ofWhichReserved)
        ]
        return Chart(
            caption: caption, description: description, svg: svg.written, legend: visit.say("college.linesLegend"),
            tableTitle: visit.say("office.asTable"), table: TableView(caption, rows, visit, columns: columns, isPaged: false))
    }
}
