extension LegalForm {
    /// The usual name of the form.
    package var label: Message {
        switch self {
        case .asbl: Message(fr: "ASBL", nl: "vzw", en: "non-profit association")
        case .aisbl: Message(fr: "AISBL", nl: "ivzw", en: "international non-profit association")
        case .publicFoundation:
            Message(
                fr: "fondation d'utilité publique", nl: "stichting van openbaar nut", en: "public-benefit foundation")
        case .privateFoundation: Message(fr: "fondation privée", nl: "private stichting", en: "private foundation")
        case .cooperative: Message(fr: "société coopérative", nl: "coöperatieve vennootschap", en: "cooperative")
        case .deFactoAssociation:
            Message(fr: "association de fait", nl: "feitelijke vereniging", en: "unincorporated association")
        case .publicBody: Message(fr: "organisme public", nl: "openbare instelling", en: "public body")
        case .company: Message(fr: "société commerciale", nl: "handelsvennootschap", en: "company")
        case .naturalPerson: Message(fr: "personne physique", nl: "natuurlijke persoon", en: "natural person")
        }
    }
}
