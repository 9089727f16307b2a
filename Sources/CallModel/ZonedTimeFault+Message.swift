extension ZonedTimeFault {
    /// What is wrong with the time and how to write it.
    package var message: Message {
        switch self {
        case .unreadable(let text):
            return Message(
                fr: "« \(text) » n'est pas une date et une heure qui existent. Écrivez \"2027-04-01 23:59\".",
                nl: "'\(text)' is geen bestaande datum met uur. Schrijf \"2027-04-01 23:59\".",
                en: "'\(text)' is not a date and time that exist. Write \"2027-04-01 23:59\".")
        case .unknownZone(let zone, let suggestion):
            let (french, dutch, english) =
                suggestion.map { (" Vouliez-vous dire « \($0) » ?", " Bedoelde u '\($0)'?", " Did you mean '\($0)'?") }
                ?? ("", "", "")
            return Message(
                fr: "Le fuseau « \(zone) » n'existe pas.\(french) Écrivez par exemple Europe/Brussels.",
                nl: "De tijdzone '\(zone)' bestaat niet.\(dutch) Schrijf bijvoorbeeld Europe/Brussels.",
                en: "There is no time zone '\(zone)'.\(english) Write for example Europe/Brussels.")
        case .nonexistent(let text, let zone):
            return Message(
                fr: "Le \(text) n'existe pas à \(zone) : l'heure d'été saute cette heure. Choisissez une autre heure.",
                nl: "\(text) bestaat niet in \(zone): het zomeruur slaat dat uur over. Kies een ander uur.",
                en: "\(text) does not exist in \(zone): summer time skips it. Choose another time.")
        case .ambiguous(let text, let zone, let offsets):
            return Message(
                fr: "Le \(text) se produit deux fois à \(zone). Ajoutez le décalage voulu : "
                    + "\(examples(text, offsets, "ou")).",
                nl: "\(text) komt twee keer voor in \(zone). Voeg het gewenste verschil toe: "
                    + "\(examples(text, offsets, "of")).",
                en: "\(text) happens twice in \(zone). Add the offset that is meant: \(examples(text, offsets, "or")).")
        case .wrongOffset(let text, let zone, let offsets):
            guard !offsets.isEmpty else {
                return ZonedTimeFault.nonexistent(text, zone: zone).message
            }
            return Message(
                fr: "Le décalage de « \(text) » n'est pas celui de \(zone) à ce moment : "
                    + "\(offsets.joined(separator: " ou ")).",
                nl: "Het verschil in '\(text)' is niet dat van \(zone) op dat moment: "
                    + "\(offsets.joined(separator: " of ")).",
                en: "The offset in '\(text)' is not the one of \(zone) at that time: "
                    + "\(offsets.joined(separator: " or ")).")
        }
    }

    private func examples(_ text: String, _ offsets: [String], _ or: String) -> String {
        offsets.map { "\"\(text)\($0)\"" }.joined(separator: " \(or) ")
    }
}
