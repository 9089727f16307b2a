package import CallModel

/// Why a file could not be read at all.
package enum FileFault: Error, Hashable, Sendable {
    case missing
    case isFolder
    /// A device, a pipe or a socket.
    case notRegular
    case noPermission
    case tooLarge(limit: Int)
    case empty
    /// A workbook of a spreadsheet program instead of the table in it.
    case workbook
    /// The kind of file does not fit what is imported.
    case wrongFormat(expected: String)
    /// It became shorter while it was read, or is not what it was a moment ago.
    case changed
    /// The disk or the network failed; the system's number and words.
    case unreadable(code: Int32, reason: String)

    package var message: Message {
        switch self {
        case .missing:
            Message(
                fr: "Le fichier n'existe pas. Vérifiez le nom et le dossier.",
                nl: "Het bestand bestaat niet. Controleer de naam en de map.",
                en: "The file does not exist. Check the name and the folder.")
        case .isFolder:
            Message(
                fr: "C'est un dossier. Indiquez un fichier qui s'y trouve.",
                nl: "Dit is een map. Geef een bestand erin op.",
                en: "This is a folder. Name a file in it.")
        case .notRegular:
            Message(
                fr: "C'est un périphérique et non un fichier. Indiquez un fichier.",
                nl: "Dit is een apparaat en geen bestand. Geef een bestand op.",
                en: "This is a device and not a file. Name a file.")
        case .changed:
            Message(
                fr: "Le fichier a changé pendant la lecture. Attendez qu'il soit complet et recommencez.",
                nl: "Het bestand is tijdens het lezen gewijzigd. Wacht tot het volledig is en probeer opnieuw.",
                en: "The file changed while it was read. Wait until it is complete and try again.")
        case .noPermission:
            Message(
                fr:
                    "Vous n'avez pas le droit de lire ce fichier. Changez ses permissions ou demandez-le à son propriétaire.",
                nl: "U mag dit bestand niet lezen. Wijzig de rechten of vraag het aan de eigenaar.",
                en: "You are not allowed to read this file. Change its permissions or ask its owner.")
        case .tooLarge(let limit):
            Message(
                fr: "Le fichier dépasse \(limit >> 20) Mio. Partagez-le en plusieurs.",
                nl: "Het bestand is groter dan \(limit >> 20) MiB. Splits het op.",
                en: "The file is larger than \(limit >> 20) MiB. Split it.")
        case .empty:
            Message(
                fr: "Le fichier est vide. Exportez-le à nouveau.", nl: "Het bestand is leeg. Exporteer het opnieuw.",
                en: "The file is empty. Export it again.")
        case .workbook:
            Message(
                fr: "C'est un classeur de tableur. Enregistrez la feuille au format « CSV UTF-8 ».",
                nl: "Dit is een rekenbladbestand. Bewaar het blad als 'CSV UTF-8'.",
                en: "This is a spreadsheet workbook. Save the sheet as 'CSV UTF-8'.")
        case .wrongFormat(let expected):
            Message(
                fr: "Ces données se lisent au format \(expected). Convertissez le fichier.",
                nl: "Deze gegevens worden gelezen als \(expected). Zet het bestand om.",
                en: "This data is read as \(expected). Convert the file.")
        case .unreadable(_, let reason):
            Message(
                fr: "La lecture du fichier a échoué (\(reason)). Copiez-le sur un disque local et recommencez.",
                nl: "Het bestand lezen is mislukt (\(reason)). Kopieer het naar een lokale schijf en probeer opnieuw.",
                en: "Reading the file failed (\(reason)). Copy it to a local disk and try again.")
        }
    }
}
