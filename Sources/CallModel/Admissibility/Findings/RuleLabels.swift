extension MissingFact {
    /// What is missing, to begin a sentence with after the article.
    var label: Message {
        switch self {
        case .activityPostcodes: Message(fr: "lieux d'activité", nl: "plaatsen van activiteit", en: "places of activity")
        case .recognition:
            Message(fr: "agrément comme ONG", nl: "erkenning als ngo", en: "recognition as a non-governmental organisation")
        case .annualResources:
            Message(
                fr: "ressources du dernier exercice clôturé", nl: "inkomsten van het laatste afgesloten boekjaar",
                en: "resources of the last closed year")
        case .attestations: Message(fr: "engagements attestés", nl: "bevestigde verbintenissen", en: "attested commitments")
        case .eligibleCosts:
            Message(fr: "coûts éligibles", nl: "in aanmerking komende kosten", en: "eligible costs")
        case .cofunders:
            Message(fr: "identité des autres bailleurs", nl: "wie de andere financiers zijn", en: "who the other funders are")
        case .goods:
            Message(fr: "détail des apports en nature", nl: "detail van de inbreng in natura", en: "list of goods given")
        case .genderMarker: Message(fr: "marqueur genre", nl: "gendermarker", en: "gender marker")
        case .crisis: Message(fr: "crise visée", nl: "betrokken crisis", en: "crisis concerned")
        }
    }
}

extension CostBase {
    /// "of the …", as it follows a percentage.
    var label: Message {
        switch self {
        case .total: Message(fr: "du coût total", nl: "van de totale kost", en: "of the total cost")
        case .eligible:
            Message(fr: "des coûts éligibles", nl: "van de in aanmerking komende kosten", en: "of the eligible costs")
        }
    }
}

extension CategoryBase {
    /// "of the …", as it follows a percentage.
    var label: Message {
        switch self {
        case .total: CostBase.total.label
        case .eligible: CostBase.eligible.label
        case .direct: Message(fr: "des coûts directs", nl: "van de directe kosten", en: "of the direct costs")
        case .request: Message(fr: "du montant demandé", nl: "van het gevraagde bedrag", en: "of the amount requested")
        }
    }
}

extension FunderFamily {
    /// The usual name of the family.
    package var label: Message {
        switch self {
        case .grantingAuthority:
            Message(fr: "l'autorité elle-même", nl: "de overheid van deze oproep", en: "the authority of this call")
        case .municipality: Message(fr: "une autre commune", nl: "een andere gemeente", en: "another municipality")
        case .brusselsRegion:
            Message(fr: "la Région de Bruxelles-Capitale", nl: "het Brussels Gewest", en: "the Brussels Region")
        case .brusselsCommunityCommission:
            Message(
                fr: "une commission communautaire bruxelloise", nl: "een Brusselse gemeenschapscommissie",
                en: "a Community Commission of Brussels")
        case .frenchCommunity:
            Message(fr: "la Fédération Wallonie-Bruxelles", nl: "de Franse Gemeenschap", en: "the French Community")
        case .flemishAuthorities:
            Message(fr: "les autorités flamandes", nl: "de Vlaamse overheid", en: "the Flemish authorities")
        case .walloonRegion: Message(fr: "la Région wallonne", nl: "het Waals Gewest", en: "the Walloon Region")
        case .germanCommunity:
            Message(fr: "la Communauté germanophone", nl: "de Duitstalige Gemeenschap", en: "the German-speaking Community")
        case .province: Message(fr: "une province", nl: "een provincie", en: "a province")
        case .federalState: Message(fr: "l'État fédéral", nl: "de federale overheid", en: "the federal State")
        case .europeanUnion: Message(fr: "l'Union européenne", nl: "de Europese Unie", en: "the European Union")
        case .multilateral:
            Message(fr: "une organisation multilatérale", nl: "een multilaterale organisatie", en: "a multilateral body")
        case .foreignPublic:
            Message(fr: "un pouvoir public étranger", nl: "een buitenlandse overheid", en: "a foreign public authority")
        case .foundation: Message(fr: "une fondation", nl: "een stichting", en: "a foundation")
        case .company: Message(fr: "une entreprise", nl: "een bedrijf", en: "a company")
        case .association: Message(fr: "une association", nl: "een vereniging", en: "an association")
        case .individuals: Message(fr: "des particuliers", nl: "particulieren", en: "individuals")
        }
    }
}

extension Attestation {
    /// What is attested, in a few words.
    package var label: Message {
        switch self {
        case .humanity: Message(fr: "humanité", nl: "menselijkheid", en: "humanity")
        case .neutrality: Message(fr: "neutralité", nl: "neutraliteit", en: "neutrality")
        case .impartiality: Message(fr: "impartialité", nl: "onpartijdigheid", en: "impartiality")
        case .independence: Message(fr: "indépendance", nl: "onafhankelijkheid", en: "independence")
        case .safeguarding:
            Message(
                fr: "protection contre l'exploitation et les abus sexuels",
                nl: "bescherming tegen seksuele uitbuiting en misbruik",
                en: "protection from sexual exploitation and abuse")
        case .secularism:
            Message(
                fr: "ni politique partisane ni prosélytisme", nl: "geen partijpolitiek en geen bekeringsijver",
                en: "neither party politics nor preaching")
        case .futureActivitiesOnly:
            Message(
                fr: "aucune activité déjà commencée", nl: "geen activiteit die al begonnen is",
                en: "no activity that has begun")
        case .deMinimis: Message(fr: "aides de minimis", nl: "de-minimissteun", en: "de minimis aid")
        case .vatNotRecoverable:
            Message(fr: "TVA non récupérable", nl: "niet-terugvorderbare btw", en: "VAT that cannot be recovered")
        }
    }
}

extension GenderEvidence {
    /// The criterion in a few words.
    package var label: Message {
        switch self {
        case .analysisDone: Message(fr: "analyse de genre", nl: "genderanalyse", en: "gender analysis")
        case .findingsInformDesign:
            Message(
                fr: "ses conclusions orientent le projet", nl: "de bevindingen sturen het project",
                en: "its findings shape the project")
        case .doNoHarm: Message(fr: "ne pas nuire", nl: "geen schade toebrengen", en: "do no harm")
        case .explicitObjective:
            Message(
                fr: "objectif explicite d'égalité", nl: "uitdrukkelijke gelijkheidsdoelstelling",
                en: "explicit objective of equality")
        case .mainObjective:
            Message(
                fr: "égalité comme objectif principal", nl: "gelijkheid als hoofddoel", en: "equality as the main objective")
        case .genderIndicator: Message(fr: "indicateur de genre", nl: "genderindicator", en: "gender indicator")
        case .disaggregatedData:
            Message(fr: "données ventilées par sexe", nl: "naar geslacht uitgesplitste gegevens", en: "data by sex")
        case .commitmentToReport:
            Message(fr: "engagement à rendre compte", nl: "verbintenis om te rapporteren", en: "commitment to report")
        }
    }
}
