import CallModel
package import Postgres
package import Store

extension Problem {
    package init(_ error: StoreError) {
        switch error {
        case .database(let error): self.init(error)
        case .unreadable(let what):
            self.init(
                "unreadable", .unfit, Message(verbatim: "the database holds something that this program cannot read: \(what)"))
        case .notFound(let kind, let name): self.init("\(kind)NotFound", .notFound, Self.absent(kind, name))
        case .versionConflict(let kind, let id, let expected, let found):
            self.init(
                "versionConflict", .conflict,
                Self.changed(kind, id, expected, found))
        case .keyReused(let key):
            // A key that came over HTTP is kept with the account that brought it, which is nothing to say.
            let parts = key.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
            let name = parts.count == 3 && ["api", "web"].contains(parts[0]) ? String(parts[2]) : key
            self.init(
                "keyReused", .faultyInput,
                Message(
                    fr: "la clé « \(name) » a déjà servi à une autre commande",
                    nl: "de sleutel \"\(name)\" diende al voor een andere opdracht",
                    en: "the key \"\(name)\" was used before for another command"))
        case .logFile(let line, let reason):
            let heading = Message(
                fr: "le journal ne peut pas être repris ; rien n'a été changé",
                nl: "het logboek kan niet overgenomen worden; er is niets gewijzigd",
                en: "the log cannot be imported; nothing was changed")
            self.init("logFile", .faultyInput, heading, [Detail(Message(verbatim: reason), subject: "line \(line)")])
        }
    }

    private static func changed(_ kind: String, _ id: Int64, _ expected: Int64, _ found: Int64) -> Message {
        let words: (french: String, dutch: String) =
            switch kind {
            case "call": ("l'appel", "de oproep")
            case "application", "file": ("le dossier", "het dossier")
            case "organisation": ("l'association", "de vereniging")
            case "member": ("le membre", "het lid")
            case "meeting": ("la séance", "de zitting")
            case "grant": ("le subside", "de subsidie")
            case "review": ("l'évaluation", "de beoordeling")
            default: (kind, kind)
            }
        return Message(
            fr: "quelqu'un d'autre, ou vous dans un autre onglet, a modifié \(words.french) \(id) entre-temps : "
                + "version \(found) et non \(expected)",
            nl: "iemand anders, of uzelf in een ander tabblad, heeft \(words.dutch) \(id) intussen gewijzigd: "
                + "versie \(found), niet \(expected)",
            en: "\(kind) \(id) was changed by someone else: it is at version \(found), not \(expected)")
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
            case "certificate": Message(fr: "aucun certificat", nl: "geen certificaat", en: "no certificate")
            case "scenario": Message(fr: "aucun scénario", nl: "geen scenario", en: "no scenario")
            default: Message(fr: "rien (\(kind))", nl: "niets (\(kind))", en: "no \(kind)")
            }
        return Message(
            fr: "\(words.french) ne s'appelle « \(name) »", nl: "er is \(words.dutch) \"\(name)\"",
            en: "there is \(words.english) \"\(name)\"")
    }

    package init(_ error: PostgresError) {
        if error.isTimedOut || error.isLockNotAvailable || error.isQueryCanceled || error.isRetryable {
            self.init(
                "databaseBusy", .busy,
                Message(
                    fr: "la base de données était occupée : \(error.message)", nl: "de databank was bezet: \(error.message)",
                    en: "the database was busy: \(error.message)"))
        } else if error.isCommitUnknown {
            self.init(
                "commitUnknown", .busy,
                Message(
                    fr: "la connexion s'est rompue pendant l'enregistrement : la modification a peut-être été gardée, peut-être pas",
                    nl: "de verbinding brak tijdens het bewaren: de wijziging is misschien bewaard, misschien niet",
                    en: "the connection broke while the change was being saved: it may have been kept or not"))
        } else if error.isDiskFull {
            self.init(
                "diskFull", .inputOutput,
                Message(
                    fr: "le disque de la base de données est plein : \(error.message)",
                    nl: "de schijf van de databank is vol: \(error.message)",
                    en: "the disk of the database is full: \(error.message)"))
        } else if error.code == .invalidConnectionString {
            self.init("connectionString", .unavailable, Message(verbatim: "the connection string is malformed: \(error.message)"))
        } else if Self.isUnavailable(error) {
            self.init("databaseUnreachable", .unavailable, Message(verbatim: "the database cannot be reached: \(error.message.onOneLine)"))
        } else if error.sqlState == "3F000" || error.sqlState == "42P01" || error.sqlState == "22023" {
            self.init("schemaMissing", .unfit, Message(verbatim: "the database has not got Appel's schema: \(error.message)"))
        } else if error.sqlState?.hasPrefix("22") == true {
            // A text with a zero byte, a number beyond every column: what was handed over is at fault.
            self.init(
                "valueRefused", .faultyInput,
                Message(
                    fr: "une valeur ne peut pas être enregistrée : \(error.message)",
                    nl: "een waarde kan niet bewaard worden: \(error.message)", en: "a value cannot be stored: \(error.message)"))
        } else {
            // Never its detail: that may quote a row, and a row may name people.
            let what = "the database refused: \(error.message)" + (error.sqlState.map { " (\($0))" } ?? "")
            self.init(error.sqlState == "42501" ? "rightsMissing" : "databaseRefused", .unfit, Message(verbatim: what))
        }
    }

    /// 08: the connection; 57P: the server shuts down or starts; 28: the login; 3D: no such database; 53300: no place left.
    private static func isUnavailable(_ error: PostgresError) -> Bool {
        if error.code == .connectionFailed || error.isConnectionLost || error.code == .poolClosed { return true }
        guard let state = error.sqlState else { return false }
        return ["08", "28", "3D"].contains(String(state.prefix(2))) || state.hasPrefix("57P") || state == "53300"
    }
}
