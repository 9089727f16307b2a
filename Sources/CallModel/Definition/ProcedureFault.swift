/// What does not go with a call's procedure, or with its way of sharing the money out.
package enum ProcedureFault: Hashable, Sendable {
    case carryOverExceedsTotal(carried: Cents, total: Cents)
    /// Money is to be carried over of a reserve that there is not.
    case carryOverWithoutReserve
    /// One line gives its unspent reserve back and another one does not: the money is shared out by one rule for all lines.
    case unspentDiffers
    /// A limit that a proportional allocation has no use for, by its key.
    case notWithProportional(String)
    /// Urgent decisions outside of a rolling call.
    case urgencyNeedsRolling
    /// A step of the ladder that begins under the one before it.
    case approvalsDescend(above: Cents, previous: Cents)
    /// A step of the ladder that no award can come to.
    case approvalNeverNeeded(above: Cents, highest: Cents)
    /// A direct call that says nowhere whom it invites.
    case directWithoutInvitation

    var message: Message {
        switch self {
        case .carryOverExceedsTotal(let carried, let total):
            Message(
                fr: "Le report (\(carried.french)) dépasse le total de sa ligne (\(total.french)), dont il est une "
                    + "partie. Corrigez l'un des deux.",
                nl: "De overdracht (\(carried.dutch)) is groter dan het totaal van haar lijn (\(total.dutch)), "
                    + "waarvan ze deel uitmaakt. Verbeter een van beide.",
                en: "The carry-over (\(carried.english)) exceeds the total of its line (\(total.english)), of which "
                    + "it is a part. Correct one of the two.")
        case .carryOverWithoutReserve:
            Message(
                fr: "« carryOver » reporte une réserve qui n'existe pas. Supprimez le bloc reserve ou donnez-lui un montant.",
                nl: "'carryOver' draagt een reserve over die niet bestaat. Verwijder het blok reserve of geef het een bedrag.",
                en: "'carryOver' carries over a reserve that does not exist. Remove the reserve block or give it an amount.")
        case .unspentDiffers:
            Message(
                fr: "Une autre ligne traite autrement ce qui reste de sa réserve : spillBack vaut pour toutes les lignes ou pour "
                    + "aucune. Accordez-les.",
                nl: "Een andere lijn gaat anders om met wat van haar reserve overblijft: spillBack geldt voor alle lijnen of voor "
                    + "geen. Stem ze op elkaar af.",
                en: "Another line treats what is left of its reserve otherwise: spillBack holds for every line or for none. Make "
                    + "them agree.")
        case .notWithProportional(let key):
            Message(
                fr: "« \(key) » n'a pas de sens avec la règle proportional, qui sert tous les dossiers. Supprimez la clé ou "
                    + "choisissez rankOrder.",
                nl: "'\(key)' heeft geen zin met de regel proportional, die alle dossiers bedient. Verwijder de sleutel of "
                    + "kies rankOrder.",
                en: "'\(key)' means nothing with the rule proportional, which serves every file. Remove the key or choose "
                    + "rankOrder.")
        case .urgencyNeedsRolling:
            Message(
                fr: "Une décision d'urgence n'existe que dans une procédure rolling. Changez procedure ou supprimez urgency.",
                nl: "Een dringende beslissing bestaat enkel in een procedure rolling. Wijzig procedure of verwijder urgency.",
                en: "Urgent decisions exist in a rolling procedure only. Change procedure or remove urgency.")
        case .approvalsDescend(let above, let previous):
            Message(
                fr: "L'échelle des signatures monte : \(above.french) vient après \(previous.french). Rangez les étapes "
                    + "par montant.",
                nl: "De ladder van handtekeningen stijgt: \(above.dutch) komt na \(previous.dutch). Zet de stappen op "
                    + "volgorde van bedrag.",
                en: "The ladder of signatures rises: \(above.english) comes after \(previous.english). Put the steps in "
                    + "the order of their amounts.")
        case .approvalNeverNeeded(let above, let highest):
            Message(
                fr: "Aucun subside ne dépasse \(above.french) : le plus élevé est de \(highest.french). Abaissez le "
                    + "montant ou supprimez l'étape.",
                nl: "Geen subsidie gaat boven \(above.dutch): de hoogste is \(highest.dutch). Verlaag het bedrag of "
                    + "verwijder de stap.",
                en: "No award exceeds \(above.english): the highest is \(highest.english). Lower the amount or remove "
                    + "the step.")
        case .directWithoutInvitation:
            Message(
                fr: "Une procédure direct nomme qui elle invite. Ajoutez une règle invitedOrganisation à admissibility.",
                nl: "Een procedure direct noemt wie ze uitnodigt. Voeg een regel invitedOrganisation toe aan admissibility.",
                en: "A direct procedure names whom it invites. Add a rule invitedOrganisation to admissibility.")
        }
    }
}
