import CallModel

/// An application with the keys that `ApplicationContent` has, and `organisation`.
enum ApplicationElement: RecordElement {
    static func record(_ object: ObjectReader, row: Int, definition: CallDefinition?) -> ImportedApplication? {
        let faultsBefore = object.log.total
        let reference = object.text("reference")
        if let reference { object.log.claim(reference, "reference", at: .path(object.path)) }
        let organisation = object.organisation("organisation")
        let documents = documents(object)
        guard let content = content(object, reference: reference, documents), let organisation, object.log.total == faultsBefore
        else {
            return nil
        }
        if let definition {
            for fault in content.faults(against: definition) {
                object.log.report(.content(fault), at: .path(path(of: fault.field, in: object.path)))
            }
        }
        return ImportedApplication(organisation: organisation, content: content, row: row, documents: documents)
    }

    /// `"documents": [{"attachment": "statutes", "path": "BXL27-001/statutes.pdf"}]`
    private static func documents(_ object: ObjectReader) -> [NamedDocument] {
        object.objects("documents").compactMap { entry in
            let attachment = entry.text("attachment")
            let path = entry.text("path")
            entry.finish()
            guard let attachment, let path else { return nil }
            return NamedDocument(attachment: attachment, path: path, place: .path(entry.path["path"]), column: nil)
        }
    }

    private static func content(
        _ object: ObjectReader, reference: String?, _ documents: [NamedDocument]
    ) -> ApplicationContent? {
        let category = object.text("category")
        let title = object.text("title")
        let summary = object.prose("summary")
        let language = object.word("language", PreferredLanguage.self)
        let requested = object.cents("requested")
        let costs = amounts(object, "costs", CostCategory.allCases)
        let resources = amounts(object, "resources", ResourceSource.allCases)
        let period = period(object)
        let partners = object.objects("partners").compactMap(partner)
        let countries = object.texts("countries")
        for (text, path) in countries where !CountryCode.isAssigned(text) {
            object.log.report(.cell(.unknownCountry), at: .path(path), value: text)
        }
        let beneficiaries = beneficiaries(object)
        let gender = gender(object)
        let southSouth = object.has("southSouth") ? object.flag("southSouth") ?? false : false
        var attachments = object.texts("attachments").map(\.text)
        for document in documents where !attachments.contains(document.attachment) { attachments.append(document.attachment) }
        let answers = answers(object)
        let contact = contact(object)
        let optional = OptionalFactsElement(object)
        guard let reference, let category, let title, let summary, let language, let requested, let period, let contact
        else { return nil }
        return ApplicationContent(
            reference: reference, category: category, title: title, summary: summary, language: language,
            requested: requested, costs: costs, resources: resources, period: period, partners: partners,
            countries: countries.map(\.text), beneficiaries: beneficiaries, gender: gender, southSouth: southSouth,
            attachments: attachments, answers: answers, contact: contact, eligibleCosts: optional.eligibleCosts,
            budgetItems: optional.budgetItems, cofunders: optional.cofunders, goods: optional.goods,
            sectors: optional.sectors, attestations: optional.attestations, crisis: optional.crisis)
    }

    /// Zero and an absent key mean the same, so both are left out.
    static func amounts<Key: Hashable & RawRepresentable>(
        _ object: ObjectReader, _ key: String, _ all: [Key]
    ) -> [Key: Cents] where Key.RawValue == String {
        guard let table = object.optionalObject(key) else { return [:] }
        var amounts: [Key: Cents] = [:]
        for entry in all where table.has(entry.rawValue) {
            if let amount = table.cents(entry.rawValue), amount != .zero { amounts[entry] = amount }
        }
        table.finish()
        return amounts
    }

    private static func period(_ object: ObjectReader) -> ProjectPeriod? {
        guard let period = object.object("period") else { return nil }
        let start = period.date("start")
        let end = period.date("end")
        period.finish()
        guard let start, let end else { return nil }
        return ProjectPeriod(start: start, end: end)
    }

    private static func partner(_ object: ObjectReader) -> Partner? {
        let name = object.text("name")
        let country = object.text("country")
        if let country, !CountryCode.isAssigned(country) {
            object.report(.cell(.unknownCountry), "country", value: country)
        }
        let role = object.word("role", PartnerRole.self)
        object.finish()
        guard let name, let country, let role else { return nil }
        return Partner(name: name, country: country, role: role)
    }

    private static func beneficiaries(_ object: ObjectReader) -> Beneficiaries {
        guard let people = object.optionalObject("beneficiaries") else {
            return Beneficiaries(women: 0, men: 0, girls: 0, boys: 0)
        }
        let count = { (key: String) in
            people.has(key) ? people.whole(key, in: 0...ApplicationContent.peopleLimit) ?? 0 : 0
        }
        let beneficiaries = Beneficiaries(
            women: count("women"), men: count("men"), girls: count("girls"), boys: count("boys"))
        people.finish()
        return beneficiaries
    }

    private static func gender(_ object: ObjectReader) -> GenderDeclaration {
        var declaration = GenderDeclaration()
        guard let gender = object.optionalObject("gender") else { return declaration }
        if gender.has("marker") {
            declaration.marker = gender.whole("marker", in: 0...2).flatMap(GenderMarker.init(rawValue:))
        }
        for (word, path) in gender.texts("evidence") {
            if let evidence = GenderEvidence(rawValue: word) {
                declaration.evidence.insert(evidence)
            } else {
                let allowed = GenderEvidence.allCases.map(\.rawValue)
                let fault = CellFault.notAllowed(allowed, nearest: CallModel.nearest(to: word, among: allowed))
                object.log.report(.cell(fault), at: .path(path), value: word)
            }
        }
        if let proofs = gender.optionalObject("proofs") {
            for criterion in GenderEvidence.allCases where proofs.has(criterion.rawValue) {
                declaration.proofs[criterion] = proofs.text(criterion.rawValue)
            }
            proofs.finish()
        }
        gender.finish()
        return declaration
    }

    /// An answer that says nothing and an absent one mean the same, so both are left out.
    private static func answers(_ object: ObjectReader) -> [String: AnswerValue] {
        guard let table = object.optionalObject("answers") else { return [:] }
        var answers: [String: AnswerValue] = [:]
        for key in table.keys where table.has(key) { answers[key] = table.answer(key)?.stated }
        return answers
    }

    private static func contact(_ object: ObjectReader) -> ContactPerson? {
        guard let contact = object.object("contact") else { return nil }
        let name = contact.text("name")
        let email = contact.email("email")
        let phone = contact.optionalText("phone")
        contact.finish()
        guard let name, let email else { return nil }
        return ContactPerson(name: name, email: email, phone: phone)
    }

    /// Where JSON keeps what tables call `cost.travel` or `partner2.country`.
    private static func path(of field: String, in element: SourcePath) -> SourcePath {
        let parts = field.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            return field == "start" || field == "end" ? element["period"][field] : element[field]
        }
        let lists = ["partner": "partners", "cofunder": "cofunders", "budgetItem": "budgetItems", "goods": "goods"]
        for (singular, key) in lists where parts[0].hasPrefix(singular) {
            guard let number = Int(parts[0].dropFirst(singular.count)) else { continue }
            return element[key][number - 1][parts[1]]
        }
        let plural = [
            "cost": "costs", "resource": "resources", "answer": "answers", "eligible": "eligibleCosts"
        ]
        return element[plural[parts[0]] ?? parts[0]][parts[1]]
    }
}
