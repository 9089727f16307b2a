package import CallModel

/// Why a payment, or a whole batch, cannot go to the bank. Each names what has to be put right, and where.
package enum PaymentRefusal: Error, Hashable, Sendable {
    case account(reference: String, account: String, AccountFault)
    /// The municipality's own account.
    case debtorAccount(account: String, AccountFault)
    case debtorName(String)
    /// Not a letter or digit of the name can be written in the banks' character set.
    case payeeName(reference: String, name: String)
    case negativeAmount(reference: String, amount: Cents)
    /// More than 999,999,999.99 euro, the most that one SEPA credit transfer carries.
    case amountTooLarge(reference: String, amount: Cents)
    /// The same payment twice: paying it once more would be paying twice.
    case repeated(reference: String, identifier: String)
    case nothingToPay

    package var message: Message {
        switch self {
        case .account(let reference, let account, let fault):
            fault.message(account, fr: "du dossier \(reference)", nl: "van dossier \(reference)", en: "of file \(reference)")
        case .debtorAccount(let account, let fault):
            fault.message(account, fr: "de la commune", nl: "van de gemeente", en: "of the municipality")
        case .debtorName(let name):
            Message(
                fr: "Le nom de la commune (« \(name) ») ne peut s'écrire en caractères SEPA.",
                nl: "De naam van de gemeente (\"\(name)\") kan niet in SEPA-tekens worden geschreven.",
                en: "The municipality's name (\"\(name)\") cannot be written in SEPA characters.")
        case .payeeName(let reference, let name):
            Message(
                fr: "Dossier \(reference) : le nom « \(name) » ne peut s'écrire en caractères SEPA. Enregistrez sa forme latine.",
                nl: "Dossier \(reference): de naam \"\(name)\" kan niet in SEPA-tekens. Registreer de Latijnse vorm.",
                en: "File \(reference): the name \"\(name)\" cannot be written in SEPA characters. Register its Latin form.")
        case .negativeAmount(let reference, let amount):
            Message(
                fr: "Dossier \(reference) : le montant \(amount.decimal) est négatif.",
                nl: "Dossier \(reference): het bedrag \(amount.decimal) is negatief.",
                en: "File \(reference): the amount \(amount.decimal) is negative.")
        case .amountTooLarge(let reference, let amount):
            Message(
                fr: "Dossier \(reference) : \(amount.decimal) dépasse ce qu'un virement SEPA permet (999999999.99).",
                nl: "Dossier \(reference): \(amount.decimal) is meer dan een SEPA-overschrijving toelaat (999999999.99).",
                en: "File \(reference): \(amount.decimal) is more than a SEPA credit transfer allows (999999999.99).")
        case .repeated(let reference, let identifier):
            Message(
                fr: "Dossier \(reference) : le paiement \(identifier) figure deux fois.",
                nl: "Dossier \(reference): betaling \(identifier) komt twee keer voor.",
                en: "File \(reference): the payment \(identifier) is there twice.")
        case .nothingToPay:
            Message(fr: "Il n'y a rien à payer.", nl: "Er is niets te betalen.", en: "There is nothing to pay.")
        }
    }
}

/// All that keeps a batch from the bank.
package struct PaymentRefusals: Error, Hashable, Sendable {
    package let refusals: [PaymentRefusal]

    package init(_ refusals: [PaymentRefusal]) { self.refusals = refusals }
}

extension AccountFault {
    fileprivate func message(_ account: String, fr: String, nl: String, en: String) -> Message {
        switch self {
        case .unreadable:
            Message(
                fr: "Le compte « \(account) » \(fr) n'est pas un IBAN valable. Demandez-le à nouveau.",
                nl: "De rekening \"\(account)\" \(nl) is geen geldige IBAN. Vraag ze opnieuw op.",
                en: "The account \"\(account)\" \(en) is not a valid IBAN. Ask for it again.")
        case .outsideSEPA(let country):
            Message(
                fr: "Le compte « \(account) » \(fr) est tenu hors de la zone SEPA (\(country)). Payez l'association sur un compte SEPA.",
                nl: "De rekening \"\(account)\" \(nl) ligt buiten de SEPA-zone (\(country)). Betaal op een SEPA-rekening.",
                en: "The account \"\(account)\" \(en) is outside the SEPA (\(country)). Pay the organisation on a SEPA account.")
        }
    }
}
