import Workflow

/// The entries beside the name of the house, by the hat that is worn.
enum Navigation {
    struct Entry {
        let path: String
        /// The key in the area `navigation` of the vocabulary.
        let word: String
    }

    static func entries(for role: Role?) -> [Entry] {
        let open = [Entry(path: "calls", word: "calls")]
        return switch role {
        case nil, .system: open
        case .applicant: open + [Entry(path: "my", word: "myFiles")]
        case .reviewer, .chair: open + [Entry(path: "council", word: "council")]
        case .secretariat: open + [Entry(path: "office", word: "office")]
        case .college, .alderman: open + [Entry(path: "college", word: "college")]
        case .budgetHolder, .finance: open + [Entry(path: "finance", word: "finance")]
        case .auditor: open + [Entry(path: "audit", word: "audit")]
        case .administrator: open + [Entry(path: "admin", word: "admin")]
        }
    }
}
