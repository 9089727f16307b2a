package import CallModel
package import Service
package import Store

/// A webhook in a list.
package struct WebhookRow: Codable, TableRow {
    package let id: Int64
    package let name: String
    package let address: String
    package let kinds: [WebhookKind]
    package let createdAt: Instant
    /// Since when nothing has arrived.
    package let failingSince: Instant?
    /// From then on it is told nothing.
    package let switchedOffAt: Instant?
    package let waiting: Int
    package let givenUp: Int

    package init(_ webhook: StoredWebhook) {
        (id, name, address) = (webhook.id, webhook.name, webhook.address)
        kinds = webhook.kinds.compactMap { WebhookKind(rawValue: $0) }
        (createdAt, failingSince, switchedOffAt) = (webhook.createdAt, webhook.failingSince, webhook.disabledAt)
        (waiting, givenUp) = (webhook.waiting, webhook.givenUp)
    }

    package static let columns: [Column] = [
        .number(AccountWords.number), .flexible(Words.name), .flexible(WebhookWords.address), .flexible(WebhookWords.kinds),
        .number(WebhookWords.waiting), .number(WebhookWords.givenUp), .text(WebhookWords.failingSince), .text(WebhookWords.switchedOff)
    ]

    package func cells(in language: Language) -> [String] {
        [
            "\(id)", name, address, kinds.map { $0.label.text(in: language) }.joined(separator: ", "), "\(waiting)", "\(givenUp)",
            Moment.text(failingSince), Moment.text(switchedOffAt)
        ]
    }
}

/// What a webhook was told, or is to be told.
package struct DeliveryRow: Codable, TableRow {
    package enum State: String, Codable, CaseIterable, Sendable { case waiting, delivered, givenUp }

    package let id: Int64
    package let kind: WebhookKind?
    package let call: String
    package let file: String?
    /// When what it tells happened.
    package let at: Instant
    package let state: State
    package let attempts: Int
    package let nextAttemptAt: Instant?
    package let lastError: String?

    package init(_ delivery: StoredDelivery) {
        (id, kind, call, file, at) = (delivery.id, WebhookKind(event: delivery.event), delivery.call, delivery.file, delivery.at)
        state = delivery.deliveredAt != nil ? .delivered : delivery.givenUpAt != nil ? .givenUp : .waiting
        (attempts, lastError) = (delivery.attempts, delivery.lastError)
        nextAttemptAt = state == .waiting ? delivery.dueAt : nil
    }

    package static let columns: [Column] = [
        .number(AccountWords.number), .flexible(Words.kind), .text(WebhookWords.subject), .text(WebhookWords.happened),
        .text(WebhookWords.state), .number(WebhookWords.attempts), .text(WebhookWords.next), .flexible(WebhookWords.error)
    ]

    package func cells(in language: Language) -> [String] {
        [
            "\(id)", kind?.label.text(in: language) ?? "", file ?? call, Moment.text(at), state.label.text(in: language), "\(attempts)",
            Moment.text(nextAttemptAt), lastError ?? ""
        ]
    }
}

extension DeliveryRow.State {
    var label: Message {
        switch self {
        case .waiting: WebhookWords.waiting
        case .delivered: Message(fr: "arrivé", nl: "aangekomen", en: "delivered")
        case .givenUp: WebhookWords.givenUp
        }
    }
}

/// Words about webhooks.
package enum WebhookWords {
    package static let address = Message(fr: "adresse", nl: "adres", en: "address")
    package static let kinds = Message(fr: "apprend", nl: "verneemt", en: "hears of")
    package static let waiting = Message(fr: "en attente", nl: "wachtend", en: "waiting")
    package static let givenUp = Message(fr: "abandonné", nl: "opgegeven", en: "given up")
    package static let failingSince = Message(fr: "sans réponse depuis", nl: "zonder antwoord sinds", en: "failing since")
    package static let switchedOff = Message(fr: "débranché", nl: "uitgeschakeld", en: "switched off")
    package static let subject = Message(fr: "au sujet de", nl: "over", en: "about")
    package static let happened = Message(fr: "survenu", nl: "gebeurd", en: "happened")
    package static let state = Message(fr: "état", nl: "toestand", en: "state")
    package static let attempts = Message(fr: "essais", nl: "pogingen", en: "attempts")
    package static let next = Message(fr: "prochain essai", nl: "volgende poging", en: "next attempt")
    package static let error = Message(fr: "dernière erreur", nl: "laatste fout", en: "last error")
    package static let shownOnce = Message(
        fr: "Ce secret signe ce qui est envoyé ; il ne sera plus montré. Gardez-le en lieu sûr.",
        nl: "Dit geheim ondertekent wat verstuurd wordt; het wordt niet meer getoond. Bewaar het veilig.",
        en: "This secret signs what is sent; it is not shown again. Keep it in a safe place.")
}
