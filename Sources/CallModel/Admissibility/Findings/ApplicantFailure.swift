/// Why an applicant does not meet a condition, with the values that fail.
package enum ApplicantFailure: Hashable, Codable, Sendable {
    case seatElsewhere(String)
    case activityElsewhere([String])
    /// The files that came in before this one.
    case tooManyFiles([String], allowed: Int, per: FileScope)
    case earlierWinner(editions: [String])
    case recognition(isRecognised: Bool)
    case resourcesTooHigh(AnnualResources, maximum: Cents)
    case projectTooLarge(total: Cents, allowed: Cents, share: Share, resources: AnnualResources)
    case attestationsMissing([Attestation])
    /// The reference of the organisation that applied.
    case notInvited(String)

    /// The reason in words; the finding puts the article before it.
    package var message: Message {
        switch self {
        case .seatElsewhere(let seat):
            return Message(
                fr: "le siège (\(seat)) ne se trouve pas sur le territoire de l'appel.",
                nl: "de zetel (\(seat)) ligt niet op het grondgebied van de oproep.",
                en: "the seat (\(seat)) is not in the area of the call.")
        case .activityElsewhere(let postcodes):
            let names = postcodes.joined(separator: ", ")
            return Message(
                fr: "les activités (\(names)) ne se trouvent pas sur le territoire de l'appel.",
                nl: "de activiteiten (\(names)) liggen niet op het grondgebied van de oproep.",
                en: "the activities (\(names)) are not in the area of the call.")
        case .tooManyFiles(let files, let allowed, let scope):
            let names = files.joined(separator: ", ")
            let place = scope.place
            return Message(
                fr: "l'organisation peut introduire \(allowed) dossier(s) \(place.french) ; elle a déjà introduit : "
                    + "\(names).",
                nl: "de organisatie mag \(allowed) dossier(s) indienen \(place.dutch); ze heeft al ingediend: \(names).",
                en: "the organisation may submit \(allowed) file(s) \(place.english); it has already submitted: "
                    + "\(names).")
        case .earlierWinner(let editions):
            let names = editions.joined(separator: ", ")
            return Message(
                fr: "l'organisation est lauréate d'une édition qui exclut une nouvelle demande : \(names).",
                nl: "de organisatie is laureaat van een editie die een nieuwe aanvraag uitsluit: \(names).",
                en: "the organisation won a grant in an edition that excludes a new request: \(names).")
        case .recognition(isRecognised: true):
            return Message(
                fr: "les ONG agréées ne peuvent pas introduire de demande.",
                nl: "erkende ngo's kunnen geen aanvraag indienen.",
                en: "recognised non-governmental organisations may not apply.")
        case .recognition(isRecognised: false):
            return Message(
                fr: "l'organisation n'est pas une ONG agréée.", nl: "de organisatie is geen erkende ngo.",
                en: "the organisation is not a recognised non-governmental organisation.")
        case .resourcesTooHigh(let resources, let maximum):
            let (year, amount) = (resources.year, resources.amount)
            return Message(
                fr: "les ressources de \(year) (\(amount.french)) dépassent \(maximum.french).",
                nl: "de inkomsten van \(year) (\(amount.dutch)) overschrijden \(maximum.dutch).",
                en: "the resources of \(year) (\(amount.english)) exceed \(maximum.english).")
        case .projectTooLarge(let total, let allowed, let share, let resources):
            let (year, amount) = (resources.year, resources.amount)
            return Message(
                fr: "le coût total (\(total.french)) dépasse \(share.percent) % des ressources de \(year) "
                    + "(\(amount.french)), soit \(allowed.french).",
                nl: "de totale kost (\(total.dutch)) is meer dan \(share.percent) % van de inkomsten van \(year) "
                    + "(\(amount.dutch)), dat is \(allowed.dutch).",
                en: "the total cost (\(total.english)) exceeds \(share.percent) % of the resources of \(year) "
                    + "(\(amount.english)), which is \(allowed.english).")
        case .attestationsMissing(let missing):
            let labels = missing.map(\.label)
            return Message(
                fr: "des engagements ne sont pas attestés : \(list(labels, .french)).",
                nl: "deze verbintenissen zijn niet bevestigd: \(list(labels, .dutch)).",
                en: "these commitments are not attested: \(list(labels, .english)).")
        case .notInvited(let reference):
            return Message(
                fr: "l'appel s'adresse aux seules organisations qu'il nomme, dont \(reference) ne fait pas partie.",
                nl: "de oproep richt zich enkel tot de organisaties die hij noemt; \(reference) is daar niet bij.",
                en: "the call is for the organisations that it names alone, and \(reference) is not among them.")
        }
    }
}

extension FileScope {
    fileprivate var place: Message {
        switch self {
        case .call: Message(fr: "dans cet appel", nl: "in deze oproep", en: "in this call")
        case .category: Message(fr: "dans cette catégorie", nl: "in deze categorie", en: "in this category")
        }
    }
}

/// The labels in one language, parted by commas.
func list(_ labels: [Message], _ language: Language) -> String {
    labels.map { $0.text(in: language) }.joined(separator: ", ")
}
