import CallModel

/// An organisation with the keys that `Organisation` has.
enum OrganisationElement: RecordElement {
    static func record(_ object: ObjectReader, row: Int, definition: CallDefinition?) -> ImportedOrganisation? {
        let number = number(object)
        let reference = reference(object, number: number)
        let name = object.text("name")
        let legalForm = object.word("legalForm", LegalForm.self)
        let foundedOn = object.date("foundedOn")
        let seat = object.text("seatPostcode")
        if let seat, !Postcode.isBelgian(seat) { object.report(.cell(.notPostcode), "seatPostcode", value: seat) }
        let activity = object.texts("activityPostcodes")
        for (text, path) in activity where !Postcode.isBelgian(text) {
            object.log.report(.cell(.notPostcode), at: .path(path), value: text)
        }
        let iban = object.text("iban")
        let language = object.word("language", PreferredLanguage.self)
        let email = object.email("email")
        let isRecognised = object.has("isRecognisedNGO") ? object.flag("isRecognisedNGO") : false
        guard let reference, let name, let legalForm, let foundedOn, let seat, let iban, let language, let email,
            let isRecognised
        else { return nil }
        let organisation = Organisation(
            reference: reference, name: name, enterpriseNumber: number, legalForm: legalForm, foundedOn: foundedOn,
            seatPostcode: seat, activityPostcodes: activity.map(\.text), iban: iban, language: language, email: email,
            isRecognisedNGO: isRecognised)
        return ImportedOrganisation(organisation: organisation, row: row)
    }

    private static func number(_ object: ObjectReader) -> EnterpriseNumber? {
        guard let text = object.optionalText("enterpriseNumber") else { return nil }
        let number = EnterpriseNumber(text)
        if number == nil { object.report(.cell(.wrongEnterpriseNumber), "enterpriseNumber", value: text) }
        return number
    }

    private static func reference(_ object: ObjectReader, number: EnterpriseNumber?) -> String? {
        guard object.has("reference") else {
            if let number { object.log.claim(number.digits, "reference", at: .path(object.path)) }
            if number == nil, !object.has("enterpriseNumber") {
                object.report(.record(.nothingToNameIt), "reference")
            }
            return number?.digits
        }
        guard let key = object.organisation("reference") else { return nil }
        object.log.claim(key, "reference", at: .path(object.path))
        if let number, key != number.digits {
            if EnterpriseNumber(key) != nil {
                object.report(.record(.referenceDiffers(number)), "reference", value: key)
            }
            object.log.claim(number.digits, "enterpriseNumber", at: .path(object.path))
        }
        return key
    }
}

extension ObjectReader {
    func email(_ key: String) -> String? {
        guard let text = text(key) else { return nil }
        if EmailAddress.isPlausible(text) { return text }
        report(.cell(.notEmail), key, value: text)
        return nil
    }

    /// An organisation's key: an enterprise number in any punctuation becomes its ten digits.
    func organisation(_ key: String) -> String? {
        guard let text = text(key) else { return nil }
        switch OrganisationKey.parse(text) {
        case .key(let key): return key
        case .wrongNumber:
            report(.cell(.wrongEnterpriseNumber), key, value: text)
            return nil
        }
    }
}
