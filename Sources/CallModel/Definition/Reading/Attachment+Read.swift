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
        table.needs(oneOf: ["required", "requiredFor"])
        table.excludes(allButOneOf: ["required", "requiredFor"])
        let list = table.optional("requiredFor")
        let flag = list == nil ? table.required("required") : table.optional("required")
        let isRequired = flag?.flag() ?? false
        guard let list else { return isRequired ? .always : .never }
        if let flag { flag.remark(.bothKeys("required", "requiredFor")) }
        return .categories(list.list { $0.identifier() ?? "" } ?? [])
    }
}
