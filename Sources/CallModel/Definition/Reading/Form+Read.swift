extension FormField {
    static func read(_ cursor: Cursor) -> FormField {
        let common = ["id", "type", "label", "help", "required", "personal", "categories"]
        // The other keys depend on the type, so the type is read before the table is checked.
        let written = cursor.node.value(of: "type")
        let kind = written.flatMap { node -> FieldType.Kind? in
            guard case .scalar(let text, _) = node.content else { return nil }
            return FieldType.Kind(rawValue: trimmed(text))
        }
        let table = Table(cursor, keys: common + (kind?.keys ?? FieldType.Kind.allCases.flatMap(\.keys)))
        return FormField(
            id: table.required("id")?.identifier() ?? "",
            label: table.required("label")?.localized() ?? LocalizedText(),
            help: table.optional("help")?.localized(),
            type: FieldType.read(table.required("type")?.word() ?? .boolean, from: table),
            required: table.required("required")?.flag() ?? false,
            personal: table.optional("personal")?.flag() ?? false,
            categories: table.optional("categories")?.list { $0.identifier() ?? "" })
    }
}

extension FieldType.Kind {
    /// The keys that only this type of question has.
    fileprivate var keys: [String] {
        switch self {
        case .text: ["minLength", "maxLength"]
        case .integer, .money: ["min", "max"]
        case .date: ["earliest", "latest"]
        case .choice: ["options"]
        case .multipleChoice: ["options", "atLeast", "atMost"]
        case .country, .boolean: []
        case .countries: ["atMost"]
        }
    }
}

extension FieldType {
    fileprivate static func read(_ kind: Kind, from table: Table) -> FieldType {
        let number = -1_000_000_000...1_000_000_000
        switch kind {
        case .text:
            return .text(
                minLength: table.optional("minLength")?.whole(in: 0...100_000) ?? 0,
                maxLength: table.required("maxLength")?.whole(in: 1...100_000) ?? 100_000)
        case .integer:
            return .integer(
                min: table.optional("min")?.whole(in: number), max: table.optional("max")?.whole(in: number))
        case .money:
            return .money(min: table.optional("min")?.amount(), max: table.optional("max")?.amount())
        case .date:
            return .date(earliest: table.optional("earliest")?.date(), latest: table.optional("latest")?.date())
        case .choice:
            return .choice(options: table.required("options")?.list(Option.read) ?? [])
        case .multipleChoice:
            return .multipleChoice(
                options: table.required("options")?.list(Option.read) ?? [],
                atLeast: table.optional("atLeast")?.whole(in: 0...1000) ?? 0,
                atMost: table.optional("atMost")?.whole(in: 1...1000))
        case .country:
            return .country
        case .countries:
            return .countries(atMost: table.optional("atMost")?.whole(in: 1...300))
        case .boolean:
            return .boolean
        }
    }
}

extension FieldType.Option {
    fileprivate static func read(_ cursor: Cursor) -> FieldType.Option {
        let table = Table(cursor, keys: ["id", "label"])
        return FieldType.Option(
            id: table.required("id")?.identifier() ?? "",
            label: table.required("label")?.localized() ?? LocalizedText())
    }
}

extension AttachmentRequirement {
    static func read(_ cursor: Cursor) -> AttachmentRequirement {
        let table = Table(cursor, keys: ["id", "label", "help", "required", "requiredFor", "types", "maxBytes", "maxFiles"])
        return AttachmentRequirement(
            id: table.required("id")?.identifier() ?? "",
            label: table.required("label")?.localized() ?? LocalizedText(),
            help: table.optional("help")?.localized(),
            required: Requirement.read(from: table),
            types: table.optional("types")?.list { $0.word(FileType.self) },
            maxBytes: table.optional("maxBytes")?.whole(in: 1...mostBytes),
            maxFiles: table.optional("maxFiles")?.whole(in: 1...mostFiles))
    }
}

extension AttachmentRequirement.Requirement {
    /// `required: true`, `required: false` or `requiredFor: [category, …]`: one of them, and only one.
    fileprivate static func read(from table: Table) -> AttachmentRequirement.Requirement {
        if let list = table.optional("requiredFor") {
            if let flag = table.optional("required") {
                flag.log.remark(.bothKeys("required", "requiredFor"), path: flag.path, position: flag.node.position)
            }
            return .categories(list.list { $0.identifier() ?? "" } ?? [])
        }
        return table.required("required")?.flag() ?? false ? .always : .never
    }
}
