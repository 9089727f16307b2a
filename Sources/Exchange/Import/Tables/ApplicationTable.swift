import CallModel

/// One application a row; `ApplicationColumns` says which columns there are.
struct ApplicationTable: RecordTable {
    private let columns: ApplicationColumns
    /// What the call's form finds wrong with a content. A closure, so that no row copies the definition.
    private let formFaults: (ApplicationContent) -> [ContentFault]
    /// The tables beside this one, where it came in a folder.
    private let companions: CompanionTables?

    init(_ header: inout HeaderReader, definition: CallDefinition?, companions: CompanionTables? = nil) {
        self.companions = companions
        columns = ApplicationColumns(&header, definition: definition)
        formFaults = definition.map { call in { $0.faults(against: call) } } ?? { _ in [] }
    }

    func record(_ row: RowReader) -> ImportedApplication? {
        let faultsBefore = row.log.total
        let reference = row.text(columns.reference)
        row.claim([reference], columns.reference)
        let organisation = row.organisation(columns.organisation)
        guard let content = content(row, reference: reference), let organisation, row.log.total == faultsBefore else {
            return nil
        }
        for fault in formFaults(content) {
            if companions?.report(fault, of: content.reference, to: row.log) == true { continue }
            row.log.report(.content(fault), at: row.place, column: fault.field)
        }
        return ImportedApplication(
            organisation: organisation, content: content, row: row.row.line, documents: documents(row))
    }

    private func content(_ row: RowReader, reference: String?) -> ApplicationContent? {
        let category = row.text(columns.category)
        let title = row.text(columns.title)
        let summary = row.prose(columns.summary)
        let language = row.word(columns.language, PreferredLanguage.self)
        let requested = row.amount(columns.requested)
        let costs = amounts(columns.costs, row)
        let resources = amounts(columns.resources, row)
        let start = row.date(columns.start)
        let end = row.date(columns.end)
        let countries = countries(row)
        let partners = columns.partners.compactMap { partner($0, row) } + (companions?.partners(of: reference) ?? [])
        let beneficiaries = beneficiaries(row)
        let gender = gender(row)
        let southSouth = row.optionalFlag(columns.southSouth) ?? false
        var attachments = row.list(columns.attachments)
        for (id, column) in columns.documents where !row.isEmpty(column) && !attachments.contains(id) { attachments.append(id) }
        let answers = columns.answers.answers(row)
        let contact = contact(row)
        let optional = columns.optional.facts(row)
        guard let reference, let category, let title, let summary, let language, let requested, let start, let end,
            let contact
        else { return nil }
        return ApplicationContent(
            reference: reference, category: category, title: title, summary: summary, language: language,
            requested: requested, costs: costs, resources: resources, period: ProjectPeriod(start: start, end: end),
            partners: partners, countries: countries, beneficiaries: beneficiaries, gender: gender,
            southSouth: southSouth, attachments: attachments, answers: answers, contact: contact,
            eligibleCosts: optional.eligibleCosts, budgetItems: companions?.items(of: reference),
            cofunders: cofunders(optional.cofunders, reference),
            goods: companions?.goods(of: reference), sectors: optional.sectors, attestations: optional.attestations,
            crisis: optional.crisis)
    }

    /// The row's own and those of the table beside it. Without any, they are not stated.
    private func cofunders(_ own: [Cofunder]?, _ reference: String) -> [Cofunder]? {
        let others = companions?.cofunders(of: reference) ?? []
        return others.isEmpty ? own : (own ?? []) + others
    }

    private func documents(_ row: RowReader) -> [NamedDocument] {
        columns.documents.flatMap { id, column in
            row.list(column).map { NamedDocument(attachment: id, path: $0, place: row.place, column: column.name) }
        }
    }

    /// Zero and an empty cell mean the same, so both are left out: the same file read twice is the same content.
    private func amounts<Key>(_ columns: [(key: Key, column: Column)], _ row: RowReader) -> [Key: Cents] {
        var amounts: [Key: Cents] = [:]
        for (key, column) in columns {
            if let amount = row.optionalAmount(column), amount != .zero { amounts[key] = amount }
        }
        return amounts
    }

    private func countries(_ row: RowReader) -> [String] {
        let countries = row.list(columns.countries)
        for country in countries where !CountryCode.isAssigned(country) {
            row.log.report(.cell(.unknownCountry), at: row.place, column: columns.countries.name, value: country)
        }
        return countries
    }

    /// A partner is there when any of its three cells is filled in; then all three are needed.
    private func partner(_ columns: ApplicationColumns.Partner, _ row: RowReader) -> Partner? {
        if row.isEmpty(columns.name), row.isEmpty(columns.country), row.isEmpty(columns.role) { return nil }
        let name = row.text(columns.name)
        let country = row.country(columns.country)
        let role = row.word(columns.role, PartnerRole.self)
        guard let name, let country, let role else { return nil }
        return Partner(name: name, country: country, role: role)
    }

    private func beneficiaries(_ row: RowReader) -> Beneficiaries {
        let count = { (column: Column) in
            row.isEmpty(column) ? 0 : row.whole(column, in: 0...ApplicationContent.peopleLimit) ?? 0
        }
        return Beneficiaries(
            women: count(columns.women), men: count(columns.men), girls: count(columns.girls), boys: count(columns.boys)
        )
    }

    private func gender(_ row: RowReader) -> GenderDeclaration {
        var declaration = GenderDeclaration()
        if !row.isEmpty(columns.genderMarker), let number = row.whole(columns.genderMarker, in: 0...2) {
            declaration.marker = GenderMarker(rawValue: number)
        }
        for word in row.list(columns.genderEvidence) {
            if let evidence = GenderEvidence(rawValue: word) {
                declaration.evidence.insert(evidence)
            } else {
                let allowed = GenderEvidence.allCases.map(\.rawValue)
                let fault = CellFault.notAllowed(allowed, nearest: CallModel.nearest(to: word, among: allowed))
                row.log.report(.cell(fault), at: row.place, column: columns.genderEvidence.name, value: word)
            }
        }
        for (criterion, column) in columns.genderProofs {
            declaration.proofs[criterion] = row.optionalProse(column)
        }
        return declaration
    }

    private func contact(_ row: RowReader) -> ContactPerson? {
        let name = row.text(columns.contactName)
        let email = row.email(columns.contactEmail)
        guard let name, let email else { return nil }
        return ContactPerson(name: name, email: email, phone: row.optionalText(columns.contactPhone))
    }
}
