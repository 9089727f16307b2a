import CallModel
import Presentation
import Service
import Workflow

/// How many files were filed up to each day, until the closing.
enum FilingsChart {
    /// - Returns: nil where nothing was filed yet.
    static func make(_ filed: [Instant], _ view: CallView, _ visit: Visit) -> Chart? {
        guard let terms = view.call.terms, let first = filed.min(), let last = filed.max() else { return nil }
        let zone = view.definition.calendar.closes.zone
        func day(_ instant: Instant) -> Int64 {
            (ZonedTime.wallClock(of: instant, in: zone)?.date ?? CalendarDate(daysSince1970: 0)).daysSince1970
        }
        let start = min(day(terms.opensAt), day(first))
        let end = max(day(terms.closesAt), day(last))
        let counts = Dictionary(grouping: filed.map(day), by: { $0 }).mapValues(\.count)
        let (width, height, left, top, bottom) = (760.0, 300.0, 48.0, 20.0, 44.0)
        func x(_ day: Int64) -> Double { left + (width - left - 20) * Double(day - start) / Double(max(1, end - start)) }
        func y(_ count: Int) -> Double { height - bottom - (height - top - bottom) * Double(count) / Double(filed.count) }

        let caption = visit.say("office.filingsCaption")
        let description = visit.say(
            "office.filingsText",
            ["count": visit.formats.number(filed.count), "closing": visit.formats.deadline(terms.closesAt, zone: zone)])
        var svg = SVG("filings", width: Int(width), height: Int(height), title: caption, description: description)
        for count in Ticks.upTo(filed.count) {
            svg.line((left, y(count)), (width - 20, y(count)), .grid)
            svg.text(visit.formats.number(count), left - 8, y(count) + 4, .end)
        }
        var points = [(x(start), y(0))]
        var sum = 0
        var rows: [FigureRow] = []
        for day in counts.keys.sorted() {
            points.append((x(day), y(sum)))
            sum += counts[day] ?? 0
            points.append((x(day), y(sum)))
            rows.append(
                FigureRow(visit.formats.date(CalendarDate(daysSince1970: day)), "\(counts[day] ?? 0)", "\(sum)"))
        }
        points.append((x(min(end, max(day(view.now), day(last)))), y(sum)))
        let closing = x(day(terms.closesAt))
        svg.line((closing, top), (closing, height - bottom), .orange, width: 2, isDashed: true)
        svg.text(visit.say("office.closing"), closing - 6, top + 12, .end, .orange)
        svg.path(points, .blue)
        svg.text(visit.formats.date(CalendarDate(daysSince1970: start)), left, height - 14)
        svg.text(visit.formats.date(CalendarDate(daysSince1970: end)), width - 20, height - 14, .end)
        let columns = [
            Column.text(Message(fr: "jour", nl: "dag", en: "day")), .number(Message(fr: "introduits", nl: "ingediend", en: "filed")),
            .number(Words.total)
        ]
        return Chart(
            caption: caption, description: description, svg: svg.written, tableTitle: visit.say("office.asTable"),
            table: TableView(caption, rows, visit, columns: columns, isPaged: false))
    }
}

/// Round numbers for an axis.
enum Ticks {
    /// Some five of them, from nothing up to the highest that is needed.
    static func upTo(_ highest: Int) -> [Int] {
        guard highest > 0 else { return [0] }
        var step = 1
        for factor in [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] {
            step = factor
            if highest / factor <= 5 { break }
        }
        return Array(stride(from: 0, through: highest, by: step))
    }
}
