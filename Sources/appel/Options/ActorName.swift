import ArgumentParser
import Workflow

/// Who acts, as the user names them; `Desk` finds out who that is.
enum ActorName: Hashable, Sendable {
    case secretariat
    case college
    case alderman
    case budgetHolder
    case finance
    case auditor
    case administrator
    /// An organisation, by its reference or its enterprise number.
    case applicant(String)
    /// A member of the council, by code.
    case reviewer(String)
    case chair(String)
}

extension ActorName {
    /// Whether it is a member of the council.
    var isMember: Bool {
        switch self {
        case .reviewer, .chair: true
        case .secretariat, .college, .alderman, .budgetHolder, .finance, .auditor, .administrator, .applicant: false
        }
    }
}

extension ActorName: ExpressibleByArgument {
    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts.count == 2 && !parts[1].isEmpty ? parts[1] : nil
        switch (parts[0], name) {
        case ("applicant", let name?): self = .applicant(name)
        case ("reviewer", let name?): self = .reviewer(name)
        case ("chair", let name?): self = .chair(name)
        case ("secretariat", nil) where parts.count == 1: self = .secretariat
        case ("college", nil) where parts.count == 1: self = .college
        case ("alderman", nil) where parts.count == 1: self = .alderman
        case ("budgetHolder", nil) where parts.count == 1: self = .budgetHolder
        case ("finance", nil) where parts.count == 1: self = .finance
        case ("auditor", nil) where parts.count == 1: self = .auditor
        case ("administrator", nil) where parts.count == 1: self = .administrator
        default: return nil
        }
    }

    var defaultValueDescription: String {
        switch self {
        case .secretariat: "secretariat"
        case .college: "college"
        case .alderman: "alderman"
        case .budgetHolder: "budgetHolder"
        case .finance: "finance"
        case .auditor: "auditor"
        case .administrator: "administrator"
        case .applicant(let name): "applicant:\(name)"
        case .reviewer(let name): "reviewer:\(name)"
        case .chair(let name): "chair:\(name)"
        }
    }
}
