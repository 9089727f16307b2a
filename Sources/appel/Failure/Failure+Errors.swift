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
        case let error as RehearsalError: self.init(.refused, sentences: error.description)
        case let error as FileWriteError:
            self.init(.inputOutput, sentences: error.message.text(in: language))
        case let error as AllocationFaults:
            self.init(.faultyInput, "the problem cannot be allocated", at: error.faults.map(\.description))
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
        case .definition(let reason): self.init(.faultyInput, reason, next: "run `appel call check FILE`")
        }
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
        if case .notRunning(let folder) = error, folder != Cluster().folder { next = "appel db start --data \(folder)" }
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
