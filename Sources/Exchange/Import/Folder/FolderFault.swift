package import CallModel

/// Why a folder or an archive of applications and documents is not imported.
package enum FolderFault: Hashable, Sendable {
    /// Neither `applications.csv` nor `applications.json` is there.
    case noApplications
    case bothApplications
    case tooManyFiles(limit: Int)
    /// All files together, in bytes.
    case tooLarge(limit: Int)
    /// A link or a device inside the folder.
    case link
    /// A path that climbs out, is absolute, or is written for another system.
    case unsafePath
    /// The document is not in the folder.
    case notThere(nearest: String?)
    /// The file is there, and no application names it.
    case namedByNobody
    /// Documents are named in a file that came without its folder.
    case needsFolder
    /// A row of a table beside the applications, for an application that is not among them.
    case unknownReference(nearest: String?)
    /// The name ends in nothing that is known.
    case unknownType
    /// The content is not what the name says.
    case notOfItsType(FileType)
    /// A virus, by the scanner's name for it.
    case infected(String)

    package var message: Message {
        switch self {
        case .noApplications:
            Message(
                fr: "Il n'y a ni applications.csv ni applications.json. Ajoutez la liste des dossiers.",
                nl: "Er is noch applications.csv noch applications.json. Voeg de lijst van de dossiers toe.",
                en: "There is neither applications.csv nor applications.json. Add the list of the files.")
        case .bothApplications:
            Message(
                fr: "Il y a applications.csv et applications.json. Gardez un seul des deux.",
                nl: "Er is applications.csv en applications.json. Behoud één van beide.",
                en: "There are both applications.csv and applications.json. Keep one of the two.")
        case .tooManyFiles(let limit):
            Message(
                fr: "Le dossier contient plus de \(limit) fichiers. Répartissez-les.",
                nl: "De map bevat meer dan \(limit) bestanden. Verdeel ze.",
                en: "The folder holds more than \(limit) files. Divide them.")
        case .tooLarge(let limit):
            Message(
                fr: "Les fichiers dépassent ensemble \(limit >> 20) Mio. Répartissez-les.",
                nl: "De bestanden zijn samen groter dan \(limit >> 20) MiB. Verdeel ze.",
                en: "The files together are larger than \(limit >> 20) MiB. Divide them.")
        case .link:
            Message(
                fr: "C'est un lien ou un périphérique. Mettez-y le fichier lui-même.",
                nl: "Dit is een koppeling of een apparaat. Zet er het bestand zelf.",
                en: "This is a link or a device. Put the file itself there.")
        case .unsafePath:
            Message(
                fr: "Ce chemin sort du dossier. Écrivez-le à partir du dossier, avec « / » : documents/statuts.pdf.",
                nl: "Dit pad leidt uit de map. Schrijf het vanaf de map, met '/': documents/statuten.pdf.",
                en: "This path leads out of the folder. Write it from the folder on, with '/': documents/statutes.pdf.")
        case .notThere(let nearest): Self.missing(nearest)
        case .namedByNobody:
            Message(
                fr: "Aucun dossier ne cite ce fichier. Citez-le dans une colonne « attachment. » ou retirez-le.",
                nl: "Geen enkel dossier noemt dit bestand. Noem het in een kolom 'attachment.' of haal het weg.",
                en: "No application names this file. Name it in an 'attachment.' column, or take it out.")
        case .needsFolder:
            Message(
                fr: "Les documents viennent avec leur dossier. Importez le dossier ou une archive ZIP.",
                nl: "Documenten komen met hun map. Importeer de map of een ZIP-archief.",
                en: "Documents come with their folder. Import the folder, or a ZIP archive of it.")
        case .unknownReference(let nearest): Self.unknown(nearest)
        case .unknownType:
            Message(
                fr: "Ce type de document n'est pas accepté. Enregistrez-le comme l'un de : \(Self.types).",
                nl: "Dit soort document wordt niet aanvaard. Bewaar het als een van: \(Self.types).",
                en: "This kind of document is not accepted. Save it as one of: \(Self.types).")
        case .notOfItsType(let type):
            Message(
                fr: "Le contenu n'est pas celui d'un document \(type.rawValue). Enregistrez-le à nouveau dans ce format.",
                nl: "De inhoud is niet die van een \(type.rawValue)-document. Bewaar het opnieuw in dat formaat.",
                en: "The content is not that of a \(type.rawValue) document. Save it again in that format.")
        case .infected(let name):
            Message(
                fr: "Un virus a été trouvé (\(name)). N'ouvrez pas ce document ; demandez-en un autre.",
                nl: "Er is een virus gevonden (\(name)). Open dit document niet; vraag een ander.",
                en: "A virus was found (\(name)). Do not open this document; ask for another one.")
        }
    }

    private static var types: String { FileType.allCases.flatMap(\.extensions).joined(separator: ", ") }

    private static func missing(_ nearest: String?) -> Message {
        let hint = nearest.map { Message(fr: " Vouliez-vous dire « \($0) » ?", nl: " Bedoelde u '\($0)'?", en: " Did you mean '\($0)'?") }
        return Message(
            fr: "Ce document n'est pas dans le dossier. Ajoutez-le ou corrigez le chemin." + (hint?.french ?? ""),
            nl: "Dit document zit niet in de map. Voeg het toe of verbeter het pad." + (hint?.dutch ?? ""),
            en: "This document is not in the folder. Add it or correct the path." + (hint?.english ?? ""))
    }

    private static func unknown(_ nearest: String?) -> Message {
        let hint = nearest.map { Message(fr: " Vouliez-vous dire « \($0) » ?", nl: " Bedoelde u '\($0)'?", en: " Did you mean '\($0)'?") }
        return Message(
            fr: "Aucun dossier de applications.csv n'a cette référence." + (hint?.french ?? ""),
            nl: "Geen dossier van applications.csv heeft deze referentie." + (hint?.dutch ?? ""),
            en: "No application of applications.csv has this reference." + (hint?.english ?? ""))
    }
}
