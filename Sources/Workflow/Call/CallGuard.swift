package enum CallGuard: UInt8, CaseIterable, MachineGuard {
    case reasonGiven
    case authorityNamed
    case textsComplete
    case closingAhead
    case datesKept
    case laterClosing
    case laterReviewClosing
    case competition
    case standing
    case closingReached
    case nothingAwaitingAdmissibility
    case enoughAdmissible
    case tooFewFiles
    case everyFileScored
    case everyFileDecided
    case linesRespected
    case numbersRespected
    case noOpenFile
    case urgencySettled
    case nothingDecided

    package static let names = caseNames()

    package var meaning: String {
        switch self {
        case .reasonGiven: "a reason is given"
        case .authorityNamed: "the authority that decided it is named"
        case .textsComplete: "every text exists in French and in Dutch"
        case .closingAhead: "the closing instant is still to come"
        case .datesKept: "the opening and the closing instant stay as they are"
        case .laterClosing: "the new closing instant is later than the old one and still to come"
        case .laterReviewClosing: "the new end of the reviews is later than the old one and still to come"
        case .competition: "the files of the call compete for one deadline"
        case .standing: "files come in at any time, or by invitation"
        case .closingReached: "the closing instant has come"
        case .nothingAwaitingAdmissibility: "every file was found admissible or not"
        case .enoughAdmissible: "there are at least as many admissible files as the regulation asks for"
        case .tooFewFiles: "fewer files are left than the regulation asks for"
        case .everyFileScored: "every admissible file has its score"
        case .everyFileDecided: "every advised file has its decision"
        case .linesRespected: "no budget line gives more than it has"
        case .numbersRespected: "every budget line makes as many awards as the regulation foresees, or none"
        case .urgencySettled: "every urgent award was ratified and advised on"
        case .noOpenFile: "every file has come to an end"
        case .nothingDecided: "no file was decided yet"
        }
    }
}
