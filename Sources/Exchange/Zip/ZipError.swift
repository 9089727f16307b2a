package import CallModel

/// Why a ZIP archive is not opened, or not written.
package struct ZipError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case notAnArchive
        /// Cut off, or its parts contradict each other.
        case damaged
        /// ZIP64, several disks, encryption or a method other than "stored" and "deflated".
        case unsupported(String)
        case tooManyFiles(limit: Int)
        /// What one file unpacks to, in bytes, against the limit.
        case fileTooLarge(limit: Int)
        /// What all files unpack to.
        case archiveTooLarge(limit: Int)
        /// What is being written would be larger than the format holds.
        case full(limit: Int)
        /// A file that unpacks to more than so many times its packed size.
        case tooDense(ratio: Int)
        /// Two files share bytes of the archive: how a small archive unpacks to more than a disk holds.
        case overlapping
        /// A name that leads out of the folder, that two files share, or that is no text.
        case unsafeName
        /// A link or a device instead of a file.
        case link
        case wrongChecksum
        /// The archive itself cannot be read.
        case unreadable(FileFault)
    }

    package let kind: Kind
    /// The file in the archive, where one is at fault.
    package let name: String?

    init(_ kind: Kind, _ name: String? = nil) { (self.kind, self.name) = (kind, name) }

    package var message: Message {
        let reason = reason
        guard let name else { return reason }
        // A name that is shown must not move the cursor of whoever reads it.
        let shown = String(name.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : Character($0) })
        return Message(fr: "\(shown) : \(reason.french)", nl: "\(shown): \(reason.dutch)", en: "\(shown): \(reason.english)")
    }

    private var reason: Message {
        switch kind {
        case .notAnArchive:
            Message(
                fr: "ce n'est pas une archive ZIP.", nl: "dit is geen ZIP-archief.", en: "this is not a ZIP archive.")
        case .damaged:
            Message(
                fr: "l'archive est endommagée ou incomplète. Créez-la à nouveau.",
                nl: "het archief is beschadigd of onvolledig. Maak het opnieuw aan.",
                en: "the archive is damaged or incomplete. Make it anew.")
        case .unsupported(let what):
            Message(
                fr: "l'archive utilise \(what), qui n'est pas accepté. Créez une archive ZIP ordinaire.",
                nl: "het archief gebruikt \(what), wat niet wordt aanvaard. Maak een gewoon ZIP-archief.",
                en: "the archive uses \(what), which is not accepted. Make an ordinary ZIP archive.")
        case .tooManyFiles(let limit):
            Message(
                fr: "l'archive contient plus de \(limit) fichiers. Répartissez-les.",
                nl: "het archief bevat meer dan \(limit) bestanden. Verdeel ze.",
                en: "the archive holds more than \(limit) files. Divide them.")
        case .fileTooLarge(let limit):
            Message(
                fr: "le fichier décompressé dépasse \(limit / 1_048_576) Mio.",
                nl: "het uitgepakte bestand is groter dan \(limit / 1_048_576) MiB.",
                en: "the file unpacks to more than \(limit / 1_048_576) MiB.")
        case .archiveTooLarge(let limit):
            Message(
                fr: "l'archive décompressée dépasse \(limit / 1_048_576) Mio.",
                nl: "het uitgepakte archief is groter dan \(limit / 1_048_576) MiB.",
                en: "the archive unpacks to more than \(limit / 1_048_576) MiB.")
        case .full(let limit):
            Message(
                fr: "cela dépasse les \(limit / 1_048_576) Mio d'une archive. Sauvegardez la base entière : appel db backup.",
                nl: "dit is meer dan de \(limit / 1_048_576) MiB van een archief. Bewaar de hele databank: appel db backup.",
                en: "this is more than the \(limit / 1_048_576) MiB that an archive can hold. Back the whole database up: appel db backup.")
        case .tooDense(let ratio):
            Message(
                fr: "le fichier décompressé ferait plus de \(ratio) fois sa taille : c'est une bombe de décompression.",
                nl: "het bestand zou uitgepakt meer dan \(ratio) keer zo groot zijn: dit is een decompressiebom.",
                en: "the file would unpack to more than \(ratio) times its size: it is a decompression bomb.")
        case .overlapping:
            Message(
                fr: "des fichiers de l'archive se recouvrent. Créez-la à nouveau.",
                nl: "bestanden in het archief overlappen. Maak het opnieuw aan.",
                en: "files in the archive overlap. Make it anew.")
        case .unsafeName:
            Message(
                fr: "ce nom de fichier n'est pas accepté : il sort du dossier, existe deux fois ou n'est pas un texte.",
                nl: "deze bestandsnaam wordt niet aanvaard: hij leidt uit de map, komt twee keer voor of is geen tekst.",
                en: "this file name is not accepted: it leads out of the folder, comes twice or is no text.")
        case .link:
            Message(
                fr: "c'est un lien ou un périphérique, et non un fichier.",
                nl: "dit is een koppeling of een apparaat, en geen bestand.",
                en: "this is a link or a device, and not a file.")
        case .wrongChecksum:
            Message(
                fr: "le contenu ne correspond pas à sa somme de contrôle. Créez l'archive à nouveau.",
                nl: "de inhoud klopt niet met zijn controlesom. Maak het archief opnieuw aan.",
                en: "the content does not match its checksum. Make the archive anew.")
        case .unreadable(let fault): fault.message
        }
    }
}
