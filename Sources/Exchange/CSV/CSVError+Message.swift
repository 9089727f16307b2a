package import CallModel

extension CSVError {
    /// What is wrong and what to do; the place is shown beside it.
    package var message: Message {
        switch self {
        case .unterminatedQuote:
            Message(
                fr: "Le guillemet ouvert ici n'est jamais fermé. Fermez-le, ou doublez-le s'il fait partie du texte.",
                nl:
                    "Het aanhalingsteken dat hier opent, wordt nooit gesloten. Sluit het, of verdubbel het als het bij de tekst hoort.",
                en: "The quotation mark opened here is never closed. Close it, or double it if it belongs to the text.")
        case .textAfterQuote:
            Message(
                fr: "Du texte suit le guillemet fermant. Doublez les guillemets qui font partie du texte.",
                nl: "Na het sluitende aanhalingsteken volgt tekst. Verdubbel aanhalingstekens die bij de tekst horen.",
                en: "Text follows the closing quotation mark. Double the quotation marks that belong to the text.")
        case .quoteInsideText:
            Message(
                fr:
                    "Un guillemet se trouve au milieu du texte. Mettez toute la cellule entre guillemets et doublez celui-ci.",
                nl:
                    "Midden in de tekst staat een aanhalingsteken. Zet de hele cel tussen aanhalingstekens en verdubbel dit.",
                en:
                    "A quotation mark stands inside the text. Put the whole cell in quotation marks and double this one."
            )
        case .invalidUTF8(_, _, let offset, .windows1252):
            Message(
                fr: "Le fichier n'est pas en UTF-8 (octet \(offset)), mais sans doute en Latin-1 ou Windows-1252. "
                    + "Enregistrez-le au format « CSV UTF-8 ».",
                nl: "Het bestand is niet in UTF-8 (byte \(offset)), maar wellicht in Latin-1 of Windows-1252. "
                    + "Bewaar het als 'CSV UTF-8'.",
                en: "The file is not in UTF-8 (byte \(offset)) but probably in Latin-1 or Windows-1252. "
                    + "Save it as 'CSV UTF-8'.")
        case .invalidUTF8(_, _, let offset, .utf16):
            Message(
                fr:
                    "Le fichier n'est pas en UTF-8 (octet \(offset)), mais en UTF-16. Enregistrez-le au format « CSV UTF-8 ».",
                nl: "Het bestand is niet in UTF-8 (byte \(offset)), maar in UTF-16. Bewaar het als 'CSV UTF-8'.",
                en: "The file is not in UTF-8 (byte \(offset)) but in UTF-16. Save it as 'CSV UTF-8'.")
        case .nulByte:
            Message(
                fr:
                    "La cellule contient un octet nul : le fichier est abîmé ou n'est pas un texte. Exportez-le à nouveau.",
                nl: "De cel bevat een nulbyte: het bestand is beschadigd of geen tekst. Exporteer het opnieuw.",
                en: "The cell holds a NUL byte: the file is damaged or no text. Export it again.")
        case .cellTooLong(_, _, let limit):
            Message(
                fr: "La cellule dépasse \(limit >> 10) Kio : un guillemet n'est sans doute pas fermé. Vérifiez-la.",
                nl:
                    "De cel is groter dan \(limit >> 10) KiB: wellicht is een aanhalingsteken niet gesloten. Controleer ze.",
                en: "The cell is larger than \(limit >> 10) KiB: a quotation mark is probably not closed. Check it.")
        case .tooManyColumns(_, let limit):
            Message(
                fr: "La ligne a plus de \(limit) cellules. Vérifiez le séparateur.",
                nl: "De rij heeft meer dan \(limit) cellen. Controleer het scheidingsteken.",
                en: "The row has more than \(limit) cells. Check the separator.")
        case .raggedRow, .noHeader, .duplicateHeader, .missingHeader, .unknownHeader: shapeMessage
        }
    }

    private var shapeMessage: Message {
        switch self {
        case .raggedRow(_, let expected, let found):
            Message(
                fr:
                    "La ligne a \(found) cellules et l'en-tête \(expected). Cherchez un séparateur de trop ou de moins.",
                nl:
                    "De rij heeft \(found) cellen en de kopregel \(expected). Zoek een scheidingsteken te veel of te weinig.",
                en: "The row has \(found) cells and the header \(expected). Look for one separator too many or too few."
            )
        case .noHeader:
            Message(
                fr: "Le fichier n'a pas de ligne d'en-tête. La première ligne doit nommer les colonnes.",
                nl: "Het bestand heeft geen kopregel. De eerste rij moet de kolommen noemen.",
                en: "The file has no header line. The first row has to name the columns.")
        case .duplicateHeader(_, _, let column, let first):
            Message(
                fr: "Les colonnes \(first) et \(column) portent le même nom. Gardez-en une.",
                nl: "De kolommen \(first) en \(column) hebben dezelfde naam. Behoud er één.",
                en: "Columns \(first) and \(column) have the same name. Keep one of them.")
        case .missingHeader:
            Message(
                fr: "Cette colonne manque dans l'en-tête. Ajoutez-la.",
                nl: "Deze kolom ontbreekt in de kopregel. Voeg ze toe.",
                en: "This column is missing from the header. Add it.")
        case .unknownHeader(_, _, _, nil):
            Message(
                fr: "Cette colonne est inconnue. Supprimez-la.", nl: "Deze kolom is onbekend. Verwijder ze.",
                en: "This column is unknown. Remove it.")
        case .unknownHeader(_, _, _, let nearest?):
            Message(
                fr: "Cette colonne est inconnue. Vouliez-vous écrire « \(nearest) » ?",
                nl: "Deze kolom is onbekend. Bedoelde u '\(nearest)'?",
                en: "This column is unknown. Did you mean '\(nearest)'?")
        case .unterminatedQuote, .textAfterQuote, .quoteInsideText, .invalidUTF8, .nulByte, .cellTooLong,
            .tooManyColumns:
            message
        }
    }
}
