import CallModel
import Postgres
import Presentation
import Store

extension Failure {
    init(_ error: StoreError, in language: Language) {
        let next: String? =
            switch error {
            case .database(let error): Self.next(after: error)
            case .unreadable: "run `appel replay` to compare it with the log; a newer Appel may have written it"
            case .notFound(let kind, _): Self.listing(of: kind)
            case .versionConflict: "look at it again, then repeat the command"
            case .keyReused: "choose another --key for a new command"
            case .logFile: nil
            }
        self.init(Problem(error), next: next, in: language)
    }

    init(_ error: PostgresError, in language: Language) {
        self.init(Problem(error), next: Self.next(after: error), in: language)
    }

    private static func listing(of kind: String) -> String? {
        switch kind {
        case "call": "`appel call list` shows the calls"
        case "application", "file": "`appel application list CALL` shows the files"
        case "organisation": "`appel organisation list` shows the organisations"
        case "member": "`appel member list` shows the members"
        case "scenario": "`appel whatif list CALL` shows the scenarios"
        case "certificate": "it is made when the council begins to advise; `appel allocate CALL --certificate FILE` writes that of now"
        case "batch": "`appel export batches CALL` shows the batches"
        case "meeting": "`appel meeting show CALL` shows the meetings"
        default: nil
        }
    }

    private static func next(after error: PostgresError) -> String? {
        switch Problem(error).code {
        case "databaseBusy": "repeat the command"
        case "commitUnknown": "look whether it was; a command with --key can simply be repeated"
        case "diskFull": "make room and repeat the command"
        case "connectionString": "correct APPEL_DATABASE, or `database` in config/server.yaml"
        case "databaseUnreachable": "check APPEL_DATABASE or `appel db status`, then repeat the command"
        case "schemaMissing": "run `appel db migrate`"
        case "rightsMissing": "run `appel db migrate`, which also renews the rights of Appel's roles"
        default: nil
        }
    }
}
