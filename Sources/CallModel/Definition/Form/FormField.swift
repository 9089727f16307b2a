/// One question of the application form.
package struct FormField: Hashable, Codable, Sendable {
    package var id: String
    package var label: LocalizedText
    package var help: LocalizedText?
    package var type: FieldType
    package var required: Bool
    /// The answer tells something about a person: it is kept apart, never logged, and can be erased.
    package var personal: Bool
    /// The categories that are asked the question; nil means all.
    package var categories: [String]?
    /// What another answer has to be for the question to be put; nil means nothing.
    package var showIf: FieldCondition?

    package init(
        id: String, label: LocalizedText, help: LocalizedText? = nil, type: FieldType, required: Bool,
        personal: Bool = false, categories: [String]? = nil, showIf: FieldCondition? = nil
    ) {
        self.id = id
        self.label = label
        self.help = help
        self.type = type
        self.required = required
        self.personal = personal
        self.categories = categories
        self.showIf = showIf
    }

    package func applies(to category: String) -> Bool { categories?.contains(category) ?? true }
}

/// Questions that stand together under a title.
package struct FormSection: Hashable, Codable, Sendable {
    package var id: String
    package var label: LocalizedText
    package var help: LocalizedText?
    package var fields: [FormField]

    package init(id: String, label: LocalizedText, help: LocalizedText? = nil, fields: [FormField]) {
        (self.id, self.label, self.help, self.fields) = (id, label, help, fields)
    }
}

/// What the list `form` holds: sections, and questions that stand outside of any.
package enum FormEntry: Hashable, Sendable {
    case section(FormSection)
    case field(FormField)

    package var fields: [FormField] {
        switch self {
        case .section(let section): section.fields
        case .field(let field): [field]
        }
    }
}

extension FormEntry: Codable {
    private enum CodingKeys: String, CodingKey { case fields }

    /// As the file has it: what has `fields` is a section.
    package init(from decoder: any Decoder) throws {
        let isSection = try decoder.container(keyedBy: CodingKeys.self).contains(.fields)
        self = isSection ? .section(try FormSection(from: decoder)) : .field(try FormField(from: decoder))
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .section(let section): try section.encode(to: encoder)
        case .field(let field): try field.encode(to: encoder)
        }
    }
}

extension CallDefinition {
    /// Every question, in the order in which it is put.
    package var fields: [FormField] { form.flatMap(\.fields) }

    package func field(_ id: String) -> FormField? {
        for entry in form {
            if let field = entry.fields.first(where: { $0.id == id }) { return field }
        }
        return nil
    }

    /// Every question with its own path, across the sections.
    var fieldsWithPaths: [(field: FormField, path: SourcePath)] {
        form.enumerated().flatMap { index, entry in
            switch entry {
            case .field(let field): [(field, Top.form[index])]
            case .section(let section): section.fields.enumerated().map { ($1, Top.form[index]["fields"][$0]) }
            }
        }
    }

    /// The sections with their paths.
    var sectionsWithPaths: [(section: FormSection, path: SourcePath)] {
        form.enumerated().compactMap { index, entry in
            guard case .section(let section) = entry else { return nil }
            return (section, Top.form[index])
        }
    }
}
