import CallModel

/// The headings of the workbooks for finance.
enum FinanceWords {
    static let overview = Message(fr: "Récapitulatif", nl: "Overzicht", en: "Overview")
    static let noLine = Message(fr: "Sans ligne", nl: "Zonder lijn", en: "No line")
    static let total = Message(fr: "Total", nl: "Totaal", en: "Total")

    static let account = Message(fr: "Compte", nl: "Rekening", en: "Account")
    static let advised = Message(fr: "Avis", nl: "Advies", en: "Advised")
    static let amount = Message(fr: "Montant", nl: "Bedrag", en: "Amount")
    static let article = Message(fr: "Article budgétaire", nl: "Begrotingsartikel", en: "Budget article")
    static let awarded = Message(fr: "Octroyé", nl: "Toegekend", en: "Awarded")
    static let bankReference = Message(fr: "Référence bancaire", nl: "Bankreferentie", en: "Bank reference")
    static let bankStatus = Message(fr: "À la banque", nl: "Bij de bank", en: "At the bank")
    static let batch = Message(fr: "Lot", nl: "Reeks", en: "Batch")
    static let carriedForward = Message(
        fr: "Reporté à l'édition suivante", nl: "Overgedragen naar de volgende editie", en: "Carried over to the next edition")
    static let category = Message(fr: "Catégorie", nl: "Categorie", en: "Category")
    static let commitment = Message(fr: "Engagement", nl: "Vastlegging", en: "Commitment")
    static let committedOn = Message(fr: "Engagé le", nl: "Vastgelegd op", en: "Committed on")
    static let communication = Message(
        fr: "Communication structurée", nl: "Gestructureerde mededeling", en: "Structured communication")
    static let count = Message(fr: "Nombre", nl: "Aantal", en: "Number")
    static let credit = Message(fr: "Crédit", nl: "Krediet", en: "Budget")
    static let decidedOn = Message(fr: "Décidé le", nl: "Beslist op", en: "Decided on")
    static let enterpriseNumber = Message(fr: "Numéro BCE", nl: "KBO-nummer", en: "Enterprise number")
    static let instalment = Message(fr: "Tranche", nl: "Schijf", en: "Instalment")
    static let line = Message(fr: "Ligne", nl: "Lijn", en: "Line")
    static let open = Message(fr: "Reste à payer", nl: "Nog te betalen", en: "Left to pay")
    static let orderedOn = Message(fr: "Ordonné le", nl: "Opdracht van", en: "Ordered on")
    static let organisation = Message(fr: "Association", nl: "Vereniging", en: "Organisation")
    static let paid = Message(fr: "Payé", nl: "Betaald", en: "Paid")
    static let project = Message(fr: "Projet", nl: "Project", en: "Project")
    static let rank = Message(fr: "Rang", nl: "Rang", en: "Rank")
    static let reference = Message(fr: "Dossier", nl: "Dossier", en: "File")
    static let requested = Message(fr: "Demandé", nl: "Gevraagd", en: "Requested")
    static let score = Message(fr: "Score", nl: "Score", en: "Score")
    static let standing = Message(fr: "À payer ?", nl: "Te betalen?", en: "To pay?")
    static let state = Message(fr: "État", nl: "Staat", en: "State")
}
