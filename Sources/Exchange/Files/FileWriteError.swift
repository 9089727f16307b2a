package import CallModel
import Foundation

/// Why a file could not be written.
package struct FileWriteError: Error, Hashable, Sendable {
    package let path: String
    package let kind: Kind

    package enum Kind: Hashable, Sendable {
        case missingFolder
        case isFolder
        /// A device or a pipe: it cannot be replaced by a file.
        case notRegular
        case noPermission
        /// A file is there already, and must not be replaced.
        case exists
        case diskFull
        /// The system's number and words.
        case failed(code: Int32, reason: String)
    }

    package init(_ path: String, kind: Kind) { (self.path, self.kind) = (path, kind) }

    init(_ path: String, errno code: Int32) {
        self.path = path
        switch code {
        case ENOENT, ENOTDIR: kind = .missingFolder
        case EISDIR: kind = .isFolder
        case EACCES, EPERM, EROFS: kind = .noPermission
        case EEXIST: kind = .exists
        case ENOSPC, EDQUOT: kind = .diskFull
        default: kind = .failed(code: code, reason: String(cString: strerror(code)))
        }
    }

    package var message: Message {
        switch kind {
        case .missingFolder:
            Message(
                fr: "Le dossier de \(path) n'existe pas. Créez-le d'abord.",
                nl: "De map van \(path) bestaat niet. Maak ze eerst aan.",
                en: "The folder of \(path) does not exist. Create it first.")
        case .isFolder:
            Message(
                fr: "\(path) est un dossier. Indiquez un nom de fichier.",
                nl: "\(path) is een map. Geef een bestandsnaam op.",
                en: "\(path) is a folder. Give the name of a file.")
        case .notRegular:
            Message(
                fr: "\(path) est un périphérique. Indiquez un nom de fichier.",
                nl: "\(path) is een apparaat. Geef een bestandsnaam op.",
                en: "\(path) is a device. Give the name of a file.")
        case .noPermission:
            Message(
                fr: "Vous n'avez pas le droit d'écrire \(path). Choisissez un autre dossier.",
                nl: "U mag \(path) niet schrijven. Kies een andere map.",
                en: "You are not allowed to write \(path). Choose another folder.")
        case .exists:
            Message(
                fr: "\(path) existe déjà et n'a pas été remplacé. Choisissez un autre nom.",
                nl: "\(path) bestaat al en is niet vervangen. Kies een andere naam.",
                en: "\(path) exists already and was not replaced. Choose another name.")
        case .diskFull:
            Message(
                fr: "Le disque est plein : \(path) n'a pas été modifié. Libérez de la place et recommencez.",
                nl: "De schijf is vol: \(path) is niet gewijzigd. Maak plaats vrij en probeer opnieuw.",
                en: "The disk is full: \(path) has not been changed. Free some space and try again.")
        case .failed(_, let reason):
            Message(
                fr:
                    "L'écriture de \(path) a échoué (\(reason)) ; le fichier n'a pas été modifié. Recommencez ailleurs.",
                nl:
                    "\(path) schrijven is mislukt (\(reason)); het bestand is niet gewijzigd. Probeer het elders opnieuw.",
                en: "Writing \(path) failed (\(reason)); the file has not been changed. Try again elsewhere.")
        }
    }
}
