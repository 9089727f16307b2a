import CallModel
import Service
import Workflow

extension Failure {
    init(_ refusal: Refusal, in language: Language) {
        self.init(
            refusal.isAboutRole ? .notPermitted : .refused, refusal.message { Moment.text($0) }.text(in: language),
            next: refusal.next?.text(in: language))
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
            next: files.first?.refusal.next?.text(in: language))
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
            next: Self.correcting(file).text(in: language))
    }

    /// What to do about a file with faults, or about faults that stand in none.
    static func correcting(_ file: String?) -> Message {
        guard let file else {
            return Message(
                fr: "corrigez ce qui est indiqué et répétez la commande", nl: "verbeter wat vermeld is en herhaal de opdracht",
                en: "correct what is listed and repeat the command")
        }
        return Message(
            fr: "corrigez \(file) et répétez la commande", nl: "verbeter \(file) en herhaal de opdracht",
            en: "correct \(file) and repeat the command")
    }
}

extension Refusal {
    var isAboutRole: Bool {
        switch self {
        case .notPermitted, .notOwnFile, .notOwnReview, .notOwnStep, .conflictOfInterest, .onlyInOwnName, .notForMembers: true
        default: false
        }
    }

    /// The usual way on.
    var next: Message? {
        switch self {
        case .notPermitted:
            Message(
                fr: "répétez avec --as RÔLE ; `appel workflow` montre qui peut faire quoi",
                nl: "herhaal met --as ROL; `appel workflow` toont wie wat mag doen",
                en: "repeat with --as ROLE; `appel workflow` lists who may take which step")
        case .notPossible, .wrongStage:
            Message(
                fr: "`appel workflow` montre ce que chaque état permet", nl: "`appel workflow` toont wat elke toestand toelaat",
                en: "`appel workflow` lists the steps that each state allows")
        case .tooFewReviews, .reviewsPending:
            Message(
                fr: "`appel review progress APPEL --all` montre qui manque ; `appel review score APPEL DOSSIER…` note les dossiers prêts",
                nl: "`appel review progress OPROEP --all` toont wie ontbreekt; `appel review score OPROEP DOSSIER…` scoort wat klaar is",
                en: "`appel review progress CALL --all` shows who is to come; `appel review score CALL FILE…` scores what is ready")
        case .reviewsUnusable:
            Message(
                fr: "`appel review progress APPEL --all` montre les évaluations ; `appel review void` en retire une du compte",
                nl: "`appel review progress OPROEP --all` toont de beoordelingen; `appel review void` haalt er een uit de telling",
                en: "`appel review progress CALL --all` shows the reviews; `appel review void` takes one out of the count")
        case .nothingAwaits:
            Message(
                fr: "`appel application list APPEL` montre l'état de chaque dossier",
                nl: "`appel application list OPROEP` toont de toestand van elk dossier",
                en: "`appel application list CALL` shows in which state each file is")
        case .signaturesMissing, .nothingToSign:
            Message(
                fr: "`appel decision signatures APPEL` montre qui doit encore signer ; `appel decision sign` signe",
                nl: "`appel decision signatures OPROEP` toont wie nog moet tekenen; `appel decision sign` tekent",
                en: "`appel decision signatures CALL` shows who has still to sign; `appel decision sign` signs")
        case .reasonMissing:
            Message(fr: "répétez avec --reason \"…\"", nl: "herhaal met --reason \"…\"", en: "repeat with --reason \"…\"")
        case .authorityMissing:
            Message(
                fr: "répétez avec --authority \"qui l'a décidé, et quand\"", nl: "herhaal met --authority \"wie het besliste, en wanneer\"",
                en: "repeat with --authority \"who decided it, and when\"")
        case .textsIncomplete:
            Message(
                fr: "complétez les textes du fichier, puis `appel call revise CODE FICHIER`",
                nl: "vul de teksten in het bestand aan, dan `appel call revise CODE BESTAND`",
                en: "complete the texts in the file, then `appel call revise CODE FILE`")
        default: nil
        }
    }
}
