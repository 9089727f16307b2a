import CallModel
import Exchange
import Presentation
import Selection
import Service
import Workflow

extension Failure {
    init(_ refusal: Refusal, in language: Language) {
        self.init(Problem(refusal), next: refusal.next?.text(in: language), in: language)
    }

    /// All or nothing: one file that is refused keeps the others back too.
    init(_ files: [FileRefusal], in language: Language) {
        self.init(Problem(files), next: files.first?.refusal.next?.text(in: language), in: language)
    }

    /// - Parameters:
    ///   - file: the path of what was handed over, where it was a file.
    ///   - lists: the paths of several, by what the faults call them.
    init(_ faults: [InputFault], of file: String?, lists: [String: String] = [:], in language: Language) {
        var problem = Problem(faults)
        for index in problem.details.indices {
            let detail = problem.details[index]
            guard let path = detail.list.flatMap({ lists[$0] }) ?? file else { continue }
            (problem.details[index].subject, problem.details[index].row) = (detail.row.map { "\(path):\($0)" } ?? path, nil)
        }
        self.init(problem, next: Self.correcting(file).text(in: language), in: language)
    }

    init(_ failure: ImportFailure, in language: Language) {
        let problem = Problem(failure)
        let next = problem.category == .fileMissing ? nil : Self.correcting(failure.faults.first?.file).text(in: language)
        self.init(problem, next: next, in: language)
    }

    /// No assignment exists.
    init(_ shortage: AssignmentShortage, in language: Language) {
        let next =
            switch shortage {
            case .places:
                Message(
                    fr: "ajoutez des membres, augmentez leur charge (--max-load) ou demandez moins d'évaluations (--per-file)",
                    nl: "voeg leden toe, verhoog hun belasting (--max-load) of vraag minder beoordelingen (--per-file)",
                    en: "add members, raise their load (--max-load) or ask for fewer reviews (--per-file)")
            case .minimumLoads:
                Message(
                    fr: "abaissez la charge minimale (--min-load)", nl: "verlaag de minimale belasting (--min-load)",
                    en: "lower the minimum load (--min-load)")
            }
        self.init(Problem(shortage), next: next.text(in: language), in: language)
    }

    /// What is wrong in a certificate, with the name of its file.
    init(_ fault: CertificateFault, in file: String, _ language: Language) {
        var problem = Problem(fault)
        problem.details[0].subject = "\(file): \(fault.place)"
        self.init(problem, in: language)
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
