import CallModel
import Service
import Workflow

/// The pages of the secretariat around one call.
enum OfficeCall {
    private static let pages = ["files", "admissibility", "conflicts", "assignment", "reviews", "ranking", "scenarios", "letters"]

    /// - Parameter current: the page that is open, as it is called in the address; empty for the board.
    static func neighbours(_ code: String, _ visit: Visit, current: String = "") -> Neighbours {
        let links = [(path: "office/\(code)", text: visit.say("office.board"))]
            + pages.map { (path: "office/\(code)/\($0)", text: visit.say("office.\($0)")) }
        return Neighbours(links, current: current.isEmpty ? "office/\(code)" : "office/\(code)/\(current)")
    }
}

extension Visit {
    /// The code of the call in the address.
    var call: String { get throws { try parameter("call") } }

    /// `brussels-2027 – Files`.
    func title(_ code: String, _ word: String) -> String { "\(say(word)) – \(code)" }
}
