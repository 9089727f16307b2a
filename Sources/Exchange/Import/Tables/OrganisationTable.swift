import CallModel

/// `reference,name,enterprise_number,legal_form,founded_on,seat_postcode,activity_postcodes,iban,language,email,recognised_ngo`
struct OrganisationTable: RecordTable {
    private let reference, name, enterpriseNumber, legalForm, foundedOn, seatPostcode, activityPostcodes: Column
    private let iban, language, email, recognisedNGO: Column

    init(_ header: inout HeaderReader) {
        reference = header.optional("reference")
        name = header.required("name")
        enterpriseNumber = header.optional("enterprise_number")
        legalForm = header.required("legal_form")
        foundedOn = header.required("founded_on")
        seatPostcode = header.required("seat_postcode")
        activityPostcodes = header.optional("activity_postcodes")
        iban = header.required("iban")
        language = header.required("language")
        email = header.required("email")
        recognisedNGO = header.optional("recognised_ngo")
    }

    func record(_ row: RowReader) -> ImportedOrganisation? {
        let number = number(row)
        let reference = reference(row, number: number)
        let name = row.text(name)
        let legalForm = row.word(legalForm, LegalForm.self)
        let foundedOn = row.date(foundedOn)
        let seat = row.text(seatPostcode)
        if let seat, !Postcode.isBelgian(seat) { row.report(.notPostcode, seatPostcode) }
        let activity = row.list(activityPostcodes)
        for postcode in activity where !Postcode.isBelgian(postcode) {
            row.log.report(.cell(.notPostcode), at: row.place, column: activityPostcodes.name, value: postcode)
        }
        let iban = row.text(iban)
        let language = row.word(language, PreferredLanguage.self)
        let email = row.email(email)
        let isRecognised = row.isEmpty(recognisedNGO) ? false : row.flag(recognisedNGO)
        guard let reference, let name, let legalForm, let foundedOn, let seat, let iban, let language, let email,
            let isRecognised
        else { return nil }
        let organisation = Organisation(
            reference: reference, name: name, enterpriseNumber: number, legalForm: legalForm, foundedOn: foundedOn,
            seatPostcode: seat, activityPostcodes: activity, iban: iban, language: language, email: email,
            isRecognisedNGO: isRecognised)
        return ImportedOrganisation(organisation: organisation, row: row.row.line)
    }

    private func number(_ row: RowReader) -> EnterpriseNumber? {
        guard !row.isEmpty(enterpriseNumber), let text = row.text(enterpriseNumber) else { return nil }
        let number = EnterpriseNumber(text)
        if number == nil { row.report(.wrongEnterpriseNumber, enterpriseNumber) }
        return number
    }

    private func reference(_ row: RowReader, number: EnterpriseNumber?) -> String? {
        let column = row.isEmpty(reference) ? enterpriseNumber : reference
        if row.isEmpty(column) {
            row.report(.record(.nothingToNameIt), reference)
            return nil
        }
        // A wrong number beside an empty reference has been reported already.
        guard let key = row.isEmpty(reference) ? number?.digits : row.organisation(reference) else { return nil }
        row.claim([key], column)
        if let number, key != number.digits {
            if EnterpriseNumber(key) != nil { row.report(.record(.referenceDiffers(number)), reference) }
            row.claim([number.digits], enterpriseNumber)
        }
        return key
    }
}

extension RowReader {
    func email(_ column: Column) -> String? {
        guard let text = text(column) else { return nil }
        if EmailAddress.isPlausible(text) { return text }
        report(.notEmail, column)
        return nil
    }

    /// An organisation's key: an enterprise number in any punctuation becomes its ten digits.
    func organisation(_ column: Column) -> String? {
        guard let text = text(column) else { return nil }
        switch OrganisationKey.parse(text) {
        case .key(let key): return key
        case .wrongNumber:
            report(.wrongEnterpriseNumber, column)
            return nil
        }
    }
}
