package import CallModel
package import Service
import Store

/// How far the log is signed, as a program reads it.
package struct AuditAnswer: Codable {
    package let size: Int
    package let root: String?
    package let at: Instant?
    package let pending: Int
    package let note: String?

    package init(_ status: AuditStatus) {
        let last = status.last
        (size, root, at, pending, note) = (last?.size ?? 0, last?.root.hex, last?.at, status.pending, last?.note)
    }

    /// How many events wait for the next checkpoint.
    package var sentence: Message {
        Message(
            fr: "\(pending) événement(s) sans point de contrôle", nl: "\(pending) gebeurtenis(sen) zonder controlepunt",
            en: "\(pending) event(s) without a checkpoint")
    }
}

extension CheckpointReceipt {
    /// How many events the checkpoint covers.
    package var sentence: Message {
        Message(
            fr: "\(size) événements, dont \(added) nouveaux", nl: "\(size) gebeurtenissen, waarvan \(added) nieuw",
            en: "\(size) events, \(added) of them new")
    }
}
