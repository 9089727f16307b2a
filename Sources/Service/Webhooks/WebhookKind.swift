package import CallModel

/// What a webhook can be told. Each is made of events of the log that say nothing before it is made known, and nothing of a person.
package enum WebhookKind: String, CaseIterable, Codable, Sendable {
    case callOpened = "call.opened"
    case callExtended = "call.extended"
    case callClosed = "call.closed"
    case callPublished = "call.published"
    case callCancelled = "call.cancelled"
    case fileSubmitted = "file.submitted"
    case fileComplemented = "file.complemented"
    case fileWithdrawn = "file.withdrawn"
    case decisionReleased = "file.decided"
    case fileAppealed = "file.appealed"
    case grantSent = "grant.sent"
    case grantSigned = "grant.signed"
    case grantCommitted = "grant.committed"
    case grantPaid = "grant.paid"
    case grantReported = "grant.reported"
    case grantClosed = "grant.closed"

    /// The events of the log that tell it: machine and action.
    package var events: [String] {
        switch self {
        case .callOpened: ["call.open"]
        case .callExtended: ["call.extend"]
        case .callClosed: ["call.close"]
        case .callPublished: ["call.publish"]
        case .callCancelled: ["call.cancel"]
        case .fileSubmitted: ["application.submit"]
        case .fileComplemented: ["application.complement"]
        case .fileWithdrawn: ["application.withdraw"]
        case .decisionReleased: ["application.notify"]
        case .fileAppealed: ["application.appeal"]
        case .grantSent: ["grant.send"]
        case .grantSigned: ["grant.sign"]
        case .grantCommitted: ["grant.commit"]
        case .grantPaid: ["grant.payFirst", "grant.payBalance"]
        case .grantReported: ["grant.report"]
        case .grantClosed: ["grant.close"]
        }
    }

    package init?(event: String) {
        guard let kind = Self.allCases.first(where: { $0.events.contains(event) }) else { return nil }
        self = kind
    }

    package var label: Message {
        switch self {
        case .callOpened: Message(fr: "appel ouvert", nl: "oproep geopend", en: "call opened")
        case .callExtended: Message(fr: "appel prolongé", nl: "oproep verlengd", en: "call extended")
        case .callClosed: Message(fr: "appel clôturé", nl: "oproep gesloten", en: "call closed")
        case .callPublished: Message(fr: "résultats publiés", nl: "resultaten gepubliceerd", en: "results published")
        case .callCancelled: Message(fr: "appel annulé", nl: "oproep geannuleerd", en: "call cancelled")
        case .fileSubmitted: Message(fr: "dossier introduit", nl: "dossier ingediend", en: "file submitted")
        case .fileComplemented: Message(fr: "dossier complété", nl: "dossier aangevuld", en: "file completed")
        case .fileWithdrawn: Message(fr: "dossier retiré", nl: "dossier ingetrokken", en: "file withdrawn")
        case .decisionReleased: Message(fr: "décision communiquée", nl: "beslissing meegedeeld", en: "decision released")
        case .fileAppealed: Message(fr: "recours introduit", nl: "bezwaar ingediend", en: "appeal filed")
        case .grantSent: Message(fr: "convention envoyée", nl: "overeenkomst verstuurd", en: "agreement sent")
        case .grantSigned: Message(fr: "convention signée", nl: "overeenkomst ondertekend", en: "agreement signed")
        case .grantCommitted: Message(fr: "subside engagé", nl: "toelage vastgelegd", en: "grant committed")
        case .grantPaid: Message(fr: "subside payé", nl: "toelage betaald", en: "grant paid")
        case .grantReported: Message(fr: "rapport reçu", nl: "verslag ontvangen", en: "report received")
        case .grantClosed: Message(fr: "subside clôturé", nl: "toelage afgesloten", en: "grant closed")
        }
    }
}
