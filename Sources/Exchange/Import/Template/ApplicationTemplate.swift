package import CallModel

/// An empty file of applications of one call, to be filled in and imported: the header of a table, or one element of JSON.
package enum ApplicationTemplate {
    /// The first row of a table, with every column that the import knows for the call.
    package static func table(for definition: CallDefinition) -> String {
        var writer = CSVWriter()
        for name in columns(for: definition) { writer.text(name) }
        writer.endRow()
        return String(decoding: writer.take(), as: UTF8.self)
    }

    /// The columns, as the reader of tables asks for them.
    static func columns(for definition: CallDefinition) -> [String] {
        let empty = CSVRow(bytes: [], ends: [], line: 1)
        var header = HeaderReader(empty, log: FaultLog(file: ""))
        _ = ApplicationColumns(&header, definition: definition)
        let onlyJSON = definition.fields.filter { $0.type.shape.map { $0.leaves == nil } ?? false }.map { AnswerColumns.prefix + $0.id }
        return header.known.filter { !onlyJSON.contains($0) }
    }

    /// A list with one application that says nothing yet: "" for a text, null for what is no text, [] for a list.
    package static func json(for definition: CallDefinition) -> String {
        var text = JSONText()
        text.raw("[")
        text.lines(element(for: definition), indent: "  ")
        text.raw("]\n")
        return String(decoding: text.take(), as: UTF8.self)
    }

    private static func element(for definition: CallDefinition) -> JSONSkeleton {
        let answers = definition.fields.filter { $0.type.part == nil }.map { ($0.id, JSONSkeleton($0.type)) }
        let shapes: [(String, JSONSkeleton)] = [
            ("organisation", .text), ("reference", .text), ("category", .text), ("title", .text), ("summary", .text),
            ("language", .text), ("requested", .null), ("costs", .nulls(CostCategory.allCases)),
            ("resources", .nulls(ResourceSource.allCases)), ("period", .object([("start", .text), ("end", .text)])),
            ("partners", .list(.object([("name", .text), ("country", .text), ("role", .text)]))), ("countries", .empty),
            ("beneficiaries", .object(["women", "men", "girls", "boys"].map { ($0, .null) })),
            ("gender", .object([("marker", .null), ("evidence", .empty), ("proofs", .object([]))])), ("southSouth", .null),
            ("attachments", .empty), ("answers", .object(answers)),
            ("contact", .object([("name", .text), ("email", .text), ("phone", .null)])),
            ("eligibleCosts", .null), ("budgetItems", .null), ("cofunders", .null), ("goods", .null), ("sectors", .null),
            ("attestations", .null), ("crisis", .null)
        ]
        return .object(shapes)
    }
}

/// An empty value of JSON.
indirect enum JSONSkeleton {
    case text, null, empty
    case list(JSONSkeleton)
    case object([(key: String, value: JSONSkeleton)])

    init(_ type: FieldType) {
        if let shape = type.shape {
            self.init(shape)
            return
        }
        switch type {
        case .multipleChoice, .countries, .sdgTarget: self = .empty
        case .integer, .boolean: self = .null
        case .text, .number, .money, .date, .choice, .country, .beneficiaries, .people, .logframe, .risks, .part: self = .text
        }
    }

    private init(_ shape: AnswerShape) {
        switch shape {
        case .text, .decimal, .word: self = .text
        case .whole: self = .null
        case .record(let parts): self = .object(parts.map { ($0.key, JSONSkeleton($0.shape)) })
        case .list(let item, _, _): self = .list(JSONSkeleton(item))
        }
    }

    static func nulls<Key: RawRepresentable>(_ keys: [Key]) -> JSONSkeleton where Key.RawValue == String {
        .object(keys.map { ($0.rawValue, .null) })
    }
}

extension JSONText {
    fileprivate mutating func lines(_ skeleton: JSONSkeleton, indent: String) {
        switch skeleton {
        case .text: raw("\"\"")
        case .null: raw("null")
        case .empty: raw("[]")
        case .list(let item):
            raw("[")
            lines(item, indent: indent)
            raw("]")
        case .object(let members):
            raw(members.isEmpty ? "{" : "{\n")
            for (index, member) in members.enumerated() {
                raw(indent + "  ")
                string(member.key)
                raw(": ")
                lines(member.value, indent: indent + "  ")
                raw(index == members.count - 1 ? "\n" : ",\n")
            }
            raw(members.isEmpty ? "}" : indent + "}")
        }
    }
}
