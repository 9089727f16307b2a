package import CallModel

/// Why a record does not fit with itself or with the others of its file.
package enum RecordFault: Hashable, Sendable {
    /// The key stands twice; `first` is the place that has it already.
    case duplicate(first: ImportFault.Place)
    /// An organisation without an enterprise number needs a reference of its own.
    case nothingToNameIt
    /// The reference is one enterprise number and the number beside it another.
    case referenceDiffers(EnterpriseNumber)
    case returnsBeforeLeaving
    /// A member who left the room does not stand among those present.
    case notPresent(String)

    package var message: Message {
        switch self {
        case .duplicate(let first):
            Message(
                fr: "Cette clé figure déjà à \(RecordFault.words(first).french). Gardez une seule des deux.",
                nl: "Deze sleutel staat al op \(RecordFault.words(first).dutch). Behoud één van beide.",
                en: "This key already stands in \(RecordFault.words(first).english). Keep one of the two.")
        case .nothingToNameIt:
            Message(
                fr: "Il faut un numéro d'entreprise ou une référence. Complétez l'un des deux.",
                nl: "Er is een ondernemingsnummer of een referentie nodig. Vul een van beide in.",
                en: "An enterprise number or a reference is needed. Fill in one of the two.")
        case .referenceDiffers(let number):
            Message(
                fr: "La référence est un autre numéro d'entreprise que \(number). Corrigez l'un des deux.",
                nl: "De referentie is een ander ondernemingsnummer dan \(number). Verbeter een van beide.",
                en: "The reference is another enterprise number than \(number). Correct one of the two.")
        case .returnsBeforeLeaving:
            Message(
                fr: "Le membre revient avant d'être sorti. Corrigez l'une des deux heures.",
                nl: "Het lid keert terug voor het de zaal verliet. Verbeter een van beide uren.",
                en: "The member comes back before leaving. Correct one of the two times.")
        case .notPresent(let member):
            Message(
                fr: "Le membre \(member) n'est pas parmi les présents. Ajoutez-le à « present » ou corrigez le code.",
                nl: "Het lid \(member) staat niet bij de aanwezigen. Voeg het toe aan 'present' of verbeter de code.",
                en: "Member \(member) is not among those present. Add the member to 'present' or correct the code.")
        }
    }

    private static func words(_ place: ImportFault.Place) -> Message {
        switch place {
        case .wholeFile: Message(fr: "un autre endroit", nl: "een andere plaats", en: "another place")
        case .row(let row): Message(fr: "la ligne \(row)", nl: "rij \(row)", en: "row \(row)")
        case .path(let path): Message(fr: "l'élément \(path)", nl: "element \(path)", en: "element \(path)")
        }
    }
}
