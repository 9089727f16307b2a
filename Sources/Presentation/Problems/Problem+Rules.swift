import CallModel
package import Exchange
package import Service
package import Workflow

extension Problem {
    package init(_ refusal: Refusal) {
        self.init(refusal.code, refusal.category, refusal.told)
    }

    /// All or nothing: one file that is refused keeps the others back too, so that each is listed.
    package init(_ files: [FileRefusal]) {
        let refused = Message(
            counting: files.count,
            fr: "\(files.count) [dossier refusé|dossiers refusés], et donc aucun traité",
            nl: "\(files.count) [dossier|dossiers] geweigerd, en dus geen enkel behandeld",
            en: "\(files.count) [file|files] refused, and so none was treated")
        let allAboutRole = files.allSatisfy { $0.refusal.category == .notPermitted }
        self.init(
            "filesRefused", allAboutRole ? .notPermitted : .refused, refused,
            files.map { Detail($0.refusal.told, subject: $0.reference) })
    }

    /// What does not fit with what is known.
    package init(_ faults: [InputFault]) {
        let found = Message(
            counting: faults.count, fr: "\(faults.count) [erreur|erreurs] ; rien n'a été changé",
            nl: "\(faults.count) [fout|fouten]; er is niets gewijzigd",
            en: "\(faults.count) [fault|faults]; nothing was changed")
        self.init(
            "faults", .faultyInput, found, faults.map { Detail($0.message, list: $0.list, row: $0.row, field: $0.field) })
    }

    /// A file that cannot be read, or everything that is wrong in it.
    package init(_ failure: ImportFailure) {
        if failure.isMissing, let fault = failure.faults.first {
            self.init("fileUnreadable", .fileMissing, sentences: fault.line)
            return
        }
        let found = Message(
            counting: failure.total, fr: "\(failure.total) [erreur|erreurs] ; rien n'a été changé",
            nl: "\(failure.total) [fout|fouten]; er is niets gewijzigd",
            en: "\(failure.total) [fault|faults]; nothing was changed")
        self.init("importFaults", .faultyInput, found, failure.faults.map { Detail($0.line) })
    }

    /// A document that is not handed out.
    package init(_ refusal: DocumentRefusal) {
        switch refusal {
        case .none: self.init("documentNotFound", .notFound, sentences: refusal.message)
        case .gone: self.init("documentGone", .notFound, sentences: refusal.message)
        case .infected: self.init("documentInfected", .refused, sentences: refusal.message)
        case .damaged: self.init("documentDamaged", .unfit, sentences: refusal.message)
        case .unscanned:
            self.init("documentUnscanned", .refused, sentences: refusal.message)
            // It names a command.
            advice = nil
        }
    }

    /// No file was made: what cannot be paid, and what is not to be paid.
    package init(_ refusals: PaymentRefusals, leftOut: [BatchReceipt.LeftOut]) {
        let found = Message(
            fr: "aucun lot de paiements n'a été fait", nl: "er is geen betaalreeks gemaakt", en: "no payment batch was made")
        self.init(
            "payments", .refused, found,
            refusals.refusals.map { Detail($0.message) } + leftOut.map { Detail($0.reason, subject: $0.reference) })
    }
}

extension Refusal {
    /// Why, with moments as every answer has them.
    fileprivate var told: Message { message { Moment.text($0) } }

    fileprivate var category: Problem.Category {
        switch self {
        case .notPermitted, .notOwnFile, .notOwnReview, .notOwnStep, .conflictOfInterest, .onlyInOwnName, .notForMembers,
            .notForApplicants, .maySignNeeded, .conflictNotRuledOut:
            .notPermitted
        default: .refused
        }
    }
}

extension ImportFailure {
    /// Whether the file itself could not be had.
    fileprivate var isMissing: Bool {
        faults.contains { fault in
            guard case .file(let problem) = fault.problem else { return false }
            return switch problem {
            case .missing, .isFolder, .notRegular, .noPermission, .unreadable: true
            case .tooLarge, .empty, .workbook, .wrongFormat, .changed: false
            }
        }
    }
}

extension ImportFault {
    /// The fault with its place, on one line.
    fileprivate var line: Message { Message(fr: line(in: .french), nl: line(in: .dutch), en: line(in: .english)) }
}
