import CallModel
import Service

/// What the fields of the form are called, and what was typed in them, in words.
struct AnswerLabels {
    let definition: CallDefinition
    let visit: Visit

    private var language: Language { visit.language }

    func label(of name: String) -> String {
        if let id = question(name) {
            let field = definition.field(id)
            let label = field?.label.text(in: language) ?? id
            let rest = name.dropFirst("answer.\(id)".count)
            return rest.isEmpty ? label : label + " – " + (field?.type.shape.map { path(of: rest, in: $0) } ?? String(rest))
        }
        if let cost = CostCategory(rawValue: name.afterDot("cost.")) { return cost.label.text(in: language) }
        if let cost = CostCategory(rawValue: name.afterDot("eligible.")) {
            return visit.say("association.eligibleOf", ["cost": cost.label.text(in: language)])
        }
        if let source = ResourceSource(rawValue: name.afterDot("resource.")) { return source.label.text(in: language) }
        if let evidence = GenderEvidence(rawValue: name.afterDot("gender.proof.")) {
            return visit.say("association.proof", ["criterion": evidence.label.text(in: language)])
        }
        for (list, word) in [("partner", "partner"), ("cofunder", "cofunder"), ("goods", "good"), ("budgetItem", "item")] {
            guard ListName.numbered(list).holds(name) else { continue }
            let rest = name.dropFirst(list.count)
            let number = rest.prefix { $0.isNumber }
            return "\(visit.say("association.one-\(word)")) \(number) – "
                + visit.say("association.field-\(rest.drop { $0.isNumber }.dropFirst())")
        }
        return visit.say("association.field-\(name)")
    }

    /// What is wrong, with the name of its field.
    func told(_ fault: ContentFault) -> String {
        let text = visit.formats.prose(fault.message.text(in: language))
        let attachment = definition.attachments.first { fault.field == "attachment.\($0.id)" }?.label.text(in: language)
        let label = attachment ?? label(of: fault.field)
        return label.contains("association.") ? text : visit.fault(text, of: label)
    }

    func text(of name: String, _ values: [String]) -> String {
        values.map { text(of: name, $0) }.joined(separator: ", ")
    }

    private func text(of name: String, _ value: String) -> String {
        if let id = question(name), let type = definition.field(id)?.type {
            if let option = type.options.first(where: { $0.id == value }) { return option.label.text(in: language) }
            switch type {
            case .boolean: return visit.say(value == "true" ? "association.yes" : "association.no")
            case .country, .countries: return country(value)
            case .money: return amount(value)
            case .date: return date(value)
            default: return value
            }
        }
        let last = name.split(separator: ".").last.map(String.init) ?? name
        switch last {
        case "category" where name == "category": return definition.categories.first { $0.id == value }?.label.text(in: language) ?? value
        case "category": return CostCategory(rawValue: value)?.label.text(in: language) ?? value
        case "language":
            return PreferredLanguage(rawValue: value).map { visit.site.vocabulary.text("common.ownName", in: $0.language) } ?? value
        case "country", "countries": return country(value)
        case "role": return visit.say("association.role-\(value)")
        case "start", "end", "date", "rateDate": return date(value)
        case "southSouth": return visit.say("association.yes")
        case "gender": return visit.say("association.marker\(value)")
        case "evidence": return GenderEvidence(rawValue: value)?.label.text(in: language) ?? value
        case "attestations": return Attestation(rawValue: value)?.label.text(in: language) ?? value
        case "family": return FunderFamily(rawValue: value)?.label.text(in: language) ?? value
        case "source": return ResourceSource(rawValue: value)?.label.text(in: language) ?? value
        case "rateSource": return visit.say("association.rate-\(value)")
        case "amount", "unitValue", "requested": return amount(value)
        default: return name.hasPrefix("cost.") || name.hasPrefix("resource.") || name.hasPrefix("eligible.") ? amount(value) : value
        }
    }

    private func amount(_ text: String) -> String { TypedValue.amount(text).map(visit.formats.amount) ?? text }
    private func date(_ text: String) -> String { TypedValue.date(text).map(visit.formats.date) ?? text }
    private func country(_ code: String) -> String {
        FormDrawing.countries(in: language).first { $0.value == code }?.label ?? code
    }

    private func question(_ name: String) -> String? {
        guard name.hasPrefix("answer.") else { return nil }
        return String(name.dropFirst(7).prefix { $0 != "." && $0 != "[" })
    }

    /// `[0].indicators[1].unit` in words: the labels of the parts, and the numbers of the rows.
    private func path(of rest: Substring, in shape: AnswerShape) -> String {
        guard !rest.isEmpty else { return "" }
        switch shape {
        case .list(let item, _, _):
            guard rest.hasPrefix("["), let end = rest.firstIndex(of: "]"), let number = Int(rest[rest.index(after: rest.startIndex)..<end])
            else { return String(rest) }
            let inner = path(of: rest[rest.index(after: end)...], in: item)
            return "\(number + 1)" + (inner.isEmpty ? "" : ", " + inner)
        case .record(let parts):
            let key =
                rest.hasPrefix("[")
                ? String(rest.dropFirst().prefix { $0 != "]" }) : String(rest.drop { $0 == "." }.prefix { $0 != "." && $0 != "[" })
            guard let part = parts.first(where: { $0.key == key }) else { return String(rest) }
            let used = rest.hasPrefix("[") ? key.count + 2 : key.count + (rest.hasPrefix(".") ? 1 : 0)
            let inner = path(of: rest.dropFirst(used), in: part.shape)
            return part.label.text(in: language) + (inner.isEmpty ? "" : " " + inner)
        case .text, .whole, .decimal, .word: return String(rest)
        }
    }
}

extension String {
    /// What follows `start`; nothing where it is another name.
    fileprivate func afterDot(_ start: String) -> String { hasPrefix(start) ? String(dropFirst(start.count)) : "" }
}
