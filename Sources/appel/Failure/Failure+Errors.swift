import ArgumentParser
import CallModel
import Exchange
import Postgres
import Selection
import Service
import Store
import Workflow

extension Failure {
    /// What to tell about any error; `nil` for those that the argument parser tells itself.
    init?(of error: any Error, in language: Language) {
        switch error {
        case let failure as Failure: self = failure
        case is ValidationError, is CleanExit, is ExitCode: return nil
        case let error as ServiceError: self.init(error, in: language)
        case let refusal as Refusal: self.init(refusal, in: language)
        case let error as StoreError: self.init(error, in: language)
        case let error as PostgresError: self.init(error)
        case let error as ClusterError: self.init(error)
        case let error as MigrationError: self.init(error)
        case let error as PreflightError: self.init(.databaseUnfit, sentences: error.description)
        case let error as BackupError: self.init(error)
        case let error as RehearsalError: self.init(error, in: language)
        case let error as FileWriteError:
            self.init(.inputOutput, sentences: error.message.text(in: language))
        case let error as ZipError: self.init(.inputOutput, sentences: error.message.text(in: language))
        case let error as AllocationFaults:
            let heading = Message(
                fr: "le problème ne peut pas être réparti", nl: "het probleem kan niet verdeeld worden",
                en: "the problem cannot be allocated")
            self.init(.faultyInput, heading.text(in: language), at: error.faults.map(\.description))
        case let error as AssignmentFaults:
            let heading = Message(
                fr: "le problème ne peut pas être résolu", nl: "het probleem kan niet opgelost worden",
                en: "the problem cannot be solved")
            self.init(
                .faultyInput, heading.text(in: language), at: error.faults.map(\.description),
                next: "`appel help assign` names the keys of a problem")
        case let error as AssignmentShortage: self.init(error, in: language)
        case is CancellationError: self.init(.tryAgain, "the command was interrupted; nothing was changed")
        default:
            // The parser's own errors are of a private type; everything else that comes here is ours.
            guard String(reflecting: type(of: error)).hasPrefix("ArgumentParser.") else {
                self.init(
                    .unexpected, "something unexpected happened: \(error)",
                    next: "this is a fault of the program; report it with the command that you typed")
                return
            }
            return nil
        }
    }

    init(_ error: ServiceError, in language: Language) {
        switch error {
        case .refused(let refusal): self.init(refusal, in: language)
        case .refusedFiles(let files): self.init(files, in: language)
        case .store(let error): self.init(error, in: language)
        case .faults(let faults): self.init(faults, of: nil, in: language)
        case .payments(let refusals, let leftOut): self.init(refusals, leftOut: leftOut, in: language)
        case .shortage(let shortage): self.init(shortage, in: language)
        case .definition(let reason): self.init(.faultyInput, reason, next: "run `appel call check FILE`")
        case .audit(let refusal): self.init(refusal, in: language)
        case .access(let refusal): self.init(.refused, sentences: refusal.message.text(in: language))
        case .erasure(let refusal):
            self.init(
                .refused, refusal.message.text(in: language), at: refusal.places.map { $0.text(in: language) },
                next: refusal.next.text(in: language))
        case .callExists(let code):
            let known = Message(
                fr: "l'appel \(code) existe déjà", nl: "de oproep \(code) bestaat al", en: "the call \(code) exists already")
            self.init(
                .faultyInput, known.text(in: language),
                next: "`appel call show \(code)` shows it; `appel call revise \(code) FILE` replaces the rules of a draft")
        case .otherCall(let found, let asked):
            let other = Message(
                fr: "le fichier contient le règlement de \(found), pas celui de \(asked)",
                nl: "het bestand bevat het reglement van \(found), niet dat van \(asked)",
                en: "the file holds the rules of \(found), not of \(asked)")
            self.init(.faultyInput, other.text(in: language), next: "name the call \(found), or choose the file of \(asked)")
        }
    }

    /// The clock in the words and the zone of all other answers.
    init(_ error: RehearsalError, in language: Language) {
        let message =
            switch error {
            case .realDatabase:
                Message(
                    fr:
                        "Cette base de données est réelle : son horloge ne se règle pas. Répétez dans une base créée par : appel db start --rehearsal --data DOSSIER",
                    nl:
                        "Dit is een echte databank: haar klok kan niet verzet worden. Repeteer in een databank gemaakt met: appel db start --rehearsal --data MAP",
                    en:
                        "This is a real database: its clock cannot be set. Rehearse in one made with: appel db start --rehearsal --data FOLDER"
                )
            case .backwards(let now, let asked):
                Message(
                    fr:
                        "L'horloge d'une répétition ne fait qu'avancer : elle montre \(Moment.text(now)), et \(Moment.text(asked)) est plus tôt. Choisissez un moment ultérieur, ou répétez dans une nouvelle base.",
                    nl:
                        "De klok van een repetitie gaat alleen vooruit: ze toont \(Moment.text(now)), en \(Moment.text(asked)) is vroeger. Kies een later moment, of repeteer in een nieuwe databank.",
                    en:
                        "The clock of a rehearsal moves forward only: it shows \(Moment.text(now)), and \(Moment.text(asked)) is earlier. Choose a later moment, or rehearse in a new database."
                )
            case .tooFar:
                Message(
                    fr: "L'horloge d'une répétition va jusqu'à l'an 9999. Choisissez un moment antérieur.",
                    nl: "De klok van een repetitie gaat tot het jaar 9999. Kies een vroeger moment.",
                    en: "The clock of a rehearsal goes up to the year 9999. Choose an earlier moment.")
            }
        self.init(.refused, sentences: message.text(in: language))
    }

    init(_ error: ClusterError) {
        let status: CommandStatus =
            switch error {
            case .notRunning, .serverMissing, .serverTooOld, .creationFailed, .startFailed, .cannotRun: .databaseUnavailable
            case .noAccount, .noUnprivilegedAccount, .foreignFolder, .unreachable, .unsafeSocketFolder: .notPermitted
            case .notDataFolder: .faultyInput
            case .fileSystem, .diskFull: .inputOutput
            case .stopFailed: .databaseUnfit
            case .processesRemain, .busy: .tryAgain
            }
        self.init(status, sentences: error.description)
        if case .notRunning(let folder) = error, folder != Cluster().folder {
            next = "appel db start --data \(folder.quotedForShell)"
        }
    }

    init(_ error: MigrationError) {
        let status: CommandStatus =
            switch error {
            case .filesMissing, .unreadable, .missing: .fileMissing
            case .badName, .duplicateNumber, .gap, .changed, .outOfOrder, .endsTransaction: .faultyInput
            case .failed, .rolesMissing: .databaseUnfit
            case .kindIsForever: .refused
            }
        self.init(status, sentences: error.description)
    }

    init(_ error: BackupError) {
        let status: CommandStatus =
            switch error {
            case .unreadable, .manifestMissing: .fileMissing
            case .damaged: .faultyInput
            case .notEmpty: .refused
            case .exists, .unwritable, .failed: .inputOutput
            case .differs: .databaseUnfit
            }
        self.init(status, sentences: error.description)
    }
}
