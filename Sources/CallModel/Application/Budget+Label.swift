extension CostCategory {
    /// The heading of the budget table.
    package var label: Message {
        switch self {
        case .personnel: Message(fr: "Personnel", nl: "Personeel", en: "Personnel")
        case .travel: Message(fr: "Voyages et séjours", nl: "Reis en verblijf", en: "Travel and stay")
        case .equipment: Message(fr: "Équipement", nl: "Uitrusting", en: "Equipment")
        case .works: Message(fr: "Travaux", nl: "Werken", en: "Works")
        case .training: Message(fr: "Formation", nl: "Vorming", en: "Training")
        case .communication: Message(fr: "Communication", nl: "Communicatie", en: "Communication")
        case .administration: Message(fr: "Frais administratifs", nl: "Administratiekosten", en: "Administrative costs")
        case .contingency: Message(fr: "Imprévus", nl: "Onvoorziene uitgaven", en: "Contingency")
        case .other: Message(fr: "Autres dépenses", nl: "Andere uitgaven", en: "Other costs")
        }
    }
}

extension ResourceSource {
    /// The heading of the financing plan.
    package var label: Message {
        switch self {
        case .city: Message(fr: "Subside demandé", nl: "Gevraagde subsidie", en: "Grant requested")
        case .ownCash: Message(fr: "Apport propre", nl: "Eigen inbreng", en: "Own contribution")
        case .otherPublic: Message(fr: "Autres pouvoirs publics", nl: "Andere overheden", en: "Other public funding")
        case .otherPrivate:
            Message(fr: "Autres fonds privés", nl: "Andere private middelen", en: "Other private funding")
        case .localPartner: Message(fr: "Partenaire local", nl: "Lokale partner", en: "Local partner")
        case .inKind: Message(fr: "Apport en nature", nl: "Inbreng in natura", en: "In-kind contribution")
        }
    }
}
