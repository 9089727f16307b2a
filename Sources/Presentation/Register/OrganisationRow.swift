package import CallModel

/// An organisation in a list.
package struct OrganisationRow: Codable, TableRow {
    package let organisation: Organisation

    package init(organisation: Organisation) { self.organisation = organisation }

    package init(from decoder: any Decoder) throws { organisation = try Organisation(from: decoder) }

    package func encode(to encoder: any Encoder) throws { try organisation.encode(to: encoder) }

    package static let columns: [Column] = [
        .text(Words.reference), .flexible(Words.name), .text(Words.legalForm), .text(Words.founded), .text(Words.seat),
        .text(Words.language)
    ]

    package func cells(in language: Language) -> [String] {
        [
            organisation.reference, organisation.name, organisation.legalForm.label.text(in: language),
            organisation.foundedOn.description, organisation.seatPostcode, organisation.language.rawValue
        ]
    }
}

extension Organisation {
    /// The organisation as people read it.
    package func facts(in language: Language) -> Facts {
        func word(_ message: Message) -> String { message.text(in: language) }
        return Facts([
            (reference, name),
            (word(Words.enterpriseNumber), enterpriseNumber?.description ?? ""),
            (word(Words.legalForm), legalForm.label.text(in: language)),
            (word(Words.founded), foundedOn.description),
            (word(Words.seat), seatPostcode),
            (word(Words.activity), activityPostcodes.joined(separator: ", ")),
            (word(Words.account), iban),
            (word(Words.language), self.language.rawValue),
            (word(Words.email), email),
            (
                word(Words.annualResources),
                annualResources.map { "\($0.amount.decimal)  (\($0.year))" } ?? ""
            )
        ])
    }
}
