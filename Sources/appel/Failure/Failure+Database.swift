import CallModel
import Postgres
import Store

extension Failure {
    init(_ error: StoreError, in language: Language) {
        switch error {
        case .database(let error): self.init(error)
        case .unreadable(let what):
            self.init(
                .databaseUnfit, "the database holds something that this program cannot read: \(what)",
                next: "run `appel replay` to compare it with the log; a newer Appel may have written it")
        case .notFound(let kind, let name):
            self.init(.faultyInput, Self.absent(kind, name).text(in: language), next: Self.listing(of: kind))
        case .versionConflict(let kind, let id, let expected, let found):
            self.init(
                .tryAgain, "\(kind) \(id) was changed by someone else: it is at version \(found), not \(expected)",
                next: "look at it again, then repeat the command")
        case .keyReused(let key):
            self.init(
                .faultyInput, "the key \"\(key)\" was used before for another command",
                next: "choose another --key for a new command")
        case .logFile(let line, let reason):
            let heading = Message(
                fr: "le journal ne peut pas être repris ; rien n'a été changé",
                nl: "het logboek kan niet overgenomen worden; er is niets gewijzigd",
                en: "the log cannot be imported; nothing was changed")
            self.init(.faultyInput, heading.text(in: language), at: ["line \(line): \(reason)"])
        }
    }

    private static func absent(_ kind: String, _ name: String) -> Message {
        let words: Message =
            switch kind {
            case "call": Message(fr: "aucun appel", nl: "geen oproep", en: "no call")
            case "application", "file": Message(fr: "aucun dossier", nl: "geen dossier", en: "no file")
            case "organisation": Message(fr: "aucune association", nl: "geen vereniging", en: "no organisation")
            case "member": Message(fr: "aucun membre", nl: "geen lid", en: "no member")
            case "meeting": Message(fr: "aucune séance", nl: "geen zitting", en: "no meeting")
            case "grant": Message(fr: "aucun subside", nl: "geen subsidie", en: "no grant")
            case "batch": Message(fr: "aucun lot", nl: "geen reeks", en: "no batch")
            case "review": Message(fr: "aucune évaluation", nl: "geen beoordeling", en: "no review")
            case "scenario": Message(fr: "aucun scénario", nl: "geen scenario", en: "no scenario")
            default: Message(fr: "rien (\(kind))", nl: "niets (\(kind))", en: "no \(kind)")
            }
        return Message(
            fr: "\(words.french) ne s'appelle « \(name) »", nl: "er is \(words.dutch) \"\(name)\"",
            en: "there is \(words.english) \"\(name)\"")
    }

    private static func listing(of kind: String) -> String? {
        switch kind {
        case "call": "`appel call list` shows the calls"
        case "application", "file": "`appel application list CALL` shows the files"
        case "organisation": "`appel organisation list` shows the organisations"
        case "member": "`appel member list` shows the members"
        case "scenario": "`appel whatif list CALL` shows the scenarios"
        case "batch": "`appel export batches CALL` shows the batches"
        case "meeting": "`appel meeting show CALL` shows the meetings"
        default: nil
        }
    }

    init(_ error: PostgresError) {
        if error.isTimedOut || error.isLockNotAvailable || error.isQueryCanceled || error.isRetryable {
            self.init(.tryAgain, "the database was busy: \(error.message)", next: "repeat the command")
        } else if error.isCommitUnknown {
            self.init(
                .tryAgain, "the connection broke while the change was being saved: it may have been kept or not",
                next: "look whether it was; a command with --key can simply be repeated")
        } else if error.isDiskFull {
            self.init(.inputOutput, "the disk of the database is full: \(error.message)", next: "make room and repeat the command")
        } else if error.code == .invalidConnectionString {
            self.init(
                .databaseUnavailable, "the connection string is malformed: \(error.message)",
                next: "correct APPEL_DATABASE, or `database` in config/server.yaml")
        } else if Self.isUnavailable(error) {
            self.init(
                .databaseUnavailable, "the database cannot be reached: \(error.message.onOneLine)",
                next: "check APPEL_DATABASE or `appel db status`, then repeat the command")
        } else if error.sqlState == "3F000" || error.sqlState == "42P01" || error.sqlState == "22023" {
            self.init(
                .databaseUnfit, "the database has not got Appel's schema: \(error.message)", next: "run `appel db migrate`")
        } else {
            let lacksRights = error.sqlState == "42501"
            self.init(
                // Never its detail: that may quote a row, and a row may name people.
                .databaseUnfit, "the database refused: \(error.message)" + (error.sqlState.map { " (\($0))" } ?? ""),
                next: lacksRights ? "run `appel db migrate`, which also renews the rights of Appel's roles" : nil)
        }
    }

    /// 08: the connection; 57P: the server shuts down or starts; 28: the login; 3D: no such database; 53300: no place left.
    private static func isUnavailable(_ error: PostgresError) -> Bool {
        if error.code == .connectionFailed || error.isConnectionLost || error.code == .poolClosed { return true }
        guard let state = error.sqlState else { return false }
        return ["08", "28", "3D"].contains(String(state.prefix(2))) || state.hasPrefix("57P") || state == "53300"
    }
}
