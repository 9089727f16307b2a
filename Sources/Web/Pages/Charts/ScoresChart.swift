import CallModel
import Presentation
import Selection
import Service

/// The score of each file, best first, with the totals of its reviews: how far apart they are shows at a glance.
enum ScoresChart {
    /// - Returns: nil where nothing is scored.
    static func make(_ view: RankingView, _ visit: Visit) -> Chart? {
        let order = view.ranking.places.map(\.id) + view.ranking.notFundable.map(\.id)
        let files = order.compactMap { id in view.outcomes[id].map { (id: id, outcome: $0) } }
        guard !files.isEmpty else { return nil }
        let (width, left, rowHeight, top) = (760.0, 110.0, 20.0, 26.0)
        let height = top + rowHeight * Double(files.count) + 12
        func x(_ score: Double) -> Double { left + (width - left - 40) * score / 100 }
        let caption = visit.say("office.scoresCaption")
        let description = visit.say("office.scoresText", ["count": visit.formats.number(files.count)])
        var svg = SVG("scores", width: Int(width), height: Int(height), title: caption, description: description)
        for tick in stride(from: 0, through: 100, by: 20) {
            svg.line((x(Double(tick)), top - 4), (x(Double(tick)), height - 8), .grid)
            svg.text("\(tick)", x(Double(tick)), 14, .middle, .soft)
        }
        var rows: [FigureRow] = []
        for (place, file) in files.enumerated() {
            let y = top + rowHeight * Double(place) + 8
            let scores = file.outcome.reviews.map(\.value.drawn)
            svg.text(file.id, left - 10, y + 4, .end, size: 12)
            if let low = scores.min(), let high = scores.max() { svg.line((x(low), y), (x(high), y), .paleBlue, width: 3) }
            for score in scores { svg.dot(x(score), y, radius: 3.5, .blue, isHollow: true) }
            let isFundable = file.outcome.failures.isEmpty
            svg.dot(
                x(file.outcome.aggregate.drawn), y, radius: 5, isFundable ? .ink : .orange,
                tip: "\(file.id) – \(visit.formats.decimal(file.outcome.aggregate.rounded(places: 2)))")
            rows.append(
                FigureRow(
                    file.id, file.outcome.aggregate.rounded(places: 2), lowest(file.outcome), highest(file.outcome),
                    file.outcome.dispersion.range.rounded(places: 2)))
        }
        let columns: [Column] = [
            .text(Words.reference), .number(Words.score), .number(CalibrationWords.lowest), .number(CalibrationWords.highest),
            .number(CalibrationWords.range)
        ]
        return Chart(
            caption: caption, description: description, svg: svg.written, legend: visit.say("office.scoresLegend"),
            tableTitle: visit.say("office.asTable"), table: TableView(caption, rows, visit, columns: columns, isPaged: false))
    }

    private static func lowest(_ outcome: ScoreOutcome) -> String { outcome.reviews.map(\.value).min()?.rounded(places: 2) ?? "" }
    private static func highest(_ outcome: ScoreOutcome) -> String { outcome.reviews.map(\.value).max()?.rounded(places: 2) ?? "" }
}

/// Where each file is expected to stand once the severity of its reviewers is taken into account, how sure that is, and how far the
/// money reaches.
enum RanksChart {
    /// - Returns: nil where no ranks can be compared.
    static func make(_ view: CalibrationView, _ visit: Visit) -> Chart? {
        let files = view.calibration.applications
            .compactMap { file in file.rank.map { (file: file, rank: $0) } }
            .sorted { ($0.rank.expectedRank, $0.file.application) < ($1.rank.expectedRank, $1.file.application) }
        guard files.count > 1 else { return nil }
        let (width, left, rowHeight, top) = (760.0, 110.0, 20.0, 26.0)
        let height = top + rowHeight * Double(files.count) + 12
        let most = Double(files.count)
        func x(_ rank: Double) -> Double { left + (width - left - 40) * (rank - 1) / max(1, most - 1) }
        let caption = visit.say("office.ranksCaption")
        let description = visit.say(
            "office.ranksText", ["count": visit.formats.number(files.count), "fund": view.fund.map { "\($0)" } ?? "–"])
        var svg = SVG("ranks", width: Int(width), height: Int(height), title: caption, description: description)
        for tick in Ticks.upTo(files.count).map({ max(1, $0) }) {
            svg.line((x(Double(tick)), top - 4), (x(Double(tick)), height - 8), .grid)
            svg.text("\(tick)", x(Double(tick)), 14, .middle, .soft)
        }
        for (place, file) in files.enumerated() {
            let y = top + rowHeight * Double(place) + 8
            svg.text(file.file.application, left - 10, y + 4, .end, size: 12)
            svg.line((x(Double(file.rank.rank90[0])), y), (x(Double(file.rank.rank90[1])), y), .soft, width: 1.5)
            svg.bar(
                x: x(Double(file.rank.rank50[0])), y: y - 4, width: max(2, x(Double(file.rank.rank50[1])) - x(Double(file.rank.rank50[0]))),
                height: 8, file.file.tieZone ? .striped(.orange) : .plain(.paleBlue))
            svg.dot(x(file.rank.expectedRank), y, radius: 3.5, .ink, tip: "\(file.file.application)")
        }
        if let fund = view.fund, fund < files.count {
            let line = x(Double(fund) + 0.5)
            svg.line((line, top - 6), (line, height - 6), .orange, width: 2, isDashed: true)
            svg.text(visit.say("office.fundingLine"), line + 6, height - 10, .start, size: 12, .orange)
        }
        return Chart(
            caption: caption, description: description, svg: svg.written, legend: visit.say("office.ranksLegend"),
            tableTitle: visit.say("office.asTable"),
            table: TableView(caption, files.map { CalibratedRow($0.file) }, visit, isPaged: false))
    }
}
