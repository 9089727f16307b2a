package import CallModel

/// What is wrong in a log, a checkpoint, a proof or a receipt. Lines and leaves are counted from 1 and from 0.
package enum AuditFault: Error, Hashable, Sendable {
    /// The line is no event of an audited log.
    case unreadable(line: Int)
    /// The event is not the one that comes next in its stream.
    case outOfOrder(line: Int, stream: LogLine.StreamName, expected: Int64, found: Int64)
    /// The event does not name the one before it in its stream.
    case brokenChain(line: Int, stream: LogLine.StreamName)
    /// The events up to a checkpoint are not those that it vouches for.
    case otherRoot(size: Int)
    /// The log ends before a checkpoint that it should reach.
    case tooShort(size: Int, found: Int)
    /// The log goes on behind its last checkpoint: nobody vouches for that.
    case unvouched(events: Int, size: Int)
    /// Two checkpoints of one size have different roots.
    case forked(size: Int)
    case otherLog(found: String, expected: String)
    case badSignature(size: Int, key: String)
    /// The proof between two checkpoints does not lead from one to the other.
    case inconsistent(from: Int, to: Int)
    /// The events of a receipt are not one file's, from its first event to its filing.
    case notAFiling
    /// The content of a receipt is not the one whose digest its events hold.
    case otherContent
    /// The receipt's event is not in the tree of its checkpoint.
    case notIncluded(leaf: Int, size: Int)
    /// The log has another event in the place of the receipt's.
    case notInLog(leaf: Int)
    /// The log has another event than the receipt under the same number of a stream.
    case otherEvent(line: Int, stream: LogLine.StreamName, version: Int64)
    /// The log goes on after the receipt's filing, and does not have it.
    case missing(stream: LogLine.StreamName, version: Int64)
    /// Two receipts say different things of one event.
    case contradiction(stream: LogLine.StreamName, version: Int64)
    /// The first event of a receipt names another file.
    case otherReference(String)
    /// The log calls the receipt's call something else.
    case otherCall(line: Int, code: String)
    /// The receipt's checkpoint is not on the log or on the checkpoints that are beside it.
    case unknownCheckpoint(size: Int)
}

extension AuditFault {
    package var message: Message {
        switch self {
        case .unreadable(let line):
            Message(
                fr: "ligne \(line) : ce n'est pas un événement du journal", nl: "regel \(line): dit is geen gebeurtenis van het logboek",
                en: "line \(line): this is no event of the log")
        case .outOfOrder(let line, let stream, let expected, let found):
            Message(
                fr: "ligne \(line) : \(stream) : l'événement \(expected) est attendu, \(found) s'y trouve",
                nl: "regel \(line): \(stream): gebeurtenis \(expected) wordt verwacht, \(found) staat er",
                en: "line \(line): \(stream): event \(expected) is expected, \(found) stands there")
        case .brokenChain(let line, let stream):
            Message(
                fr: "ligne \(line) : \(stream) : l'événement ne suit pas celui qui le précède ; l'un des deux a été modifié",
                nl: "regel \(line): \(stream): de gebeurtenis sluit niet aan bij de vorige; een van beide is gewijzigd",
                en: "line \(line): \(stream): the event does not follow the one before it; one of the two was changed")
        case .otherRoot(let size):
            Message(
                fr: "les \(size) premiers événements ne sont pas ceux du point de contrôle \(size)",
                nl: "de eerste \(size) gebeurtenissen zijn niet die van controlepunt \(size)",
                en: "the first \(size) events are not those of checkpoint \(size)")
        case .tooShort(let size, let found):
            Message(
                fr: "le journal s'arrête après \(found) événements ; le point de contrôle en compte \(size)",
                nl: "het logboek stopt na \(found) gebeurtenissen; het controlepunt telt er \(size)",
                en: "the log ends after \(found) events; the checkpoint counts \(size)")
        case .unvouched(let events, let size):
            Message(
                fr: "\(events) événements suivent le dernier point de contrôle (\(size)) : aucune signature ne les couvre",
                nl: "\(events) gebeurtenissen volgen op het laatste controlepunt (\(size)): geen handtekening dekt ze",
                en: "\(events) events follow the last checkpoint (\(size)): no signature covers them")
        case .forked(let size):
            Message(
                fr: "deux points de contrôle de \(size) événements se contredisent",
                nl: "twee controlepunten van \(size) gebeurtenissen spreken elkaar tegen",
                en: "two checkpoints of \(size) events contradict each other")
        case .otherLog(let found, let expected):
            Message(
                fr: "le point de contrôle est celui du journal \(found), pas de \(expected)",
                nl: "het controlepunt is van het logboek \(found), niet van \(expected)",
                en: "the checkpoint is of the log \(found), not of \(expected)")
        case .badSignature(let size, let key):
            Message(
                fr: "le point de contrôle \(size) n'est pas signé par la clé \(key) qui a été donnée",
                nl: "controlepunt \(size) is niet ondertekend met de gegeven sleutel \(key)",
                en: "checkpoint \(size) is not signed by the key \(key) that was given")
        case .inconsistent(let from, let to):
            Message(
                fr: "la preuve ne mène pas du point de contrôle \(from) au point de contrôle \(to)",
                nl: "het bewijs leidt niet van controlepunt \(from) naar controlepunt \(to)",
                en: "the proof does not lead from checkpoint \(from) to checkpoint \(to)")
        case .notAFiling, .otherContent, .notIncluded, .notInLog, .otherEvent, .missing, .contradiction, .otherReference, .otherCall,
            .unknownCheckpoint:
            receiptMessage
        }
    }

    private var receiptMessage: Message {
        switch self {
        case .otherContent:
            Message(
                fr: "le contenu du reçu n'est pas celui dont le journal a l'empreinte",
                nl: "de inhoud van het ontvangstbewijs is niet die waarvan het logboek de vingerafdruk heeft",
                en: "the content of the receipt is not the one whose digest the log holds")
        case .notIncluded(let leaf, let size):
            Message(
                fr: "l'événement \(leaf) du reçu n'est pas dans le point de contrôle \(size)",
                nl: "gebeurtenis \(leaf) van het ontvangstbewijs zit niet in controlepunt \(size)",
                en: "event \(leaf) of the receipt is not in checkpoint \(size)")
        case .notInLog(let leaf):
            Message(
                fr: "le journal a un autre événement à la place \(leaf) que le reçu",
                nl: "het logboek heeft op plaats \(leaf) een andere gebeurtenis dan het ontvangstbewijs",
                en: "the log has another event at place \(leaf) than the receipt")
        case .otherEvent(let line, let stream, let version):
            Message(
                fr: "ligne \(line) : l'événement \(version) de \(stream) n'est pas celui du reçu",
                nl: "regel \(line): gebeurtenis \(version) van \(stream) is niet die van het ontvangstbewijs",
                en: "line \(line): event \(version) of \(stream) is not the one of the receipt")
        case .missing(let stream, let version):
            Message(
                fr: "le journal continue après le dépôt du reçu, mais n'a pas l'événement \(version) de \(stream)",
                nl: "het logboek gaat verder na de indiening van het ontvangstbewijs, maar heeft gebeurtenis \(version) van \(stream) niet",
                en: "the log goes on after the filing of the receipt, but does not have event \(version) of \(stream)")
        case .contradiction(let stream, let version):
            Message(
                fr: "deux reçus se contredisent sur l'événement \(version) de \(stream)",
                nl: "twee ontvangstbewijzen spreken elkaar tegen over gebeurtenis \(version) van \(stream)",
                en: "two receipts contradict each other about event \(version) of \(stream)")
        case .otherReference(let reference):
            Message(
                fr: "le premier événement du reçu n'est pas celui du dossier \(reference)",
                nl: "de eerste gebeurtenis van het ontvangstbewijs is niet die van dossier \(reference)",
                en: "the first event of the receipt is not that of file \(reference)")
        case .otherCall(let line, let code):
            Message(
                fr: "ligne \(line) : l'appel du reçu ne s'appelle pas \(code)",
                nl: "regel \(line): de oproep van het ontvangstbewijs heet niet \(code)",
                en: "line \(line): the call of the receipt is not called \(code)")
        case .unknownCheckpoint(let size):
            Message(
                fr: "le point de contrôle \(size) du reçu n'est pas celui du journal",
                nl: "controlepunt \(size) van het ontvangstbewijs is niet dat van het logboek",
                en: "checkpoint \(size) of the receipt is not that of the log")
        default:
            Message(
                fr: "les événements du reçu ne sont pas ceux d'un dossier, du premier jusqu'à son dépôt",
                nl: "de gebeurtenissen van het ontvangstbewijs zijn niet die van één dossier, van de eerste tot de indiening",
                en: "the events of the receipt are not those of one file, from the first to its filing")
        }
    }
}
