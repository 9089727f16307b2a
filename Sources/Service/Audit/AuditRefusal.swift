package import Audit
package import CallModel

/// Why nothing is signed, exported or handed out.
package enum AuditRefusal: Error, Hashable, Sendable {
    /// There is no event to vouch for.
    case emptyLog
    /// Nothing was signed yet, so that there is nothing to publish.
    case noCheckpoint
    /// The events are not those that the last checkpoint vouches for; the first leaf that differs, where one does.
    case changed(size: Int, leaf: Int?)
    /// A leaf whose event is gone.
    case missingEvent(leaf: Int)
    /// An event that was written past the program: it is no leaf, and does not wait to become one.
    case strayEvent(seq: Int64)
    /// The last checkpoint was not signed by the key that was given.
    case otherKey(AuditFault)
    /// Nothing was filed yet.
    case notFiled(String)
    /// What was filed has been erased.
    case contentErased(String)

    package var message: Message {
        switch self {
        case .emptyLog:
            Message(
                fr: "Le journal est vide : il n'y a rien à signer.", nl: "Het logboek is leeg: er is niets te ondertekenen.",
                en: "The log is empty: there is nothing to sign.")
        case .noCheckpoint:
            Message(
                fr:
                    "Aucun point de contrôle n'a été pris : il n'y a rien à publier. Prenez-en un avec `appel audit checkpoint --key FICHIER`.",
                nl:
                    "Er is nog geen controlepunt genomen: er is niets te publiceren. Neem er een met `appel audit checkpoint --key BESTAND`.",
                en: "No checkpoint was taken yet: there is nothing to publish. Take one with `appel audit checkpoint --key FILE`.")
        case .changed(let size, nil):
            Message(
                fr:
                    "Le journal ne correspond plus au point de contrôle \(size). Rien n'a été signé ni écrit. Comparez avec une sauvegarde.",
                nl:
                    "Het logboek stemt niet meer overeen met controlepunt \(size). Er is niets ondertekend of geschreven. Vergelijk met een back-up.",
                en: "The log no longer agrees with checkpoint \(size). Nothing was signed or written. Compare it with a backup.")
        case .changed(let size, let leaf?):
            Message(
                fr:
                    "L'événement \(leaf) a été modifié depuis le point de contrôle \(size). Rien n'a été signé ni écrit. Comparez avec une sauvegarde.",
                nl:
                    "Gebeurtenis \(leaf) is gewijzigd sinds controlepunt \(size). Er is niets ondertekend of geschreven. Vergelijk met een back-up.",
                en: "Event \(leaf) was changed since checkpoint \(size). Nothing was signed or written. Compare it with a backup.")
        case .missingEvent(let leaf):
            Message(
                fr: "L'événement \(leaf) n'est plus dans le journal. Rien n'a été signé ni écrit. Comparez avec une sauvegarde.",
                nl: "Gebeurtenis \(leaf) zit niet meer in het logboek. Er is niets ondertekend of geschreven. Vergelijk met een back-up.",
                en: "Event \(leaf) is no longer in the log. Nothing was signed or written. Compare it with a backup.")
        case .strayEvent(let seq):
            Message(
                fr:
                    "L'événement numéro \(seq) a été écrit en dehors du programme. Rien n'a été signé ni écrit. Comparez avec une sauvegarde.",
                nl:
                    "Gebeurtenis nummer \(seq) is buiten het programma geschreven. Er is niets ondertekend of geschreven. Vergelijk met een back-up.",
                en: "The event with number \(seq) was written past the program. Nothing was signed or written. Compare it with a backup.")
        case .otherKey(let fault):
            Message(
                fr: "Cette clé n'est pas celle du journal : \(fault.message.french). Donnez la clé des points de contrôle précédents.",
                nl: "Deze sleutel is niet die van het logboek: \(fault.message.dutch). Geef de sleutel van de vorige controlepunten.",
                en: "This key is not the log's: \(fault.message.english). Give the key of the earlier checkpoints.")
        case .notFiled(let reference):
            Message(
                fr: "Le dossier \(reference) n'a pas été déposé : il n'y a pas de reçu. Déposez-le d'abord.",
                nl: "Dossier \(reference) is niet ingediend: er is geen ontvangstbewijs. Dien het eerst in.",
                en: "File \(reference) was not submitted: there is no receipt. Submit it first.")
        case .contentErased(let reference):
            Message(
                fr: "Le contenu du dossier \(reference) a été effacé. Un reçu retiré avant cela reste valable.",
                nl: "De inhoud van dossier \(reference) is gewist. Een ontvangstbewijs van voordien blijft geldig.",
                en: "The content of file \(reference) was erased. A receipt that was taken before holds good.")
        }
    }
}
