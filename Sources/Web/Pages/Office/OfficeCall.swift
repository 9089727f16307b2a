import CallModel
import HummingbirdCore
import Service
import Workflow

/// The pages of the secretariat around one call.
enum OfficeCall {
    private static let pages = [
        "files", "admissibility", "conflicts", "assignment", "reviews", "ranking", "lotteries", "scenarios", "letters", "messages",
        "grants", "exports", "definition"
    ]

    /// - Parameter current: the page that is open, as it is called in the address; empty for the board.
    static func neighbours(_ code: String, _ visit: Visit, current: String = "") -> Neighbours {
        let links =
            [(path: "office/\(code)", text: visit.say("office.board"))]
            + pages.map { (path: "office/\(code)/\($0)", text: visit.say("office.\($0)")) }
        return Neighbours(links, current: current.isEmpty ? "office/\(code)" : "office/\(code)/\(current)")
    }
}

/// The pages around one call in the area where one is.
enum Around {
    static func call(_ code: String, _ visit: Visit, current: String) -> Neighbours {
        switch visit.area {
        case "college": CollegePages.neighbours(code, visit, current: current)
        case "finance": FinancePages.neighbours(code, visit, current: current)
        default: OfficeCall.neighbours(code, visit, current: current)
        }
    }
}

extension Visit {
    /// The first part of the path after the language: whose pages these are.
    var area: String { request.uri.path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// The code of the call in the address.
    var call: String { get throws { try parameter("call") } }

    /// `brussels-2027 – Files`.
    func title(_ code: String, _ word: String) -> String { "\(say(word)) – \(code)" }
}
