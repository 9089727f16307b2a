import CallModel
import Presentation

/// How many reviews each member was given, and how many of them are in.
enum ProgressChart {
    /// - Returns: nil where nothing was given to anybody.
    static func make(_ members: [MemberProgress], _ visit: Visit) -> Chart? {
        guard let most = members.map(\.assigned).max(), most > 0 else { return nil }
        let (width, left, rowHeight, top) = (760.0, 90.0, 26.0, 12.0)
        let height = top + rowHeight * Double(members.count) + 34
        let scale = (width - left - 70) / Double(most)
        let (given, done) = (members.reduce(0) { $0 + $1.assigned }, members.reduce(0) { $0 + $1.handedIn })
        let caption = visit.say("office.progressCaption")
        let description = visit.say("office.progressText", ["done": "\(done)", "given": "\(given)"])
        var svg = SVG("progress", width: Int(width), height: Int(height), title: caption, description: description)
        for tick in Ticks.upTo(most) {
            let x = left + Double(tick) * scale
            svg.line((x, top), (x, height - 30), .grid)
            svg.text("\(tick)", x, height - 12, .middle, .soft)
        }
        for (place, member) in members.enumerated() {
            let y = top + rowHeight * Double(place)
            svg.text(member.member, left - 10, y + 15, .end)
            let isDone = Double(member.handedIn) * scale
            svg.bar(x: left, y: y + 3, width: isDone, height: 17, .plain(.blue))
            svg.bar(x: left + isDone, y: y + 3, width: Double(member.assigned - member.handedIn) * scale, height: 17, .striped(.orange))
            svg.text("\(member.handedIn) / \(member.assigned)", left + Double(member.assigned) * scale + 8, y + 16, .start, .soft)
        }
        // The table of the members stands below in any case.
        return Chart(
            caption: caption, description: description, svg: svg.written, legend: visit.say("office.progressLegend"), tableTitle: "",
            table: nil)
    }
}
