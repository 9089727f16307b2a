import CallModel
import Exchange
import Postgres
package import Selection
package import Service
import Store
import Workflow

extension Problem {
    /// What to tell about any error. One that nobody foresaw is a fault of the program.
    package init(of error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as ServiceError: self.init(error)
        case let refusal as Refusal: self.init(refusal)
        case let error as StoreError: self.init(error)
        case let error as PostgresError: self.init(error)
        case let error as PreflightError: self.init("databaseUnsafe", .unfit, sentences: Message(verbatim: error.description))
        case let refusal as AuditRefusal: self.init(refusal)
        case let failure as ImportFailure: self.init(failure)
        case let refusal as DocumentRefusal: self.init(refusal)
        case let error as FileWriteError: self.init("fileUnwritable", .inputOutput, sentences: error.message)
        case let error as ZipError:
            self.init("archiveUnusable", .inputOutput, sentences: error.message)
            // It names a command.
            if case .full = error.kind { advice = nil }
        case let error as WorkbookError: self.init("workbookUnwritable", .inputOutput, sentences: error.message)
        case let error as AllocationFaults: self.init(error)
        case let error as AssignmentFaults: self.init(error)
        case let shortage as AssignmentShortage: self.init(shortage)
        case let fault as ScenarioFault: self.init("scenario", .faultyInput, fault.message)
        case let fault as LotteryFault: self.init("lottery", .faultyInput, fault.message)
        case let fault as CertificateFault: self.init(fault)
        case is CancellationError:
            self.init("interrupted", .busy, Message(verbatim: "the command was interrupted; nothing was changed"))
        default: self.init("unexpected", .unexpected, Message(verbatim: "something unexpected happened: \(error)"))
        }
    }

    package init(_ error: ServiceError) {
        switch error {
        case .refused(let refusal): self.init(refusal)
        case .refusedFiles(let files): self.init(files)
        case .store(let error): self.init(error)
        case .faults(let faults): self.init(faults)
        case .payments(let refusals, let leftOut): self.init(refusals, leftOut: leftOut)
        case .shortage(let shortage): self.init(shortage)
        case .definition(let reason): self.init("definition", .faultyInput, Message(verbatim: reason))
        case .audit(let refusal): self.init(refusal)
        case .access(let refusal): self.init("access", .refused, sentences: refusal.message)
        case .erasure(let refusal):
            self.init("erasure", .refused, refusal.message, refusal.places.map { Detail($0) }, advice: refusal.next)
        case .callExists(let code):
            let known = Message(
                fr: "l'appel \(code) existe déjà", nl: "de oproep \(code) bestaat al", en: "the call \(code) exists already")
            self.init("callExists", .exists, known)
        case .otherCall(let found, let asked):
            let other = Message(
                fr: "le fichier contient le règlement de \(found), pas celui de \(asked)",
                nl: "het bestand bevat het reglement van \(found), niet dat van \(asked)",
                en: "the file holds the rules of \(found), not of \(asked)")
            self.init("otherCall", .faultyInput, other)
        }
    }

    package init(_ error: AllocationFaults) {
        let heading = Message(
            fr: "le problème ne peut pas être réparti", nl: "het probleem kan niet verdeeld worden",
            en: "the problem cannot be allocated")
        self.init("allocation", .faultyInput, heading, error.faults.map { Detail($0.message, subject: $0.path) })
    }

    package init(_ error: AssignmentFaults) {
        let heading = Message(
            fr: "le problème ne peut pas être résolu", nl: "het probleem kan niet opgelost worden", en: "the problem cannot be solved")
        self.init("assignment", .faultyInput, heading, error.faults.map { Detail($0.message, subject: $0.path.isEmpty ? nil : $0.path) })
    }

    /// No assignment exists.
    package init(_ shortage: AssignmentShortage) {
        switch shortage {
        case .places(let applications, let needed, let places):
            let what = Message(
                fr: "\(applications.count) dossier(s) ont besoin de \(needed) évaluations, et il n'y a que \(places) places sans conflit",
                nl: "\(applications.count) dossier(s) vragen \(needed) beoordelingen, en er zijn maar \(places) plaatsen zonder conflict",
                en: "\(applications.count) file(s) need \(needed) reviews, and there are only \(places) unconflicted places for them")
            self.init("tooFewPlaces", .refused, what, applications.map { Detail(nil, subject: $0) })
        case .minimumLoads(let reviewers, let due, let available, let applications):
            let names = reviewers.joined(separator: ", ")
            let what = Message(
                fr: "il faut au moins \(due) dossiers à \(names), et il n'y a que \(available) évaluations sans conflit pour eux",
                nl: "\(names) moeten minstens \(due) dossiers krijgen, en er zijn maar \(available) beoordelingen zonder conflict voor hen",
                en: "\(names) are due at least \(due) files, and there are only \(available) unconflicted reviews for them")
            self.init("minimumLoads", .refused, what, applications.map { Detail(nil, subject: $0) })
        }
    }

    /// The first thing in a certificate that is not as the checker worked it out.
    package init(_ fault: CertificateFault) {
        let heading = Message(fr: "le certificat est faux", nl: "het certificaat is onjuist", en: "the certificate is wrong")
        let found = Message(fr: "trouvé : \(fault.found)", nl: "gevonden: \(fault.found)", en: "found: \(fault.found)")
        let expected = Message(fr: "attendu : \(fault.expected)", nl: "verwacht: \(fault.expected)", en: "expected: \(fault.expected)")
        let advice = Message(
            fr: "rien de ce qui suit cet endroit n'a été vérifié ; demandez le certificat à qui l'a publié",
            nl: "niets na deze plaats is nagekeken; vraag het certificaat aan wie het publiceerde",
            en: "nothing after this place was checked; ask for the certificate from whoever published it")
        self.init("certificate", .refused, heading, [Detail(nil, subject: fault.place), Detail(found), Detail(expected)], advice: advice)
    }
}
