import CallModel

/// Words that many answers share.
enum Words {
    static let rehearsal = Message(
        fr: "RÉPÉTITION : rien de ce qui suit n'a d'effet juridique.",
        nl: "REPETITIE: wat volgt heeft geen enkel rechtsgevolg.",
        en: "REHEARSAL: nothing of what follows has any legal effect.")
    static let dryRun = Message(
        fr: "Essai à blanc : rien n'a été enregistré.", nl: "Proefdraai: er is niets bewaard.",
        en: "Dry run: nothing was kept.")
    static let nothing = Message(fr: "Rien à montrer.", nl: "Niets te tonen.", en: "Nothing to show.")

    static let amount = Message(fr: "montant", nl: "bedrag", en: "amount")
    static let at = Message(fr: "moment", nl: "tijdstip", en: "at")
    static let call = Message(fr: "appel", nl: "oproep", en: "call")
    static let category = Message(fr: "catégorie", nl: "categorie", en: "category")
    static let closes = Message(fr: "clôture", nl: "sluiting", en: "closes")
    static let code = Message(fr: "code", nl: "code", en: "code")
    static let count = Message(fr: "nombre", nl: "aantal", en: "count")
    static let edition = Message(fr: "édition", nl: "editie", en: "edition")
    static let definitionVersion = Message(fr: "version des règles", nl: "versie van de regels", en: "version of the rules")
    static let email = Message(fr: "courriel", nl: "e-mail", en: "e-mail")
    static let line = Message(fr: "ligne", nl: "lijn", en: "line")
    static let member = Message(fr: "membre", nl: "lid", en: "member")
    static let name = Message(fr: "nom", nl: "naam", en: "name")
    static let now = Message(fr: "maintenant", nl: "nu", en: "now")
    static let opens = Message(fr: "ouverture", nl: "opening", en: "opens")
    static let organisation = Message(fr: "association", nl: "vereniging", en: "organisation")
    static let rank = Message(fr: "rang", nl: "rang", en: "rank")
    static let reason = Message(fr: "motif", nl: "reden", en: "reason")
    static let reference = Message(fr: "référence", nl: "referentie", en: "reference")
    static let requested = Message(fr: "demandé", nl: "gevraagd", en: "requested")
    static let reserve = Message(fr: "réserve", nl: "reserve", en: "reserve")
    static let score = Message(fr: "score", nl: "score", en: "score")
    static let state = Message(fr: "état", nl: "toestand", en: "state")
    static let title = Message(fr: "titre", nl: "titel", en: "title")
    static let total = Message(fr: "total", nl: "totaal", en: "total")
    static let version = Message(fr: "version", nl: "versie", en: "version")

    static func treated(changed: Int, unchanged: Int) -> Message {
        let rest = unchanged > 0
        return Message(
            fr: "\(changed) traité(s)" + (rest ? ", \(unchanged) inchangé(s)" : "") + ".",
            nl: "\(changed) behandeld" + (rest ? ", \(unchanged) ongewijzigd" : "") + ".",
            en: "\(changed) treated" + (rest ? ", \(unchanged) unchanged" : "") + ".")
    }
}
