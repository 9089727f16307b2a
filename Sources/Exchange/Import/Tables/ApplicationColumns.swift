import CallModel

/// The columns of a table of applications. Only the answers depend on the call: `answer.<question>`.
struct ApplicationColumns {
    struct Partner {
        let name: Column
        let country: Column
        let role: Column
    }

    /// Partners that a table has room for; JSON has no such limit.
    static let partnerCount = 4

    let reference, organisation, category, title, summary, language, requested: Column
    let costs: [(key: CostCategory, column: Column)]
    let resources: [(key: ResourceSource, column: Column)]
    let start, end, countries: Column
    let partners: [Partner]
    let women, men, girls, boys: Column
    let genderMarker, genderEvidence, southSouth, attachments: Column
    /// Where the evidence for a criterion of the gender marker is.
    let genderProofs: [(key: GenderEvidence, column: Column)]
    /// The paths of the documents for each attachment.
    let documents: [(id: String, column: Column)]
    let contactName, contactEmail, contactPhone: Column
    let answers: AnswerColumns
    let optional: OptionalFactsColumns

    init(_ header: inout HeaderReader, definition: CallDefinition?) {
        reference = header.required("reference")
        organisation = header.required("organisation")
        category = header.required("category")
        title = header.required("title")
        summary = header.required("summary")
        language = header.required("language")
        requested = header.required("requested")
        costs = header.each(CostCategory.allCases) { "cost.\($0.rawValue)" }
        resources = header.each(ResourceSource.allCases) { "resource.\($0.rawValue)" }
        start = header.required("start")
        end = header.required("end")
        countries = header.optional("countries")
        partners = header.partners()
        women = header.optional("beneficiaries.women")
        men = header.optional("beneficiaries.men")
        girls = header.optional("beneficiaries.girls")
        boys = header.optional("beneficiaries.boys")
        genderMarker = header.optional("gender_marker")
        genderEvidence = header.optional("gender_evidence")
        southSouth = header.optional("south_south")
        genderProofs = header.each(GenderEvidence.allCases) { "gender_proof.\($0.rawValue)" }
        attachments = header.optional("attachments")
        documents = header.documents(definition)
        contactName = header.required("contact.name")
        contactEmail = header.required("contact.email")
        contactPhone = header.optional("contact.phone")
        answers = AnswerColumns(&header, definition: definition)
        optional = OptionalFactsColumns(&header)
    }
}

extension HeaderReader {
    mutating func each<Key>(_ keys: [Key], _ name: (Key) -> String) -> [(key: Key, column: Column)] {
        var columns: [(key: Key, column: Column)] = []
        for key in keys { columns.append((key, optional(name(key)))) }
        return columns
    }

    fileprivate mutating func partners() -> [ApplicationColumns.Partner] {
        var partners: [ApplicationColumns.Partner] = []
        for number in 1...ApplicationColumns.partnerCount {
            partners.append(
                ApplicationColumns.Partner(
                    name: optional("partner\(number).name"), country: optional("partner\(number).country"),
                    role: optional("partner\(number).role")))
        }
        return partners
    }

    /// The call's attachments; without a call, whatever attachments the table has.
    fileprivate mutating func documents(_ definition: CallDefinition?) -> [(id: String, column: Column)] {
        let prefix = "attachment."
        let ids = definition?.attachments.map(\.id) ?? names(startingWith: prefix).map { String($0.dropFirst(prefix.count)) }
        var columns: [(id: String, column: Column)] = []
        for id in ids { columns.append((id, optional(prefix + id))) }
        return columns
    }
}
