import CallModel
import Presentation
import Service
import Workflow

/// What a call gave: its lines, its awards, the reserve list, and why the others got nothing.
enum Results {
    /// - Parameter path: where a file's reference leads.
    static func blocks(_ results: ResultsView, _ visit: Visit, path: (String) -> String?) -> [Block] {
        let lines = results.lines.map(LineRow.init)
        var money = Block(Words.budgetLines.text(in: visit.language))
        money.tables = [TableView(Words.budgetLines.text(in: visit.language), lines, visit, definition: results.definition, isPaged: false)]
        let (carried, forward) = (lines.compactMap { CarryOverRow($0) }, lines.compactMap { CarryForwardRow($0) })
        if !carried.isEmpty {
            money.tables.append(
                TableView(Words.carriedOver.text(in: visit.language), carried, visit, definition: results.definition, isPaged: false))
        }
        if !forward.isEmpty {
            money.tables.append(
                TableView(Words.carriedForward.text(in: visit.language), forward, visit, definition: results.definition, isPaged: false))
        }
        money.chart = LinesChart.make(results, visit)
        guard !results.awards.isEmpty || !results.turnedDown.isEmpty || !results.reserve.isEmpty else { return [money] }
        var awards = Block("\(Words.awardList.text(in: visit.language)) (\(results.awards.count))")
        awards.tables = [
            TableView(
                Words.awardList.text(in: visit.language), results.awards.map(AwardRow.init), visit, definition: results.definition,
                isPaged: false
            ) {
                path($0.reference)
            }
        ]
        awards.items = departures(results.awards + results.reserve, visit)
        var reserve = Block("\(visit.say("college.reserveList")) (\(results.reserve.count))")
        reserve.tables = [
            TableView(visit.say("college.reserveList"), results.reserve.map(ReserveRow.init), visit, isPaged: false) { path($0.reference) }
        ]
        var refusals = Block("\(visit.say("college.refusals")) (\(results.turnedDown.count))")
        refusals.tables = [
            TableView(visit.say("college.refusals"), results.turnedDown.map(RefusalRow.init), visit, isPaged: false) { path($0.reference) }
        ]
        return [money, awards, reserve, refusals]
    }

    /// Where the College did not follow the council, in its own words.
    private static func departures(_ kept: [ResultsView.Kept], _ visit: Visit) -> [String] {
        kept.compactMap { kept in
            kept.departure.map { visit.say("college.departedBecause", ["file": kept.view.file.reference, "reason": $0]) }
        }
    }
}
