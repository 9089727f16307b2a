package import CallModel

/// A section of the form, or a question outside of any, as a program reads it.
package struct FormAnswer: Codable {
    package let section: Section?
    package let fields: [Field]

    package struct Section: Codable {
        package let id: String
        package let label: LocalizedText
        package let help: LocalizedText?
    }

    package struct Field: Codable {
        package let id: String
        package let label: LocalizedText
        package let help: LocalizedText?
        package let type: FieldType.Kind
        package let required: Bool
        package let personal: Bool
        package let categories: [String]?
        package let showIf: Condition?
        package let limits: [String: String]
        package let options: [FieldType.Option]?
        /// The parts of an answer that has any.
        package let parts: Shape?
        /// Where the import has it, when it is no answer of its own.
        package let part: String?
    }

    package struct Condition: Codable {
        package let field: String
        package let `is`: [String]?
        package let above: DecimalNumber?
    }

    /// The form of a part: a kind of value, the parts of a record, or the item of a list.
    package final class Shape: Codable, Sendable {
        package let key: String?
        package let kind: String
        package let required: Bool?
        package let words: [String]?
        package let parts: [Shape]?
        package let item: Shape?

        package init(_ shape: AnswerShape, key: String? = nil, required: Bool? = nil) {
            (self.key, self.required) = (key, required)
            var (words, parts, item): ([String]?, [Shape]?, Shape?) = (nil, nil, nil)
            switch shape {
            case .text: kind = "text"
            case .whole: kind = "integer"
            case .decimal: kind = "number"
            case .word(let all): (kind, words) = ("choice", all)
            case .record(let all): (kind, parts) = ("record", all.map { Shape($0.shape, key: $0.key, required: $0.isRequired) })
            case .list(let one, _, _): (kind, item) = ("list", Shape(one))
            }
            (self.words, self.parts, self.item) = (words, parts, item)
        }
    }

    package init(_ entry: FormEntry) {
        if case .section(let section) = entry {
            self.section = Section(id: section.id, label: section.label, help: section.help)
        } else {
            section = nil
        }
        fields = entry.fields.map { field in
            Field(
                id: field.id, label: field.label, help: field.help, type: field.type.kind, required: field.required,
                personal: field.personal, categories: field.categories, showIf: field.showIf.map(Condition.init),
                limits: Dictionary(uniqueKeysWithValues: field.type.limits.map { ($0.key, $0.value) }),
                options: field.type.options.isEmpty ? nil : field.type.options, parts: field.type.shape.map { Shape($0) },
                part: field.type.part?.field)
        }
    }
}

extension FormAnswer.Condition {
    fileprivate init(_ condition: FieldCondition) {
        switch condition.test {
        case .isOneOf(let words): self.init(field: condition.field, is: words, above: nil)
        case .above(let limit): self.init(field: condition.field, is: nil, above: limit)
        }
    }
}

extension FieldType {
    /// The limits that the definition sets, as it names them.
    package var limits: [FormLimit] {
        let all: [(String, String?)] =
            switch self {
            case .text(let least, let most, let words):
                [("minLength", least > 0 ? String(least) : nil), ("maxLength", String(most)), ("maxWords", words.map(String.init))]
            case .integer(let least, let most): [("min", least.map(String.init)), ("max", most.map(String.init))]
            case .number(let limits):
                [("decimals", String(limits.decimals)), ("min", limits.min?.description), ("max", limits.max?.description)]
            case .money(let least, let most): [("min", least?.decimal), ("max", most?.decimal)]
            case .date(let earliest, let latest): [("earliest", earliest?.description), ("latest", latest?.description)]
            case .multipleChoice(_, let least, let most), .sdgTarget(let least, let most), .part(_, let least, let most):
                [("atLeast", least > 0 ? String(least) : nil), ("atMost", most.map(String.init))]
            case .people(let least, let most), .risks(let least, let most):
                [("atLeast", least > 0 ? String(least) : nil), ("atMost", String(most))]
            case .countries(let most): [("atMost", most.map(String.init))]
            case .beneficiaries(let ages): [("ages", ages.isEmpty ? nil : ages.map(\.description).joined(separator: ", "))]
            case .choice, .country, .boolean, .logframe: []
            }
        return all.compactMap { key, value in value.map { FormLimit(key: key, value: $0) } }
    }
}
