package import CallModel

/// What is written down beside the machines: registers, conflicts of interest and meetings. No state decides on it, only
/// who asks; this is the one place that says who may.
package enum RegisterAction: UInt8, CaseIterable, ReadableLabel {
    case importOrganisations
    case editOrganisation
    case importEarlierGrants
    case importMembers
    case declareConflict
    case recordMeeting
    case openDocument
    case scanDocuments
    /// Puts payments into a file for the bank, takes such a file back, and reads what the bank says of it.
    case keepPaymentBatches
    /// Hands out the proof of what was filed.
    case takeReceipt
    case erasePerson
    /// Keeps what other rules would have made of a call; no award changes by it.
    case keepScenarios
    /// Publishes a lottery and draws it.
    case keepLotteries
    /// Writes down the score on which the council agreed.
    case recordConsensus
    /// Rules on a conflict of interest, whatever anybody declares.
    case pinConflict
    case importBoards
    case importTies
    /// Lets people in: accounts, their hats, and what they sign in with.
    case keepAccounts
    /// Takes away what has had its time: sessions, links, kept forms.
    case sweepAccounts
    /// Makes and revokes keys for machines.
    case keepKeys
    /// Reads what happened to accounts and keys.
    case readAccountHistory
    /// Reads who looked at what.
    case readAccessLog
    /// Lets letters leave that were read first.
    case sendLetters

    package static let names = caseNames()

    package var roles: RoleSet {
        switch self {
        case .importOrganisations, .editOrganisation, .importEarlierGrants, .importMembers: .secretariat
        case .declareConflict: [.secretariat, .applicant, .reviewer, .chair]
        case .recordMeeting: [.secretariat, .chair]
        case .openDocument: [.secretariat, .college, .applicant, .reviewer, .chair]
        case .scanDocuments, .sendLetters: .secretariat
        case .keepPaymentBatches: .finance
        case .takeReceipt: [.secretariat, .applicant]
        case .erasePerson: .secretariat
        case .keepScenarios: [.secretariat, .college]
        case .keepLotteries: .secretariat
        case .recordConsensus: [.secretariat, .chair]
        case .pinConflict, .importBoards, .importTies: .secretariat
        case .keepAccounts, .keepKeys: .administrator
        case .sweepAccounts: [.administrator, .system]
        case .readAccountHistory: [.administrator, .auditor]
        case .readAccessLog: .auditor
        }
    }

    package var label: Message {
        switch self {
        case .importOrganisations:
            Message(fr: "importer des organisations", nl: "organisaties importeren", en: "import organisations")
        case .editOrganisation:
            Message(fr: "corriger une organisation", nl: "een organisatie verbeteren", en: "correct an organisation")
        case .importEarlierGrants:
            Message(fr: "importer des subsides antérieurs", nl: "eerdere toelagen importeren", en: "import earlier grants")
        case .importMembers: Message(fr: "importer des membres", nl: "leden importeren", en: "import members")
        case .declareConflict:
            Message(
                fr: "déclarer un conflit d'intérêts", nl: "een belangenconflict aangeven",
                en: "declare a conflict of interest")
        case .recordMeeting: Message(fr: "enregistrer une séance", nl: "een zitting registreren", en: "record a meeting")
        case .openDocument: Message(fr: "ouvrir un document", nl: "een document openen", en: "open a document")
        case .scanDocuments:
            Message(fr: "analyser les documents", nl: "documenten scannen", en: "scan documents")
        case .keepPaymentBatches:
            Message(fr: "tenir les lots de paiements", nl: "de betaalreeksen bijhouden", en: "keep the payment batches")
        case .takeReceipt:
            Message(fr: "retirer un reçu", nl: "een ontvangstbewijs afhalen", en: "take a receipt")
        case .erasePerson: Message(fr: "effacer une personne", nl: "een persoon wissen", en: "erase a person")
        case .keepScenarios: Message(fr: "garder des scénarios", nl: "scenario's bewaren", en: "keep scenarios")
        case .keepLotteries: Message(fr: "organiser un tirage au sort", nl: "een loting houden", en: "hold a lottery")
        case .recordConsensus:
            Message(fr: "noter une cote de consensus", nl: "een consensusscore noteren", en: "record a consensus score")
        case .pinConflict:
            Message(
                fr: "trancher un conflit d'intérêts", nl: "over een belangenconflict beslissen", en: "rule on a conflict of interest")
        case .importBoards:
            Message(
                fr: "importer les administrateurs des organisations", nl: "bestuurders van organisaties importeren",
                en: "import the boards of organisations")
        case .importTies:
            Message(fr: "importer les liens des membres", nl: "banden van leden importeren", en: "import the ties of members")
        case .keepAccounts: Message(fr: "tenir les comptes", nl: "de accounts beheren", en: "keep the accounts")
        case .sweepAccounts: Message(fr: "nettoyer les comptes", nl: "de accounts opruimen", en: "sweep the accounts")
        case .keepKeys: Message(fr: "tenir les clés", nl: "de sleutels beheren", en: "keep the keys")
        case .readAccountHistory:
            Message(fr: "lire l'historique des comptes", nl: "de geschiedenis van accounts lezen", en: "read the history of accounts")
        case .readAccessLog:
            Message(fr: "lire le journal des consultations", nl: "het raadplegingslogboek lezen", en: "read who looked at what")
        case .sendLetters: Message(fr: "envoyer les lettres", nl: "de brieven versturen", en: "send the letters")
        }
    }
}

extension RegisterAction {
    /// Refuses who may not do it.
    ///
    /// - Parameter members: in whose name it is done. A member of the council does it for nobody else; roles that are no
    ///   member's do it for all.
    package func permit(_ actor: Actor, inNameOf members: [MemberID] = []) throws(Refusal) {
        guard roles.contains(actor.role) else { throw .notPermitted(role: actor.role, action: AnyLabel(self)) }
        guard let own = actor.member else { return }
        guard members.allSatisfy({ $0 == own }) else { throw .onlyInOwnName }
    }
}
