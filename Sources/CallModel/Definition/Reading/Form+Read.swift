extension FormEntry {
    static func read(_ cursor: Cursor) -> FormEntry {
        cursor.fork(on: "fields") { isSection, cursor in
            isSection ? .section(FormSection.read(cursor)) : .field(FormField.read(cursor))
        }
    }
}

extension FormSection {
    fileprivate static func read(_ cursor: Cursor) -> FormSection {
        let table = Table(cursor, keys: ["id", "label", "help", "fields"])
        return FormSection(
            id: table.required("id")?.identifier() ?? "",
            label: table.required("label")?.localized() ?? LocalizedText(),
            help: table.optional("help")?.localized(),
            fields: table.required("fields")?.list(FormField.read) ?? [])
    }
}

extension FormField {
    fileprivate static func read(_ cursor: Cursor) -> FormField {
        // The other keys depend on the type, so the type is read before the table is checked.
        cursor.variant(by: "type", FieldType.Kind.self) { kind, cursor in
            let own = kind?.keys ?? FieldType.Kind.allCases.flatMap(\.keys)
            let table = Table(cursor, keys: ["id", "type", "label", "help", "categories"] + own)
            let named: FieldType.Kind? = table.required("type")?.word()
            let type = FieldType.read(kind ?? named ?? .boolean, from: table)
            return FormField(
                id: table.required("id")?.identifier() ?? "",
                label: table.required("label")?.localized() ?? LocalizedText(),
                help: table.optional("help")?.localized(), type: type,
                required: kind == .attachments ? false : table.required("required")?.flag() ?? false,
                personal: (kind?.mayBePersonal ?? true ? table.optional("personal")?.flag() : nil) ?? (kind == .people),
                categories: table.optional("categories")?.list { $0.identifier() ?? "" },
                showIf: kind?.mayDepend ?? true ? table.optional("showIf").flatMap(FieldCondition.read) : nil)
        }
    }
}

extension FieldType.Kind {
    /// The keys that not every type of question has.
    fileprivate var keys: [String] {
        // Each attachment has its own requirement.
        (self == .attachments ? [] : ["required"]) + (mayBePersonal ? ["personal"] : []) + (mayDepend ? ["showIf"] : [])
            + ownKeys
    }

    private var ownKeys: [String] {
        switch self {
        case .text: ["minLength", "maxLength", "maxWords"]
        case .integer, .money: ["min", "max"]
        case .number: ["unit", "decimals", "min", "max"]
        case .date: ["earliest", "latest"]
        case .choice: ["options"]
        case .multipleChoice: ["options", "atLeast", "atMost"]
        case .sdgTarget, .people, .risks, .partners, .sector: ["atLeast", "atMost"]
        case .beneficiaries: ["ages"]
        case .countries: ["atMost"]
        case .country, .boolean, .logframe, .budget, .cofunding, .gender, .attachments: []
        }
    }

    /// What every file has anyway is kept where it always is, and people are personal whatever the file says.
    fileprivate var mayBePersonal: Bool { isOwnAnswer && self != .people }

    /// What every file has anyway is asked of every file.
    fileprivate var mayDepend: Bool { isOwnAnswer }

    private var isOwnAnswer: Bool {
        switch self {
        case .partners, .budget, .cofunding, .gender, .sector, .attachments: false
        case .text, .integer, .number, .money, .date, .choice, .multipleChoice, .country, .countries, .boolean, .sdgTarget,
            .beneficiaries, .people, .logframe, .risks:
            true
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
                maxLength: table.required("maxLength")?.whole(in: 1...100_000) ?? 100_000,
                maxWords: table.optional("maxWords")?.whole(in: 1...20_000))
        case .integer:
            return .integer(
                min: table.optional("min")?.whole(in: number), max: table.optional("max")?.whole(in: number))
        case .number:
            return .number(
                NumberLimits(
                    unit: table.optional("unit")?.localized(),
                    decimals: table.required("decimals")?.whole(in: 0...DecimalNumber.scaleLimit) ?? 0,
                    min: table.optional("min")?.decimal(), max: table.optional("max")?.decimal()))
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
        case .country: return .country
        case .countries: return .countries(atMost: table.optional("atMost")?.whole(in: 1...300))
        case .boolean: return .boolean
        case .sdgTarget:
            return .sdgTarget(atLeast: table.least(0), atMost: table.optional("atMost")?.whole(in: 1...SDGTarget.all.count))
        case .beneficiaries: return .beneficiaries(ages: table.optional("ages")?.list { $0.ageBand() } ?? [])
        case .people: return .people(atLeast: table.least(0), atMost: table.most ?? 50)
        case .logframe: return .logframe
        case .risks: return .risks(atLeast: table.least(0), atMost: table.most ?? 50)
        case .partners: return .part(.partners, atLeast: table.least(0), atMost: table.most)
        case .sector: return .part(.sector, atLeast: table.least(0), atMost: table.most)
        case .budget: return .part(.budget, atLeast: 0, atMost: nil)
        case .cofunding: return .part(.cofunding, atLeast: 0, atMost: nil)
        case .gender: return .part(.gender, atLeast: 0, atMost: nil)
        case .attachments: return .part(.attachments, atLeast: 0, atMost: nil)
        }
    }
}

extension Table {
    fileprivate func least(_ otherwise: Int) -> Int { optional("atLeast")?.whole(in: 0...200) ?? otherwise }
    fileprivate var most: Int? { optional("atMost")?.whole(in: 1...200) }
}

extension FieldType.Option {
    fileprivate static func read(_ cursor: Cursor) -> FieldType.Option {
        let table = Table(cursor, keys: ["id", "label"])
        return FieldType.Option(
            id: table.required("id")?.identifier() ?? "",
            label: table.required("label")?.localized() ?? LocalizedText())
    }
}

extension FieldCondition {
    /// `{ field: x, is: [a, b] }` or `{ field: x, above: "5000.00" }`; nil when it says nothing that can be read.
    fileprivate static func read(_ cursor: Cursor) -> FieldCondition? {
        let table = Table(cursor, keys: ["field", "is", "above"])
        table.needs(oneOf: ["is", "above"])
        table.excludes(allButOneOf: ["is", "above"])
        let field = table.required("field")?.identifier() ?? ""
        let above = table.optional("above")
        let words = above == nil ? table.required("is") : table.optional("is")
        if let words, above != nil { words.remark(.bothKeys("is", "above")) }
        let limit = above?.decimal()
        let list = words?.list { $0.identifier() ?? "" }
        if let limit { return FieldCondition(field: field, test: .above(limit)) }
        return list.map { FieldCondition(field: field, test: .isOneOf($0)) }
    }
}
