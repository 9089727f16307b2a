import CallModel
import Service

/// One part of the form: what stands on one page.
struct FormPart {
    let id: String
    let title: String
    let help: String
    let items: [FormItem]

    /// Whether a field is of this part.
    func owns(_ name: String) -> Bool { items.contains { $0.owns(name) } }
}

/// What is asked in one place of the form: what every file has, or a question of the regulation.
enum FormItem {
    case category, title, summary, language, period, countries, beneficiaries, southSouth, crisis, contact
    case attestations([Attestation])
    /// With the question that places it, where one does.
    case part(ContentPart, FormField?)
    case goods
    case budgetItems
    case question(FormField)

    /// The names of its fields, or what they begin with.
    var prefixes: [String] {
        switch self {
        case .category: ["category"]
        case .title: ["title"]
        case .summary: ["summary"]
        case .language: ["language"]
        case .period: ["start", "end"]
        case .countries: ["countries"]
        case .beneficiaries: ["beneficiaries"]
        case .southSouth: ["southSouth"]
        case .crisis: ["crisis"]
        case .contact: ["contact"]
        case .attestations: ["attestations"]
        case .part(.budget, _): ["requested", "cost", "costs", "eligible", "resource"]
        case .part(.gender, _): ["gender"]
        case .part(.sector, _): ["sectors"]
        case .part(.attachments, _): ["attachments", "attachment"]
        case .part(.partners, _): ["partners"]
        case .part(.cofunding, _): ["cofunders"]
        case .goods, .budgetItems: []
        case .question(let field): ["answer.\(field.id)"]
        }
    }

    /// Its list with numbered rows, if it is one.
    var list: ListName? {
        switch self {
        case .part(.partners, _): .numbered("partner")
        case .part(.cofunding, _): .numbered("cofunder")
        case .goods: .numbered("goods")
        case .budgetItems: .numbered("budgetItem")
        default: nil
        }
    }

    func owns(_ name: String) -> Bool {
        // Documents have a page of their own.
        if case .part(.attachments, _) = self { return false }
        if prefixes.contains(where: { TypedFields.isUnder(name, $0) }) { return true }
        return list.map { $0.holds(name) } ?? false
    }

    /// Whether a fault is of this item: documents too.
    func concerns(_ fault: ContentFault) -> Bool {
        prefixes.contains { TypedFields.isUnder(fault.field, $0) } || list.map { $0.holds(fault.field) } ?? false
    }
}

extension FormPart {
    /// The parts of a call's form, in the order of its pages.
    static func all(of definition: CallDefinition, _ visit: Visit) -> [FormPart] {
        let language = visit.language
        let kinds = Set(definition.admissibility.map(\.kind))
        var parts = [FormPart(id: "project", title: visit.say("association.partProject"), help: "", items: start(definition, kinds))]
        var placed: Set<ContentPart> = []
        for (place, entry) in definition.form.enumerated() {
            placed.formUnion(entry.fields.compactMap(\.type.part))
            let items = entry.fields.flatMap { asked($0, kinds) }
            if case .section(let section) = entry {
                parts.append(
                    FormPart(
                        id: "s-\(section.id)", title: section.label.text(in: language), help: section.help?.text(in: language) ?? "",
                        items: items))
            } else if case .section? = place == 0 ? nil : definition.form[place - 1] {
                parts.append(loose(place, items, visit))
            } else if let last = parts.last, last.id.hasPrefix("q-") {
                parts[parts.count - 1] = FormPart(id: last.id, title: last.title, help: "", items: last.items + items)
            } else {
                parts.append(loose(place, items, visit))
            }
        }
        let cofunding = kinds.contains(.minimumCashCofunding) || kinds.contains(.excludedCofunders)
        var others: [FormItem] = []
        if !placed.contains(.partners) { others.append(.part(.partners, nil)) }
        if !placed.contains(.gender) { others.append(.part(.gender, nil)) }
        if !placed.contains(.sector), kinds.contains(.rateByCountryAndSector) { others.append(.part(.sector, nil)) }
        if !others.isEmpty {
            parts.append(FormPart(id: "more", title: visit.say("association.partMore"), help: "", items: others))
        }
        var money: [FormItem] = placed.contains(.budget) ? [] : budget(nil, kinds)
        if !placed.contains(.cofunding), cofunding { money.append(.part(.cofunding, nil)) }
        if !money.isEmpty {
            parts.append(FormPart(id: "budget", title: visit.say("association.partBudget"), help: "", items: money))
        }
        parts.append(FormPart(id: "contact", title: visit.say("association.partContact"), help: "", items: [.contact]))
        return parts
    }

    private static func loose(_ place: Int, _ items: [FormItem], _ visit: Visit) -> FormPart {
        FormPart(id: "q-\(place)", title: visit.say("association.partQuestions"), help: "", items: items)
    }

    private static func start(_ definition: CallDefinition, _ kinds: Set<RuleKind>) -> [FormItem] {
        var items: [FormItem] = [.category, .title, .summary, .period, .countries, .beneficiaries]
        if kinds.contains(.southSouth) { items.append(.southSouth) }
        if kinds.contains(.crisisPeriod) { items.append(.crisis) }
        let required = definition.admissibility.flatMap { rule -> [Attestation] in
            if case .applicant(.attestations(let required)) = rule.condition { required } else { [] }
        }
        if !required.isEmpty { items.append(.attestations(required)) }
        return items + [.language]
    }

    private static func asked(_ field: FormField, _ kinds: Set<RuleKind>) -> [FormItem] {
        switch field.type.part {
        case .budget: budget(field, kinds)
        case let part?: [.part(part, field)]
        case nil: [.question(field)]
        }
    }

    private static func budget(_ field: FormField?, _ kinds: Set<RuleKind>) -> [FormItem] {
        var items: [FormItem] = [.part(.budget, field)]
        if kinds.contains(.foreignCurrency) { items.append(.budgetItems) }
        if kinds.contains(.goodsValued) || kinds.contains(.maximumInKind) { items.append(.goods) }
        return items
    }
}
