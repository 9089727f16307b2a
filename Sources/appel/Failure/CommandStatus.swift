import Presentation

/// How a command ended, as the shell sees it. The numbers from 64 on are those of BSD's `sysexits.h`.
enum CommandStatus: Int32, CaseIterable {
    case done = 0
    /// A fault of the program itself.
    case unexpected = 1
    /// The rules of the call do not allow it.
    case refused = 2
    /// The command line cannot be understood; the parser's own.
    case usage = 64
    case faultyInput = 65
    case fileMissing = 66
    case databaseUnavailable = 69
    case databaseUnfit = 70
    case inputOutput = 74
    case tryAgain = 75
    case notPermitted = 77

    var meaning: String {
        switch self {
        case .done: "done"
        case .unexpected: "something unexpected happened: a fault of the program"
        case .refused: "refused by the rules; nothing was changed"
        case .usage: "the command line cannot be understood"
        case .faultyInput: "the input is faulty: the message names file, row and column"
        case .fileMissing: "a file does not exist or cannot be read"
        case .databaseUnavailable: "the database cannot be reached or does not run"
        case .databaseUnfit: "the database or its contents are not as Appel needs them"
        case .inputOutput: "a file could not be written, or a disk is full"
        case .tryAgain: "someone else was at it, or it took too long: try again"
        case .notPermitted: "this role may not do that"
        }
    }

    /// The status for a problem of some kind.
    init(_ category: Problem.Category) {
        self =
            switch category {
            case .faultyInput, .notFound, .exists: .faultyInput
            case .conflict, .busy: .tryAgain
            case .refused: .refused
            case .notPermitted: .notPermitted
            case .fileMissing: .fileMissing
            case .unavailable: .databaseUnavailable
            case .unfit: .databaseUnfit
            case .inputOutput: .inputOutput
            case .unexpected: .unexpected
            }
    }

    static var help: String {
        (["EXIT CODES"] + allCases.map { "  \($0.rawValue)".padded(to: 5) + $0.meaning }).joined(separator: "\n")
    }
}
