package import CallModel

/// Reads whole files: either every record, or every fault of the file. Never a part.
///
/// Tables are CSV with the columns that `config/demo` shows, in any order; organisations and applications may also be a JSON
/// list (a name that ends in `.json`).
package enum Import {
    /// Organisations, each named by its enterprise number or by a code of its own.
    ///
    /// - Parameter checkingAccounts: whether an account that cannot exist is a fault of the file. Where it is what the
    ///   organisation declared, the rule `validIBAN` judges it later.
    package static func organisations(
        _ file: ImportFile, checkingAccounts: Bool = false
    ) throws(ImportFailure) -> [ImportedOrganisation] {
        let records =
            switch file.format {
            case .json: try file.elements(OrganisationElement.self)
            case .table, .yaml: try file.records { OrganisationTable(&$0) }
            }
        let log = FaultLog(file: file.name)
        for record in records where checkingAccounts && IBAN(record.organisation.iban) == nil {
            let place: ImportFault.Place = file.format == .json ? .path(.root[record.row - 1]["iban"]) : .row(record.row)
            log.report(
                .cell(.wrongAccount), at: place, column: file.format == .json ? nil : "iban", value: record.organisation.iban)
        }
        if let failure = log.failure { throw failure }
        return records
    }

    /// Applications, or complements, which have the same shape.
    ///
    /// - Parameter definition: the call. When given, the answers are read by the types of its questions and the form's own
    ///   faults are reported too; without it only what is wrong in any call.
    package static func applications(
        _ file: ImportFile, for definition: CallDefinition? = nil
    ) throws(ImportFailure) -> [ImportedApplication] {
        let records =
            switch file.format {
            case .json: try file.elements(ApplicationElement.self, definition: definition)
            case .table, .yaml: try file.records { ApplicationTable(&$0, definition: definition) }
            }
        let log = FaultLog(file: file.name)
        for document in records.flatMap(\.documents) {
            log.report(.folder(.needsFolder), at: document.place, column: document.column, value: document.path)
        }
        if let failure = log.failure { throw failure }
        return records
    }

    /// What organisations received in earlier editions, and how far they justified it.
    package static func earlierGrants(_ file: ImportFile) throws(ImportFailure) -> [ImportedEarlierGrant] {
        try file.records { EarlierGrantTable(&$0) }
    }

    /// Members of the council, and experts from outside it.
    package static func members(_ file: ImportFile) throws(ImportFailure) -> [ImportedMember] {
        try file.records { MemberTable(&$0) }
    }

    /// The boards of organisations.
    package static func boards(_ file: ImportFile) throws(ImportFailure) -> [ImportedBoardMember] {
        try file.records { BoardTable(&$0) }
    }

    /// What ties members to organisations and places.
    package static func ties(_ file: ImportFile) throws(ImportFailure) -> [ImportedTie] {
        try file.records { TieTable(&$0) }
    }

    /// Conflicts of interest between members and files.
    package static func conflicts(_ file: ImportFile) throws(ImportFailure) -> [ImportedConflict] {
        try file.records { ConflictTable(&$0) }
    }

    /// Which file goes to which member.
    package static func assignments(_ file: ImportFile) throws(ImportFailure) -> [ImportedAssignment] {
        try file.records { AssignmentTable(&$0) }
    }

    /// Members who give a file back, each with the reason.
    package static func recusals(_ file: ImportFile) throws(ImportFailure) -> [ImportedRecusal] {
        try file.records { RecusalTable(&$0) }
    }

    /// - Parameter criteria: the ids of the call's criteria, in the order in which the records shall hold the scores. A
    ///   column for any other is a fault, and so is a missing one.
    package static func reviews(_ file: ImportFile, criteria: [String]) throws(ImportFailure) -> [ImportedReview] {
        try file.records { ReviewTable(&$0, criteria: criteria.map { ($0, nil) }) }
    }

    /// The same by the call's own criteria: of one with closed options, a cell holds the id of an option or its points.
    package static func reviews(_ file: ImportFile, of criteria: [Criterion]) throws(ImportFailure) -> [ImportedReview] {
        try file.records { ReviewTable(&$0, criteria: criteria.map { ($0.id, $0.options) }) }
    }

    /// Scores of a panel, for a calibration without a database.
    package static func panelScores(_ file: ImportFile) throws(ImportFailure) -> [ImportedScore] {
        try file.records { PanelScoreTable(&$0) }
    }

    /// The secretariat's rulings on gender markers.
    package static func markers(_ file: ImportFile) throws(ImportFailure) -> [ImportedMarker] {
        try file.records { MarkerTable(&$0) }
    }

    /// The secretariat's rulings on admissibility.
    package static func rulings(_ file: ImportFile) throws(ImportFailure) -> [ImportedRuling] {
        try file.records { RulingTable(&$0) }
    }

    /// The council's advice where it departs from the proposal.
    package static func advice(_ file: ImportFile) throws(ImportFailure) -> [ImportedAdvice] {
        try file.records { AdviceTable(&$0) }
    }

    /// The College's decisions where they depart from the advice.
    package static func decisions(_ file: ImportFile) throws(ImportFailure) -> [ImportedDecision] {
        try file.records { DecisionTable(&$0) }
    }

    /// The minutes of one meeting, in YAML.
    package static func meeting(_ file: ImportFile) throws(ImportFailure) -> ImportedMeeting {
        try MeetingFile(file).meeting()
    }
}
