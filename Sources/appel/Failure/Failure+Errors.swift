import ArgumentParser
import CallModel
import Exchange
import Postgres
import Presentation
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
        case let error as ClusterError: self.init(error)
        case let error as MigrationError: self.init(error)
        case let error as BackupError: self.init(error)
        case let error as RehearsalError: self.init(error, in: language)
        case let error as ServiceError: self.init(error, in: language)
        case let refusal as Refusal: self.init(refusal, in: language)
        case let error as StoreError: self.init(error, in: language)
        case let error as PostgresError: self.init(error, in: language)
        case let shortage as AssignmentShortage: self.init(shortage, in: language)
        case let error as AllocationFaults:
            self.init(
                Problem(error), next: AllocationFault.correcting.text(in: language), in: language)
        case let error as AssignmentFaults:
            let next = Message(
                fr: "`appel help assign` nomme les clés d'un problème", nl: "`appel help assign` noemt de sleutels van een probleem",
                en: "`appel help assign` names the keys of a problem")
            self.init(Problem(error), next: next.text(in: language), in: language)
        case let error as ZipError: self.init(.inputOutput, sentences: error.message.text(in: language))
        default:
            let problem = Problem(of: error)
            guard problem.category == .unexpected else {
                self.init(problem, in: language)
                return
            }
            // The parser's own errors are of a private type; everything else that comes here is ours.
            guard !String(reflecting: type(of: error)).hasPrefix("ArgumentParser.") else { return nil }
            self.init(problem, next: "this is a fault of the program; report it with the command that you typed", in: language)
        }
    }

    init(_ error: ServiceError, in language: Language) {
        switch error {
        case .refused(let refusal): self.init(refusal, in: language)
        case .refusedFiles(let files): self.init(files, in: language)
        case .store(let error): self.init(error, in: language)
        case .faults(let faults): self.init(faults, of: nil, in: language)
        case .shortage(let shortage): self.init(shortage, in: language)
        case .payments: self.init(Problem(error), next: Failure.correcting(nil).text(in: language), in: language)
        case .definition: self.init(Problem(error), next: "run `appel call check FILE`", in: language)
        case .callExists(let code):
            self.init(
                Problem(error),
                next: "`appel call show \(code)` shows it; `appel call revise \(code) FILE` replaces the rules of a draft", in: language)
        case .otherCall(let found, let asked):
            self.init(Problem(error), next: "name the call \(found), or choose the file of \(asked)", in: language)
        case .audit, .erasure, .access: self.init(Problem(error), in: language)
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
