/// A piece of a JSON Schema, whose keys keep their order: editors offer them in it.
indirect enum SchemaNode {
    case object([(key: String, value: SchemaNode)])
    case array([SchemaNode])
    case text(String)
    case number(Int)
    case flag(Bool)

    static func texts(_ texts: [String]) -> SchemaNode { .array(texts.map(SchemaNode.text)) }

    static func reference(_ name: String) -> SchemaNode { .object([("$ref", .text("#/$defs/\(name)"))]) }

    /// The types of JSON that a written value may have: a plain `8000.00` reaches an editor as a number.
    static func value(_ types: [String], pattern: String, _ more: [(key: String, value: SchemaNode)] = []) -> SchemaNode {
        let type = types.count == 1 ? SchemaNode.text(types[0]) : .texts(types)
        return .object([("type", type), ("pattern", .text("^\\s*\(pattern)\\s*$"))] + more)
    }

    /// The JSON text, with a level of indentation for each nesting; what is short stands on one line.
    func write(into text: inout String, indent: String = "") {
        let line = self.line
        guard line.utf8.count > 120 - indent.utf8.count else { return text += line }
        switch self {
        case .object(let members):
            let named = members.map { (SchemaNode.quoted($0.key) + ": ", $0.value) }
            SchemaNode.write(named, "{", "}", into: &text, indent: indent)
        case .array(let items) where items.contains(where: { if case .object = $0 { true } else { false } }):
            SchemaNode.write(items.map { ("", $0) }, "[", "]", into: &text, indent: indent)
        case .array, .text, .number, .flag:
            text += line
        }
    }

    private static func write(
        _ items: [(name: String, value: SchemaNode)], _ open: String, _ close: String, into text: inout String, indent: String
    ) {
        text += open + "\n"
        for (index, item) in items.enumerated() {
            text += indent + "  " + item.name
            item.value.write(into: &text, indent: indent + "  ")
            text += index == items.count - 1 ? "\n" : ",\n"
        }
        text += indent + close
    }

    private var line: String {
        switch self {
        case .text(let value): SchemaNode.quoted(value)
        case .number(let value): String(value)
        case .flag(let value): value ? "true" : "false"
        case .array(let items): "[" + items.map(\.line).joined(separator: ", ") + "]"
        case .object(let members):
            members.isEmpty
                ? "{}" : "{ " + members.map { SchemaNode.quoted($0.key) + ": " + $0.value.line }.joined(separator: ", ") + " }"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
