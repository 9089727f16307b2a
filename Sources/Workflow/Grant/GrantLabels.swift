package import CallModel

extension GrantState {
    package var label: Message {
        switch self {
        case .absent: Message(fr: "inexistant", nl: "onbestaand", en: "absent")
        case .agreementSent: Message(fr: "convention envoyée", nl: "overeenkomst verstuurd", en: "agreement sent")
        case .signed: Message(fr: "convention signée", nl: "overeenkomst ondertekend", en: "signed")
        case .committed: Message(fr: "engagé", nl: "vastgelegd", en: "committed")
        case .firstInstalmentPaid: Message(fr: "première tranche payée", nl: "eerste schijf betaald", en: "first instalment paid")
        case .reported: Message(fr: "justifié", nl: "verantwoord", en: "reported")
        case .accepted: Message(fr: "justification acceptée", nl: "verantwoording aanvaard", en: "accepted")
        case .partlyAccepted: Message(fr: "partiellement acceptée", nl: "gedeeltelijk aanvaard", en: "partly accepted")
        case .rejected: Message(fr: "justification rejetée", nl: "verantwoording verworpen", en: "rejected")
        case .balancePaid: Message(fr: "solde payé", nl: "saldo betaald", en: "balance paid")
        case .recoveryClaimed: Message(fr: "restitution demandée", nl: "terugvordering ingesteld", en: "recovery claimed")
        case .recovered: Message(fr: "restitué", nl: "teruggevorderd", en: "recovered")
        case .closed: Message(fr: "clôturé", nl: "afgesloten", en: "closed")
        case .lapsed: Message(fr: "caduc", nl: "vervallen", en: "lapsed")
        case .cancelled: Message(fr: "annulé", nl: "geannuleerd", en: "cancelled")
        case .suspended: Message(fr: "suspendu", nl: "opgeschort", en: "suspended")
        }
    }
}

extension GrantAction {
    package var label: Message {
        switch self {
        case .send: Message(fr: "envoyer la convention", nl: "de overeenkomst versturen", en: "send the agreement")
        case .sign: Message(fr: "signer", nl: "ondertekenen", en: "sign")
        case .commit: Message(fr: "engager", nl: "vastleggen", en: "commit")
        case .payFirst: Message(fr: "payer la première tranche", nl: "de eerste schijf betalen", en: "pay the first instalment")
        case .report: Message(fr: "justifier", nl: "verantwoorden", en: "report")
        case .accept: Message(fr: "accepter la justification", nl: "de verantwoording aanvaarden", en: "accept the report")
        case .acceptPartly: Message(fr: "accepter en partie", nl: "gedeeltelijk aanvaarden", en: "accept in part")
        case .reject: Message(fr: "rejeter la justification", nl: "de verantwoording verwerpen", en: "reject the report")
        case .payBalance: Message(fr: "payer le solde", nl: "het saldo betalen", en: "pay the balance")
        case .claimRecovery: Message(fr: "demander la restitution", nl: "terugvorderen", en: "claim recovery")
        case .recordRecovery: Message(fr: "enregistrer la restitution", nl: "de terugbetaling registreren", en: "record the recovery")
        case .writeOff: Message(fr: "abandonner la créance", nl: "de vordering opgeven", en: "write off the claim")
        case .close: Message(fr: "clôturer", nl: "afsluiten", en: "close")
        case .lapse: Message(fr: "constater la caducité", nl: "het verval vaststellen", en: "lapse")
        case .cancel: Message(fr: "annuler", nl: "annuleren", en: "cancel")
        case .suspend: Message(fr: "suspendre", nl: "opschorten", en: "suspend")
        case .resume: Message(fr: "reprendre", nl: "hervatten", en: "resume")
        }
    }
}
