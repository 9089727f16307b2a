package import CallModel

extension TypedFields {
    /// A content as it would have been typed: what a file that came in otherwise is gone on with.
    package init(_ content: ApplicationContent) {
        self.init()
        set("category", content.category)
        set("title", content.title)
        set("summary", content.summary)
        set("language", content.language.rawValue)
        set("requested", content.requested.decimal)
        for (cost, amount) in content.costs { set("cost.\(cost.rawValue)", amount.decimal) }
        for (cost, amount) in content.eligibleCosts ?? [:] { set("eligible.\(cost.rawValue)", amount.decimal) }
        for (source, amount) in content.resources where source != .city { set("resource.\(source.rawValue)", amount.decimal) }
        set("start", content.period.start.description)
        set("end", content.period.end.description)
        self["countries"] = content.countries
        set("beneficiaries.women", "\(content.beneficiaries.women)")
        set("beneficiaries.men", "\(content.beneficiaries.men)")
        set("beneficiaries.girls", "\(content.beneficiaries.girls)")
        set("beneficiaries.boys", "\(content.beneficiaries.boys)")
        set("gender", content.gender.marker.map { "\($0.rawValue)" })
        self["gender.evidence"] = GenderEvidence.allCases.filter(content.gender.evidence.contains).map(\.rawValue)
        for (evidence, proof) in content.gender.proofs { set("gender.proof.\(evidence.rawValue)", proof) }
        set("southSouth", content.southSouth ? "true" : nil)
        let withDocuments = Set((content.documents ?? []).map(\.attachment))
        self["attachments"] = content.attachments.filter { !withDocuments.contains($0) }
        set("contact.name", content.contact.name)
        set("contact.email", content.contact.email)
        set("contact.phone", content.contact.phone)
        setLists(content)
        for (id, answer) in content.answers { set(answer, at: "answer.\(id)") }
        values = values.filter { !$0.value.isEmpty }
    }

    private mutating func setLists(_ content: ApplicationContent) {
        for (place, partner) in content.partners.enumerated() {
            set("partner\(place + 1).name", partner.name)
            set("partner\(place + 1).country", partner.country)
            set("partner\(place + 1).role", partner.role.rawValue)
        }
        for (place, item) in (content.budgetItems ?? []).enumerated() {
            let name = "budgetItem\(place + 1)"
            set("\(name).label", item.label)
            set("\(name).category", item.category.rawValue)
            set("\(name).amount", item.amount.decimal)
            guard let foreign = item.foreign else { continue }
            set("\(name).currency", foreign.currency)
            set("\(name).foreignAmount", foreign.amount.description)
            set("\(name).rate", foreign.rate.description)
            set("\(name).rateDate", foreign.rateDate.description)
            set("\(name).rateSource", foreign.source.rawValue)
        }
        for (place, funder) in (content.cofunders ?? []).enumerated() {
            set("cofunder\(place + 1).name", funder.name)
            set("cofunder\(place + 1).family", funder.family.rawValue)
            set("cofunder\(place + 1).source", funder.source.rawValue)
            set("cofunder\(place + 1).amount", funder.amount.decimal)
        }
        for (place, item) in (content.goods ?? []).enumerated() {
            set("goods\(place + 1).label", item.label)
            set("goods\(place + 1).quantity", "\(item.quantity)")
            set("goods\(place + 1).unitValue", item.unitValue.decimal)
        }
        self["sectors"] = content.sectors.map { [$0.joined(separator: " ")] } ?? []
        self["attestations"] = (content.attestations ?? []).map(\.rawValue)
        if let crisis = content.crisis {
            set("crisis.glide", crisis.glide)
            set("crisis.country", crisis.country)
            set("crisis.date", crisis.date.description)
        }
    }

    private mutating func set(_ name: String, _ text: String?) { if let text, !text.isEmpty { self[name] = [text] } }

    private mutating func set(_ answer: AnswerValue, at path: String) {
        switch answer {
        case .text(let text): set(path, text)
        case .list(let list): self[path] = list
        case .integer(let integer): set(path, "\(integer)")
        case .flag(let flag): set(path, flag ? "true" : "false")
        case .record(let parts): for (key, part) in parts { set(part, at: AnswerShape.path(path, key)) }
        case .records(let items): for (place, item) in items.enumerated() { set(item, at: "\(path)[\(place)]") }
        }
    }
}
