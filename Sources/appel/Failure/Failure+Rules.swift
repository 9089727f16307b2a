import CallModel
import Service
import Workflow

extension Failure {
    init(_ refusal: Refusal, in language: Language) {
        self.init(
            refusal.isAboutRole ? .notPermitted : .refused, refusal.message { Moment.text($0) }.text(in: language), next: refusal.next)
    }

    /// All or nothing: one file that is refused keeps the others back too, so that each is listed.
    init(_ files: [FileRefusal], in language: Language) {
        let refused = Message(
            fr: "\(files.count) dossier(s) refusé(s), et donc aucun traité",
            nl: "\(files.count) dossier(s) geweigerd, en dus geen enkel behandeld",
            en: "\(files.count) file(s) refused, and so none was treated")
        let allAboutRole = files.allSatisfy(\.refusal.isAboutRole)
        self.init(
            allAboutRole ? .notPermitted : .refused, refused.text(in: language),
            at: files.map { "\($0.reference): \($0.refusal.message { Moment.text($0) }.text(in: language))" },
            next: files.first?.refusal.next)
    }

    /// - Parameters:
    ///   - file: the path of what was handed over, where it was a file.
    ///   - lists: the paths of several, by what the faults call them.
    init(_ faults: [InputFault], of file: String?, lists: [String: String] = [:], in language: Language) {
        let found = Message(
            fr: "\(faults.count) erreur(s); rien n'a été changé", nl: "\(faults.count) fout(en); er is niets gewijzigd",
            en: "\(faults.count) fault(s); nothing was changed")
        self.init(
            .faultyInput, found.text(in: language),
            at: faults.map { fault in
                let place = [fault.list.flatMap { lists[$0] } ?? file, fault.row.map(String.init)].compactMap { $0 }.joined(separator: ":")
                let parts = [place, fault.field, fault.message.text(in: language)].filter { !$0.isEmpty }
                return parts.joined(separator: ": ")
            },
            next: "correct \(file ?? "what is listed") and repeat the command")
    }
}

extension Refusal {
    var isAboutRole: Bool {
        switch self {
        case .notPermitted, .notOwnFile, .notOwnReview, .conflictOfInterest, .onlyInOwnName: true
        default: false
        }
    }

    /// The usual way on.
    var next: String? {
        switch self {
        case .notPermitted: "repeat with --as ROLE; `appel workflow` lists who may take which step"
        case .notPossible, .wrongStage: "`appel workflow` lists the steps that each state allows"
        case .tooFewReviews, .reviewsPending:
            "`appel review progress CALL --all` shows who is to come; `appel review score CALL FILE…` scores the files that are ready"
        case .reviewsUnusable: "`appel review progress CALL --all` shows the reviews; `appel review void` takes one out of the count"
        case .nothingAwaits: "`appel application list CALL` shows in which state each file is"
        case .reasonMissing: "repeat with --reason \"…\""
        case .authorityMissing: "repeat with --authority \"who decided it, and when\""
        case .textsIncomplete: "complete the texts in the file, then `appel call revise CODE FILE`"
        default: nil
        }
    }
}
