import CallModel

/// `member,themes,countries,languages`, each a list between semicolons.
struct ExpertiseTable: RecordTable {
    private let member, themes, countries, languages: Column

    init(_ header: inout HeaderReader) {
        member = header.required("member")
        themes = header.required("themes")
        countries = header.required("countries")
        languages = header.required("languages")
    }

    func record(_ row: RowReader) -> ImportedExpertise? {
        let member = row.text(member)
        row.claim([member], self.member)
        let countries = row.list(countries)
        for country in countries where !CountryCode.isAssigned(country) {
            row.log.report(.cell(.unknownCountry), at: row.place, column: self.countries.name, value: country)
        }
        let languages = row.list(languages)
        let known = PreferredLanguage.allCases.map(\.rawValue)
        for language in languages where !known.contains(language) {
            row.log.report(
                .cell(.notAllowed(known, nearest: nearest(to: language, among: known))), at: row.place,
                column: self.languages.name, value: language)
        }
        guard let member else { return nil }
        return ImportedExpertise(
            member: member, themes: row.list(themes), countries: countries, languages: languages, row: row.row.line)
    }
}

/// `member,reference,preference`
struct PreferenceTable: RecordTable {
    private let member, reference, preference: Column

    init(_ header: inout HeaderReader) {
        member = header.required("member")
        reference = header.required("reference")
        preference = header.required("preference")
    }

    func record(_ row: RowReader) -> ImportedPreference? {
        let member = row.text(member)
        let reference = row.text(reference)
        row.claim([member, reference], self.reference)
        let preference = row.word(preference, ReviewPreference.self)
        guard let member, let reference, let preference else { return nil }
        return ImportedPreference(member: member, reference: reference, preference: preference, row: row.row.line)
    }
}

extension Import {
    /// What members declare to know.
    package static func expertise(_ file: ImportFile) throws(ImportFailure) -> [ImportedExpertise] {
        try file.records { ExpertiseTable(&$0) }
    }

    /// Which files members would like to review.
    package static func preferences(_ file: ImportFile) throws(ImportFailure) -> [ImportedPreference] {
        try file.records { PreferenceTable(&$0) }
    }
}
